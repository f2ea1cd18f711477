"""A made-up history in which the phase decides how often a forecast slips."""

import numpy as np
import pandas as pd

CHANCE = {"design": 0.6, "construction": 0.05}


def portfolio(projects=60, periods=14, seed=4, chances=None):
    """Return a history: every project reports every month; even ones are in design, odd ones under construction."""
    random = np.random.default_rng(seed)
    names = list(chances or CHANCE)
    phase = np.array(names)[np.arange(projects) % 2]
    chance = np.array([(chances or CHANCE)[name] for name in phase])
    moves = np.where(random.random((periods, projects)) < chance, 60, 0)
    dates = pd.date_range("2022-01-31", periods=periods, freq="ME")
    start = pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(projects) * 20, unit="D")
    rows = [
        pd.DataFrame(
            {
                "project_key": [f"p{at:03d}" for at in range(projects)],
                "as_of": date,
                "forecast_finish": start + pd.to_timedelta(moves[: step + 1].sum(axis=0), unit="D"),
                "phase": phase,
                "category": "roads",
            }
        )
        for step, date in enumerate(dates)
    ]
    return pd.concat(rows, ignore_index=True)
