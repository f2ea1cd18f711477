"""Amounts of money as exact whole minor units; never through a float, never a silent zero."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from data_access.intake import numbers
from data_access.intake.headers import CURRENCY, SCALES
from data_access.intake.numbers import DOT, Notation

NOT_AN_AMOUNT = "not an amount"
OTHER_CURRENCY = "another currency"
TOO_LARGE = "amount too large"
ROUNDED = "rounded to the smallest unit of the currency"
LARGEST = 2**63 - 1
SIGNS = {
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"},
    "US$": {"USD"},
    "C$": {"CAD"},
    "CA$": {"CAD"},
    "A$": {"AUD"},
    "NZ$": {"NZD"},
    "£": {"GBP"},
    "€": {"EUR"},
    "¥": {"JPY", "CNY"},
    "₹": {"INR"},
}
SCALE = re.compile(r"(?<=[\d\s$£€¥(])(k|mn|mm|mio|m|bn|b|millions?|billions?|thousands?)\b\.?", re.IGNORECASE)
BRACKETED_UNIT = re.compile(r"[\(\[]\s*((?:[$£€¥]|[A-Z]{3})?\s*(?:k|mn|mm|m|bn|b|millions?)?)\s*[\)\]]", re.IGNORECASE)


@dataclass(frozen=True)
class MoneyReading:
    """How the amounts of one column are read.

    `multiplier` is the header's unit (a million for '$ M'); `header_currency` the one it names;
    `rates` gives, for another currency's code or sign, how many units of ours one of it is worth.
    """

    currency: str
    minor_digits: int = 2
    notation: Notation = DOT
    multiplier: Decimal = Decimal(1)
    header_currency: str = ""
    rates: dict[str, Decimal] = field(default_factory=dict)

    @cached_property
    def is_plain(self) -> bool:
        """Whether amounts stand in our currency's units with a decimal point."""
        return self.notation == DOT and self.multiplier == 1 and not self.header_currency


def parse(text: str, reading: MoneyReading) -> tuple[int | None, str]:
    """Return whole minor units and, where they are not what a reader would read, why.

    >>> parse("$1,234", MoneyReading("USD")), parse("(1,200)", MoneyReading("USD")), parse("TBC", MoneyReading("USD"))
    ((123400, ''), (-120000, ''), (None, 'not an amount'))
    """
    bare, own_currency, own_scale = _stripped(text)
    amount = numbers.signed(bare, reading.notation)
    if amount is None:
        return None, NOT_AN_AMOUNT
    rate = _rate(own_currency or reading.header_currency, reading)
    if rate is None:
        return None, OTHER_CURRENCY
    multiplier = Decimal(SCALES[own_scale]) if own_scale else reading.multiplier
    exact = (amount * multiplier * rate).scaleb(reading.minor_digits)
    whole = int(exact.to_integral_value(ROUND_HALF_EVEN))
    if abs(whole) > LARGEST:
        return None, TOO_LARGE
    if rate != 1:
        return whole, f"converted at {rate}"
    return whole, "" if whole == exact else ROUNDED


def parse_many(texts: Sequence[str], reading: MoneyReading) -> tuple[list[int | None], list[str]]:
    """Return what `parse` says of each text: plain amounts all at once by decimal arithmetic, the others singly."""
    values: list[int | None] = [None] * len(texts)
    if reading.is_plain:
        written = pa.array(texts, pa.large_string())
        fraction = rf"(\.\d{{1,{reading.minor_digits}}})?" if reading.minor_digits else ""
        plain = pc.match_substring_regex(written, rf"^-?(\d{{1,12}}|\d{{1,3}}(,\d{{3}}){{1,3}}){fraction}$")
        bare = pc.if_else(plain, pc.replace_substring(written, ",", ""), None)
        units = pc.multiply(pc.cast(bare, pa.decimal128(18, reading.minor_digits)), Decimal(10**reading.minor_digits))
        values = pc.cast(units, pa.int64()).to_pylist()
    reasons = [""] * len(texts)
    for position, value in enumerate(values):
        if value is None and (text := texts[position].strip()):
            values[position], reasons[position] = parse(text, reading)
    return values, reasons


def own_unit(text: str) -> str:
    """Return the scale an amount states itself ('m' in '2.306 ($m)'), '' where it states none."""
    return _stripped(text)[2]


def _stripped(text: str) -> tuple[str, str, str]:
    """Return an amount without currency and scale, and these two."""
    currency = scale = ""
    if match := BRACKETED_UNIT.search(text):
        text, unit = text.replace(match.group(), " "), match.group(1)
        found = CURRENCY.search(unit)
        currency = found.group().upper() if found else ""
        scale = CURRENCY.sub("", unit).strip().lower()
    if match := CURRENCY.search(text):
        currency = match.group().upper()
        text = f"{text[: match.start()]}{text[match.end() :]}"
    if match := SCALE.search(text):
        scale = match.group(1).lower()
        text = f"{text[: match.start()]}{text[match.end() :]}"
    return text.strip(), currency, scale


def _rate(currency: str, reading: MoneyReading) -> Decimal | None:
    """Return what one unit of the currency is worth in ours; None where nobody has said."""
    if not currency or reading.currency == currency or reading.currency in SIGNS.get(currency, set()):
        return Decimal(1)
    return reading.rates.get(currency)
