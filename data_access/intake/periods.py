"""Months, quarters and fiscal years as people write them, by the portfolio's fiscal year."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "sept",
]
NOT_A_PERIOD = "not a period"
LABEL_UNDECIDED = "fiscal year label undecided"
TWO_YEARS = re.compile(r"(?:FY\s*)?(\d{4})\s?[-/–]\s?(\d{2}|\d{4})", re.IGNORECASE)
FISCAL = re.compile(r"FY\s*['’]?(\d{4}|\d{2})", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d{2}")
QUARTER = re.compile(r"(?:FY\s*)?(\d{4}|\d{2})[- ]?Q([1-4])|Q([1-4])[- /]?(?:FY\s*)?(\d{4}|\d{2})", re.IGNORECASE)
ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})(?:-01)?(?: 00:00:00)?")
MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})")
NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?[ -]?(\d{4}|\d{2})", re.IGNORECASE)

Period = tuple[date, str]


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month or its first three letters, 0 for another word."""
    word = word.lower()
    if word in MONTHS or word in FULL_MONTHS:
        return MONTHS.index(word[:3]) + 1
    return 0


def parse(text: str, fiscal_start_month: int, fiscal_label: str) -> Period | str:
    """Return the first day and kind ('month', 'quarter', 'fiscal year') of a period, or why it cannot be read.

    `fiscal_label` says whether FY24 names the year the fiscal year 'start's or 'end's in; with 'ask' a
    label of one year is undecided unless the fiscal year is the calendar year.

    >>> parse("2023-24", 4, "ask")
    (datetime.date(2023, 4, 1), 'fiscal year')
    >>> parse("FY24", 4, "end"), parse("FY24", 4, "ask")
    ((datetime.date(2023, 4, 1), 'fiscal year'), 'fiscal year label undecided')
    """
    text = text.strip()
    if match := TWO_YEARS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if second in (first + 1, (first + 1) % 100):
            return date(first, fiscal_start_month, 1), "fiscal year"
    if match := ISO_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := MONTH_FIRST.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := FISCAL.fullmatch(text) or YEAR.fullmatch(text):
        return _labelled(_year(match[match.lastindex or 0]), fiscal_start_month, fiscal_label, 0)
    if match := QUARTER.fullmatch(text):
        year, quarter = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _labelled(_year(year), fiscal_start_month, fiscal_label, int(quarter))
    if (match := NAMED_MONTH.fullmatch(text)) and month_number(match[1]):
        return _month(_year(match[2]), month_number(match[1]))
    return NOT_A_PERIOD


def _month(year: int, month: int) -> Period | str:
    return (date(year, month, 1), "month") if 1 <= month <= 12 and year else NOT_A_PERIOD


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _labelled(label: int, start_month: int, fiscal_label: str, quarter: int) -> Period | str:
    """Return the fiscal year, or its quarter where one is given, that a single year names."""
    if start_month != 1 and fiscal_label not in ("start", "end"):
        return LABEL_UNDECIDED
    first = label - 1 if start_month != 1 and fiscal_label == "end" else label
    if not quarter:
        return date(first, start_month, 1), "fiscal year"
    year, month = divmod(first * 12 + start_month - 1 + 3 * (quarter - 1), 12)
    return date(year, month + 1, 1), "quarter"
