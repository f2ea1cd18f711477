"""What a file's rows of one date change, value by value: which key, which column, before and after."""

import json
from typing import Any

import numpy as np
import pandas as pd

from data_access.intake.compare import BESIDE_FACTS
from data_access.schema.registers import Register

COLUMNS = ["what", "key", "name", "column", "before", "after"]
EXTRA = "extra"
NAMES = ("name", "title", "description")


def keys_of(register: Register, rows: pd.DataFrame) -> pd.Series:
    """Return the natural key of each row as one text, its parts two blanks apart."""
    keys = rows[register.key[0]].astype(str)
    for name in register.key[1:]:
        part = rows[name]
        text = part.dt.strftime("%Y-%m-%d") if pd.api.types.is_datetime64_any_dtype(part) else part.astype(str)
        keys = keys + "  " + text
    return keys


def told_of(register: Register, rows: pd.DataFrame) -> np.ndarray:
    """Return what the rows are called, None where the register has no words for them."""
    name = next((each for each in NAMES if each in rows and each not in register.key), None)
    return np.full(len(rows), None, dtype=object) if name is None else rows[name].to_numpy(dtype=object)


def changed_values(register: Register, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each value that differs of keys in both frames, in the order of the file.

    Parameters
    ----------
    before, after
        As `compare` takes them: money in minor units, `extra` as JSON text.

    Returns
    -------
    DataFrame
        `COLUMNS`: what ("changed"), key, name, column (a name of the register, or the file's own header where it is
        none), before and after as stored, None where empty.
    """
    old_keys, new_keys = keys_of(register, before), keys_of(register, after)
    place = pd.Index(old_keys).get_indexer(pd.Index(new_keys))
    known = place >= 0
    met, news = before.iloc[place[known]], after[known]
    keys, names = new_keys[known].to_numpy(dtype=object), told_of(register, news)
    found, order = [], []
    columns = [name for name in dict.fromkeys([*after, *before]) if name not in (*BESIDE_FACTS, *register.key)]
    ranked = {field.name: number for number, field in enumerate(register.fields)}
    for number, name in enumerate(sorted(columns, key=lambda name: ranked.get(name, len(ranked)))):
        old, new = objects(met, name), objects(news, name)
        where = np.flatnonzero([one != other for one, other in zip(old, new, strict=True)])
        if len(where):
            found.append(_listed(keys[where], names[where], name, old[where], new[where]))
            order.append(where * (len(columns) + 1) + number)
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.concat(found, ignore_index=True).iloc[np.argsort(np.concatenate(order), kind="stable")]
    return _extra_told(rows.reset_index(drop=True))


def objects(rows: pd.DataFrame, name: str) -> np.ndarray:
    """Return a column as plain objects (Timestamp, int, float, text), None where empty or where there is no column."""
    if name not in rows:
        return np.full(len(rows), None, dtype=object)
    values = rows[name].astype(object).to_numpy(dtype=object)
    return np.asarray(np.where(rows[name].isna().to_numpy(dtype=bool), None, values))


def _listed(keys: Any, names: Any, column: str, before: Any, after: Any) -> pd.DataFrame:
    told = {"what": "changed", "key": keys, "name": names, "column": column}
    frame = pd.DataFrame(told, index=range(len(keys)))
    return frame.assign(before=pd.Series(before, dtype=object), after=pd.Series(after, dtype=object))


def _extra_told(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with each change among columns kept under their own names as a row for each of these."""
    if not (rows["column"] == EXTRA).any():
        return rows
    told: list[tuple[Any, ...]] = []
    for row in rows.itertuples(index=False, name=None):
        if row[3] != EXTRA:
            told.append(row)
            continue
        old, new = (json.loads(text) if text else {} for text in row[4:])
        told += [
            (*row[:3], header, old.get(header), new.get(header))
            for header in dict.fromkeys([*new, *old])
            if old.get(header) != new.get(header)
        ]
    return pd.DataFrame(told, columns=COLUMNS, dtype=object)


def moved(register: Register, rows: pd.DataFrame, keys: set[str], what: str, column: str) -> pd.DataFrame:
    """Return a row for each of the keys in a frame, with its value of one column.

    It stands before for what leaves, after for what comes, and on both sides for what stays without a report.
    """
    every = keys_of(register, rows) if len(rows) else pd.Series([], dtype=object)
    chosen = rows[every.isin(keys)] if len(rows) else rows
    values = pd.Series(objects(chosen, column), dtype=object)
    empty = pd.Series([None] * len(chosen), dtype=object)
    entering = what in ("new", "returned")
    frame = pd.DataFrame({"what": what, "key": every[every.isin(keys)].to_numpy(dtype=object)})
    return frame.assign(
        name=told_of(register, chosen),
        column=column if column in rows else None,
        before=empty if entering else values,
        after=values if entering or what == "not_reported" else empty,
    )[COLUMNS]
