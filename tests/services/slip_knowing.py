"""Reports of which one column may know whether the forecast is about to move."""

from datetime import date

import numpy as np
import pandas as pd

DAYS = pd.date_range("2024-01-31", periods=12, freq="ME")
LAST = DAYS[-1].date()


def knowing(rag: bool = False, category: bool = False, projects: int = 60) -> dict[date, pd.DataFrame]:
    """Return monthly reports of forecasts that move by chance; RAG or category say at each date which will move."""
    random = np.random.default_rng(8)
    key = np.arange(projects)
    slips = random.random((len(DAYS), projects)) < np.where(key % 2, 0.5, 0.2)
    status = np.where(slips if rag else random.random(slips.shape) < 0.4, 5.0, 1.0)
    kind = np.where(slips if category else random.random(slips.shape) < 0.4, "East", "West")
    first = pd.Timestamp("2026-06-15") + pd.to_timedelta(random.integers(0, 900, projects), unit="D")
    out = {}
    for at, day in enumerate(DAYS):
        finish = first + pd.to_timedelta(61 * slips[:at].sum(axis=0), unit="D")
        rows = pd.DataFrame(
            {
                "project_key": [f"P-{one:03}" for one in key],
                "name": [f"Project {one}" for one in key],
                "phase": np.where(key % 2, "Design", "Delivery"),
                "category": kind[at],
                "rag_overall": status[at],
                "status": "active",
                "forecast_finish": pd.DatetimeIndex(finish).astype("datetime64[s]"),
                "source_row": key + 2,
            }
        )
        out[day.date()] = rows.astype({"status": object, "category": object})
    return out
