"""A smooth logistic regression on the terms of a slip: linear splines, words as levels, ridge penalty.

Small portfolios hold a few hundred slips, so the shape is stated rather than searched for: log-odds bend along the time
left, each phase has a level and a slope of its own along it, categories and departments have levels; the penalty pulls
all of it towards nothing (Hoerl and Kennard 1970). What is fitted are a few dozen numbers, kept as plain arrays.

A far slip is rare, and what drives it is mostly what drives a slip of the usual size. So it may be learnt beside that
commoner outcome of the same pairs: each number is then a shared one plus one of its own, both drawn to nothing
(regularised multi-task learning, Evgeniou and Pontil 2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.linear_model import LogisticRegression

from models.slip_terms import BENT, Floats, terms, words

Outcomes = npt.NDArray[np.bool_]

WORDS: Final = ("phase", "category", "department")
MOST_LEVELS: Final = 40
KNOTS: Final = (0.34, 0.66)
FURTHEST: Final = 4.0
"""Scaled terms are held within this many deviations, so that a placeholder date does not carry a prediction away."""

FEWEST_VALUES: Final = 20

USUAL: Final = "slipped_usual"
"""The column of pairs that holds the commoner outcome to learn beside, where there is one (bool)."""

FIRMER: Final = 1.5
"""How much firmer the penalty is for two outcomes of the same pairs: they tell more than one, and less than the
outcomes of twice as many pairs would."""

LEVEL: Final = 5.0
"""Scale of the commoner outcome's level, so that the penalty hardly holds it."""


@dataclass(frozen=True)
class Scale:
    """How one term is brought to scale: typical value, deviation, whether training rows lacked it, bends (scaled)."""

    name: str
    middle: float
    deviation: float
    missing: bool
    bends: tuple[float, ...]


@dataclass(frozen=True)
class SmoothLogistic:
    """A fitted regression.

    ``levels`` holds, by column of words, the levels with a coefficient (a level not among them has none of its own);
    ``coefficients`` has shape (columns of the design,).
    """

    scales: tuple[Scale, ...]
    levels: tuple[tuple[str, tuple[str, ...]], ...]
    coefficients: Floats
    intercept: float

    def log_odds(self, states: pd.DataFrame, exposure: Floats) -> Floats:
        """Return the log-odds of a slip per state, watched over ``exposure`` days; shape (states,)."""
        design = _design(self.scales, self.levels, states, exposure)
        return np.asarray(design @ self.coefficients + self.intercept, dtype=np.float64)

    def as_dict(self) -> dict[str, Any]:
        """Return the regression as plain values and arrays."""
        return {
            "scales": [[one.name, one.middle, one.deviation, one.missing, list(one.bends)] for one in self.scales],
            "levels": [[name, list(levels)] for name, levels in self.levels],
            "coefficients": self.coefficients,
            "intercept": self.intercept,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> SmoothLogistic:
        """Return the regression that `as_dict` described."""
        scales = tuple(Scale(name, mid, dev, gone, tuple(bends)) for name, mid, dev, gone, bends in values["scales"])
        levels = tuple((name, tuple(held)) for name, held in values["levels"])
        return cls(scales, levels, np.asarray(values["coefficients"], dtype=np.float64), float(values["intercept"]))


def fit_smooth(pairs: pd.DataFrame, exposure: Floats, names: tuple[str, ...], penalty: float) -> SmoothLogistic:
    """Return the regression fitted on pairs.

    Parameters
    ----------
    pairs : DataFrame
        Inputs and ``slipped``; both outcomes occur. Where a column `USUAL` is there, it is learnt beside that outcome.
    exposure : array of shape (pairs,)
        Days over which each was watched.
    names : tuple of str
        The terms to use, of those of `slip_terms.terms`; one that hardly occurs or never varies is left out.
    penalty : float
        Weight of the ridge penalty on scaled terms; 10 is strong, 1 weak.
    """
    made = terms(pairs, exposure)
    scales = tuple(scale for name in names if (scale := _scale(name, made[name])) is not None)
    levels = tuple((name, _levels(pairs, name)) for name in WORDS)
    design = _design(scales, levels, pairs, exposure)
    if not design.shape[1]:
        design = np.zeros((len(pairs), 1))
    slipped = pairs["slipped"].to_numpy(dtype=bool)
    if USUAL in pairs.columns:
        usual = pairs[USUAL].to_numpy(dtype=bool)
        return SmoothLogistic(scales, levels, *_beside(design, slipped, usual, penalty))
    return SmoothLogistic(scales, levels, *_ridge(design, slipped, penalty))


def _ridge(design: Floats, outcomes: Outcomes, penalty: float) -> tuple[Floats, float]:
    """Return coefficients, shape (columns,), and intercept."""
    fitted = LogisticRegression(C=1 / penalty, max_iter=500, tol=1e-5).fit(design, outcomes)
    return np.asarray(fitted.coef_[0], dtype=np.float64), float(fitted.intercept_[0])


def _beside(design: Floats, slipped: Outcomes, usual: Outcomes, penalty: float) -> tuple[Floats, float]:
    """Return coefficients and intercept for ``slipped``, each a sum of one shared with ``usual`` and one of its own."""
    own = np.vstack([design, np.zeros_like(design)])
    level = np.repeat([0.0, LEVEL], len(design))
    both = np.column_stack([np.vstack([design, design]), own, level])
    found, intercept = _ridge(both, np.concatenate([slipped, usual]), penalty * FIRMER)
    columns = design.shape[1]
    return found[:columns] + found[columns : 2 * columns], intercept


def _scale(name: str, values: Floats) -> Scale | None:
    known = values[~np.isnan(values)]
    if len(known) < FEWEST_VALUES or known.std() < 1e-9:
        return None
    middle, deviation = float(np.median(known)), float(known.std())
    bends: tuple[float, ...] = ()
    if name in BENT:
        bends = tuple(sorted({float((np.quantile(known, at) - middle) / deviation) for at in KNOTS}))
    return Scale(name, middle, deviation, len(known) < len(values), bends)


def _levels(pairs: pd.DataFrame, name: str) -> tuple[str, ...]:
    counts = pd.Series(words(pairs, name)).value_counts()
    kept = sorted(counts.index[(counts.index != "")], key=lambda level: (-int(counts[level]), str(level)))
    return tuple(str(level) for level in kept[:MOST_LEVELS]) if len(counts) > 1 else ()


def _design(
    scales: tuple[Scale, ...],
    levels: tuple[tuple[str, tuple[str, ...]], ...],
    states: pd.DataFrame,
    exposure: Floats,
) -> Floats:
    made = terms(states, exposure)
    columns: list[Floats] = []
    along = np.zeros(len(states))
    for scale in scales:
        gone = np.isnan(made[scale.name])
        scaled = np.where(gone, 0.0, (made[scale.name] - scale.middle) / scale.deviation)
        held = np.clip(scaled, -FURTHEST, FURTHEST)
        columns.append(held)
        if scale.missing:
            columns.append(gone.astype(np.float64))
        columns += [np.maximum(held - bend, 0.0) for bend in scale.bends]
        along = held if scale.name == "log_left" else along
    for name, kept in levels:
        said = words(states, name)
        for level in kept:
            of_level = (said == level).astype(np.float64)
            columns.append(of_level)
            if name == "phase":
                columns.append(of_level * along)
    return np.column_stack(columns) if columns else np.zeros((len(states), 1))
