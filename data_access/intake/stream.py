"""Check a file of any size piece by piece, with the same verdicts as in one go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from data_access.intake import doubles
from data_access.intake.check import Checked, assembled, check_mapping, check_period_kinds, period_kinds
from data_access.intake.doubles import Doubled, Suspect
from data_access.intake.mapping import AS_OF, Mapping
from data_access.intake.read import read_chunks
from data_access.intake.source import Source
from data_access.intake.spool import Spool
from data_access.intake.tables import RawTable
from data_access.intake.typed import typed_rows
from data_access.intake.values import PortfolioFacts
from data_access.intake.verdicts import complete_rows, verdicts
from data_access.intake.warnings_history import History
from data_access.schema import Register


def check_stream(
    source: Source,
    mapping: Mapping,
    register: Register,
    portfolio: PortfolioFacts,
    as_of: date | None = None,
    rows: int = 50_000,
) -> Iterator[Checked]:
    """Yield the checked rows of one piece of the file after the other.

    The file is read once for its keys and once for its rows (and once more where keys recur). Counts,
    totals and findings of the pieces add up to those of the whole; warnings about the history of the
    whole file come with the last piece. What is kept in memory over the pieces is some tens of bytes a row:
    hashes of keys, and dates; numbers for those warnings lie on disk meanwhile.

    Raises
    ------
    FileRefused
        As `check` does; nothing was yielded where the mapping does not suffice.
    """
    check_mapping(source.file_name, mapping, register, as_of)
    doubled = _doubled(source, mapping, register, portfolio, as_of, rows)
    with Spool() as spool:
        history, held = History(register, spool), None
        for raw in read_chunks(source, rows):
            typed = typed_rows(raw, mapping, register, portfolio, as_of)
            outcome = verdicts(raw, typed, register, doubled)
            history.add(typed.frame[outcome.loaded], typed.as_of[outcome.loaded])
            if held is not None:
                yield held
            held = assembled(raw, mapping, register, typed, outcome, with_history=False)
        if held is not None:
            yield replace(held, warnings=[*held.warnings, *history.warnings()])


def _doubled(
    source: Source,
    mapping: Mapping,
    register: Register,
    portfolio: PortfolioFacts,
    as_of: date | None,
    rows: int,
) -> Doubled:
    """Return the rows of the whole file that repeat a key and date."""
    keys = replace(mapping, columns=tuple(each for each in mapping.columns if _is_key(each.column, register)))
    hashes, numbers = [], []
    kinds: set[str] = set()
    for raw in read_chunks(source, rows):
        typed = typed_rows(raw, keys, register, portfolio, as_of)
        hashes.append(doubles.key_hashes(typed, register))
        numbers.append(raw.source_rows)
        kinds |= period_kinds(typed.frame)
    check_period_kinds(source.file_name, kinds)
    every, row_numbers = np.concatenate(hashes), np.concatenate(numbers)
    _, codes, counts = np.unique(every, return_inverse=True, return_counts=True)
    recurring = row_numbers[counts[codes] > 1]
    if not len(recurring):
        return Doubled()
    found: list[Suspect] = []
    for raw in read_chunks(source, rows):
        found += _suspects(raw.only(np.isin(raw.source_rows, recurring)), mapping, register, portfolio, as_of)
    return doubles.settled(_recurring(found))


def _suspects(
    raw: RawTable, mapping: Mapping, register: Register, portfolio: PortfolioFacts, as_of: date | None
) -> list[Suspect]:
    typed = typed_rows(raw, mapping, register, portfolio, as_of)
    return doubles.described(typed, np.flatnonzero(complete_rows(raw, typed, register)), register)


def _recurring(found: list[Suspect]) -> list[Suspect]:
    """Return the suspects without those whose likes were incomplete or only shared a hash."""
    counts: dict[tuple[str, ...], int] = {}
    for key, _, _ in found:
        counts[key] = counts.get(key, 0) + 1
    return [suspect for suspect in found if counts[suspect[0]] > 1]


def _is_key(column: str | None, register: Register) -> bool:
    return column == AS_OF or column in register.key
