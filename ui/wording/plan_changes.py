"""What a plan would change, value by value, in words."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from ui.wording.formats import DASH, count, day, is_missing, number, symbol
from ui.wording.provenance import COLOURS

WHAT: Final = {
    "left": "Left",
    "not_reported": "Not reported",
    "returned": "Returned",
    "new": "New",
    "changed": "Changed",
}
FLAGS: Final = {True: "Yes", False: "No"}
MOST_COLUMNS: Final = 8


def rows(changes: pd.DataFrame, currency: str, digits: int) -> pd.DataFrame:
    """Return changes as `services.plan_changes` tells them, each value as people write it, None where empty."""
    written = changes.assign(what=[WHAT[what] for what in changes["what"]])
    for side in ("before", "after"):
        values = [value(one, kind, currency, digits) for one, kind in zip(changes[side], changes["kind"], strict=True)]
        written[side] = pd.Series(values, index=changes.index, dtype=object)
    return written


def value(stored: Any, kind: str, currency: str, digits: int) -> str | None:
    """Return a stored value in full; money comes in minor units, and its cents are left out where there are none.

    >>> value(4_400_000_000, "money", "USD", 2), value(125.0, "money", "USD", 2), value(3, "rag", "USD", 2)
    ('$44,000,000', '$1.25', 'Amber')
    >>> value(None, "date", "USD", 2), value(40.0, "percent", "USD", 2), value("on hold", "choice", "USD", 2)
    (None, '40%', 'On hold')
    """
    if is_missing(stored):
        return None
    if kind == "money":
        return amount(int(stored), currency, digits)
    if kind in ("date", "period"):
        return day(stored)
    if kind == "rag":
        return COLOURS.get(int(stored), DASH)
    if kind == "percent":
        return f"{float(stored):,.10g}%"
    if kind == "probability":
        return f"{float(stored) * 100:,.10g}%"
    if kind in ("number", "whole"):
        return f"{float(stored):,.10g}"
    if kind == "flag":
        return FLAGS[bool(stored)]
    return str(stored).capitalize() if kind == "choice" else str(stored)


def amount(minor: int, currency: str, digits: int) -> str:
    """Return an exact amount from minor units, without its cents where there are none.

    >>> amount(-4_400_000_000, "USD", 2), amount(5, "USD", 2), amount(1200, "JPY", 0)
    ('−$44,000,000', '$0.05', '¥1,200')
    """
    whole, part = divmod(abs(minor), 10**digits)
    return f"{'−' if minor < 0 else ''}{symbol(currency)}{whole:,}{f'.{part:0{digits}d}' if part else ''}"


def by_column(changed: Mapping[str, int], titles: Mapping[str, str]) -> str:
    """Return in how many rows each column changes, the most first; "" where none does.

    >>> by_column({"forecast_cost": 3, "extra": 1, "name": 12}, {"forecast_cost": "Forecast cost", "name": "Name"})
    'Name in 12 rows, Forecast cost in 3, columns kept under their own names in 1'
    """
    known = {**titles, "extra": "columns kept under their own names"}
    ordered = sorted(changed.items(), key=lambda one: -one[1])
    told = [f"{known.get(name, name)} in {number(rows)}" for name, rows in ordered[:MOST_COLUMNS]]
    if not told:
        return ""
    told[0] = f"{known.get(ordered[0][0], ordered[0][0])} in {count(ordered[0][1], 'row')}"
    more = len(ordered) - MOST_COLUMNS
    return ", ".join(told) + (f" and {count(more, 'more column')}" if more > 0 else "")
