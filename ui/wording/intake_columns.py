"""How the columns of a file are read, in words."""

import calendar
from collections.abc import Mapping
from typing import Any

from ui.wording.formats import shortened

AS_OF = "as_of"
AS_OF_TITLE = "Date reported as of"
KEPT = "Kept under its own name"
ORDERS = {"day first": "day first", "month first": "month first", "undecided": "day or month first?"}
UNITS = {"1": "as written", "1000": "in thousands", "1000000": "in millions", "1000000000": "in billions"}
NOTATIONS = {"1,234.56": "decimal point", "1.234,56": "decimal comma"}
SCALES = {100: "0 to 100", 1: "0 to 1"}
WIDTH = 90


def title(column: str | None, titles: Mapping[str, str]) -> str:
    """Return what a column is read as."""
    if column is None:
        return KEPT
    return AS_OF_TITLE if column == AS_OF else titles[column]


def how(column: Any, kind: str) -> str:
    """Return the choices that matter for what a column holds."""
    if kind == "date":
        return ORDERS.get(column.order, "")
    told = []
    if kind == "money":
        told = [UNITS.get(column.multiplier, f"times {column.multiplier}")] if column.multiplier != "1" else []
        told += [column.currency] if column.currency else []
    if kind in ("percent", "probability"):
        told = [SCALES[column.percent_of]]
    if kind in ("money", "number", "whole", "percent", "probability") and column.notation == "1.234,56":
        told.append(NOTATIONS[column.notation])
    return ", ".join(told)


def samples(column: Any) -> str:
    """Return a few values of a column in one line."""
    return shortened(" · ".join(" ".join(text.split()) for text in column.samples[:3]), WIDTH)


def why(column: Any) -> str:
    """Return why a column is read so."""
    told = [text for text in (column.reason, column.choice_reason) if text]
    return "; ".join(told)


def order_example(order: str, sample: str) -> str:
    """Return what a date would be in one order.

    >>> order_example("day first", "03/04/2026"), order_example("month first", "03/04/2026")
    ('Day first: 03/04/2026 is 3 April 2026', 'Month first: 03/04/2026 is 4 March 2026')
    """
    return f"{order.capitalize()}: {sample} is {_spelt(order, sample)}"


MONTHS = tuple(calendar.month_name)


def _spelt(order: str, sample: str) -> str:
    first, second, year = (int(part) for part in sample.replace("-", "/").replace(".", "/").split("/")[:3])
    day, month = (first, second) if order == "day first" else (second, first)
    return f"{day} {MONTHS[month]} {year}"


def ambiguous(texts: tuple[str, ...]) -> str:
    """Return the first value that both orders can read, a plain example where there is none.

    >>> ambiguous(("2012-30-09", "31/03/2012", "01/10/2011")), ambiguous(())
    ('01/10/2011', '03/04/2026')
    """
    for text in texts:
        parts = text.replace("-", "/").replace(".", "/").split("/")
        plain = len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4
        if plain and int(parts[0]) <= 12 and int(parts[1]) <= 12 and parts[0] != parts[1]:
            return text
    return "03/04/2026"
