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
    """Return how many live projects serve no objective, and how many are not rated, each with what they still cost."""
    is_unrated = found.projects["reason"] == NOT_RATED
    unrated, none = found.projects[is_unrated], found.projects[~is_unrated]
    rated = found.live - len(unrated)
    told = ["No live project is rated yet."]
    if rated and none.empty:
        told = [f"Each of the {count(rated, 'rated live project')} serves an objective."]
    elif rated:
        verb = "serves" if len(none) == 1 else "serve"
        told = [
            f"{number(len(none))} of {count(rated, 'rated live project')} {verb} no objective, with "
            f"{_to_go(none, currency)} to go."
        ]
    if len(unrated):
        many = count(len(unrated), "live project is", "live projects are")
        told += [f"{many} not rated, with {_to_go(unrated, currency)} to go: what they serve is not known."]
    return " ".join(told)


def _to_go(rows: pd.DataFrame, currency: str) -> str:
    return money(float(rows["cost_to_go"].fillna(0.0).sum()), currency)


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
    """Return why a project stands without an objective."""
    return "Not rated" if word == NOT_RATED else "Rated none throughout"


def _listed(names: Sequence[str]) -> str:
    shown, rest = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {count(rest, 'other objective')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
