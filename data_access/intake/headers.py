"""Headers as people write them: normalised for comparison, with units and currency read out of them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data_access.schema import REGISTERS

AS_OF_NAMES = frozenset(
    (
        "date reported as of",
        "as of",
        "as of date",
        "as at",
        "as at date",
        "status date",
        "reporting date",
        "report date",
        "reported as of",
        "snapshot date",
        "data date",
        "as of status date",
    )
)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NOT_WORD = re.compile(r"[^\w%]+")
BRACKETED = re.compile(r"[\(\[]([^()\[\]]*)[\)\]]")
SCALES = {
    "m": 1_000_000,
    "mn": 1_000_000,
    "mm": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "k": 1_000,
    "000": 1_000,
    "000s": 1_000,
    "thousand": 1_000,
    "thousands": 1_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
}
CURRENCY_WORDS = (
    r"US\$|C\$|CA\$|A\$|NZ\$|[$£€¥₹]|\b(?:USD|CAD|GBP|EUR|AUD|NZD|CHF|JPY|SEK|NOK|DKK|INR|SGD|HKD|ZAR|PLN|CZK)\b"
)
CURRENCY = re.compile(CURRENCY_WORDS, re.IGNORECASE)
WORDED_UNIT = re.compile(r"\bin (thousands?|millions?|billions?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """What a header says about its numbers: how many units one stands for, and in which currency."""

    multiplier: Decimal = Decimal(1)
    currency: str = ""


@lru_cache(maxsize=20_000)
def normalised(header: str) -> str:
    """Return a header in lower case words, spacing and punctuation folded.

    >>> normalised("estimatedCompletionDate"), normalised("Project - End Date\\n(B2)")
    ('estimated completion date', 'project end date b2')
    """
    text = unicodedata.normalize("NFKC", header)
    return NOT_WORD.sub(" ", CAMEL.sub(" ", text).replace("_", " ").lower()).strip()


def without_brackets(header: str) -> str:
    """Return a header without what stands in brackets, normalised."""
    return normalised(WORDED_UNIT.sub(" ", BRACKETED.sub(" ", header)))


def unit_of(header: str) -> Unit:
    """Return the money unit a header states.

    >>> unit_of("Planned Cost ($ M)").multiplier, unit_of("Budget (k EUR)").currency
    (Decimal('1000000'), 'EUR')
    """
    for inside in [*BRACKETED.findall(header), *WORDED_UNIT.findall(header)]:
        currency = CURRENCY.search(inside)
        rest = CURRENCY.sub(" ", inside).strip(" '’.,").lower()
        if rest in SCALES or (currency and not rest):
            return Unit(Decimal(SCALES.get(rest, 1)), currency.group().upper() if currency else "")
    return Unit()


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Return every normalised title and synonym of every register."""
    names = {normalised(name) for register in REGISTERS.values() for field in register.fields for name in _names(field)}
    return frozenset(names | AS_OF_NAMES)


def _names(field: object) -> tuple[str, ...]:
    return (getattr(field, "name"), getattr(field, "title"), *getattr(field, "synonyms"))  # noqa: B009


def is_known(header: str) -> bool:
    """Return whether some register has a column of this name."""
    return normalised(header) in known() or without_brackets(header) in known()
