"""What a file's rows of one date would change against the register as it stands."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.schema.registers import Register
from data_access.states import Coverage

BESIDE_FACTS = ("source_row", "row_as_of", "snapshot_id")
BASELINES = ("approved_baseline_finish", "approved_baseline_start", "approved_budget")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Comparison:
    """Keys by what happens to them, and how many rows change in which column.

    `baseline_moves` counts, by column, known projects whose approved baseline becomes another one; a baseline set for
    the first time has not moved.
    """

    new: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    unchanged: int = 0
    left: list[Key] = field(default_factory=list)
    returned: list[Key] = field(default_factory=list)
    changes_by_column: dict[str, int] = field(default_factory=dict)
    baseline_moves: dict[str, int] = field(default_factory=dict)


def compare(
    register: Register, before: pd.DataFrame, after: pd.DataFrame, coverage: Coverage, seen: set[Key]
) -> Comparison:
    """Return what the rows of one date change.

    Parameters
    ----------
    before
        The state the rows meet: the register's columns and `extra` as text, money in minor units.
    after
        The file's rows of that date in the same form.
    coverage
        What the file speaks for; only keys inside it can leave.
    seen
        Every key ever in use, so that one that comes back is told from a new one.
    """
    key = list(register.key)
    old_keys, new_keys = _keys(before, key), _keys(after, key)
    old_position = {value: position for position, value in enumerate(old_keys)}
    known = np.array([value in old_position for value in new_keys], dtype=bool)
    met = before.iloc[[old_position[value] for value in new_keys if value in old_position]]
    different, by_column = _differences(met, after[known], key)
    entering = [value for value, is_known in zip(new_keys, known, strict=True) if not is_known]
    known_keys = [value for value, is_known in zip(new_keys, known, strict=True) if is_known]
    present = set(new_keys)
    inside = covered(before, coverage)
    return Comparison(
        new=[value for value in entering if value not in seen],
        changed=[value for value, differs in zip(known_keys, different, strict=True) if differs],
        unchanged=int((~different).sum()),
        left=[value for value, is_in in zip(old_keys, inside, strict=True) if is_in and value not in present],
        returned=[value for value in entering if value in seen],
        changes_by_column=by_column,
        baseline_moves=_moves(met, after[known], [name for name in BASELINES if name in by_column]),
    )


def covered(state: pd.DataFrame, coverage: Coverage) -> np.ndarray:
    """Return for each row of a state whether the coverage speaks for it."""
    if coverage.but:
        away = np.asarray(state["project_key"].isin(coverage.but))
        return np.asarray(covered(state, replace(coverage, but=())) & ~away)
    if coverage.kind == "whole":
        return np.ones(len(state), dtype=bool)
    column = "project_key" if coverage.kind == "project" else coverage.kind
    if coverage.kind == "rows" or column not in state:
        return np.zeros(len(state), dtype=bool)
    return np.asarray(state[column].isin(coverage.values))


def applied(register: Register, before: pd.DataFrame, after: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    """Return the state once the rows are in force."""
    key = list(register.key)
    present = set(_keys(after, key))
    replaced = np.array([value in present for value in _keys(before, key)], dtype=bool)
    kept = before[~(covered(before, coverage) | replaced)]
    return after.reset_index(drop=True) if kept.empty else pd.concat([kept, after], ignore_index=True)


def digest(register: Register, rows: pd.DataFrame) -> str:
    """Return the SHA-256 of the normalised rows: any order of rows and columns gives the same."""
    facts = rows.drop(columns=[name for name in BESIDE_FACTS if name in rows])
    facts = facts[sorted(name for name in facts.columns if not facts[name].isna().all())]
    ordered = facts.sort_values(list(register.key), kind="stable", key=lambda values: values.astype(str))
    text = ordered.to_csv(index=False, date_format="%Y-%m-%d", float_format="%.17g")
    return hashlib.sha256(text.encode()).hexdigest()


def _keys(rows: pd.DataFrame, key: list[str]) -> list[Key]:
    return list(zip(*(rows[name].tolist() for name in key), strict=True)) if len(rows) else []


def _differences(before: pd.DataFrame, after: pd.DataFrame, key: Iterable[str]) -> tuple[np.ndarray, dict[str, int]]:
    """Return per row whether any fact differs, and how many rows differ by column."""
    different = np.zeros(len(after), dtype=bool)
    by_column: dict[str, int] = {}
    names = [name for name in {**dict.fromkeys(before), **dict.fromkeys(after)} if name not in BESIDE_FACTS]
    for name in names:
        if name in key:
            continue
        old, new = _values(before, name, len(after)), _values(after, name, len(after))
        absent_old, absent_new = pd.isna(old), pd.isna(new)
        differs = (absent_old != absent_new) | (~absent_old & ~absent_new & (old != new))
        if differs.any():
            by_column[name] = int(differs.sum())
            different |= differs
    return different, by_column


def _moves(before: pd.DataFrame, after: pd.DataFrame, names: Iterable[str]) -> dict[str, int]:
    """Return how many rows hold another value than before where both hold one, by column."""
    counts = {}
    for name in names:
        old, new = _values(before, name, len(after)), _values(after, name, len(after))
        moved = ~pd.isna(old) & ~pd.isna(new) & (old != new)
        if moved.any():
            counts[name] = int(moved.sum())
    return counts


def _values(rows: pd.DataFrame, name: str, length: int) -> np.ndarray:
    """Return a column as comparable objects; an absent column is empty."""
    if name not in rows:
        return np.full(length, None, dtype=object)
    column = rows[name]
    if pd.api.types.is_datetime64_any_dtype(column):
        return np.asarray(column.to_numpy(dtype="datetime64[s]"))
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return np.asarray(column.to_numpy(dtype=float, na_value=np.nan))
    return np.asarray(column.to_numpy(dtype=object))
