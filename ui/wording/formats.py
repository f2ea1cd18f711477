"""How numbers, money, days and dates are written on every screen.

Each function takes a value that may be missing (None, NaN or NaT) and then returns a dash.
"""

import math
from datetime import date, datetime
from typing import Any

DASH = "–"
MINUS = "−"
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "INR": "₹"}
SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_missing(value: Any) -> bool:
    """Return whether a value is None, NaN or NaT."""
    return value is None or value != value


def symbol(currency: str) -> str:
    """Return what stands before an amount: the sign where the currency has one, else the code and a space."""
    return SYMBOLS.get(currency, f"{currency} ")


def money(amount: float | int | None, currency: str, *, signed: bool = False) -> str:
    """Return an amount in currency units with three significant digits.

    >>> money(1_240_400_000, "USD"), money(38_000_000, "USD"), money(-410_000, "EUR", signed=True)
    ('$1.24 bn', '$38 m', '−€410 k')
    """
    if amount is None or is_missing(amount):
        return DASH
    size = abs(float(amount))
    number, unit = _scaled(size)
    sign = MINUS if amount < 0 else ("+" if signed and amount > 0 else "")
    return f"{sign}{symbol(currency)}{number}{f' {unit}' if unit else ''}"


def money_exact(amount: float | int | None, currency: str, minor_digits: int = 2) -> str:
    """Return an amount in full, for what is shown on hover.

    >>> money_exact(1_240_400_000.5, "USD")
    '$1,240,400,000.50'
    """
    if amount is None or is_missing(amount):
        return DASH
    sign = MINUS if amount < 0 else ""
    return f"{sign}{symbol(currency)}{abs(float(amount)):,.{minor_digits}f}"


def money_scale(amounts: Any) -> tuple[float, str]:
    """Return the divisor and the word that keep a column of amounts short: (1e6, "m").

    >>> money_scale([12_000_000, None, 2_400_000]), money_scale([])
    ((1000000.0, 'm'), (1.0, ''))
    """
    sizes = [abs(float(amount)) for amount in amounts if not is_missing(amount)]
    largest = max(sizes, default=0.0)
    return next(((scale, unit) for scale, unit in SCALES if scale <= 1e9 and largest >= scale), (1.0, ""))


def days(count: float | int | None, *, signed: bool = True) -> str:
    """Return a span of days.

    >>> days(47), days(-1), days(0), days(1, signed=False)
    ('+47 days', '−1 day', '0 days', '1 day')
    """
    if count is None or is_missing(count):
        return DASH
    whole = round(float(count))
    sign = MINUS if whole < 0 else ("+" if signed and whole > 0 else "")
    return f"{sign}{abs(whole):,} {'day' if abs(whole) == 1 else 'days'}"


def months(count: float | int | None) -> str:
    """Return a span of months without a sign.

    >>> months(11.2), months(1), months(0.4)
    ('11 months', '1 month', 'less than a month')
    """
    if count is None or is_missing(count):
        return DASH
    if abs(count) < 0.5:
        return "less than a month"
    whole = round(abs(float(count)))
    return f"{whole:,} {'month' if whole == 1 else 'months'}"


def day(value: date | datetime | Any) -> str:
    """Return a calendar date.

    >>> day(date(2026, 9, 30))
    '30 Sep 2026'
    """
    if is_missing(value):
        return DASH
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date | datetime | Any) -> str:
    """Return the month of a date.

    >>> month(date(2026, 9, 30))
    'Sep 2026'
    """
    return DASH if is_missing(value) else f"{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | Any) -> str:
    """Return a date with its time, in UTC as stored.

    >>> moment(datetime(2026, 9, 30, 14, 5))
    '30 Sep 2026, 14:05 UTC'
    """
    return DASH if is_missing(value) else f"{day(value)}, {value:%H:%M} UTC"


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share of one as a percentage; a share above nothing never reads as 0%, one below all never as 100%.

    >>> percent(0.724), percent(0.001), percent(0.9999), percent(1), percent(0.1234, 1)
    ('72%', '<1%', '>99%', '100%', '12.3%')
    """
    if share is None or is_missing(share):
        return DASH
    step = 10.0**-digits
    value = share * 100
    if 0 < value < step / 2:
        return f"<{step:.{digits}f}%"
    if 100 - step / 2 < value < 100:
        return f">{100 - step:.{digits}f}%"
    return f"{MINUS if round(value, digits) < 0 else ''}{abs(value):.{digits}f}%"


def chance(probability: float | None) -> str:
    """Return a probability as a percentage; nothing that is only likely reads as certain.

    >>> chance(0.724), chance(1), chance(0.0)
    ('72%', '>99%', '<1%')
    """
    if probability is None or is_missing(probability):
        return DASH
    return percent(min(max(float(probability), 0.0001), 0.9999))


def points(change: float | None, digits: int = 0) -> str:
    """Return a change between two shares, in percentage points.

    >>> points(0.03), points(-0.012, 1), points(0)
    ('+3 points', '−1.2 points', '0 points')
    """
    if change is None or is_missing(change):
        return DASH
    value = round(change * 100, digits)
    sign = MINUS if value < 0 else ("+" if value > 0 else "")
    return f"{sign}{abs(value):.{digits}f} {'point' if abs(value) == 1 else 'points'}"


def number(value: float | int | None, digits: int = 0, *, signed: bool = False) -> str:
    """Return a number with thousands separated.

    >>> number(12345), number(-2, signed=True), number(0.456, 2)
    ('12,345', '−2', '0.46')
    """
    if value is None or is_missing(value):
        return DASH
    shown = round(float(value), digits)
    sign = MINUS if shown < 0 else ("+" if signed and shown > 0 else "")
    return f"{sign}{abs(shown):,.{digits}f}"


def count(how_many: int | None, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "project"), count(1200, "project"), count(2, "category", "categories")
    ('1 project', '1,200 projects', '2 categories')
    """
    if how_many is None or is_missing(how_many):
        return DASH
    return f"{number(how_many)} {one if how_many == 1 else many or one + 's'}"


def between(low: float, high: float) -> str:
    """Return an interval of counts.

    >>> between(60.2, 74.9), between(3.1, 2.9)
    ('60 to 75', '3')
    """
    bottom, top = number(low), number(high)
    return bottom if bottom == top else f"{bottom} to {top}"


def text(value: Any) -> str:
    """Return a text, or a dash where there is none."""
    return DASH if is_missing(value) or str(value).strip() == "" else str(value)


def shortened(value: str, width: int) -> str:
    """Return a text cut at a word boundary to at most `width` characters.

    >>> shortened("Paerdegat Basin Bridge Replacement", 24)
    'Paerdegat Basin Bridge…'
    """
    if len(value) <= width:
        return value
    cut = value[: width - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut and len(cut.rsplit(" ", 1)[0]) > width * 0.6 else cut
    return at_word.rstrip(" ,;:-") + "…"


def _scaled(size: float) -> tuple[str, str]:
    """Return three significant digits and the scale word; rounding up may reach the next scale."""
    if round(size) < 1000:
        return (f"{size:,.0f}" if size == round(size) else _significant(size)), ""
    for scale, unit in SCALES:
        if float(f"{size:.3g}") >= scale:
            return _significant(size / scale), unit
    return _significant(size), ""


def _significant(value: float) -> str:
    rounded = float(f"{value:.3g}")
    if rounded == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(rounded)))
    shown = f"{rounded:,.{digits}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
