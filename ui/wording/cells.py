"""Cells of a table that read as words and are ordered and saved as the numbers they stand for."""

from collections.abc import Callable, Iterable
from typing import Any, Self

import pandas as pd

from ui.wording import formats


class Worded(float):
    """A number with the words it is shown in; a text column draws the words, an order or a file takes the number."""

    words: str

    def __new__(cls, value: float, words: str) -> Self:
        """Return the number with its words."""
        made = super().__new__(cls, value)
        made.words = words
        return made

    def __str__(self) -> str:
        """Return the words."""
        return self.words


def chances(values: pd.Series) -> pd.Series:
    """Return probabilities as whole percentages, none of them certain."""
    return _worded(values, formats.chance)


def signed_days(values: pd.Series) -> pd.Series:
    """Return numbers of days with their sign."""
    return _worded(values, lambda value: formats.number(value, signed=True))


def numbers(values: pd.Series, digits: int = 0) -> pd.Series:
    """Return numbers with thousands separated and a true minus."""
    return _worded(values, lambda value: formats.number(value, digits))


def amounts(values: pd.Series, currency: str) -> pd.Series:
    """Return money with three significant digits, each amount in its own unit, so that small ones are not lost."""
    return _worded(values, lambda value: formats.money(value, currency))


def _worded(values: pd.Series, words: Callable[[float], str]) -> pd.Series:
    made: Iterable[Any] = (
        None if formats.is_missing(value) else Worded(float(value), words(float(value))) for value in values
    )
    return pd.Series(list(made), index=values.index, dtype=object)
