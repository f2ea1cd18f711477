"""True chances of a slip, found by running the stated process forward many times from every active state.

A slip: the forecast finish at a later status date exceeds that of the status date by more than D days; "next" looks
at the next month's date, "12m" at any date of the following 12 months. Late reports, renames and splits are left
out of account: the truth follows the project, not the file it was reported in. The app never reads this table.
"""

import numpy as np
import pandas as pd

from sample_data.portfolio import month_ends, stream
from sample_data.process import ACTIVE, State, advance
from sample_data.world import World

RUNS = 2_000
STATES_AT_ONCE = 100
HORIZON = 12
THRESHOLDS = (30, 90)


def table(world: World, runs: int = RUNS) -> pd.DataFrame:
    """Return one row per active project and status date with four probabilities, each a share of `runs` runs."""
    parts = [at_month(world, month, runs) for month in range(world.last_month + 1)]
    return pd.concat(parts, ignore_index=True)


def at_month(world: World, month: int, runs: int = RUNS) -> pd.DataFrame:
    """Return the rows of one status date; each date has random numbers of its own."""
    past, plan = world.history, world.plan
    rows = np.flatnonzero(past.present[month] & (past.status[month] == ACTIVE))
    rng = stream(plan.seed, f"truth {month}")
    now = State(past.status[month], past.step[month], past.forecast[month], plan.department, plan.pace)
    days = _calendar(world, month)
    found = [
        chances(world, now.take(rows[at : at + STATES_AT_ONCE]), days, runs, rng)
        for at in range(0, rows.size, STATES_AT_ONCE)
    ]
    values = np.concatenate(found) if found else np.zeros((0, 4))
    result = pd.DataFrame(values, columns=["p_next_30", "p_next_90", "p_12m_30", "p_12m_90"]).round(4)
    result.insert(0, "as_of", world.date(month))
    result.insert(0, "project_key", plan.keys_at(month)[rows])
    return result


def _calendar(world: World, month: int) -> np.ndarray:
    first = np.datetime64(world.date(month), "M")
    return month_ends(str(first + HORIZON), HORIZON + 1)


def chances(world: World, state: State, days: np.ndarray, runs: int, rng: np.random.Generator) -> np.ndarray:
    """Return n x 4 probabilities (next 30, next 90, 12 months 30, 12 months 90) of n states."""
    count = state.status.size
    many = state.take(np.repeat(np.arange(count), runs))
    begin = many.forecast
    most = np.zeros(begin.size, dtype=np.int64)
    shares = []
    for ahead in range(1, HORIZON + 1):
        many = advance(world.process, many, int(days[ahead - 1]), int(days[ahead]), rng)
        most = np.maximum(most, many.forecast - begin)
        if ahead in (1, HORIZON):
            shares += [(most > limit).reshape(count, runs).mean(axis=1) for limit in THRESHOLDS]
    return np.stack(shares, axis=1)
