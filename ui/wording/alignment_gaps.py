"""What the Alignment page says of objectives nobody serves, projects that serve none, and the drift over time."""

from collections.abc import Sequence

import pandas as pd

from models.strategic_value import NOT_RATED
from services.alignment_gaps import Gaps
from ui.wording.formats import count, day, money, number, percent

MOST_NAMED = 3
STEADY = 0.01


def objectives(found: Gaps) -> str:
    """Return which objectives no live project serves."""
    bare = found.objectives[found.objectives["uncovered"]]
    if bare.empty:
        return f"Each of the {count(len(found.objectives), 'objective')} is served by a live project."
    return (
        f"No live project serves {_listed(bare['name'].tolist())}, {percent(found.uncovered_weight)} of the importance."
    )


def projects(found: Gaps, currency: str) -> str:
    """Return how many live projects serve no objective, with what they still cost."""
    if found.projects.empty:
        return f"Each of the {count(found.live, 'live project')} serves an objective."
    unrated = int((found.projects["reason"] == NOT_RATED).sum())
    cost = money(float(found.projects["cost_to_go"].fillna(0.0).sum()), currency)
    rest = len(found.projects) - unrated
    parts = [f"{number(unrated)} not rated at all" if unrated else "", f"{number(rest)} rated none" if rest else ""]
    why = " and ".join(part for part in parts if part)
    many = f"{count(len(found.projects), 'live project')} of {number(found.live)}"
    return f"{many} {'serves' if len(found.projects) == 1 else 'serve'} no objective ({why}), with {cost} to go."


def drift(rows: pd.DataFrame) -> str:
    """Return how far the money is from the importance now, and how far it was at the first date shown."""
    known = rows.dropna(subset=["misplaced"])
    if known.empty:
        return "No money serves any objective at these dates, so there is no drift to tell."
    first, last = known.iloc[0], known.iloc[-1]
    now = (
        f"{percent(last['misplaced'])} of the money that serves objectives would have to serve others for it to follow "
        "the importance"
    )
    if len(known) == 1:
        return f"{now}; there is no earlier date to compare with."
    change = float(last["misplaced"] - first["misplaced"])
    if abs(change) < STEADY:
        return f"{now}, as on {day(first['as_of'])}."
    return f"{now}; on {day(first['as_of'])} it was {percent(first['misplaced'])}."


def reason(word: str) -> str:
    """Return why a project serves no objective."""
    return "Not rated" if word == NOT_RATED else "Rated none throughout"


def _listed(names: Sequence[str]) -> str:
    shown, rest = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {count(rest, 'other objective')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
