"""The terms of the smooth logistic regressions: inputs brought to scales on which slips are nearly linear.

Money, days and rates spread over orders of magnitude, so days enter as logarithms (signed where a move may go either
way) and rates as log-odds. ``exposure`` is how long a state is watched in days: between two reports the gap, otherwise
the horizon; the same chance per day gives a larger chance over a longer gap.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

NARROW: Final = ("overdue", "log_left", "left_over_exposure", "left_share", "exposure")
CORE: Final = (
    *NARROW,
    "phase_slip_rate",
    "category_slip_rate",
    "department_slip_rate",
    "time_in_phase",
    "elapsed_share",
    "planned_duration",
)
WIDE: Final = (
    *CORE,
    "due",
    "last_moved",
    "last_later",
    "last_sooner",
    "last_far",
    "previous_move",
    "reports_since_move",
    "own_slip_rate",
    "cumulative_move",
    "late",
    "rebaselines",
    "rag_overall",
    "rag_overall_change",
    "rag_schedule",
    "spi_t",
    "progress_over_elapsed",
    "percent_complete",
    "open_issues",
    "open_threats",
    "late_milestones",
    "next_gate",
)
FAR_DAYS: Final = 182.5
"""A last move later beyond half a year has a slope of its own: a small move is often followed by another, one by half a
year or more is often a new plan that holds for a while."""

BENT: Final = ("log_left", "left_over_exposure", "left_share")
"""Terms whose slope may change along the way (linear splines)."""

RATES: Final = ("phase_slip_rate", "category_slip_rate", "department_slip_rate", "own_slip_rate")
COUNTED: Final = ("reports_since_move", "rebaselines", "open_issues", "open_threats", "late_milestones")
PLAIN: Final = (
    "elapsed_share",
    "rag_overall",
    "rag_overall_change",
    "rag_schedule",
    "spi_t",
    "progress_over_elapsed",
    "percent_complete",
)


def terms(states: pd.DataFrame, exposure: Floats) -> dict[str, Floats]:
    """Return every term by name, each of shape (states,), NaN where the input is missing.

    Parameters
    ----------
    states : DataFrame
        With the columns of `slip_inputs.NUMERIC`; a column that is absent counts as missing.
    exposure : array of shape (states,)
        Days over which the move is watched.
    """
    left = _numbers(states, "time_left_days")
    watched = np.maximum(exposure, 5.0)
    made = {
        "overdue": np.where(np.isnan(left), np.nan, left < 0),
        "log_left": np.log(np.clip(left, 15, 20_000)),
        "left_over_exposure": np.log(np.clip(left / watched, 0.1, 100)),
        "due": np.where(np.isnan(left), np.nan, left < watched),
        "left_share": np.log(np.clip(_numbers(states, "time_left_share"), 0.02, 20)),
        "exposure": np.log(watched),
        "time_in_phase": np.log1p(np.maximum(_numbers(states, "time_in_phase_days"), 0) / 30),
        "planned_duration": np.log(np.clip(_numbers(states, "planned_duration_days"), 60, 20_000)),
        "previous_move": _signed_log(_numbers(states, "previous_move_days")),
        "cumulative_move": _signed_log(_numbers(states, "cumulative_move_days")),
        "late": _signed_log(_numbers(states, "late_days")),
        "next_gate": _signed_log(_numbers(states, "days_to_next_gate")),
    }
    made |= _last_move(_numbers(states, "last_move_days"))
    for name in RATES:
        made[name] = log_odds(np.clip(_numbers(states, name), 0.01, 0.99))
    for name in COUNTED:
        made[name] = np.log1p(np.maximum(_numbers(states, name), 0))
    for name in PLAIN:
        made[name] = _numbers(states, name)
    return made


def _last_move(days: Floats) -> dict[str, Floats]:
    """Return the terms of the last move; ``last_move`` is read by models stored before the others were there."""
    later = np.maximum(_signed_log(days), 0.0)
    return {
        "last_move": _signed_log(days),
        "last_moved": np.where(np.isnan(days), np.nan, days != 0),
        "last_later": later,
        "last_sooner": np.maximum(_signed_log(-days), 0.0),
        "last_far": np.maximum(later - np.log1p(FAR_DAYS / 30), 0.0),
    }


def log_odds(probability: npt.ArrayLike) -> Floats:
    """Return the log-odds of probabilities strictly between 0 and 1."""
    p = np.asarray(probability, dtype=np.float64)
    return np.asarray(np.log(p) - np.log1p(-p), dtype=np.float64)


def chance(log_odds_of: npt.ArrayLike) -> Floats:
    """Return the probability that log-odds stand for."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(log_odds_of, dtype=np.float64))), dtype=np.float64)


def words(states: pd.DataFrame, name: str) -> npt.NDArray[np.object_]:
    """Return a column of words as text, "" where it is missing or absent."""
    if name not in states.columns:
        return np.full(len(states), "", dtype=object)
    column = states[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = np.array(["", *column.cat.categories.astype(str)], dtype=object)
        return np.asarray(names[column.cat.codes.to_numpy() + 1], dtype=object)
    return np.asarray(column.astype(object).where(column.notna(), "").astype(str), dtype=object)


def _numbers(states: pd.DataFrame, name: str) -> Floats:
    if name not in states.columns:
        return np.full(len(states), np.nan)
    return np.asarray(states[name], dtype=np.float64)


def _signed_log(days: Floats) -> Floats:
    return np.asarray(np.sign(days) * np.log1p(np.abs(days) / 30), dtype=np.float64)
