"""The five-feature logistic: what a capable analyst would fit in an afternoon; a rule that the model must beat.

Phase, time left, last move, share of the planned time that has passed, and the usual gap to the next report; missing
values at their median, scaled, with scikit-learn's own settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from models.slip_terms import words

FIVE_FEATURES: Final = "five-feature logistic"
NUMBERS: Final = ("time_left_days", "last_move_days", "elapsed_share", "usual_gap_days")
LONGEST_DAYS: Final = 7_305.0
"""Days beyond twenty years, either way, count as twenty."""


@dataclass(frozen=True)
class FiveFeatures:
    """The fitted rule."""

    pipeline: Pipeline

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return ``probability`` per state, on the index of the states."""
        if states.empty:
            return pd.DataFrame({"probability": pd.Series(dtype=float)}, index=states.index)
        return pd.DataFrame({"probability": self.pipeline.predict_proba(_inputs(states))[:, 1]}, index=states.index)


def fit(pairs: pd.DataFrame) -> FiveFeatures:
    """Return the rule fitted on pairs, on the inputs that the pairs hold at all.

    Raises
    ------
    ValueError
        If all pairs have the same outcome.
    """
    inputs = _inputs(pairs)
    held = [name for name in NUMBERS if inputs[name].notna().any()]
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    levels = OneHotEncoder(handle_unknown="ignore")
    columns = ColumnTransformer([("numbers", numbers, held), ("phase", levels, ["phase"])])
    outcomes = pairs["slipped"].to_numpy(dtype=bool)
    return FiveFeatures(make_pipeline(columns, LogisticRegression(max_iter=500)).fit(inputs, outcomes))


def _inputs(states: pd.DataFrame) -> pd.DataFrame:
    made = {name: np.clip(states[name].to_numpy(dtype=float), -LONGEST_DAYS, LONGEST_DAYS) for name in NUMBERS}
    return pd.DataFrame({**made, "phase": words(states, "phase")}, index=states.index)
