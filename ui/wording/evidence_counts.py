"""How many reports the evidence contradicts, and how many ratings stand still, in words: counts over all projects."""

from typing import Final

import pandas as pd

from models.disagreement import BETTER, LEAST_CHECKS, WORSE
from models.health import AMBER, GREEN, RED
from services.evidence import Evidence
from ui.wording.formats import count, days, is_missing, number

UNLIKELY: Final = 0.5
APART: Final = (
    "What is late already is not what will move again: a chance is of a further move later, from the forecast as it "
    "stands today."
)


def finding(found: Evidence) -> str:
    """Return how many reports the evidence contradicts, of how many; facts alone are counted.

    The predictions that stand alone against a green report are told apart.
    """
    return " ".join(part for part in (_of_green(found), _of_not_green(found)) if part)


def _of_green(found: Evidence) -> str:
    better = found.disagreeing(BETTER)
    red, facts = (int((better["worst"] >= step).sum()) for step in (RED, AMBER))
    if not found.green:
        return "No project reports green."
    if not found.rows.loc[found.rows["said_overall"] < AMBER, "known"].any() and better.empty:
        return f"Of the {count(found.green, 'project')} reporting green nothing is known to hold against it."
    who = "all" if facts == found.green > 1 else "none" if not facts else number(facts)
    said = (
        f"Of {count(found.green, 'project')} that {_verb(found.green, 'report')} green, {who} "
        f"{_verb(facts or 1, 'have', 'has')} evidence at amber or worse"
    )
    if facts:
        of_them = "all" if red == facts > 1 else "none" if not red else number(red)
        said += f", {of_them} of them at red" if facts > 1 else ", at red" if red else ""
    alone = len(better) - facts
    more = f" {number(alone)} more {_verb(alone, 'stand', 'stands')} only against the prediction." if alone else ""
    return f"{said}.{more}"


def bridge(found: Evidence) -> str:
    """Return how the green reports with evidence against them compare with those that Projects counts; "" of none."""
    better = found.disagreeing(BETTER)
    facts = better[better["worst"] >= AMBER]
    if facts.empty:
        return ""
    computed = int((facts["found_overall"] >= AMBER).sum())
    other = len(facts) - computed
    rest = (
        f"; the other {number(other)} by moves of the forecast, SPI in time or the opinion of the PMO alone"
        if other
        else ""
    )
    return (
        f"Of the {number(len(facts))} with evidence, {number(computed)} {_verb(computed, 'are', 'is')} computed amber "
        f"or worse, as Projects counts{rest}. Projects also counts values carried forward; here only what was reported "
        "this time counts."
    )


def _of_not_green(found: Evidence) -> str:
    if not found.not_green:
        return ""
    worse, unclear = len(found.disagreeing(WORSE)), _unclear(found)
    reports = count(found.not_green, "report")
    if unclear == found.not_green:
        return (
            f"Too little is known to tell whether the {reports} of amber or red {_verb(unclear, 'have', 'has')} cause."
        )
    if worse:
        said = (
            f"Of {reports} of amber or red, {number(worse)} {_verb(worse, 'have', 'has')} no evidence for that colour"
        )
        return f"{said}; of {number(unclear)} too little is known to tell." if unclear else f"{said}."
    if unclear:
        held = found.not_green - unclear
        return (
            f"Of {reports} of amber or red, {number(held)} {_verb(held, 'have', 'has')} evidence for that colour; of "
            f"the other {number(unclear)} too little is known to tell."
        )
    return f"Every report of amber or red ({number(found.not_green)}) has evidence for it."


def _unclear(found: Evidence) -> int:
    """Return how many reports of amber or red have too few facts to say anything, and none that supports them."""
    rows = found.rows[found.rows["said_overall"] >= AMBER]
    supported = rows["worst"] > rows["said_overall"] - (AMBER - GREEN)
    return int((~supported & (rows["known"] < LEAST_CHECKS)).sum())


def none_of(kind: str, found: Evidence) -> str:
    """Return what it means that a list is empty."""
    if kind == BETTER:
        if not found.green:
            return "No project reports green, so none can stand against its evidence."
        if not found.rows.loc[found.rows["said_overall"] < AMBER, "known"].any():
            return "No fact is known of them: neither a date, a cost, earned value nor a risk."
        return f"No fact known of the {count(found.green, 'project')} reporting green stands at amber or worse."
    if not found.not_green:
        return "No project reports amber or red."
    if unclear := _unclear(found):
        return (
            f"A report is listed once {number(LEAST_CHECKS)} facts of its project are known and none supports it; of "
            f"{count(unclear, 'project')} reporting amber or red fewer are known."
        )
    return (
        f"Each of the {count(found.not_green, 'project')} reporting amber or red has evidence, or a chance to slip, "
        "that supports it."
    )


def steady_finding(found: Evidence, steady: pd.DataFrame, reports: int, tolerated: float) -> str:
    """Return how many ratings have not changed for so many reports, and how many of their forecasts moved."""
    if steady.empty:
        longest = found.rows["status_reports"].max()
        stood = "" if is_missing(longest) else f" The longest has stood for {count(int(longest), 'report')}."
        rated = count(len(found.rows), "rated project")
        return f"None of {rated} has reported the same status {number(reports)} times or more in a row.{stood}"
    said = (
        f"{number(len(steady))} of {count(len(found.rows), 'rated project')} "
        f"{_verb(len(steady), 'have', 'has')} reported the same status {number(reports)} times or more in a row."
    )
    moved = int((steady["moved_since_days"] > tolerated).sum())
    if steady["moved_since_days"].isna().all():
        return f"{said} No forecast is known to follow meanwhile."
    if not moved:
        return f"{said} Meanwhile no forecast of theirs moved later by more than {days(tolerated, signed=False)}."
    return (
        f"{said} Meanwhile the {_verb(moved, 'forecasts', 'forecast')} of {number(moved)} moved later by more than "
        f"{days(tolerated, signed=False)}."
    )


def reconciled(rows: pd.DataFrame) -> str:
    """Return why strong evidence can stand beside a small chance; "" where no project listed has both."""
    both = (rows["worst"] >= AMBER) & (rows["probability"].astype(float) < UNLIKELY)
    return APART if both.any() else ""


def _verb(many: int, plural: str, single: str = "") -> str:
    return (single or f"{plural}s") if many == 1 else plural
