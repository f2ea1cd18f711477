"""What a project's own reports up to a date say: its moves, its phase, its age, its baselines, its ratings.

Every function takes fresh reports sorted by project and date and returns columns on the same rows, each from that row
and the project's rows before it; days as float, missing where there is nothing to tell from.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.history import days_between, project_codes

SLIP_DAYS: Final = 30
"""A move later by more than this counts as an earlier slip, whatever move the question asks about."""

Bools = npt.NDArray[np.bool_]


def first_rows(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return, per row, the position of the project's first row; shape (rows,)."""
    return _last_true(_starts(frame))


def moves(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``last_move_days``, ``gap_days``, ``previous_move_days``, ``reports_since_move``, ``slips_so_far``,
    ``moves_later``, ``cumulative_move_days`` and ``reports_so_far`` (reports before this one)."""
    new = _starts(frame)
    first = _last_true(new)
    place = np.arange(len(frame))
    last = days_between(frame["forecast_finish"], frame["forecast_finish"].shift().mask(new))
    moved = (last.abs() > 0).to_numpy()
    known = frame["forecast_finish"].notna().to_numpy()
    earliest = _first_known(known, first)
    begun = frame["forecast_finish"].iloc[np.maximum(earliest, 0)].set_axis(frame.index).mask(earliest < 0)
    return pd.DataFrame(
        {
            "last_move_days": last,
            "gap_days": days_between(frame["as_of"], frame["as_of"].shift().mask(new)),
            "previous_move_days": last.shift().mask(new),
            "reports_since_move": (place - _last_true(new | moved)).astype(float),
            "slips_so_far": _running((last > SLIP_DAYS).to_numpy(), first),
            "moves_later": _running((last > 0).to_numpy(), first),
            "moves_known": _running(last.notna().to_numpy(), first),
            "cumulative_move_days": days_between(frame["forecast_finish"], begun),
            "reports_so_far": (place - first).astype(float),
        },
        index=frame.index,
    )


def phase_and_age(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``time_in_phase_days`` (since first seen in the phase without a break; missing without a phase) and
    ``age_days``, ``planned_duration_days``, ``elapsed_share`` (0 to 2), from the start date or else the first report.
    """
    first = first_rows(frame)
    as_of = frame["as_of"]
    phase = frame["phase"].cat.codes.to_numpy()
    changed = _starts(frame) | (phase != np.roll(phase, 1))
    entered = as_of.iloc[_last_true(changed)].set_axis(frame.index)
    seen = as_of.iloc[first].set_axis(frame.index)
    start = frame["start_date"].fillna(seen)
    age = days_between(as_of, start)
    duration = days_between(frame["forecast_finish"], start)
    return pd.DataFrame(
        {
            "time_in_phase_days": days_between(as_of, entered).mask(frame["phase"] == ""),
            "planned_duration_days": duration,
            "age_days": age,
            "elapsed_share": (age / duration.where(duration > 0)).clip(0, 2),
        },
        index=frame.index,
    )


def baselines_and_ratings(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``rebaselines`` (changes of the approved baseline or of its version so far; missing where neither has
    been given), ``late_days`` against the approved baseline and ``rag_overall_change`` since the previous report."""
    new = _starts(frame)
    first = _last_true(new)
    baseline = frame["approved_baseline_finish"]
    before = baseline.shift().mask(new)
    changed = (baseline.notna() & before.notna() & (baseline != before)).to_numpy()
    version = frame["baseline_version"].cat.codes.to_numpy()
    given = (frame["baseline_version"] != "").to_numpy()
    changed = changed | (~new & given & np.roll(given, 1) & (version != np.roll(version, 1)))
    stated = _running(baseline.notna().to_numpy() | given, first) > 0
    return pd.DataFrame(
        {
            "rebaselines": np.where(stated, _running(changed, first), np.nan),
            "late_days": days_between(frame["forecast_finish"], baseline),
            "rag_overall_change": frame["rag_overall"] - frame["rag_overall"].shift().mask(new),
        },
        index=frame.index,
    )


def _starts(frame: pd.DataFrame) -> Bools:
    """Return, per row, whether it is its project's first."""
    codes = project_codes(frame)
    return np.asarray(np.diff(codes, prepend=-1) != 0)


def _last_true(marks: Bools) -> npt.NDArray[np.int64]:
    """Return, per row, the position of the last mark at or before it (the first row bears one)."""
    return np.asarray(np.maximum.accumulate(np.where(marks, np.arange(len(marks)), 0)), dtype=np.int64)


def _running(marks: Bools, first: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return how many rows of the project up to and with each row bear the mark."""
    total = np.cumsum(marks) if len(marks) else np.zeros(0)
    before = total[first] - marks[first] if len(marks) else total
    return np.asarray(total - before, dtype=np.float64)


def _first_known(known: Bools, first: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return, per row, the position of the project's first known row at or before it; -1 where there is none."""
    at = np.flatnonzero(known & (_running(known, first) == 1))
    found = np.full(len(known), -1, dtype=np.int64)
    if len(at):
        last = np.searchsorted(at, np.arange(len(known)), side="right") - 1
        found = np.where((last >= 0) & (at[np.maximum(last, 0)] >= first), at[np.maximum(last, 0)], -1)
    return found
