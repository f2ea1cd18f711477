"""The plain rules that a slip method must beat: base rate, by category, reported RAG, slipped last time.

Each is a rate per level of one column, shrunk towards the base rate; all have the interface of the table:
``fit(pairs) -> model``, ``model.predict(states)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from models import slip_table
from models.slip_shrinkage import likeliest_strength, shrunk


class Model(Protocol):
    """What every slip method returns once fitted."""

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return a frame with at least ``probability``, one row per state, on the index of the states."""


Fit = Callable[[pd.DataFrame], Model]
Level = Callable[[pd.DataFrame], pd.Series]

MODEL = "model"
DATED = "model, next date known"
"""The model asked by a stated date, that of the report which came next, in place of the usual gap."""

TABLE = "phase x time left"
BASE_RATE = "base rate"
BY_CATEGORY = "by category"
REPORTED_RAG = "reported RAG"
SLIPPED_LAST_TIME = "slipped last time"


@dataclass(frozen=True)
class RatePerLevel:
    """A fitted rule: the shrunk rate of each level, and the base rate for a level not seen in training."""

    level: Level
    rates: Mapping[str, float]
    base_rate: float

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return ``probability`` per state, on the index of the states."""
        levels = self.level(states)
        rates = np.array([self.rates.get(str(name), self.base_rate) for name in levels.cat.categories])
        return pd.DataFrame({"probability": rates[levels.cat.codes.to_numpy()]}, index=states.index)


def rate_per_level(level: Level) -> Fit:
    """Return the fit of a rule that knows a state only by one level of it."""

    def fit(pairs: pd.DataFrame) -> RatePerLevel:
        slipped = pairs["slipped"].to_numpy(dtype=bool)
        base_rate = float((slipped.sum() + 0.5) / (len(slipped) + 1))
        levels = level(pairs)
        codes, names = levels.cat.codes.to_numpy(), levels.cat.categories
        n = np.bincount(codes, minlength=len(names))
        moved = np.bincount(codes[slipped], minlength=len(names))
        prior = np.full(len(names), base_rate)
        rates = shrunk(moved, n, prior, likeliest_strength(moved, n, prior))
        return RatePerLevel(level, dict(zip(map(str, names), map(float, rates), strict=True)), base_rate)

    return fit


def base_rate(pairs: pd.DataFrame) -> RatePerLevel:
    """Return the rule that gives every state the share of training pairs that slipped."""
    moved = float(pairs["slipped"].sum())
    return RatePerLevel(_one_level, {}, (moved + 0.5) / (len(pairs) + 1))


def methods(days: int) -> dict[str, Fit]:
    """Return the fit of the table and of every plain rule, by name, the table first.

    Parameters
    ----------
    days : int
        The move, in days, that counts as a slip; "slipped last time" uses it too.
    """
    return {
        TABLE: slip_table.fit,
        BASE_RATE: base_rate,
        BY_CATEGORY: rate_per_level(_category),
        REPORTED_RAG: rate_per_level(_rag),
        SLIPPED_LAST_TIME: rate_per_level(lambda states: _last_time(states, days)),
    }


def _one_level(states: pd.DataFrame) -> pd.Series:
    return _levels(np.zeros(len(states), dtype=np.int64), ["all"], states.index)


def _category(states: pd.DataFrame) -> pd.Series:
    return states["category"].astype("category")


def _rag(states: pd.DataFrame) -> pd.Series:
    reported = states["rag_overall"].fillna(0).round().clip(0, 5).to_numpy().astype(np.int64)
    return _levels(reported, ["not reported", "1", "2", "3", "4", "5"], states.index)


def _last_time(states: pd.DataFrame, days: int) -> pd.Series:
    moved = states["last_move_days"]
    codes = np.where(moved.isna(), 0, np.where(moved > days, 2, 1)).astype(np.int64)
    return _levels(codes, ["first report", "held", "slipped"], states.index)


def _levels(codes: npt.NDArray[np.int64], names: list[str], index: pd.Index) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(names)), index=index)
