"""Numbers in either notation, exact; the notation of a column is decided from all its values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Notation = Literal["1,234.56", "1.234,56"]
DOT: Notation = "1,234.56"
COMMA: Notation = "1.234,56"
PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
SPACES = "  \u2009\u202f'’"
DOT_NUMBER = re.compile(rf"\d{{1,3}}(?:[,{SPACES}]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+")
COMMA_NUMBER = re.compile(rf"\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?:,\d+)?|\d+(?:,\d*)?|,\d+")
SEPARATED = re.compile(rf"\d[\d.,{SPACES}]*\d|[.,]\d+")
EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
NOT_A_NUMBER = "not a number"
GROUPED = 3


@dataclass(frozen=True)
class NotationEvidence:
    """How many values of a column can only be read one way."""

    dot: int = 0
    comma: int = 0
    ambiguous_dots: int = 0

    @property
    def notation(self) -> Notation:
        """The notation of the majority; with nothing to decide by, the decimal point."""
        return COMMA if self.comma > self.dot else DOT

    @property
    def mixed(self) -> bool:
        """Whether some values fit only the one and some only the other."""
        return bool(self.dot and self.comma)


def evidence(values: Iterable[str]) -> NotationEvidence:
    """Return what the values of a column say about its decimal sign."""
    dot = comma = ambiguous = 0
    for value in values:
        match = SEPARATED.search(value)
        if not match:
            continue
        sign = _decimal_sign(match.group())
        dot, comma = dot + (sign == "."), comma + (sign == ",")
        ambiguous += sign == "?"
    return NotationEvidence(dot, comma, ambiguous)


def _decimal_sign(number: str) -> str:
    """Return '.' or ',' where only that can be the decimal sign, '?' where a lone point may group, else ''."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return ""
    sign, other = number[last], "," if number[last] == "." else "."
    if other in number:
        return sign
    if number.count(sign) > 1:
        return other
    if len(number) - last - 1 != GROUPED or last > GROUPED or last == 0 or number.startswith("0"):
        return sign
    return "?" if sign == "." else ""


def exact(text: str, notation: Notation) -> Decimal | None:
    """Return an unsigned number written in the notation, None where it is not one.

    >>> exact("1,234.5", DOT), exact("1.234,5", COMMA), exact("1.234,5", DOT)
    (Decimal('1234.5'), Decimal('1234.5'), None)
    """
    pattern, decimal = (DOT_NUMBER, ".") if notation == DOT else (COMMA_NUMBER, ",")
    if not pattern.fullmatch(text):
        return Decimal(text) if EXPONENT.fullmatch(text) else None
    whole, _, fraction = text.partition(decimal)
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits or 0}.{fraction or 0}")


def signed(text: str, notation: Notation) -> Decimal | None:
    """Return a number with a leading or trailing minus, or in brackets where negative."""
    if PLAIN.fullmatch(text) and notation == DOT:
        return Decimal(text)
    text = text.replace("−", "-").replace("–", "-").strip()
    negative = text.startswith("(") and text.endswith(")")
    inner = text[1:-1].strip() if negative else text
    if inner.startswith(("-", "+")):
        negative, inner = negative or inner[0] == "-", inner[1:].strip()
    elif inner.endswith("-"):
        negative, inner = True, inner[:-1].strip()
    number = exact(inner, notation)
    return None if number is None else -number if negative else number
