"""Print the rolling record of the slip model on the New York capital projects, or its speed on a made-up portfolio.

    python -m benchmarks.slip_backtest CSV [--from 2018-01-01] [--horizon next|12m] [--days 30]
    python -m benchmarks.slip_backtest --synthetic 2000 60 [--horizon next|12m] [--days 30]

One JSON object on stdout, with the record of every plain rule beside the model's, and the seconds taken; among them are
those of the same record without the model. CSV is "Capital Projects" of NYC Open Data with the columns PID, Date
Reported As Of, Current Phase, Category, Managing Agency, Design Start and Forecast Completion.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models import slip_model
from models.slip_backtest import backtest
from models.slip_features import features
from models.slip_pairs import pairs_of
from models.slip_training import MOST_PAIRS


def read_new_york(path: Path) -> pd.DataFrame:
    """Return the history in a file of the New York capital projects."""
    rows = pd.read_csv(path, dtype=str)
    return pd.DataFrame(
        {
            "project_key": rows["PID"],
            "as_of": pd.to_datetime(rows["Date Reported As Of"], format="%m/%d/%Y %I:%M:%S %p"),
            "forecast_finish": pd.to_datetime(rows["Forecast Completion"], format="%m/%d/%Y"),
            "phase": rows["Current Phase"],
            "category": rows["Category"],
            "department": rows["Managing Agency"],
            "start_date": pd.to_datetime(rows["Design Start"], format="%m/%d/%Y", errors="coerce"),
        }
    )


def synthetic(projects: int, periods: int, seed: int = 1) -> pd.DataFrame:
    """Return a random history in which every project reports every month and its forecast moves by chance."""
    random = np.random.default_rng(seed)
    dates = pd.date_range("2020-01-31", periods=periods, freq="ME")
    key = np.repeat(np.char.add("P", np.arange(projects).astype(str)), periods)
    moves = np.where(random.random((projects, periods)) < 0.15, random.integers(10, 200, (projects, periods)), 0)
    start = random.integers(100, 2500, (projects, 1))
    finish = dates[0] + pd.to_timedelta((start + moves.cumsum(axis=1)).ravel(), unit="D")
    as_of = np.tile(dates.to_numpy(), projects)
    return pd.DataFrame(
        {
            "project_key": key,
            "as_of": as_of,
            "forecast_finish": finish,
            "phase": random.choice(["design", "procurement", "construction", "close-out"], projects * periods),
            "category": random.choice(["roads", "water", "schools"], projects * periods),
            "status": np.where(finish <= as_of, "completed", "active"),
            "rag_overall": random.integers(1, 6, projects * periods),
        }
    )


def main() -> None:
    """Run the backtest asked for and print its figures and seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=Path, nargs="?")
    parser.add_argument("--synthetic", type=int, nargs=2, metavar=("PROJECTS", "PERIODS"))
    parser.add_argument("--from", dest="start", default=None)
    parser.add_argument("--horizon", choices=["next", "12m"], default="next")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=-1)
    asked = parser.parse_args()
    if (asked.csv is None) == (asked.synthetic is None):
        parser.error("give either a CSV or --synthetic")
    history = read_new_york(asked.csv) if asked.csv else synthetic(*asked.synthetic)
    question = (asked.horizon, asked.days, asked.start)
    seconds: dict[str, float] = {}
    clock = time.perf_counter()
    made = pairs_of(features(history), asked.horizon, asked.days)
    seconds["inputs and pairs"], clock = time.perf_counter() - clock, time.perf_counter()
    record = backtest(history, *question, with_model=True, jobs=asked.jobs)
    seconds["backtest"], clock = time.perf_counter() - clock, time.perf_counter()
    backtest(history, *question)
    seconds["backtest without the model"], clock = time.perf_counter() - clock, time.perf_counter()
    fitted = made.iloc[-MOST_PAIRS:]
    slip_model.fit(fitted, asked.horizon)
    seconds[f"one fit on {len(fitted)} pairs"] = time.perf_counter() - clock
    figures = {
        "rows": len(history),
        "pairs": len(made),
        "pairs_base_rate": float(made["slipped"].mean()),
        "methods": {name: vars(scores) for name, scores in record.methods.items()},
        "segments": {name: vars(scores) for name, scores in record.segments.items()},
        "intervals": record.intervals,
        "difference": record.difference,
        "origins": int(record.predictions["as_of"].nunique()) if record.methods else 0,
        "note": record.note,
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
    }
    print(json.dumps(without_nan(figures), indent=1))


def without_nan(value: Any) -> Any:
    """Return the value with None wherever a number is missing."""
    if isinstance(value, dict):
        return {name: without_nan(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value


if __name__ == "__main__":
    main()
