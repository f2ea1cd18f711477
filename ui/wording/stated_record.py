"""What became of what was stated, in words, by department and the like: never by person."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from models.slip_pairs import Horizon
from models.stated_record import ALL, GREEN, LEAST_OUTCOMES, LEAST_PROJECTS, NOT_GREEN, NOT_STATED, StatedRecord
from ui.wording.formats import MINUS, count, number, percent

DIMENSIONS: Final = {"department": "department", "programme": "programme", "location": "location"}
STATED: Final = {ALL: "Any status", GREEN: "Stated green", NOT_GREEN: "Stated amber or red", NOT_STATED: "No status"}
NOT_FOR: Final = (
    "This is a record of statements, not of people: it rates no sponsor, no manager and nobody else, and does not go "
    "into packs unless somebody puts it there. Departments differ in what they build; a high share is a question first."
)
METHOD: Final = (
    "One outcome is one project at one reporting date whose later forecast or actual finish is known at the end of the "
    "horizon. A project counts at many dates and its outcomes are alike, so each interval (nine times in ten) is that "
    "of Wilson for the effective number of outcomes, with projects as clusters (Rao and Scott 1992); that of the "
    "typical move draws whole projects anew.",
    f"A group needs {LEAST_OUTCOMES} outcomes of {LEAST_PROJECTS} projects; smaller ones are counted together. "
    "Department and status are those of the date on which they were stated. Cancelled projects, and those whose "
    "forecast could not be followed to the end of the horizon, are no outcomes.",
)
NO_DIMENSION: Final = (
    "A record needs projects in two departments, programmes or locations at least. Map such a column when you next "
    "upload."
)
NOTHING: Final = (
    "No outcome of a stated finish is known yet for this horizon. It takes earlier snapshots, or the shorter horizon."
)


def title(dimension: str) -> str:
    """Return the title of the part."""
    return f"Stated against actual, by {DIMENSIONS[dimension]}"


def finding(record: StatedRecord, days: int, horizon: Horizon) -> str:
    """Return what became of green statements beside the others, over the whole portfolio; "" without outcomes."""
    whole = record.groups[record.groups["group"] == ""].set_index("stated")
    if whole.empty:
        return ""
    then = "within 12 months" if horizon == "12m" else "by the next report"
    if GREEN not in whole.index:
        told = f"Of {_outcomes(whole, ALL)}, {_share(whole, ALL)} moved later by more than {days} days {then}."
    else:
        told = f"Of {_outcomes(whole, GREEN)} of green, {_share(whole, GREEN)} moved by more than {days} days {then}"
        if NOT_GREEN in whole.index:
            told += f"; of {number(whole.loc[NOT_GREEN, 'outcomes'])} of amber or red, {_share(whole, NOT_GREEN)}"
            told += f": {_apart(whole)}"
        told += "."
    typical, most = whole.loc[ALL, "days"], whole.loc[ALL, "days_80"]
    half = "at least half did not move later" if typical <= 0 else f"half moved by no more than {move(typical)}"
    half = f"At their furthest on the way, {half}" if horizon == "12m" else half.capitalize()
    return f"{told} {half}, and eight in ten by no more than {move(most)}."


def too_few(record: StatedRecord) -> str:
    """Return which groups have too few outcomes, "" where all have enough."""
    names = record.too_few
    if not names:
        return ""
    shown = ", ".join(names[:6]) + (f" and {number(len(names) - 6)} more" if len(names) > 6 else "")
    where = f'are counted under "{record.others}"' if record.others else "are too few even together"
    return f"Fewer than {LEAST_OUTCOMES} outcomes or {LEAST_PROJECTS} projects, so they {where}: {shown}."


def move(days: float) -> str:
    """Return a move of a finish.

    >>> move(0), move(31), move(-2)
    ('nothing', '31 days', '−2 days')
    """
    whole = round(days)
    if not whole:
        return "nothing"
    sign = MINUS if whole < 0 else ""
    return f"{sign}{number(abs(whole))} {'day' if abs(whole) == 1 else 'days'}"


def rows(record: StatedRecord, days: int, whole: str = "Whole portfolio") -> pd.DataFrame:
    """Return the record as picture and table show it.

    ``group`` and ``stated`` in words, ``share, low, high``, ``interval``, ``outcomes``, ``projects``, ``moved``,
    ``days``, ``days_interval``, ``days_80`` and ``hover`` (not escaped).
    """
    told = record.groups
    return told.assign(
        group=told["group"].where(told["group"] != "", whole),
        kind=told["stated"],
        stated=told["stated"].map(STATED),
        interval=[f"{percent(low)} to {percent(high)}" for low, high in zip(told["low"], told["high"], strict=True)],
        days_interval=[
            f"{_bare(low)} to {_bare(high)}" for low, high in zip(told["days_low"], told["days_high"], strict=True)
        ],
        hover=[
            f"{STATED[row['stated']]}: {number(row['moved'])} of {count(row['outcomes'], 'outcome')} moved more than "
            f"{days} days\n{percent(row['share'])}, nine times in ten {percent(row['low'])} to {percent(row['high'])}\n"
            f"{count(row['projects'], 'project')}"
            for row in told.to_dict("records")
        ],
    )


def order(shown: pd.DataFrame, whole: str, others: str) -> Sequence[str]:
    """Return the groups as drawn from the top: the whole, those with most moves first, the others together last."""
    of_all = shown[shown["kind"] == ALL].set_index("group")["share"]
    own = of_all.drop([name for name in (whole, others) if name in of_all.index]).sort_values(ascending=False)
    return [whole, *own.index, *([others] if others in of_all.index else [])]


def _outcomes(whole: pd.DataFrame, stated: str) -> str:
    many = int(whole.loc[stated, "outcomes"])
    return count(many, "stated finish", "stated finishes") if stated == ALL else count(many, "report")


def _apart(whole: pd.DataFrame) -> str:
    green, other = whole.loc[GREEN], whole.loc[NOT_GREEN]
    if green["high"] < other["low"]:
        return "green held more often"
    if other["high"] < green["low"]:
        return "green held less often"
    return "too close to tell the two apart"


def _share(whole: pd.DataFrame, stated: str) -> str:
    row = whole.loc[stated]
    return f"{percent(row['share'])} ({percent(row['low'])} to {percent(row['high'])})"


def _bare(days: float) -> str:
    return number(days)
