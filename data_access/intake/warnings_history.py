"""Warnings about a file of many dates: columns that know the future, and portfolios of survivors only."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_access.intake.findings import Warning
from data_access.intake.headers import normalised
from data_access.intake.numbers import COMMA, DOT, evidence, signed
from data_access.intake.spool import Spool
from data_access.schema import REGISTERS, Register
from models.future_columns import Outcomes, is_ordered_as, outcomes

KNOWS_THE_FUTURE = "knows the future"
SURVIVORS_ONLY = "survivors only"
CONSTANT_SHARE = 0.95
FEWEST_SNAPSHOTS = 3
FINISHED_SHARE = 0.01
NUMERIC_SHARE = 0.9
TOLERANCE = 1e-6
TELLING_NAME = re.compile(r"\b(changes?|variance|delays?|delayed|actuals?|slip|slippage)\b")
BASELINE_NAME = re.compile(r"\b(baseline|original|approved|planned)\b")
FINISHED_PHASE = re.compile(r"complet|closed|finished|delivered|done|in use|handed over", re.IGNORECASE)
DAY_SECONDS = 86_400
OUTCOME = REGISTERS["projects"].by_name["forecast_finish"]


class History:
    """What the warnings about a whole file need of it, gathered piece by piece.

    Kept in memory are 17 bytes a row (a hash of its key, its date, whether it is finished); its numbers are spooled.
    """

    def __init__(self, register: Register, spool: Spool) -> None:
        self._register, self._spool = register, spool
        self._keys: list[np.ndarray] = []
        self._dates: list[np.ndarray] = []
        self._finished: list[np.ndarray] = []

    def add(self, frame: pd.DataFrame, as_of: np.ndarray) -> None:
        """Add typed rows (with `extra`) and the status date of each."""
        if self._register.key != ("project_key",) or frame.empty:
            return
        self._spool.add(numeric_columns(frame, self._register), len(frame))
        self._keys.append(pd.util.hash_array(frame["project_key"].to_numpy(dtype=object)))
        self._dates.append(as_of.astype("M8[s]"))
        self._finished.append(finished(frame, as_of))

    def warnings(self) -> list[Warning]:
        """Return the warnings for everything that was added; none for registers without a key of their own."""
        if not self._keys:
            return []
        keys, as_of, done = (np.concatenate(each) for each in (self._keys, self._dates, self._finished))
        return _warnings(pd.Series(keys), as_of, done, self._spool)


def history_warnings(frame: pd.DataFrame, as_of: np.ndarray, register: Register) -> list[Warning]:
    """Return the warnings about all dates of a file: typed rows with `extra`, and the status date of each row."""
    if register.key != ("project_key",) or frame.empty:
        return []
    return _warnings(frame["project_key"], as_of, finished(frame, as_of), numeric_columns(frame, register))


def _warnings(
    keys: pd.Series, as_of: np.ndarray, is_finished: np.ndarray, columns: Mapping[str, pd.Series]
) -> list[Warning]:
    if len(np.unique(as_of)) < FEWEST_SNAPSHOTS:
        return []
    found = [
        Warning(KNOWS_THE_FUTURE, column, f"{column} holds one value per project at all dates: it knows the future.")
        for column in columns_that_know_the_future(keys, as_of, columns)
    ]
    if survivors_only(keys, as_of, is_finished):
        text = "Every project ever seen is in the last date, and earlier dates hold no finished ones."
        found.append(Warning(SURVIVORS_ONLY, "", text))
    return found


def numeric_columns(frame: pd.DataFrame, register: Register) -> dict[str, pd.Series]:
    """Return the numeric and date columns as floats (days for dates), mapped ones by title, others by header."""
    held = {}
    for field in register.fields:
        if field.name not in frame or field.kind not in ("date", "money", "number", "whole", "percent"):
            continue
        values = frame[field.name]
        held[field.title] = _days(values) if field.kind == "date" else values.astype("Float64").astype(float)
    headers = dict.fromkeys(header for extra in frame["extra"] if extra for header in extra)
    for header in headers:
        texts = pd.Series([extra.get(header, "") if extra else "" for extra in frame["extra"]], index=frame.index)
        numbers = _as_numbers(texts)
        if numbers is not None:
            held[header] = numbers
    return held


def _days(values: pd.Series) -> pd.Series:
    seconds = values.astype("datetime64[s]").astype("int64").astype(float).where(values.notna())
    return seconds / DAY_SECONDS


def _as_numbers(texts: pd.Series) -> pd.Series | None:
    """Return texts as floats, None where fewer than nine in ten filled ones are numbers."""
    codes, distinct = pd.factorize(texts)
    filled = [text for text in distinct if text]
    notation = COMMA if evidence(filled[:1_000]).comma else DOT
    read = [signed(text.strip("$£€% "), notation) if text else None for text in distinct]
    known = sum(value is not None for value in read)
    if not filled or known < NUMERIC_SHARE * len(filled):
        return None
    values = np.array([np.nan if value is None else float(value) for value in read])
    return pd.Series(values.take(codes), index=texts.index)


def columns_that_know_the_future(keys: pd.Series, as_of: np.ndarray, columns: Mapping[str, pd.Series]) -> list[str]:
    """Return the columns that hold, at every date, what only the last date could know.

    Such a column is constant over each project's snapshots for at least 95 % of the projects with three or
    more of them, and is either named as a change, variance, delay or actual, or equals last minus first of
    a column that moves, or orders projects as the moves of their forecast finish do (`models.future_columns`).
    Baselines are exempt, and so is a date that had passed at every snapshot. One column is held at a time,
    beside the moves per project.
    """
    codes = pd.factorize(keys)[0]
    order = np.lexsort((as_of, codes))
    groups, dates = codes[order], as_of[order]
    constant, moves = [], []
    for name in columns:
        values = columns[name].iloc[order]
        if _constant_share(values, groups) >= CONSTANT_SHARE:
            constant.append(name)
        else:
            moves.append(_last_minus_first(values, groups))
    became = _outcomes(columns, order, groups, dates)
    found = []
    for name in constant:
        values = columns[name].iloc[order]
        if BASELINE_NAME.search(normalised(name)) or not values.min() < values.max():
            continue
        named = bool(TELLING_NAME.search(normalised(name))) and not _always_past(values, dates)
        first = _first(values, groups)
        told = became is not None and is_ordered_as(first, became)
        if named or told or any(_equals(first, move) for move in moves):
            found.append(name)
    return found


def _outcomes(
    columns: Mapping[str, pd.Series], order: np.ndarray, groups: np.ndarray, dates: np.ndarray
) -> Outcomes | None:
    """Return what became of each project by its forecast finish, None where the file has none."""
    if OUTCOME.title not in columns:
        return None
    days = dates.astype("M8[s]").astype("int64") / DAY_SECONDS
    return outcomes(columns[OUTCOME.title].iloc[order], groups, days)


def _constant_share(values: pd.Series, groups: np.ndarray) -> float:
    """Return the share of projects with three or more filled snapshots whose value never changes."""
    grouped = values.groupby(groups, sort=False)
    enough = grouped.count() >= FEWEST_SNAPSHOTS
    if not enough.any():
        return 0.0
    return float((grouped.min() == grouped.max())[enough].mean())


def _first(values: pd.Series, groups: np.ndarray) -> pd.Series:
    return values.groupby(groups, sort=False).first()


def _last_minus_first(values: pd.Series, groups: np.ndarray) -> pd.Series:
    grouped = values.groupby(groups, sort=False)
    enough = grouped.count() >= FEWEST_SNAPSHOTS
    return (grouped.last() - grouped.first()).where(enough)


def _equals(constant: pd.Series, move: pd.Series) -> bool:
    """Return whether a constant equals a move for 95 % of projects, in its unit or in hundredths of it."""
    both = constant.notna() & move.notna()
    if both.sum() < FEWEST_SNAPSHOTS or not (move[both].abs() > TOLERANCE).any():
        return False
    return any(
        (abs(constant[both] * unit - move[both]) <= TOLERANCE * (1 + abs(move[both]))).mean() >= CONSTANT_SHARE
        for unit in (1, 100)
    )


def _always_past(values: pd.Series, as_of: np.ndarray) -> bool:
    """Return whether values are dates that lay in the past at every snapshot: such a date knows no future."""
    days = as_of.astype("M8[s]").astype("int64") / DAY_SECONDS
    filled = values.notna().to_numpy()
    between = values[filled].between(-10_000, 40_000)
    return bool(
        filled.any()
        and between.mean() > 0.99
        and values[filled].median() > 3_000
        and (values[filled] <= days[filled]).mean() >= CONSTANT_SHARE
    )


def finished(frame: pd.DataFrame, as_of: np.ndarray) -> np.ndarray:
    """Return whether each row speaks of a finished project, by status, phase, share done or date.

    A forecast that has passed counts only where the file has none of status, share done and actual finish.
    """
    done = np.zeros(len(frame), dtype=bool)
    if "status" in frame:
        done |= frame["status"].isin(["completed", "cancelled"]).to_numpy()
    if "phase" in frame:
        done |= frame["phase"].astype("str").str.contains(FINISHED_PHASE).fillna(False).to_numpy(dtype=bool)
    if "percent_complete" in frame:
        done |= (frame["percent_complete"] >= 100).to_numpy()
    if "actual_finish" in frame:
        done |= (frame["actual_finish"].to_numpy() <= as_of) & frame["actual_finish"].notna().to_numpy()
    if "forecast_finish" in frame and not {"status", "percent_complete", "actual_finish"} & set(frame.columns):
        done |= frame["forecast_finish"].to_numpy() <= as_of
    return done


def survivors_only(keys: pd.Series, as_of: np.ndarray, is_finished: np.ndarray) -> bool:
    """Return whether finished projects seem to have been erased from earlier dates.

    True where there are at least three dates, every project ever seen is in the last, and the earlier
    dates hold no more than one finished project in a hundred.
    """
    days = np.unique(as_of)
    if len(days) < FEWEST_SNAPSHOTS:
        return False
    last = as_of == days[-1]
    if keys.nunique() != keys[last].nunique():
        return False
    return bool(is_finished[~last].mean() <= FINISHED_SHARE)
