"""The ranked list with the line where the money ends, and what is spent in each year against its limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import waterline
from models.selection_limits import breaks_rule
from models.selection_problem import Selection
from models.waterline import Waterline
from services.candidates import Asked, Candidates, limits_of, problem
from services.portfolio_candidates import Funding

Rank = Literal["value", "value for money", "priority"]
RANKS: Final[tuple[Rank, ...]] = ("value", "value for money", "priority")
CHOSEN: Final = "chosen"
CLASSES: Final = ("mandatory", "committed", "run")


@dataclass(frozen=True, eq=False)
class Ranked:
    """A ranked list with its cut.

    Attributes
    ----------
    table : DataFrame, in order of the list
        key, name, value, share (of the value of all candidates), cost and cumulated (money: what the list costs down
        to this row, the rows that are in alone), total_down_to (money: all rows down to this one), inside (bool), why
        ("" where inside), cause (Cause or None: the rule that takes it out, or in ahead of its rank), decided (bool,
        above the line in any case), best (bool: in the best selection). Of a project with options there is no row for
        an option where another one is in.
    line : int
        Place of the first row that did not fit; those before it are in, or taken out.
    stopped_by : str or None
        The limit at the line.
    funded, candidates : int
        How many of the projects to be decided the cut gives money, and how many there are.
    by_rule, by_hand : int
        How many of them rules and decisions by hand take out of it.
    share, best_share : float
        Share of the value of all candidates that the cut buys, and that of the best selection.
    broken : bool
        Whether the cut breaks a rule that a list does not look at.
    """

    table: pd.DataFrame
    line: int
    stopped_by: str | None
    funded: int
    candidates: int
    by_rule: int
    by_hand: int
    share: float
    best_share: float
    broken: bool


def offered(funding: Funding) -> tuple[Rank, ...]:
    """Return the ranks that can be chosen: by reported priority only where any is reported."""
    reported = "priority" in funding.projects and funding.projects["priority"].notna().any()
    return RANKS if reported else RANKS[:2]


def ranked(funding: Funding, asked: Asked, best: Selection, rank: Rank = "value", go_on: bool = False) -> Ranked:
    """Return the list by a rank, cut where the money ends, beside the best selection for the same limits.

    `go_on` skips what does not fit and goes on down the list.
    """
    found = funding.candidates
    stated = problem(found, asked)
    keys = {"value": waterline.by_value(stated), "value for money": waterline.by_value_for_money(stated)}
    by = _priorities(funding) if rank == "priority" else keys[rank]
    cut = waterline.cut(stated, _decided_first(found, by), go_on)
    owner, none = _owners(found), set(found.none_of.values())
    given = {owner[key] for key in cut.chosen if key not in none}
    table = _told(_table(found, cut, best), owner, none, given, asked.forced_out)
    ruled = {owner[key] for key in table["key"][table["why"] == "rule"]}
    # A project with options that gets no money is stated as "no money" being chosen, which a list does not do.
    closed = {*cut.chosen, *(found.none_of[key] for key in found.none_of if key not in given)}
    whole = found.open_value
    return Ranked(
        table=table,
        line=int(table["key"].isin(cut.order[: cut.line]).sum()),
        stopped_by=cut.stopped_by,
        funded=len(given - found.decided),
        candidates=len(set(owner.values()) - found.decided),
        by_rule=len(ruled - given - set(asked.forced_out)),
        by_hand=len(asked.forced_out),
        share=cut.value / whole if whole else 0.0,
        best_share=best.value / whole if whole and best.found else 0.0,
        broken=breaks_rule(stated, closed) is not None,
    )


def _decided_first(found: Candidates, by: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a rank in which work above the line comes before decisions by hand, and giving no money comes last."""
    keys = np.array(found.keys, dtype=object)
    known = by[np.isfinite(by)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    ranked = np.where(np.isnan(by), low - 1, by)
    ranked[np.isin(keys, list(found.none_of.values()))] = np.nan
    ranked[np.isin(keys, list(found.decided))] += high - low + 2
    return np.asarray(ranked, dtype=np.float64)


def _owners(found: Candidates) -> dict[str, str]:
    """Return the project of each candidate, which for one without options is itself."""
    options = {one: key for key, ones in found.options_of.items() for one in (*ones, found.none_of[key])}
    return {key: options.get(key, key) for key in found.keys}


def _told(
    table: pd.DataFrame, owner: dict[str, str], none: set[str], given: set[str], by_hand: Sequence[str]
) -> pd.DataFrame:
    """Return the rows that say something: not "no money" at no cost, nor an option where another one is in.

    Options of a project that is out by hand are out by hand, not by the rule that only one of them can be chosen.
    """
    out = ~table["inside"] & table["key"].map(owner).isin(by_hand)
    table = table.assign(why=table["why"].mask(out, "forced out"), cause=table["cause"].mask(out, None))
    nothing = table["key"].isin(none) & (table["cost"] == 0)
    another = ~table["inside"] & table["key"].map(owner).isin(given)
    return table[~nothing & ~another].reset_index(drop=True)


def spend_profile(funding: Funding, asked: Asked, chosen: Selection) -> pd.DataFrame:
    """Return what is spent in each period by whom, and its limit, in money.

    Returns
    -------
    DataFrame, one row per period
        period; mandatory, committed, run and chosen; spent (their sum); limit and left (NaN where there is no limit).
    """
    found = funding.candidates
    kind = _kinds(funding)
    inside = np.isin(np.array(found.keys, dtype=object), list(chosen.chosen))
    limits = limits_of(found, asked)
    table = pd.DataFrame({"period": list(found.periods)})
    for name in (*CLASSES, CHOSEN):
        spent = found.cost[inside & (kind == name)].sum(axis=0, dtype=np.int64)
        table[name] = [found.money(int(amount)) for amount in spent]
    spent = found.cost[inside].sum(axis=0, dtype=np.int64)
    table["spent"] = [found.money(int(amount)) for amount in spent]
    table["limit"] = [float(found.money(limits[name])) if name in limits else np.nan for name in found.periods]
    table["left"] = table["limit"] - table["spent"]
    return table


def _kinds(funding: Funding) -> NDArray[np.object_]:
    """Return for each candidate the class it is paid under, or "chosen" for those to be decided."""
    owner = _owners(funding.candidates)
    classes = dict(zip(funding.projects["project_key"], funding.projects["investment_class"], strict=True))
    keys = [owner[key] for key in funding.candidates.keys]
    kinds = [classes[key] if classes.get(key) in CLASSES else CHOSEN for key in keys]
    return np.array(kinds, dtype=object)


def _priorities(funding: Funding) -> NDArray[np.float64]:
    owner = _owners(funding.candidates)
    reported = pd.Series(funding.projects["priority"].to_numpy(dtype=float), index=funding.projects["project_key"])
    keys = [owner[key] for key in funding.candidates.keys]
    return np.asarray(reported.reindex(keys).to_numpy(dtype=np.float64))


def _table(found: Candidates, cut: Waterline, best: Selection) -> pd.DataFrame:
    place = {key: i for i, key in enumerate(found.keys)}
    rows = [place[key] for key in cut.order]
    cost = found.cost.sum(axis=1, dtype=np.int64)[rows]
    inside = np.array([not why for why in cut.why], dtype=bool)
    whole = found.open_value
    value = found.value[rows]
    return pd.DataFrame(
        {
            "key": list(cut.order),
            "name": [found.names[row] for row in rows],
            "value": value,
            "share": value / whole if whole else value * 0.0,
            "cost": [found.money(int(amount)) for amount in cost],
            "cumulated": [found.money(int(amount)) for amount in np.cumsum(np.where(inside, cost, 0))],
            "total_down_to": [found.money(int(amount)) for amount in np.cumsum(cost)],
            "inside": inside,
            "why": list(cut.why),
            "cause": [cut.causes.get(key) for key in cut.order],
            "decided": [key in found.decided for key in cut.order],
            "best": np.isin(np.array(cut.order, dtype=object), list(best.chosen)),
        }
    )
