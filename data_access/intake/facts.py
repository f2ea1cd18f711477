"""What the values of a file's columns say, in a form that adds up over the pieces of a large file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from data_access.intake import dates, numbers
from data_access.intake.numbers import COMMA, PLAIN, NotationEvidence
from data_access.intake.shapes import shape
from data_access.intake.tables import RawTable

SAMPLED = 1_000
COMMA_TELLS = re.compile(r",\d{1,2}(?!\d)|,\d{4}|\.\d{3}[.,]")
DOT_TELLS = re.compile(r"\.\d{1,2}(?!\d)|\.\d{4}|,\d{3}[.,]")
SHOWN = 5


@dataclass(frozen=True)
class ColumnFacts:
    """Facts about one column.

    `shapes` counts sampled texts by look; `hashes` holds the distinct values as sorted 64-bit hashes;
    `above_one` and `fractions` count sampled numbers beyond 1 and strictly between 0 and 1.
    """

    rows: int
    filled: int
    shapes: dict[str, int]
    dates: dates.Evidence
    notation: NotationEvidence
    above_one: int
    fractions: int
    words: tuple[str, ...]
    hashes: np.ndarray

    @property
    def distinct(self) -> int:
        """Number of different values, empty ones aside."""
        return len(self.hashes)

    @property
    def samples(self) -> tuple[str, ...]:
        """A few of the values, to be shown."""
        return self.words[:SHOWN]

    def share(self, *shapes: str) -> float:
        """Return the share of filled values that look like one of the given shapes, 1 where nothing is filled."""
        filled = sum(count for name, count in self.shapes.items() if name != "empty")
        return sum(self.shapes.get(name, 0) for name in shapes) / filled if filled else 1.0


def facts_of(raw: RawTable) -> dict[str, ColumnFacts]:
    """Return the facts of every column of a table, by header."""
    return {header: _column(raw, header) for header in raw.headers}


def merged(pieces: Iterable[dict[str, ColumnFacts]]) -> dict[str, ColumnFacts]:
    """Return the facts of a whole file from those of its pieces."""
    return reduce(lambda one, other: {header: _added(one[header], other[header]) for header in one}, pieces)


def _column(raw: RawTable, header: str) -> ColumnFacts:
    codes, distinct = raw.factorized(header)
    values = [value for value in distinct if value.strip()]
    sample = values[:SAMPLED]
    shapes = [shape(value) for value in sample]
    counts = {name: shapes.count(name) for name in set(shapes)}
    size = [abs(float(value)) for value in sample if PLAIN.fullmatch(value)]
    blank = [position for position, value in enumerate(distinct) if not value.strip()]
    return ColumnFacts(
        rows=len(codes),
        filled=int(len(codes) - np.isin(codes, blank).sum()) if blank else len(codes),
        shapes=counts,
        dates=dates.evidence(values) if counts.get("date") else dates.Evidence(),
        notation=numbers.evidence(_telling(values)) if counts.get("number") else NotationEvidence(),
        above_one=sum(number > 1 for number in size),
        fractions=sum(0 < number < 1 for number in size),
        words=tuple(sample[:200]),
        hashes=np.sort(pd.util.hash_array(np.array(values, dtype=object), categorize=False))
        if values
        else np.array([], dtype=np.uint64),
    )


def _telling(values: list[str]) -> list[str]:
    """Return a sample of the values, and all others that speak against what the sample says."""
    sample, others = values[:SAMPLED], values[SAMPLED:]
    if not others:
        return sample
    against = DOT_TELLS if numbers.evidence(sample).notation == COMMA else COMMA_TELLS
    return sample + [value for value in others if against.search(value)]


def _added(one: ColumnFacts, other: ColumnFacts) -> ColumnFacts:
    shapes = {name: one.shapes.get(name, 0) + other.shapes.get(name, 0) for name in {*one.shapes, *other.shapes}}
    return ColumnFacts(
        one.rows + other.rows,
        one.filled + other.filled,
        shapes,
        dates.Evidence(
            one.dates.day_first + other.dates.day_first,
            one.dates.month_first + other.dates.month_first,
            one.dates.both + other.dates.both,
            one.dates.day_example or other.dates.day_example,
            one.dates.month_example or other.dates.month_example,
        ),
        NotationEvidence(
            one.notation.dot + other.notation.dot,
            one.notation.comma + other.notation.comma,
            one.notation.ambiguous_dots + other.notation.ambiguous_dots,
        ),
        one.above_one + other.above_one,
        one.fractions + other.fractions,
        tuple(dict.fromkeys((*one.words, *other.words)))[:200],
        np.union1d(one.hashes, other.hashes),
    )
