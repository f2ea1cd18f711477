"""What changed since another date, in words: counts that open lists, and the cost like for like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.wording.formats import count, days, is_missing, money, number


@dataclass(frozen=True)
class Item:
    """One count of the sentence: the kind of change, the words on it, and what its list is called."""

    kind: str
    words: str
    title: str


TITLES = {
    "slipped": "Forecast finish moved later",
    "pulled_in": "Forecast finish moved earlier",
    "rebaselined": "Approved finish changed",
    "started": "Became live",
    "delivered": "Delivered",
    "cancelled": "Cancelled",
    "stopped": "No longer live",
    "new": "New in the portfolio",
    "returned": "Back in the portfolio",
    "left": "Left the portfolio",
}
MIX = {
    "started": "became live",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "stopped": "no longer live",
    "new": "new",
    "returned": "returned",
    "left": "left",
}
"""The kinds by which the projects counted come and go, each said as its button says it."""


def items(table: pd.DataFrame, amber_days: float) -> list[Item]:
    """Return the counts that are not zero, over the projects live at either date."""
    kept = table[table["live"].astype(bool)]
    said = {
        "slipped": _slipped(kept, amber_days),
        "pulled_in": f"{number(int(kept['pulled_in'].sum()))} pulled in",
        "rebaselined": _rebaselined(kept),
        **{kind: _counted(kept, kind) for kind in MIX},
    }
    return [Item(kind, words, TITLES[kind]) for kind, words in said.items() if kept[kind].any()]


def cost(found: Any, table: pd.DataFrame, currency: str) -> str:
    """Return the change of the forecast cost of live projects, split like for like.

    `found` is a CostChange, `table` what `models.changes.between` gives: which projects came, ended or left.
    """
    kept = table[table["live"].astype(bool)]
    came = ", ".join(_counted(kept, kind) for kind in MIX if kept[kind].any())
    mixed = [
        (found.entered - found.left, f"from projects that came, ended or left ({came})"),
        (found.restated, "from projects that report a cost on only one of the two dates"),
    ]
    if not found.compared and not any(value for value, _ in mixed):
        return ""
    if not any((found.total, found.approved, found.overrun, *(value for value, _ in mixed))):
        return "forecast cost unchanged"
    # Without approved budgets nobody can say what of a change was approved.
    parts = (
        [(found.approved, "approved"), (found.overrun, "overrun")]
        if found.budgeted
        else [(found.overrun, "in projects at both dates")]
    )
    said = [f"{money(value, currency, signed=True)} {words}" for value, words in [*parts, *mixed] if value]
    return f"forecast cost {money(found.total, currency, signed=True)}: {'; '.join(said)}"


def decision(row: Mapping[str, Any]) -> str:
    """Return who approved a re-baseline, or that no decision is on record."""
    if is_missing(row["decision"]) or not row["decision"]:
        return ""
    reference = row["decided_by_ref"]
    return f"Approved by {reference}" if reference else "No decision on record"


def _counted(kept: pd.DataFrame, kind: str) -> str:
    return f"{number(int(kept[kind].sum()))} {MIX[kind]}"


def _slipped(kept: pd.DataFrame, amber_days: float) -> str:
    far = int((kept["moved_days"] > amber_days).sum())
    every = int(kept["slipped"].sum())
    if far == every:
        return f"{number(every)} slipped by more than {number(amber_days)} days"
    words = f"{number(every)} slipped"
    return f"{words} ({number(far)} over {number(amber_days)} days)" if far else words


def _rebaselined(kept: pd.DataFrame) -> str:
    inside = kept[kept["rebaselined"].astype(bool)]
    undecided = int((inside["decision"] == "no decision on record").sum())
    absorbed = float(inside["absorbed_days"].clip(lower=0).sum())
    said = [f"{number(undecided)} with no decision on record"] if undecided else []
    if absorbed:
        said.append(f"{days(absorbed, signed=False)} absorbed")
    return f"{number(len(inside))} re-baselined" + (f" ({', '.join(said)})" if said else "")


def summary(table: pd.DataFrame, kind: str) -> str:
    """Return the sentence above the list of one kind of change."""
    inside = table[table[kind].astype(bool) & table["live"].astype(bool)]
    what = "Cost is the forecast cost." if kind in MIX else "Days and cost are the change since the comparison."
    return f"{count(len(inside), 'project')}, live at one date or the other. {what}"
