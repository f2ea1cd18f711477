"""Warnings about single values and choices: loaded as they are, and said."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_access.intake import money
from data_access.intake.findings import Warning
from data_access.intake.mapping import AS_OF, Mapping
from data_access.intake.typed import Typed
from data_access.schema import Register

FINISH_BEFORE_START = "finish before start"
NEGATIVE_MONEY = "negative money"
IMPLAUSIBLE_DATE = "implausible date"
BORROWED_CHOICE = "choice taken from another column"
MIXED_NOTATION = "mixed decimal signs"
MIXED_UNITS = "units differ within the column"
SPANS = (
    ("start_date", "forecast_finish"),
    ("start_date", "actual_finish"),
    ("original_baseline_start", "original_baseline_finish"),
    ("approved_baseline_start", "approved_baseline_finish"),
    ("start", "end"),
    ("raised", "closed"),
    ("requested", "decided"),
)
SIMILAR_KEYS = "similar keys"
IGNORED_IN_KEYS = r"[\s,]"
EXAMPLES = 3
EARLIEST_YEAR = 1950
FAR_YEARS = 50
"""More than so many years after the as-of date a date is out of reach, here as for the slip model."""


def value_warnings(frame: pd.DataFrame, as_of: np.ndarray, register: Register) -> list[Warning]:
    """Return warnings about the loaded rows: dates far off, negative money, finishes before starts, similar keys.

    `as_of` is the status date of each row, datetime64[s].
    """
    found = _similar_keys(frame, register)
    for name in register.of_kind("date"):
        if name in frame:
            found += _told(frame, is_implausible(frame[name], as_of), IMPLAUSIBLE_DATE, register, name, with_date=True)
    for name in register.of_kind("money"):
        if name in frame and not name.startswith("effect"):
            found += _told(frame, frame[name] < 0, NEGATIVE_MONEY, register, name)
    for start, finish in SPANS:
        if start in frame and finish in frame:
            found += _told(frame, frame[finish] < frame[start], FINISH_BEFORE_START, register, finish)
    return found


def is_implausible(values: pd.Series, as_of: np.ndarray) -> pd.Series:
    """Return which dates lie before 1950 or more than 50 years after the status date of their row."""
    away = (values - pd.Series(as_of, index=values.index)).dt.days
    return (values.dt.year < EARLIEST_YEAR) | (away > FAR_YEARS * 365.25)


def _similar_keys(frame: pd.DataFrame, register: Register) -> list[Warning]:
    """Return a warning where keys differ only in case, blanks or commas: probably one project under two names."""
    if register.key != ("project_key",):
        return []
    keys = frame["project_key"].drop_duplicates()
    folded = keys.astype("str").str.lower().str.replace(IGNORED_IN_KEYS, "", regex=True)
    twins = keys[folded.duplicated(keep=False)]
    if twins.empty:
        return []
    first = folded[twins.index[0]]
    example = " and ".join(twins[folded[twins.index] == first])
    text = f"{len(twins):,} keys differ only in case, blanks or commas, such as {example}."
    return [Warning(SIMILAR_KEYS, "project_key", text)]


def _told(
    frame: pd.DataFrame, where: pd.Series, rule: str, register: Register, name: str, *, with_date: bool = False
) -> list[Warning]:
    rows = frame.loc[where.fillna(False).to_numpy(dtype=bool)]
    if rows.empty:
        return []
    title, first = register.by_name[name].title, rows[name].iloc[0]
    value = f"{first.day} {first:%b %Y}" if with_date else ""
    return [Warning(rule, name, f"{title}: {rows_told(rows['source_row'].tolist(), value)}.")]


def rows_told(rows: Sequence[int], value: str = "") -> str:
    """Return a count of rows with the first few named, and what stands in the first of them.

    >>> rows_told([4]), rows_told([4, 9, 11, 30]), rows_told([4, 9], "1 Mar 2207")
    ('row 4', '4 rows, first 4, 9, 11', '2 rows, first 4 (1 Mar 2207), 9')
    """
    named = [str(row) for row in rows[:EXAMPLES]]
    named[0] += f" ({value})" if value else ""
    return f"row {named[0]}" if len(rows) == 1 else f"{len(rows):,} rows, first {', '.join(named)}"


def choice_warnings(mapping: Mapping, typed: Typed) -> list[Warning]:
    """Return warnings about choices a column did not decide by itself, and about units only some values state."""
    found = []
    for column in mapping.columns:
        if column.column and column.borrowed:
            found.append(Warning(BORROWED_CHOICE, _name(column.column), f"{column.header}: {column.choice_reason}."))
        elif column.column and "only fit a decimal point" in column.choice_reason:
            found.append(Warning(MIXED_NOTATION, column.column, f"{column.header}: {column.choice_reason}."))
    for values in typed.columns:
        if values.field.kind == "money":
            stated = [position for position, text in enumerate(values.written) if _states_unit(text)]
            count = int(np.isin(values.codes, stated).sum()) if stated else 0
            if 0 < count < len(values.codes) / 2:
                text = (
                    f"{values.header}: {count:,} values state a unit of their own, such as {values.written[stated[0]]}."
                )
                found.append(Warning(MIXED_UNITS, values.field.name, text))
    return found


def _name(column: str) -> str:
    return "" if column == AS_OF else column


def _states_unit(text: str) -> bool:
    return bool(text) and not text[-1].isdigit() and any(sign.isdigit() for sign in text) and bool(money.own_unit(text))
