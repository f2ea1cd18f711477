"""Status as departments report it (rosy and late) and as the PMO sees it; 0 none, 1 green, 2 amber, 3 red."""

from dataclasses import dataclass

import numpy as np

from sample_data import names
from sample_data.history import NO_DATE, Baselines, History
from sample_data.money import Money
from sample_data.portfolio import Portfolio, stream
from sample_data.process import ACTIVE, ON_HOLD

LAG_MONTHS = 3
LATE_DAYS = (60, 180)
OVER_BUDGET = (0.05, 0.15)


@dataclass(frozen=True)
class Ratings:
    """Arrays of months x projects, 0-3; assured is the PMO's own opinion, given for about one project in six."""

    overall: np.ndarray
    schedule: np.ndarray
    cost: np.ndarray
    scope: np.ndarray
    benefits: np.ndarray
    assured: np.ndarray


def run(plan: Portfolio, history: History, baselines: Baselines, money: Money) -> Ratings:
    """Return the ratings: what was true three months earlier, seen through the department's rosiness."""
    rng = stream(plan.seed, "ratings")
    late = np.where(baselines.approved != NO_DATE, history.forecast - baselines.approved, 0)
    over = np.where(money.approved_budget > 0, money.forecast_cost / np.maximum(money.approved_budget, 1) - 1, 0.0)
    rosy = np.array([kind.rosy for kind in names.DEPARTMENTS])[plan.department] * (0.9 + 1.3 * rng.random(plan.size))
    schedule = _steps(_lagged(plan, late), LATE_DAYS, rosy)
    cost = _steps(_lagged(plan, over), OVER_BUDGET, rosy)
    scope, benefits = (_wandering(history.status.shape, rng) for _ in range(2))
    worst = np.maximum(schedule, cost)
    softened = rng.random(plan.size) < 0.4
    overall = np.where(softened, np.maximum(worst - 1, 1), worst)
    silent = rng.random(plan.size) < 0.04
    rated = history.present & np.isin(history.status, (ACTIVE, ON_HOLD)) & ~silent
    opinion = np.maximum(
        _steps(late, LATE_DAYS, np.full(plan.size, 0.7)), _steps(over, OVER_BUDGET, np.full(plan.size, 0.8))
    )
    chosen = np.argsort(np.argsort(rng.random(plan.size), kind="stable"), kind="stable") % 6 == 0
    quarter = (np.arange(plan.dates.size) // 3 * 3)[:, None]
    opinion = np.take_along_axis(opinion, np.broadcast_to(quarter, opinion.shape), axis=0)
    seen = rated & chosen & (plan.entry <= quarter)
    reported = (np.where(rated, values, 0) for values in (overall, schedule, cost, scope, benefits))
    return Ratings(*reported, assured=np.where(seen, opinion, 0))


def _steps(values: np.ndarray, limits: tuple[float, float], rosy: np.ndarray) -> np.ndarray:
    return 1 + (values > limits[0] * rosy) + (values > limits[1] * rosy)


def _lagged(plan: Portfolio, values: np.ndarray) -> np.ndarray:
    months = np.arange(values.shape[0])[:, None]
    seen = np.maximum(np.maximum(months - LAG_MONTHS, plan.entry), 0)
    return np.take_along_axis(values, np.minimum(seen, months), axis=0)


def _wandering(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Return ratings that start mostly green and change now and then."""
    result = np.ones(shape, dtype=np.int64)
    now = 1 + (rng.random(shape[1]) < 0.15)
    for month in range(shape[0]):
        draw = rng.random((2, shape[1]))
        fresh = np.select([draw[1] < 0.74, draw[1] < 0.93], [1, 2], 3)
        now = np.where(draw[0] < 0.06, fresh, now)
        result[month] = now
    return result
