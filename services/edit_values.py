"""Values given by hand, as a register stores them."""

import math
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from data_access.portfolios import PortfolioFacts
from data_access.schema.fields import Field
from services.errors import Explained


def stored(field: Field, given: Any, facts: PortfolioFacts) -> Any:
    """Return a value as the register stores it; raises Explained where it cannot hold it."""
    if given is None or given is pd.NaT or (isinstance(given, float) and math.isnan(given)) or given == "":
        return None
    try:
        return _READ[field.kind](field, given, facts)
    except (ValueError, TypeError, InvalidOperation, OverflowError) as fault:
        raise Explained(f'{field.title} cannot be "{given}".', f"It holds {field.meaning.lower()}.") from fault


def _text(field: Field, given: Any, facts: PortfolioFacts) -> str | None:
    return str(given).strip() or None


def _choice(field: Field, given: Any, facts: PortfolioFacts) -> str:
    if given not in field.choices:
        raise ValueError(given)
    return str(given)


def _number(field: Field, given: Any, facts: PortfolioFacts) -> float:
    value = float(given)
    if not math.isfinite(value):
        raise ValueError(given)
    return value


def _whole(field: Field, given: Any, facts: PortfolioFacts) -> int:
    if int(given) != float(given):
        raise ValueError(given)
    return int(given)


def _minor_units(field: Field, given: Any, facts: PortfolioFacts) -> int:
    return int((Decimal(str(given)) * 10**facts.minor_digits).to_integral_value())


def _day(field: Field, given: Any, facts: PortfolioFacts) -> pd.Timestamp:
    return pd.Timestamp(given).normalize()


def _flag(field: Field, given: Any, facts: PortfolioFacts) -> bool:
    return bool(given)


_READ: dict[str, Callable[[Field, Any, PortfolioFacts], Any]] = {
    "text": _text,
    "choice": _choice,
    "number": _number,
    "percent": _number,
    "probability": _number,
    "whole": _whole,
    "rag": _whole,
    "money": _minor_units,
    "date": _day,
    "period": _day,
    "flag": _flag,
}
