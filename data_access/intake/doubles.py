"""Rows that repeat a key and date: identical ones collapse, different ones are all refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_access.intake.typed import Typed
from data_access.schema import Register

Suspect = tuple[tuple[str, ...], int, int]


@dataclass(frozen=True)
class Doubled:
    """Physical rows that repeat an earlier one word for word, and rows in conflict with all of their like."""

    collapsed: set[int] = field(default_factory=set)
    conflicts: dict[int, list[int]] = field(default_factory=dict)


def key_hashes(typed: Typed, register: Register) -> np.ndarray:
    """Return one 64-bit hash of key and date per row."""
    hashes: np.ndarray = pd.util.hash_pandas_object(_keys(typed, register), index=False).to_numpy()
    return hashes


def suspects(typed: Typed, register: Register, open_rows: np.ndarray) -> list[Suspect]:
    """Return key and date, physical row and a hash of the content of each row whose key and date recur."""
    positions = np.flatnonzero(open_rows)
    keys = _keys(typed, register).iloc[positions]
    keys = keys[keys.duplicated(keep=False)]
    return described(typed, keys.index.to_numpy(), register)


def described(typed: Typed, positions: np.ndarray, register: Register) -> list[Suspect]:
    """Return key and date, physical row and a hash of the content of the rows at the given positions."""
    keys = _keys(typed, register).iloc[positions].astype("str")
    rows = typed.frame["source_row"].iloc[positions].tolist()
    contents = typed.frame.drop(columns="source_row").iloc[positions]
    return [
        (tuple(key), row, hash(tuple(map(str, content))))
        for key, row, content in zip(
            keys.itertuples(index=False), rows, contents.itertuples(index=False, name=None), strict=True
        )
    ]


def settled(found: Iterable[Suspect]) -> Doubled:
    """Return which of the suspected rows collapse and which conflict."""
    groups: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for key, row, content in found:
        groups.setdefault(key, []).append((row, content))
    doubled = Doubled()
    for rows in groups.values():
        numbers = [row for row, _ in rows]
        if len({content for _, content in rows}) == 1:
            doubled.collapsed.update(numbers[1:])
        else:
            doubled.conflicts.update(dict.fromkeys(numbers, numbers))
    return doubled


def _keys(typed: Typed, register: Register) -> pd.DataFrame:
    return typed.frame[list(register.key)].assign(as_of=typed.as_of)
