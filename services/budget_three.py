"""Selections that are best in value, cost and a third count at once, and where the present one stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import health
from models.frontier_search import Watch
from models.frontier_three import Surface, surface
from models.selection_problem import Problem, Selection
from services import chances, states
from services.access import Scope
from services.candidates import Asked, Candidates, problem
from services.portfolio_candidates import Funding

SLIPS: Final = "slips"
RISK: Final = "risk"
OBJECTIVE: Final = "objective:"
THOUSANDTHS: Final = 1000
BUDGETS, BOUNDS = 8, 6
SAME: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Third:
    """What is weighed beside value and cost.

    Attributes
    ----------
    name : str
        "slips", "risk", or "objective:" and the key of one.
    amount : array of int64, shape (n,)
        What each candidate adds: thousandths of a slip or of a point, minor units of money; nothing where not known.
    per_unit : int
        Whole units in one slip, point or unit of money.
    unknown : int
        Projects of which nothing is known.
    words : str
        The horizon of the slips; empty otherwise.
    """

    name: str
    amount: NDArray[np.int64]
    per_unit: int
    unknown: int
    words: str = ""

    @property
    def more_is_better(self) -> bool:
        """Whether it is wanted, not feared."""
        return self.name.startswith(OBJECTIVE)


@dataclass(frozen=True, eq=False)
class Three:
    """The selections found, and the present one.

    Attributes
    ----------
    points : DataFrame, by cost
        cost (money), share (of the value), third, count (projects funded by choice), proven, found (nothing found beats
        it; False for the present selection where it is not one of them) and here (the present selection).
    asked, unsettled : int
        Bounds searched, and those about which nothing was found out in time.
    complete : bool
        Whether all bounds were searched.
    above : float
        What the work above the line adds to the third count, whatever is chosen.
    """

    points: pd.DataFrame
    asked: int
    unsettled: int
    complete: bool
    above: float

    @property
    def settled(self) -> bool:
        """Whether more time would find nothing else."""
        known = self.points[self.points["found"]]
        return self.complete and not self.unsettled and bool(known["proven"].all())

    @property
    def here(self) -> pd.Series:
        """The present selection."""
        return self.points[self.points["here"]].iloc[0]


def offered(scope: Scope, as_of: date, funding: Funding) -> tuple[str, ...]:
    """Return the third counts that anything is known of, objectives in the order of their keys."""
    named = [name for name in (SLIPS, RISK) if _reported(scope, as_of, funding, name)[0].notna().any()]
    given = funding.candidates.contributions
    return (*named, *(f"{OBJECTIVE}{key}" for key in sorted(given) if given[key].any()))


def third(scope: Scope, as_of: date, funding: Funding, name: str) -> Third:
    """Return a third count; the chance of a project counts for each way of going on with it, and not for stopping."""
    found = funding.candidates
    if name.startswith(OBJECTIVE):
        return Third(name, found.contributions[name.removeprefix(OBJECTIVE)], THOUSANDTHS, 0)
    reported, words = _reported(scope, as_of, funding, name)
    per_unit = THOUSANDTHS if name == SLIPS else int(10**found.digits)
    whole = np.rint(reported.fillna(0.0).to_numpy(dtype=float) * per_unit).astype(np.int64)
    of_project = dict(zip(funding.projects["project_key"], whole.tolist(), strict=True))
    owner = {option: key for key, options in found.options_of.items() for option in options}
    amount = np.array([of_project.get(owner.get(key, key), 0) for key in found.keys], dtype=np.int64)
    return Third(name, amount, per_unit, int(reported.isna().sum()), words)


def points(
    found: Candidates, asked: Asked, chosen: Selection, weighed: Third, seconds: float, watch: Watch | None = None
) -> Three:
    """Return the selections found within some seconds on a grid about the present one, which is marked.

    What is funded already is not kept, and years that share the total have their limits of the present one.
    """
    stated = problem(found, asked)
    decided = np.array([key in found.decided for key in found.keys], dtype=bool)
    # What is funded in any case would only narrow the room between the bounds.
    open_amount = np.where(decided, 0, weighed.amount)
    inside = np.isin(np.array(found.keys, dtype=object), list(chosen.chosen))
    known = surface(
        stated,
        open_amount,
        budgets=_budgets(stated, asked),
        bounds=_bounds(stated, open_amount, int(open_amount[inside].sum()), weighed.more_is_better),
        more_is_better=weighed.more_is_better,
        time_limit=seconds,
        watch=watch,
    )
    above = int(weighed.amount[decided].sum())
    here = (chosen.value, chosen.total_cost, int(open_amount[inside].sum()), chosen.chosen)
    return Three(
        points=_table(found, known, here, above, weighed.per_unit),
        asked=known.asked,
        unsettled=known.unsettled,
        complete=known.complete,
        above=above / weighed.per_unit,
    )


def _reported(scope: Scope, as_of: date, funding: Funding, name: str) -> tuple[pd.Series, str]:
    """Return what is known of each project, in their order, NaN where nothing is, and over which time."""
    keys = funding.projects["project_key"]
    if name == SLIPS:
        made = chances.at(scope, as_of)
        return made.joined(funding.projects[["project_key"]])["probability"], made.words
    columns = ["project_key", "direction", "probability", "impact_cost", "status", "closed"]
    known = states.register_date(scope, "risks", as_of)
    rows = states.register(scope, "risks", as_of, columns) if known else pd.DataFrame()
    return health.exposure_of(rows, keys), ""


def _budgets(stated: Problem, asked: Asked) -> list[int]:
    """Return totals from what must be in to all, the present one among them."""
    cost = stated.total_cost
    low = int(cost[np.isin(np.array(stated.keys, dtype=object), list(stated.forced_in))].sum())
    spread = _spread(low, int(cost[stated.value > 0].sum()) + low, BUDGETS)
    return sorted({*spread, *([] if asked.total is None else [asked.total])})


def _bounds(stated: Problem, amount: NDArray[np.int64], here: int, more_is_better: bool) -> list[int]:
    forced = np.isin(np.array(stated.keys, dtype=object), list(stated.forced_in))
    low = 0 if more_is_better else int(amount[forced].sum())
    counted = np.ones(len(amount), dtype=bool) if more_is_better else (stated.value > 0) | forced
    return sorted({*_spread(low, max(int(amount[counted].sum()), low), BOUNDS), here})


def _spread(low: int, high: int, wanted: int) -> list[int]:
    return [low + (high - low) * place // (wanted - 1) for place in range(wanted)]


def _table(
    found: Candidates, known: Surface, here: tuple[float, int, int, Sequence[str]], above: int, per_unit: int
) -> pd.DataFrame:
    rows = known.points.assign(found=True)
    value, cost, amount, _ = here
    same = (rows["cost"] == cost) & (rows["third"] == amount) & ((rows["value"] - value).abs() <= SAME)
    rows["here"] = same
    if not same.any():
        present = dict(zip(("value", "cost", "third", "chosen"), here, strict=True))
        own = pd.DataFrame([present | {"proven": False, "found": False, "here": True}])
        rows = own if rows.empty else pd.concat([rows, own], ignore_index=True)
    aside = found.decided | set(found.none_of.values())
    whole = found.open_value
    table = pd.DataFrame(
        {
            "cost": [float(found.money(int(amount))) for amount in rows["cost"]],
            "share": rows["value"] / whole if whole else rows["value"] * 0.0,
            "third": (rows["third"] + above) / per_unit,
            "count": [len(set(chosen) - aside) for chosen in rows["chosen"]],
            "proven": rows["proven"].astype(bool),
            "found": rows["found"].astype(bool),
            "here": rows["here"].astype(bool),
        }
    )
    return table.sort_values(["cost", "share"], kind="stable").reset_index(drop=True)
