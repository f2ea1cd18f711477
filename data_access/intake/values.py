"""The texts of one column read as what its register column holds, each distinct text once."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from data_access.intake import dates, money, numbers, periods, words
from data_access.intake.mapping import ColumnMapping
from data_access.schema import Field

NOT_WHOLE = "not a whole number"
OUT_OF_RANGE = "outside its range"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
REPAIRS = {
    dates.NOT_A_DATE: "Write the date as year-month-day, or leave the cell empty.",
    dates.IMPOSSIBLE: "Correct the date; no calendar has it in the order chosen for this column.",
    money.NOT_AN_AMOUNT: "Write an amount, or leave the cell empty.",
    money.OTHER_CURRENCY: "Convert the amount, or state the rate for its currency in the mapping.",
    money.TOO_LARGE: "Correct the amount or the unit of the column.",
    numbers.NOT_A_NUMBER: "Write a number, or leave the cell empty.",
    NOT_WHOLE: "Write a whole number, or leave the cell empty.",
    OUT_OF_RANGE: "Correct the number or the scale chosen for this column.",
    words.NOT_A_STATUS: "Use green, amber or red, amber-green or amber-red, or 1 to 5.",
    words.NOT_A_CHOICE: "Use one of the words allowed for this column.",
    periods.NOT_A_PERIOD: "Write the period as 2024-03, 2024-Q1 or 2023-24.",
    periods.LABEL_UNDECIDED: "Say in the portfolio's settings which year FY24 names, or write 2023-24.",
    "neither yes nor no": "Write yes or no, or leave the cell empty.",
}

Parser = Callable[[str], tuple[Any, str]]


@dataclass(frozen=True)
class PortfolioFacts:
    """What reading values needs to know of the portfolio.

    `fiscal_label` says whether FY24 names the year the fiscal year 'start's or 'end's in, or 'ask'.
    """

    currency: str
    minor_digits: int = 2
    fiscal_start_month: int = 1
    fiscal_label: str = "ask"


@dataclass(frozen=True)
class ColumnValues:
    """The distinct values of one column: `values` in storage form, `reasons` where they differ from what is written.

    A value of None with a reason was emptied. `codes` gives for each row the position of its value.
    """

    field: Field
    header: str
    written: Sequence[str]
    values: list[Any]
    reasons: list[str]
    codes: np.ndarray

    @property
    def per_row(self) -> Any:
        """The values of all rows: objects, datetime64[s], Int64, float or boolean by the field's kind."""
        return _column(self.values, self.field.kind).take(self.codes)

    @property
    def flagged(self) -> np.ndarray:
        """Positions of rows whose value carries a reason."""
        distinct = [position for position, reason in enumerate(self.reasons) if reason]
        return np.flatnonzero(np.isin(self.codes, distinct)) if distinct else np.array([], dtype=np.int64)


def _column(values: list[Any], kind: str) -> Any:
    if kind in ("date", "period"):
        return pd.array(
            np.array([np.datetime64(value, "s") if value else np.datetime64("NaT") for value in values], "M8[s]")
        )
    if kind in ("money", "whole", "rag"):
        return pd.array(values, dtype="Int64")
    if kind in ("number", "percent", "probability"):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if kind == "flag":
        return pd.array(values, dtype="boolean")
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


def read_column(
    field: Field,
    mapped: ColumnMapping,
    codes: np.ndarray,
    distinct: Sequence[str],
    portfolio: PortfolioFacts,
    rates: dict[str, Decimal] | None = None,
    *,
    typed: bool = False,
) -> ColumnValues:
    """Return the values of a column of the file, read as the field asks and the mapping chose."""
    if field.kind == "money":
        amounts, why = money.parse_many(distinct, _money_reading(mapped, portfolio, rates or {}))
        return ColumnValues(field, mapped.header, distinct, amounts, why, codes)
    parse = _parser(field, mapped, portfolio, typed)
    values: list[Any] = []
    reasons: list[str] = []
    for text in distinct:
        stripped = text.strip()
        value, reason = parse(stripped) if stripped else (None, "")
        values.append(value)
        reasons.append(reason)
    return ColumnValues(field, mapped.header, distinct, values, reasons, codes)


def _money_reading(mapped: ColumnMapping, portfolio: PortfolioFacts, rates: dict[str, Decimal]) -> money.MoneyReading:
    return money.MoneyReading(
        portfolio.currency, portfolio.minor_digits, mapped.notation, Decimal(mapped.multiplier), mapped.currency, rates
    )


def _parser(field: Field, mapped: ColumnMapping, portfolio: PortfolioFacts, typed: bool) -> Parser:
    kind = field.kind
    if kind == "date":
        reading = dates.DateReading(
            mapped.order, portfolio.fiscal_start_month, portfolio.fiscal_label, "start" in field.name, typed
        )
        return lambda text: dates.parse(text, reading)
    if kind == "rag":
        return words.rag
    if kind == "choice":
        return lambda text: words.choice(text, field.choices)
    if kind == "flag":
        return words.flag
    if kind == "period":
        return lambda text: _period(text, portfolio)
    if kind in ("number", "whole", "percent", "probability"):
        return lambda text: _number(text, kind, mapped)
    return _key if field.key else _text


def _text(text: str) -> tuple[str | None, str]:
    """Return text as written; signs that no screen shows, or that turn text round, are taken out, and said so."""
    cleaned = CONTROL.sub("", text)
    return (cleaned, "") if cleaned == text else (cleaned.strip() or None, "control characters taken out")


def _key(text: str) -> tuple[str | None, str]:
    return _text(unicodedata.normalize("NFC", text))


def _period(text: str, portfolio: PortfolioFacts) -> tuple[Any, str]:
    found = periods.parse(text, portfolio.fiscal_start_month, portfolio.fiscal_label)
    return (None, found) if isinstance(found, str) else (found[0], "")


def _number(text: str, kind: str, mapped: ColumnMapping) -> tuple[Any, str]:
    percent = text.endswith("%")
    number = numbers.signed(text.rstrip("% ").strip(), mapped.notation)
    if number is None:
        return None, numbers.NOT_A_NUMBER
    if kind == "whole":
        return (int(number), "") if number == int(number) else (None, NOT_WHOLE)
    if kind == "percent":
        share = number if percent or mapped.percent_of == 100 else number * 100
        return (float(share), "") if 0 <= share <= 100 else (None, OUT_OF_RANGE)
    if kind == "probability":
        share = number / 100 if percent or number > 5 else number
        return (float(share), "") if 0 <= share <= 5 else (None, OUT_OF_RANGE)
    return float(number), ""
