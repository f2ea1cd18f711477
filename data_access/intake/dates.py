"""Dates as people write them; day and month are never guessed silently."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data_access.intake import periods
from data_access.intake.shapes import PLACEHOLDERS

Order = Literal["", "day first", "month first", "undecided"]
TIME = r"(?:[T ,]\s*\d{1,2}:\d{2}.*)?"
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + TIME)
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})" + TIME)
MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + TIME, re.IGNORECASE)
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})" + TIME, re.IGNORECASE)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
SERIAL_ORIGIN = date(1899, 12, 30)
DECIDE_ORDER = "Say which comes first: --day-first or --month-first."
IMPOSSIBLE = "impossible date"
NOT_A_DATE = "not a date"
CENTURY_TURNS = 69
DECIDING_SHARE = 0.05


@dataclass(frozen=True)
class Evidence:
    """How many values of a column fit only one order of day and month, or both, with an example of each."""

    day_first: int = 0
    month_first: int = 0
    both: int = 0
    day_example: str = ""
    month_example: str = ""

    @property
    def order(self) -> Order:
        """The order the column decides by itself; '' where no value needs one.

        A few odd values among many that fit both orders may be slips of the pen: at least one value in
        twenty must decide.
        """
        if (self.day_first and self.month_first) or self.is_faint:
            return "undecided"
        if self.day_first or self.month_first:
            return "day first" if self.day_first else "month first"
        return "undecided" if self.both else ""

    @property
    def is_faint(self) -> bool:
        """Whether some values decide, but too few among those that fit both orders."""
        deciding = self.day_first + self.month_first
        return 0 < deciding < DECIDING_SHARE * (deciding + self.both)


def evidence(values: Iterable[str]) -> Evidence:
    """Return what the values of one column say about the order of day and month."""
    day = month = both = 0
    day_example = month_example = ""
    for value in values:
        match = NUMERIC.fullmatch(value.strip())
        if not match:
            continue
        first, second = int(match[1]), int(match[2])
        if first == second or (first > 12 and second > 12) or not (first and second):
            continue
        if first <= 12 and second <= 12:
            both += 1
        elif first > 12:
            day, day_example = day + 1, day_example or value.strip()
        else:
            month, month_example = month + 1, month_example or value.strip()
    return Evidence(day, month, both, day_example, month_example)


@dataclass(frozen=True)
class DateReading:
    """How the dates of one column are read.

    `fiscal_start_month` and `fiscal_label` turn a fiscal year into its last day, or its first where
    `starts` (the column is a start); `typed` allows the serial numbers of workbooks.
    """

    order: Order = ""
    fiscal_start_month: int = 1
    fiscal_label: str = "ask"
    starts: bool = False
    typed: bool = False


def parse(text: str, reading: DateReading) -> tuple[date | None, str]:
    """Return the date and, where it is not what a reader would read, why; (None, reason) where there is none."""
    if text.lower() in PLACEHOLDERS:
        return None, NOT_A_DATE
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        day, month = (second, first) if reading.order == "month first" else (first, second)
        return _made(_year(match[3]), month, day)
    if match := MONTH_DAY.fullmatch(text):
        return _made(int(match[3]), periods.month_number(match[1]), int(match[2]))
    if match := DAY_MONTH.fullmatch(text):
        return _made(_year(match[3]), periods.month_number(match[2]), int(match[1]))
    if reading.typed and SERIAL.fullmatch(text):
        return SERIAL_ORIGIN + timedelta(days=int(float(text))), "serial number of a workbook read as a date"
    return _from_period(text, reading)


def _made(year: int, month: int, day: int) -> tuple[date | None, str]:
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, IMPOSSIBLE


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < CENTURY_TURNS else 1900)


def _from_period(text: str, reading: DateReading) -> tuple[date | None, str]:
    """Return the edge of the month, quarter or fiscal year that stands where a date belongs."""
    period = periods.parse(text, reading.fiscal_start_month, reading.fiscal_label)
    if isinstance(period, str):
        return None, NOT_A_DATE if period == periods.NOT_A_PERIOD else period
    start, kind = period
    if reading.starts:
        return start, f"first day of the {kind}"
    months = {"month": 1, "quarter": 3, "fiscal year": 12}[kind]
    year, month = divmod(start.year * 12 + start.month - 1 + months - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]), f"last day of the {kind}"
