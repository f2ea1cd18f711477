"""Budgets, forecast and actual cost of every project, month by month, in whole dollars."""

from dataclasses import dataclass

import numpy as np

from sample_data.history import NO_DATE, NO_RECORD_KINDS, Baselines, History
from sample_data.portfolio import Portfolio, stream
from sample_data.process import (
    ACTIVE,
    CANCELLED,
    COMPLETED,
    LAST_STEP,
    PROPOSED,
    STEPS_PER_PHASE,
    SlipProcess,
    phase_of,
)

SPEND_BY_PHASE = (0.02, 0.04, 0.10, 0.04, 0.76, 0.04)
RELEASED_BY_PHASE = np.array([0.03, 0.10, 0.25, 0.45, 1.0, 1.0])


@dataclass(frozen=True)
class Money:
    """Arrays of months x projects, dollars; -1 where there is none yet. The two shares run from 0 to 1."""

    work_share: np.ndarray
    spend_share: np.ndarray
    forecast_cost: np.ndarray
    actual_cost: np.ndarray
    approved_budget: np.ndarray
    original_budget: np.ndarray
    funding_released: np.ndarray
    committed: np.ndarray
    planned_value: np.ndarray
    earned_value: np.ndarray


def run(process: SlipProcess, plan: Portfolio, history: History, baselines: Baselines) -> Money:
    """Return the money of all projects, following their slips and re-baselines."""
    rng = stream(plan.seed, "money")
    work, spend = _shares(process, plan, history)
    eac = _forecast_costs(plan, history, rng)
    original, approved = _budgets(plan, history, baselines, eac, rng)
    thrift = 0.96 + 0.06 * rng.random(plan.size)
    spent = np.where(history.status == COMPLETED, eac, eac * spend * np.minimum(thrift, 1.0))
    spent[history.status == PROPOSED] = 0
    spent = np.where(history.present, np.maximum.accumulate(np.where(history.present, spent, 0), axis=0), 0)
    actual = np.round(spent).astype(np.int64)
    eac = np.maximum(eac, actual)
    eac = np.where(history.status == CANCELLED, actual, eac)
    basis = np.where(approved >= 0, approved, eac)
    released = np.maximum(np.round(basis * RELEASED_BY_PHASE[phase_of(history.step)], -3), actual).astype(np.int64)
    bound = actual + np.where(history.step >= 4 * STEPS_PER_PHASE, 0.55, 0.08) * (eac - actual)
    committed = np.where(history.status == COMPLETED, actual, np.round(bound, -2)).astype(np.int64)
    released[history.status == PROPOSED] = committed[history.status == PROPOSED] = 0
    earned = np.where(approved >= 0, np.round(approved * spend), -1).astype(np.int64)
    planned = _planned_value(process, plan, baselines, approved)
    return Money(work, spend, eac, actual, approved, original, released, committed, planned, earned)


def start_days(process: SlipProcess, plan: Portfolio) -> np.ndarray:
    """Return each project's first day of work, days since 1970: earlier than its entry where it entered under way."""
    months = np.append(0.0, np.repeat(np.asarray(process.phase_months) / STEPS_PER_PHASE, STEPS_PER_PHASE).cumsum())
    begun = (months[plan.first_step] * plan.pace * 30).astype(np.int64)
    start = plan.dates[plan.entry] - begun - 29 + (plan.manager * 7) % 28
    for split in plan.splits:
        start[list(split.children)] = start[split.parent]
    return start


def _shares(process: SlipProcess, plan: Portfolio, history: History) -> tuple[np.ndarray, np.ndarray]:
    months = np.repeat(np.asarray(process.phase_months) / STEPS_PER_PHASE, STEPS_PER_PHASE)
    work = np.append(0.0, months.cumsum()) / months.sum()
    spend = np.append(0.0, np.repeat(np.asarray(SPEND_BY_PHASE) / STEPS_PER_PHASE, STEPS_PER_PHASE).cumsum())
    dwell = np.zeros(plan.size)
    inside = np.zeros(history.step.shape)
    for month in range(1, history.step.shape[0]):
        same = history.step[month] == history.step[month - 1]
        dwell = np.where(same, dwell + (history.status[month] == ACTIVE), 0.0)
        expected = np.append(months, 1.0)[history.step[month]] * plan.pace
        inside[month] = np.minimum(0.9, 0.7 * dwell / expected)
    upper = np.minimum(history.step + 1, LAST_STEP)
    return tuple(values[history.step] + inside * (values[upper] - values[history.step]) for values in (work, spend))


def _forecast_costs(plan: Portfolio, history: History, rng: np.random.Generator) -> np.ndarray:
    result = np.zeros(history.forecast.shape)
    cost = plan.budget * (0.97 + 0.14 * rng.random(plan.size))
    for month in range(result.shape[0]):
        draws = rng.random((2, plan.size))
        if month:
            live = (history.status[month] == ACTIVE) & (plan.entry < month)
            moved = np.where(live, history.forecast[month] - history.forecast[month - 1], 0)
            growth = 0.22 * np.maximum(moved, 0) / (900 * plan.pace)
            growth += np.where(live & (draws[0] < 0.05), 0.12 * draws[1] - 0.04, 0.0)
            cost = cost * (1 + np.minimum(growth, 0.35))
        for split in plan.splits:
            if split.month == month:
                cost[list(split.children)] = cost[split.parent] * np.array(split.shares)
        result[month] = cost
    return np.round(result, -3).astype(np.int64)


def _budgets(
    plan: Portfolio, history: History, baselines: Baselines, eac: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    original, approved = (np.full(eac.shape, -1, dtype=np.int64) for _ in range(2))
    first, now = (np.full(plan.size, -1, dtype=np.int64) for _ in range(2))
    tight = 0.93 + 0.12 * rng.random(plan.size)
    for month in range(eac.shape[0]):
        begins = (baselines.version[month] > 0) & (now < 0)
        agreed = np.maximum(np.round(eac[month] * tight, -4), 10_000).astype(np.int64)
        first, now = np.where(begins, agreed, first), np.where(begins, agreed, now)
        granted = baselines.rebased[month] & ~np.isin(baselines.reason[month], NO_RECORD_KINDS)
        now = np.where(granted, np.round(eac[month] * 1.01, -4).astype(np.int64), now)
        for split in plan.splits:
            if split.month == month:
                for child, share in zip(split.children, split.shares, strict=True):
                    for values in (first, now):
                        values[child] = round(values[split.parent] * share) if values[split.parent] >= 0 else -1
        original[month], approved[month] = first, now
    return original, approved


def _planned_value(process: SlipProcess, plan: Portfolio, baselines: Baselines, approved: np.ndarray) -> np.ndarray:
    start = start_days(process, plan)
    known = baselines.approved != NO_DATE
    length = np.maximum(np.where(known, baselines.approved, 0) - start, 30)
    elapsed = np.clip((plan.dates[:, None] - start) / length, 0.0, 1.0)
    months = np.repeat(np.asarray(process.phase_months) / STEPS_PER_PHASE, STEPS_PER_PHASE)
    work = np.append(0.0, months.cumsum()) / months.sum()
    spend = np.append(0.0, np.repeat(np.asarray(SPEND_BY_PHASE) / STEPS_PER_PHASE, STEPS_PER_PHASE).cumsum())
    share = np.interp(elapsed, work, np.minimum(spend, 1.0))
    return np.where(approved >= 0, np.round(approved * share), -1).astype(np.int64)
