"""What changed between two dates: who slipped, was pulled in, re-baselined, delivered, came, left, and the cost.

Rows carried forward change nothing: they are no fresh evidence. Sums of others are left out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from models import terms

APPROVED: Final = "approved"
NO_DECISION: Final = "no decision on record"
COMPARED: Final = (
    "project_key",
    "name",
    "status",
    "forecast_finish",
    "approved_baseline_finish",
    "baseline_change_ref",
    "forecast_cost",
    "approved_budget",
    "carried",
    "live",
)
KINDS: Final = ("slipped", "pulled_in", "rebaselined", "started", "delivered", "stopped", "new", "returned", "left")


@dataclass(frozen=True)
class CostChange:
    """How the forecast cost of live projects changed, like for like, in currency units.

    `approved` is the change of the approved budgets, `overrun` what the forecasts moved beyond it, both over the
    `compared` projects live and costed at both dates, `budgeted` of which have an approved budget at both. `entered`
    and `left` are of projects live at one date only, `restated` of those live at both that report a cost at one only:
    the mix. They add up to `total`.
    """

    approved: float
    overrun: float
    entered: float
    left: float
    restated: float
    compared: int
    budgeted: int

    @property
    def mix(self) -> float:
        """What came in less what went out, and what is reported at one date only."""
        return self.entered - self.left + self.restated

    @property
    def total(self) -> float:
        """All of the change."""
        return self.approved + self.overrun + self.mix


def between(
    now: pd.DataFrame,
    then: pd.DataFrame,
    decisions: pd.DataFrame | None = None,
    seen_before: Collection[str] = (),
) -> pd.DataFrame:
    """Return what changed for each project of either date, indexed by project_key.

    Parameters
    ----------
    now, then : DataFrame
        States as `services.states.projects` gives them, with name, status, forecast_finish, forecast_cost,
        approved_budget, approved_baseline_finish, baseline_change_ref.
    decisions : DataFrame, optional
        Decisions on record that move a baseline: project_key, reference, decided (approved changes and gates passed).
        None where neither register holds anything: then a reference given is taken at its word.
    seen_before : collection of str
        Keys reported at the comparison's date or before it; one that was gone by then has returned and is not new.

    Returns
    -------
    DataFrame
        moved_days (forecast finish, NaN where unknown), absorbed_days (approved finish), decision ("approved", "no
        decision on record", "" where not re-baselined), decided_by_ref, cost_change, forecast_cost (of the later date
        where the project is live then, else of the earlier), the boolean columns of `KINDS`,
        cancelled, and `live` (at either date). *Started* is live at the later date only and *stopped* at the earlier
        only, both known at either and neither delivered nor cancelled.
    """
    after, before = _by_key(now), _by_key(then)
    keys = after.index.union(before.index)
    held_now, held_then = after.index.get_indexer(keys) >= 0, before.index.get_indexer(keys) >= 0
    both = held_now & held_then
    late, early = after.reindex(keys), before.reindex(keys)
    fresh = both & ~late["carried"].eq(True)
    was, is_ = terms.status(early).where(held_then), terms.status(late).where(held_now)
    open_before = ~was.isin(terms.FINISHED)
    moved = terms.days_between(late["forecast_finish"], early["forecast_finish"]).where(fresh)
    moved = moved.where(~is_.isin(terms.FINISHED) & open_before)
    absorbed = terms.days_between(late["approved_baseline_finish"], early["approved_baseline_finish"]).where(fresh)
    rebaselined = (absorbed != 0) & absorbed.notna() & open_before
    decision, reference = _decisions(late, early, rebaselined, decisions)
    known = keys.isin(list(seen_before))
    live_now, live_then = late["live"].eq(True), early["live"].eq(True)
    delivered = both & (is_ == "completed") & (was != "completed")
    cancelled = both & (is_ == "cancelled") & (was != "cancelled")
    return pd.DataFrame(
        {
            "name": late["name"].where(late["name"].notna(), early["name"]),
            "moved_days": moved,
            "absorbed_days": absorbed.where(rebaselined),
            "decision": decision,
            "decided_by_ref": reference,
            "cost_change": (late["forecast_cost"] - early["forecast_cost"]).where(fresh),
            "forecast_cost": late["forecast_cost"].where(live_now, early["forecast_cost"]),
            "slipped": moved > 0,
            "pulled_in": moved < 0,
            "rebaselined": rebaselined,
            "started": both & live_now & ~live_then,
            "delivered": delivered,
            "cancelled": cancelled,
            "stopped": both & live_then & ~live_now & ~delivered & ~cancelled,
            "new": ~held_then & ~known,
            "returned": ~held_then & known,
            "left": ~held_now & open_before,
            "live": live_now | live_then,
        },
        index=keys,
    )


def cost(now: pd.DataFrame, then: pd.DataFrame) -> CostChange:
    """Return the change of the live projects' forecast cost between two states, like for like.

    A project whose approved budget is unknown at either date has all its change counted as overrun.
    """
    live_now, live_then = _live(now), _live(then)
    after, before = live_now[live_now["forecast_cost"].notna()], live_then[live_then["forecast_cost"].notna()]
    keys = after.index.intersection(before.index)
    forecast = after.loc[keys, "forecast_cost"] - before.loc[keys, "forecast_cost"]
    known = after.loc[keys, "approved_budget"] - before.loc[keys, "approved_budget"]
    budget = known.fillna(0.0)
    came, gone = after.index.difference(live_then.index), before.index.difference(live_now.index)
    only_now = after.index.difference(keys).difference(came)
    only_then = before.index.difference(keys).difference(gone)
    return CostChange(
        approved=float(budget.sum()),
        overrun=float((forecast - budget).sum()),
        entered=float(after.loc[came, "forecast_cost"].sum()),
        left=float(before.loc[gone, "forecast_cost"].sum()),
        restated=float(after.loc[only_now, "forecast_cost"].sum() - before.loc[only_then, "forecast_cost"].sum()),
        compared=len(keys),
        budgeted=int(known.notna().sum()),
    )


def recorded(approved_changes: pd.DataFrame, gates: pd.DataFrame) -> pd.DataFrame | None:
    """Return the decisions on record that may move a baseline, or None where both registers are empty.

    Changes count where approved, gates where passed, with or without conditions.
    """
    if approved_changes.empty and gates.empty:
        return None
    made = []
    if len(approved_changes):
        taken = approved_changes[approved_changes["status"].fillna("").str.lower() == "approved"]
        made.append(
            taken[["project_key", "change_key", "decided"]].set_axis(["project_key", "reference", "decided"], axis=1)
        )
    if len(gates):
        passed = gates[gates["outcome"].isin(["pass", "conditional"])]
        made.append(passed[["project_key", "gate", "held"]].set_axis(["project_key", "reference", "decided"], axis=1))
    return pd.concat(made, ignore_index=True)


def _by_key(state: pd.DataFrame) -> pd.DataFrame:
    kept = state.loc[~state["summary"].astype(bool), list(COMPARED)]
    return kept.drop_duplicates("project_key").set_index("project_key")


def _live(state: pd.DataFrame) -> pd.DataFrame:
    kept = _by_key(state)
    return kept[kept["live"].astype(bool)]


def _decisions(
    late: pd.DataFrame, early: pd.DataFrame, rebaselined: pd.Series, decisions: pd.DataFrame | None
) -> tuple[pd.Series, pd.Series]:
    """Return the verdict on each re-baseline and the reference that approved it.

    A reference counts where it is new since the earlier date and, if decisions are recorded at all, on record for
    the project. A reference that was there before approved an earlier baseline.
    """
    given = late["baseline_change_ref"]
    counts = rebaselined & given.notna() & (given != early["baseline_change_ref"])
    if decisions is not None:
        known = set(zip(decisions["project_key"], decisions["reference"], strict=True))
        counts &= np.fromiter(((key, ref) in known for key, ref in given.items()), dtype=bool, count=len(given))
    verdict = pd.Series(np.where(counts, APPROVED, NO_DECISION), index=late.index, dtype=object)
    return verdict.where(rebaselined, ""), given.where(counts, "").fillna("")
