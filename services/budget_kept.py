"""Keep what is funded: selections that only grow with the total, round the live projects."""

from dataclasses import replace
from typing import Final

import pandas as pd

from models.nested import Chain
from models.selection_problem import Problem, Selection
from services import budget_nested
from services.budget_steps import Better, Steps, worded
from services.candidates import Asked, Candidates, problem
from services.portfolio_candidates import Funding

LIVE: Final = ("active", "on hold")
NEAREST: Final = 4


def funded_now(funding: Funding) -> frozenset[str]:
    """Return the candidates that have money now: those above the line, and live projects to be decided."""
    projects = funding.projects
    live = projects["status"].isin(LIVE) | projects["status"].isna() | projects["decided"]
    return frozenset(projects.loc[live, "project_key"])


def chain(funding: Funding, asked: Asked) -> Chain:
    """Return the selections for rising totals, each holding all that the one before funds."""
    return budget_nested.chain(funding.candidates, asked, funded_now(funding))


def stated(funding: Funding, asked: Asked, chosen: Selection) -> Problem:
    """Return the statement in which all that is kept of what is funded now stays; without keeping, as asked."""
    whole = problem(funding.candidates, asked)
    if not asked.keep:
        return whole
    now = budget_nested.as_candidates(funding.candidates, funded_now(funding))
    return replace(whole, forced_in=whole.forced_in | (now & set(chosen.chosen)))


def steps(found: Candidates, known: Chain) -> Steps:
    """Return the steps of a chain as a table; none of them is claimed to be the best of all."""
    table = known.frame()
    chosen: list[tuple[str, ...]] = []
    inside: dict[str, None] = {}
    for entered, left in zip(table["entered"], table["left"], strict=True):
        inside = {key: None for key in (*inside, *entered) if key not in left}
        chosen.append(tuple(inside))
    return Steps(worded(found, pd.DataFrame(table).assign(proven=False), chosen), False)


def next_better(known: Chain, total: int) -> Better | None:
    """Return the next step worth more; None at the top."""
    found = known.next_better(total)
    return None if found is None else Better(found.budget - total, found.adds, found.drops, True)


def edge(known: Chain, total: int) -> pd.DataFrame:
    """Return the projects that come in next as the total rises, and go first as it falls.

    Returns
    -------
    DataFrame
        key, inside (bool), change (whole minor units of the total, below zero for those that go), nearest first.
    """
    here = known.position(total)
    table = known.frame()
    rows: list[tuple[str, bool, int]] = []
    for place in range(here + 1, len(table)):
        change = int(table["budget"].iloc[place]) - total
        rows += [(key, False, change) for key in table["entered"].iloc[place]]
        if len(rows) >= NEAREST:
            break
    going: list[tuple[str, bool, int]] = []
    for place in range(here, 0, -1):
        change = int(table["budget"].iloc[place]) - 1 - total
        going += [(key, True, change) for key in table["entered"].iloc[place]]
        if len(going) >= NEAREST:
            break
    near = pd.DataFrame(rows[:NEAREST] + going[:NEAREST], columns=["key", "inside", "change"])
    return near.sort_values("change", key=abs, kind="stable").reset_index(drop=True)
