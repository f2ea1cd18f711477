"""Boosted trees on the inputs of a slip: what the smooth regressions cannot bend to.

Histogram gradient boosting with shallow trees, strong shrinkage, and a fixed number of rounds; where the declaration of
the inputs says so a larger value may only raise, or only lower, the chance. Guided trees hear, beside the inputs, what
a smooth regression says, so that few slips need not be spent on cutting a slope into steps. While they are fitted it
speaks of projects left out of its own fit (stacked generalisation, Wolpert 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier

from models.slip_inputs import BY_NAME, NUMERIC
from models.slip_left_out import told_of_others
from models.slip_smooth import SmoothLogistic, fit_smooth
from models.slip_terms import CORE, Floats, words
from models.slip_threads import one_thread

LEFT_OUT: Final = frozenset({"portfolio_slip_rate", "reports_so_far", "age_days", "gap_days"})
"""Inputs that mostly tell the date: with few dates trees would learn the past quarter by heart."""

WORDS: Final = ("phase", "category")
MOST_LEVELS: Final = 30
SEEDS: Final = (1, 2)
SETTINGS: Final[dict[str, Any]] = {
    "learning_rate": 0.03,
    "max_iter": 100,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 25,
    "l2_regularization": 5.0,
    "max_features": 0.5,
    "early_stopping": False,
}
GUIDE: Final = (CORE, 3.0)
"""Terms and ridge penalty of the guide."""

GUIDE_FOLDS: Final = 3
FURTHEST: Final = 6.5
"""Log-odds are held within this: no leaf of a few dozen rows can speak for more."""


@dataclass(frozen=True)
class Boosted:
    """Fitted trees: the inputs used, the levels of the words, one booster per seed, averaged on log-odds, and their
    guide where they have one."""

    names: tuple[str, ...]
    levels: tuple[tuple[str, tuple[str, ...]], ...]
    boosters: tuple[HistGradientBoostingClassifier, ...]
    guide: SmoothLogistic | None = None

    def log_odds(self, states: pd.DataFrame, exposure: Floats) -> Floats:
        """Return the log-odds of a slip per state, watched over ``exposure`` days; shape (states,)."""
        matrix = _matrix(self.names, self.levels, states, exposure)
        if self.guide is not None:
            matrix = np.column_stack([matrix, self.guide.log_odds(states, exposure)])
        with one_thread():
            told = [np.clip(booster.decision_function(matrix), -FURTHEST, FURTHEST) for booster in self.boosters]
        return np.asarray(np.mean(told, axis=0), dtype=np.float64)

    def as_dict(self) -> dict[str, Any]:
        """Return the trees as plain values and estimators."""
        levels = [[name, list(held)] for name, held in self.levels]
        told = {"names": list(self.names), "levels": levels, "boosters": list(self.boosters)}
        return told if self.guide is None else told | {"guide": self.guide.as_dict()}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Boosted:
        """Return the trees that `as_dict` described."""
        levels = tuple((name, tuple(held)) for name, held in values["levels"])
        guide = SmoothLogistic.from_dict(values["guide"]) if "guide" in values else None
        return cls(tuple(values["names"]), levels, tuple(values["boosters"]), guide)


def fit_boosted(pairs: pd.DataFrame, exposure: Floats, guided: bool = False) -> Boosted:
    """Return the trees fitted on pairs (inputs and ``slipped``), each watched over ``exposure`` (pairs,) days."""
    candidates = [name for name in NUMERIC if name in pairs.columns and name not in LEFT_OUT]
    names = tuple(name for name in candidates if pairs[name].nunique() > 1)
    levels = tuple((name, _levels(pairs, name)) for name in WORDS)
    matrix = _matrix(names, levels, pairs, exposure)
    directions = [BY_NAME[name].monotone for name in names] + [0] * (matrix.shape[1] - len(names))
    guide = fit_smooth(pairs, exposure, *GUIDE) if guided else None
    if guide is not None:
        matrix, directions = np.column_stack([matrix, _guided(pairs, exposure)]), [*directions, 1]
    outcomes = pairs["slipped"].to_numpy(dtype=bool)
    with one_thread():
        boosters = tuple(
            HistGradientBoostingClassifier(**SETTINGS, monotonic_cst=directions, random_state=seed).fit(
                matrix, outcomes
            )
            for seed in SEEDS
        )
    return Boosted(names, levels, boosters, guide)


def _guided(pairs: pd.DataFrame, exposure: Floats) -> Floats:
    """Return what the guide says of each pair without its project; nothing where there are too few projects to say."""

    def tell(kept: pd.DataFrame, asked: pd.DataFrame) -> Floats:
        guide = fit_smooth(kept, kept["_exposure"].to_numpy(), *GUIDE)
        return guide.log_odds(asked, asked["_exposure"].to_numpy())

    told = told_of_others(pairs.assign(_exposure=exposure), GUIDE_FOLDS, tell)
    return np.zeros(len(pairs)) if told is None else told


def _levels(pairs: pd.DataFrame, name: str) -> tuple[str, ...]:
    counts = pd.Series(words(pairs, name)).value_counts()
    kept = sorted(counts.index[counts.index != ""], key=lambda level: (-int(counts[level]), str(level)))
    return tuple(str(level) for level in kept[:MOST_LEVELS]) if len(counts) > 1 else ()


def _matrix(
    names: tuple[str, ...], levels: tuple[tuple[str, tuple[str, ...]], ...], states: pd.DataFrame, exposure: Floats
) -> Floats:
    left = np.asarray(states["time_left_days"], dtype=np.float64)
    columns = [np.asarray(states[name], dtype=np.float64) for name in names if name in states.columns]
    if len(columns) != len(names):
        raise ValueError("The states lack inputs that the model was fitted on.")
    columns += [exposure, left / np.maximum(exposure, 5.0)]
    for name, kept in levels:
        said = words(states, name)
        columns += [(said == level).astype(np.float64) for level in kept]
    return np.column_stack(columns)
