"""What the values of a file's columns say, in a form that adds up over the pieces of a large file."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

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
SHOWN_WORDS = 200


@dataclass(frozen=True)
class ColumnFacts:
    """Facts about one column.

    `shapes` counts sampled texts by look; `hashes` holds the distinct values as 64-bit hashes, none for dates;
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
        """Number of different values, empty ones aside; 0 where no hashes are held."""
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
    held = list(pieces)
    return {header: _together([piece[header] for piece in held]) for header in held[0]}


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
        words=tuple(sample[:SHOWN_WORDS]),
        hashes=_hashes(values, counts),
    )


def _hashes(values: list[str], shapes: dict[str, int]) -> np.ndarray:
    """Return a hash of each value; none for columns of dates, which are never keys."""
    if not values or shapes.get("date", 0) > len(values) / 2:
        return np.array([], dtype=np.uint64)
    hashes: np.ndarray = pd.util.hash_array(np.array(values, dtype=object), categorize=False)
    return hashes


def _telling(values: list[str]) -> list[str]:
    """Return a sample of the values, and all others that speak against what the sample says."""
    sample, others = values[:SAMPLED], values[SAMPLED:]
    if not others:
        return sample
    against = DOT_TELLS if numbers.evidence(sample).notation == COMMA else COMMA_TELLS
    return sample + [value for value in others if against.search(value)]


def _together(pieces: list[ColumnFacts]) -> ColumnFacts:
    """Return the facts of one column from those of its pieces."""
    shapes: Counter[str] = Counter()
    for piece in pieces:
        shapes.update(piece.shapes)
    orders = [piece.dates for piece in pieces]
    notations = [piece.notation for piece in pieces]
    return ColumnFacts(
        sum(piece.rows for piece in pieces),
        sum(piece.filled for piece in pieces),
        dict(shapes),
        dates.Evidence(
            sum(each.day_first for each in orders),
            sum(each.month_first for each in orders),
            sum(each.both for each in orders),
            next((each.day_example for each in orders if each.day_example), ""),
            next((each.month_example for each in orders if each.month_example), ""),
        ),
        NotationEvidence(
            sum(each.dot for each in notations),
            sum(each.comma for each in notations),
            sum(each.ambiguous_dots for each in notations),
        ),
        sum(piece.above_one for piece in pieces),
        sum(piece.fractions for piece in pieces),
        tuple(dict.fromkeys(word for piece in pieces for word in piece.words))[:SHOWN_WORDS],
        pd.unique(np.concatenate([piece.hashes for piece in pieces])),
    )
