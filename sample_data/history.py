"""What happened to every project, month by month: the process run once, with baselines set beside it."""

from dataclasses import dataclass

import numpy as np

from sample_data.portfolio import Portfolio, stream
from sample_data.process import (
    ACTIVE,
    COMPLETED,
    DAYS_PER_MONTH,
    PROPOSED,
    STEPS_PER_PHASE,
    SlipProcess,
    State,
    advance,
    new_forecast,
    phase_of,
)

NO_DATE = np.iinfo(np.int64).min
NO_BASELINE, BY_GATE, BY_CHANGE, ON_NO_RECORD = range(4)
NO_RECORD_KINDS = (NO_BASELINE, ON_NO_RECORD)
APPROVAL_STEP = 2 * STEPS_PER_PHASE


@dataclass(frozen=True)
class History:
    """Arrays of months x projects; dates are days since 1970, NO_DATE where there is none."""

    present: np.ndarray
    status: np.ndarray
    step: np.ndarray
    forecast: np.ndarray
    actual_finish: np.ndarray


@dataclass(frozen=True)
class Baselines:
    """Arrays of months x projects: baselines in force, their version, and what last changed them.

    change numbers the change requests that moved a baseline (0 where none did), counted over the portfolio; gate is
    the last gate held when the baseline was set.
    """

    original: np.ndarray
    approved: np.ndarray
    version: np.ndarray
    reason: np.ndarray
    change: np.ndarray
    gate: np.ndarray
    rebased: np.ndarray


def run(process: SlipProcess, plan: Portfolio) -> History:
    """Return the course of all projects: the process stepped once per month from each project's entry."""
    rng = stream(plan.seed, "history")
    first = new_forecast(process, plan.first_step, plan.pace, 0, rng.random(plan.size))
    state = State(plan.first_status.copy(), plan.first_step.copy(), first, plan.department, plan.pace)
    months = plan.dates.size
    shape = (months, plan.size)
    present = np.zeros(shape, dtype=bool)
    status, step, forecast = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for month in range(months):
        entering = plan.entry == month
        if month:
            moved = advance(process, state, int(plan.dates[month - 1]), int(plan.dates[month]), rng)
            known = plan.entry < month
            for field in ("status", "step", "forecast"):
                setattr(state, field, np.where(known, getattr(moved, field), getattr(state, field)))
        state.forecast = np.where(entering, first + plan.dates[month], state.forecast)
        _apply_splits(plan, state, month)
        present[month] = plan.entry <= month
        status[month], step[month], forecast[month] = state.status, state.step, state.forecast
    for split in plan.splits:
        present[split.month :, split.parent] = False
    actual = np.where(status == COMPLETED, forecast, NO_DATE)
    return History(present, status, step, forecast, actual)


def _apply_splits(plan: Portfolio, state: State, month: int) -> None:
    for split in plan.splits:
        if split.month == month:
            for child in split.children:
                for values in (state.status, state.step, state.forecast):
                    values[child] = values[split.parent]


def baselines(plan: Portfolio, history: History) -> Baselines:
    """Return the baselines: set after planning, moved now and then once a project is 120 days late or more."""
    rng = stream(plan.seed, "baselines")
    shape = history.forecast.shape
    fields = ("original", "approved", "version", "reason", "change", "gate")
    result = {name: np.zeros(shape, dtype=np.int64) for name in fields}
    now = {name: np.zeros(plan.size, dtype=np.int64) for name in fields}
    now["original"][:] = now["approved"][:] = NO_DATE
    rebased = np.zeros(shape, dtype=bool)
    never = rng.random(plan.size) < 0.04
    for month in range(shape[0]):
        draws = rng.random((4, plan.size))
        known = now["version"] > 0
        _approve(plan, history, now, month, ~known & ~never, draws)
        rebased[month] = _rebase(history, now, month, known, draws, int(result["change"].max()))
        _copy_to_children(plan, now, month)
        for name, values in now.items():
            result[name][month] = values
    return Baselines(**result, rebased=rebased)


def _approve(
    plan: Portfolio, history: History, now: dict[str, np.ndarray], month: int, without: np.ndarray, draws: np.ndarray
) -> None:
    """Set first baselines after planning; projects that enter under way bring theirs, set some time ago."""
    forecast, entering = history.forecast[month], month == plan.entry
    ready = without & history.present[month] & (history.step[month] >= APPROVAL_STEP)
    first = ready & (history.status[month] != PROPOSED) & ((draws[0] < 0.5) | entering)
    drift = np.where(entering, (draws[1] ** 3 * 420).astype(np.int64), 0)
    values = {
        "original": forecast - drift,
        "approved": forecast - drift // 2,
        "version": 1,
        "reason": BY_GATE,
        "gate": 2,
    }
    _set(now, first, values)


def _rebase(
    history: History, now: dict[str, np.ndarray], month: int, known: np.ndarray, draws: np.ndarray, changes: int
) -> np.ndarray:
    """Move the baseline of some late projects to their forecast; return which."""
    forecast = history.forecast[month]
    live = known & history.present[month] & (history.status[month] == ACTIVE)
    moves = live & (forecast - now["approved"] > 120) & (draws[0] < 0.05)
    kinds = np.select([draws[1] < 0.3, draws[1] < 0.48], [ON_NO_RECORD, BY_GATE], BY_CHANGE)
    numbers = changes + np.cumsum(moves & (kinds == BY_CHANGE))
    gate = np.clip(phase_of(history.step[month]), 2, 5)
    _set(now, moves, {"approved": forecast, "version": now["version"] + 1, "reason": kinds, "gate": gate})
    _set(now, moves, {"change": np.where(kinds == BY_CHANGE, numbers, 0)})
    return moves


def _set(now: dict[str, np.ndarray], rows: np.ndarray, values: dict[str, np.ndarray | int]) -> None:
    for name, value in values.items():
        now[name] = np.where(rows, value, now[name])


def _copy_to_children(plan: Portfolio, now: dict[str, np.ndarray], month: int) -> None:
    for split in plan.splits:
        if split.month == month:
            for values in now.values():
                values[list(split.children)] = values[split.parent]


def slips_within(history: History, months: int, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return, per (month, project), whether the state can be judged and whether it slips.

    A state can be judged where the project is active and all `months` later dates are in the history; it slips
    where any of them shows a forecast more than `days` days later.
    """
    periods = history.forecast.shape[0]
    judged = (history.status == ACTIVE) & history.present
    judged[periods - months :] = False
    slips = np.zeros_like(judged)
    for ahead in range(1, months + 1):
        later = np.roll(history.forecast, -ahead, axis=0)
        seen = np.roll(history.present, -ahead, axis=0)
        slips |= judged & seen & (later - history.forecast > days)
    return judged, slips & judged


def months_between(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return months between two dates given in days."""
    return (end - start) / DAYS_PER_MONTH
