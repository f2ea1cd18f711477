"""Pairs and histories on which the slip model is tried."""

import numpy as np
import pandas as pd

from models.slip_features import features
from models.slip_inputs import CATEGORICAL, NAMES
from models.slip_pairs import pairs
from models.slip_training import training_pairs
from tests.models.slip_portfolio import portfolio

DEPARTMENTS = ("works", "water", "parks")


def reported(projects=40, periods=14, seed=4):
    """Return a history with every column of the register that the model may look at."""
    rows, random = portfolio(projects, periods, seed), np.random.default_rng(seed)
    number = rows["project_key"].str[1:].astype(int)
    return rows.assign(
        department=np.array(DEPARTMENTS)[number % 3],
        rag_overall=random.integers(1, 6, len(rows)),
        rag_schedule=random.integers(1, 6, len(rows)),
        start_date=pd.Timestamp("2021-01-01"),
        approved_baseline_finish=rows["forecast_finish"] - pd.Timedelta(days=30),
        percent_complete=random.uniform(0, 100, len(rows)),
        planned_value=100.0,
        earned_value=random.uniform(50, 120, len(rows)),
        open_issues=random.integers(0, 9, len(rows)),
    )


def known_pairs(horizon="next", days=30, **asked):
    """Return the pairs of such a history."""
    return pairs(reported(**asked), horizon, days)


def training(horizon="next", days=30, at=None, **asked):
    """Return what a model is trained on at a date, by default the last."""
    frame = features(reported(**asked))
    date = frame["as_of"].max() if at is None else pd.Timestamp(at)
    made = pairs(reported(**asked), horizon, days)
    return training_pairs(frame, made.loc[made["outcome_date"] <= date], horizon, days, date)


def emptied(states):
    """Return the states with every input missing."""
    return states.assign(**{name: "" if name in CATEGORICAL else np.nan for name in NAMES})
