"""What the slip risk page says: the finding, the cells of its table, the record in plain words, and the limits."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from models.slip_baselines import MODEL, TABLE
from models.slip_gate import MINIMUM_OUTCOME_DATES, MINIMUM_PAIRS
from services.slip_view import Lack, SlipView
from ui.wording.formats import between, chance, count, money, number
from ui.wording.slip_days import FURTHEST

HORIZONS: Final = {"12m": "Within 12 months", "next": "By the next committee"}
BANDS: Final = (
    (0.0, "Past its own forecast", "Overdue"),
    (91.0, "Up to 3 months to finish", "0–3 mo"),
    (183.0, "3 to 6 months to finish", "3–6 mo"),
    (365.0, "6 to 12 months to finish", "6–12 mo"),
    (730.0, "1 to 2 years to finish", "1–2 yr"),
    (1095.0, "2 to 3 years to finish", "2–3 yr"),
    (1461.0, "3 to 4 years to finish", "3–4 yr"),
    (math.inf, "Over 4 years to finish", "4+ yr"),
)
WHY_NONE: Final = {
    "completed": "completed",
    "cancelled": "cancelled",
    "on hold": "on hold",
    "not started": "proposed and not started",
    "carried forward": "not reported this time, so nothing fresh is known",
    "no forecast": "without a forecast finish",
    "placeholder date": "with a placeholder for a forecast finish, absurdly far away",
    "not enough history": "in a portfolio with too little history",
    "sum of other rows": "only the sum of other rows",
    "no report": "without a report that counts",
}
WHOLE: Final = {"eac": "forecast cost", "budget": "approved budget"}
LIMITS: Final = (
    "A slip is a forecast finish that moves later by more than the days chosen. It says nothing of the finish itself: "
    "a project can slip and still keep its approved date, or hold its forecast and be late.",
    FURTHEST,
    "The chance belongs to the state of a project, not to a person or a supplier, and rates none of them. Where lists "
    "put money to go times chance first, that is an order of reading: the product is no loss that anybody has "
    "estimated, and no value or budget is reckoned with it.",
    "Rows carried forward, and rows that sum others, are no evidence and get no prediction.",
)


SAME_END: Final = (
    "By the next committee and within 12 months end on the same day here, yet the answers differ a little: each is "
    "worked out apart, on its own past cases, and within 12 months the furthest forecast on the way counts."
)
HOW: Final = {
    MODEL: "The model joins smooth regressions and boosted trees by the mean of their log-odds: on time left and "
    "phase, on the record of phase and department, and on what the project's own reports say. The reason beside a "
    "project tells how often projects of its phase and time left moved, and whether the other facts raise or lower "
    "that.",
    TABLE: "The method counts, for each phase and band of time left, how often the forecast then moved, and draws "
    "cells with few cases towards what their phase and their band say together.",
}


def method(record: Mapping[str, Any]) -> str:
    """Return how the method that speaks comes to its chances; "" where one chance is given to all."""
    return HOW.get(str(record.get("method")), "")


def ranks_projects(record: Mapping[str, Any]) -> bool:
    """Return whether the method that speaks tells projects apart; the base rate does not."""
    return record.get("method") in (MODEL, TABLE)


def finding(shown: SlipView) -> str:
    """Return the headline: how many slips are expected, of how many, by when."""
    told = shown.expectation
    if not told.eligible:
        return "No project has a slip prediction at this date."
    noun = "project" if told.eligible == 1 else "projects"
    many = between(told.low, told.high)
    return f"We expect {many} of {number(told.eligible)} {noun} to slip more than {shown.days} days {shown.words}."


def aside(shown: SlipView) -> str:
    """Return what stands under the headline: who is not counted, and how the likeliest are reported."""
    parts = []
    if len(shown.unpredicted):
        parts.append(
            f"{count(len(shown.unpredicted), 'project')} without a prediction "
            f"{'is' if len(shown.unpredicted) == 1 else 'are'} listed below with the reason."
        )
    if shown.top_green is not None and ranks_projects(shown.record):
        green = f"{number(shown.top_green)} {'is' if shown.top_green == 1 else 'are'} reported green"
        parts.append(f"Of the {number(shown.top)} most likely, {green}.")
    if shown.same_end and shown.expectation.eligible:
        parts.append(SAME_END)
    return " ".join(parts)


def list_head(shown: SlipView) -> tuple[str, str]:
    """Return the title of the list and the order it stands in; the base rate alone puts nobody first."""
    if ranks_projects(shown.record):
        return "Most likely to slip", "The likeliest first, and among equals the one with the most money to go."
    return "Projects with a prediction", "All with the same chance; the one with the most money to go first."


def list_order(record: Mapping[str, Any]) -> str:
    """Return the order of the list as a choice of sorting names it."""
    return "Likeliest first" if ranks_projects(record) else "Most money to go first"


def lacking(lack: Lack) -> tuple[str, str, str]:
    """Return what is missing where no chance can be given: the title, why it matters, and what to upload."""
    forecasts = (
        f"A slip is a forecast finish that moves later, and {count(lack.no_forecast, 'live project')} "
        f"{'gives' if lack.no_forecast == 1 else 'give'} none"
    )
    if lack.no_forecast and not lack.no_history:
        return (
            "No live project here gives a forecast finish",
            f"{forecasts}, so there is nothing that could move, however long the history. Where the file holds it "
            "under a heading that was not recognised, that column was kept under its own name: upload the file again "
            "and name it as the forecast finish.",
            "Upload the file again",
        )
    learned = (
        "The chances are learned from this portfolio's own past: from how often forecasts of the same phase and time "
        f"left have moved. {short_of(lack)}"
    )
    shorter = " By the next committee there is enough: choose that above." if lack.shorter else ""
    without = f" {forecasts}: that leaves less to learn from." if lack.no_forecast else ""
    title = "There is too little history to say which forecasts will move"
    return title, f"{learned}{shorter}{without}", "Upload earlier snapshots"


def short_of(lack: Lack) -> str:
    """Return how many outcomes are known and on how many dates, beside what it takes."""
    needs = f"That takes {MINIMUM_PAIRS} known outcomes on {number(MINIMUM_OUTCOME_DATES)} dates at least"
    if not lack.outcomes:
        return f"{needs}; for this horizon none is known yet."
    on = "one date" if lack.outcome_dates == 1 else f"{number(lack.outcome_dates)} dates"
    known = f"{number(lack.outcomes)} {'is' if lack.outcomes == 1 else 'are'} known for this horizon, on {on}"
    missing = []
    if lack.outcomes < MINIMUM_PAIRS:
        missing.append(f"{number(MINIMUM_PAIRS - lack.outcomes)} outcomes")
    if lack.outcome_dates < MINIMUM_OUTCOME_DATES:
        missing.append("a second date of outcomes")
    return f"{needs}; {known}. Missing: {' and '.join(missing)}."


def band(from_days: float) -> str:
    """Return the words of a band of time left, by where it begins.

    >>> band(float("-inf")), band(183), band(1461)
    ('Past its own forecast', '6 to 12 months to finish', 'Over 4 years to finish')
    """
    return next(words for upper, words, _ in BANDS if upper > from_days)


def short_band(from_days: float) -> str:
    """Return the head of a band's column; "" without time left."""
    return next((short for upper, _, short in BANDS if upper > from_days), "")


def long_band(short: str) -> str:
    """Return the words of a band by the head of its column."""
    return next(words for _, words, head in BANDS if head == short)


def phase(name: str) -> str:
    """Return a phase as a label; "No phase given" where it is missing."""
    return name if name else "No phase given"


def cells(table: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the cells of the method's table as the heatmap draws them; cells without any past case are left out."""
    known = table[table["n"] > 0]
    return pd.DataFrame(
        {
            "row": known["phase"].map(phase),
            "column": known["from_days"].map(short_band),
            "band": known["from_days"].map(band),
            "depth": known["probability"],
            "base": known["n"].astype(int),
            "text": known["probability"].map(chance),
            "note": [f"{number(moved)}/{number(n)}" for moved, n in zip(known["moved"], known["n"], strict=True)],
            "hover": [_hover(row, days) for row in known.to_dict("records")],
        }
    )


def gate(record: Mapping[str, Any]) -> str:
    """Return which method speaks and why, in one sentence."""
    return str(record.get("note") or "Nothing has been reported yet.")


def speaks(record: Mapping[str, Any]) -> str:
    """Return which method gives the chances, and why it may."""
    who = (
        "The model gives the chances." if record.get("method") == MODEL else "The table of phase and time left speaks."
    )
    return f"{who} {gate(record)}"


def to_go_note(rules: pd.Series) -> str:
    """Return what cost to go means for projects that report no actual cost; "" where all do.

    >>> to_go_note(pd.Series(["eac", "eac"]))
    'To go is the whole forecast cost: no actual cost is reported.'
    """
    known = rules[rules != ""].dropna()
    whole = known[known.isin(list(WHOLE))]
    if whole.empty:
        return ""
    words = " or ".join(WHOLE[rule] for rule in WHOLE if (whole == rule).any())
    whom = "" if len(whole) == len(known) else f" for {count(len(whole), 'project')}"
    return f"To go is the whole {words}{whom}: no actual cost is reported."


def without_prediction(unpredicted: pd.DataFrame) -> str:
    """Return how many projects have no prediction, by reason.

    >>> without_prediction(pd.DataFrame({"reason_none": ["completed", "completed", "on hold"]}))
    '2 completed, 1 on hold.'
    """
    counts = unpredicted["reason_none"].value_counts()
    return ", ".join(f"{number(n)} {WHY_NONE.get(str(why), str(why))}" for why, n in counts.items()) + "."


def chance_hover(row: Mapping[str, Any], currency: str) -> str:
    """Return what is shown over a project's mark, with line breaks as plotly writes them; the caller escapes names."""
    return (
        f"<b>{row['name']}</b><br>{chance(row['probability'])} to slip<br>{money(row['cost_to_go'], currency)} "
        f"to go<br>{row['reason']}"
    )


def _hover(row: Mapping[str, Any], days: int) -> str:
    return (
        f"{band(row['from_days'])}<br>{number(row['moved'])} of {number(row['n'])} past cases moved more than {days} "
        f"days<br>Chance given: {chance(row['probability'])}<br>{count(int(row['now']), 'project')} stand here now"
    )
