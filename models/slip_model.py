"""The slip model: the mean log-odds of smooth logistic regressions and of boosted trees, as one fitted object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from models.slip_pairs import Horizon

MOST_PAIRS: Final = 20_000
"""The newest pairs that a model is fitted on; older ones are left out."""


@dataclass(frozen=True)
class SlipModel:
    """A fitted model.

    Attributes
    ----------
    horizon
        Of the question it answers.
    inputs
        The names of the inputs it uses (a part of `slip_inputs.NAMES`: those that the training pairs told anything by).
    pairs
        How many pairs it was fitted on.
    base_rate
        The share of them that slipped.
    """

    horizon: Horizon
    inputs: tuple[str, ...]
    pairs: int
    base_rate: float
    parts: Any

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return ``probability`` per state, on the index of the states.

        ``states`` needs the columns of ``inputs``; ``slip_features.features`` and ``states_at`` make them.
        """
        raise NotImplementedError


def fit(pairs: pd.DataFrame, horizon: Horizon = "next") -> SlipModel:
    """Return the model fitted on pairs as `slip_pairs.pairs` or `slip_pairs.training_pairs` gives them.

    Raises
    ------
    ValueError
        If there is no pair, or all have the same outcome.
    """
    raise NotImplementedError


def to_bytes(model: SlipModel) -> bytes:
    """Return the model as bytes (skops; no pickle)."""
    raise NotImplementedError


def from_bytes(data: bytes) -> SlipModel:
    """Return the model that `to_bytes` stored.

    Raises
    ------
    ValueError
        If the bytes are no such model, or hold a type that is not on the fixed list.
    """
    raise NotImplementedError
