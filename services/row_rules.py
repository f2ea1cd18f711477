"""What a register can hold, told of each value by row, column, rule and repair."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access.intake.values import CONTROL
from data_access.portfolios import PortfolioFacts
from data_access.schema.fields import Field
from services.edit_values import stored
from services.errors import Explained

LONGEST: Final = 4000
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
PERIOD_KINDS: Final = ("month", "quarter", "fiscal year")
RANGES: Final = {"1 to 5": (1, 5), "percent": (0, 100), "probability": (0, 5)}
ASKED: Final = {
    "number": "Give a number.",
    "whole": "Give a whole number.",
    "rag": "Give 1 for green to 5 for red.",
    "percent": "Give 0 to 100.",
    "probability": "Give 0 to 1, such as 0.4 for 40%, or a step of 1 to 5.",
    "money": "Give an amount in figures.",
    "date": "Give a day, such as 2026-09-30.",
    "period": "Give the first day of the period, such as 2026-07-01.",
    "flag": "Give yes or no.",
}
LARGEST: Final = {"money": 2**53, "whole": 2**31}
MOST_TOLD: Final = 6


@dataclass(frozen=True)
class Problem:
    """A value that does not fit: where it stands, the rule, and what would repair it."""

    row: str
    column: str
    rule: str
    repair: str

    def __str__(self) -> str:
        """Return it as a sentence or two."""
        return f"{self.row}, {self.column}: {self.rule} {self.repair}"


class RowsRefused(Explained):
    """Rows that a register cannot hold; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        many = len(problems)
        told = " ".join(str(one) for one in problems[:MOST_TOLD])
        more = f" And {many - MOST_TOLD} more." if many > MOST_TOLD else ""
        super().__init__(
            f"Nothing was saved: {'a value does' if many == 1 else f'{many} values do'} not fit.", told + more
        )
        self.problems = tuple(problems)


def clean(given: Any) -> Any:
    """Return text without signs that no screen shows, in its composed form; other values as they are."""
    if not isinstance(given, str):
        return given
    return CONTROL.sub("", unicodedata.normalize("NFC", given)).strip() or None


def read(field: Field, given: Any, facts: PortfolioFacts) -> tuple[Any, str, str]:
    """Return a value as the register stores it, and where it cannot the rule and the repair."""
    try:
        value = stored(field, clean(given), facts)
    except Explained:
        return None, f'"{shortened(given)}" does not fit.', _repair(field)
    if value is None:
        return None, "", ""
    rule = _outside(field, value, facts)
    return (None, rule, _repair(field)) if rule else (value, "", "")


def shortened(given: Any) -> str:
    """Return a value as typed, cut where it is long."""
    words = str(given)
    return words if len(words) <= 40 else f"{words[:39]}…"


def _outside(field: Field, value: Any, facts: PortfolioFacts) -> str:
    if field.kind in ("text", "choice"):
        if field.name == "period_kind" and value not in PERIOD_KINDS:
            return f'"{shortened(value)}" is no kind of period.'
        return f"This is longer than {LONGEST:,} characters." if len(value) > LONGEST else ""
    if field.kind in ("date", "period"):
        return _no_day(field, value)
    low, high = RANGES.get(field.unit, RANGES.get(field.kind, (None, None)))
    if low is not None and high is not None and not low <= value <= high:
        return f"{value:g} is not on the scale of {low} to {high}."
    too_large = field.kind in ("money", "whole") and abs(value) >= LARGEST[field.kind]
    return "The number is larger than can be stored." if too_large else ""


def _no_day(field: Field, value: pd.Timestamp) -> str:
    if not FIRST <= value.date() <= LAST:
        return f"{value.date().isoformat()} lies outside 1900 to 2199."
    if field.kind == "period" and value.day != 1:
        return f"{value.date().isoformat()} is not the first day of a period."
    return ""


def _repair(field: Field) -> str:
    if field.name == "period_kind":
        return f"Give {', '.join(PERIOD_KINDS[:-1])} or {PERIOD_KINDS[-1]}."
    if field.choices:
        return f"Choose {', '.join(field.choices[:-1])} or {field.choices[-1]}."
    if field.unit == "1 to 5":
        return "Give 1, 2, 3, 4 or 5."
    return ASKED.get(field.kind, "Shorten it.")
