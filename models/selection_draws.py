"""Plausible weights, ratings, values and costs, drawn at random within what people are unsure of.

Source: incomplete preference and score information (Liesiö, Mild and Salo, 2007), here sampled instead of bounded.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.strategic_value import RATING_SCALE

LEVELS = np.array(sorted(RATING_SCALE.values()), dtype=np.float64)
NOT_RATED = -1


def weights(points: NDArray[np.float64], within: float, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Shares of the objectives, shape (draws, d), each row with the sum 1.

    Parameters
    ----------
    points : array of float, shape (d,)
        Weights as stated, any sum above zero.
    within : float
        Each share is drawn evenly from the stated one less and plus this much (.05 is five points of a hundred), never
        below zero; then all are brought to the sum 1.
    """
    shares = points / points.sum()
    drawn = rng.uniform(np.maximum(shares - within, 0.0), shares + within, size=(draws, len(shares)))
    total = drawn.sum(axis=1, keepdims=True)
    return np.asarray(np.where(total > 0, drawn / np.where(total > 0, total, 1.0), shares), dtype=np.float64)


def one_weight(points: NDArray[np.float64], place: int, change: float) -> NDArray[np.float64]:
    """Shares with one of them changed, between 0 and 1, and the others in proportion, shape (d,).

    >>> one_weight(np.array([50.0, 30.0, 20.0]), 0, 0.1).round(2).tolist()
    [0.6, 0.24, 0.16]
    """
    shares = points / points.sum()
    now = float(shares[place])
    then = min(max(now + change, 0.0), 1.0)
    if now >= 1.0:
        return np.asarray(shares, dtype=np.float64)
    found = shares * (1 - then) / (1 - now)
    found[place] = then
    return np.asarray(found, dtype=np.float64)


def impacts(
    levels: NDArray[np.int64], draws: int, rng: np.random.Generator, rated: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Impacts 0 to 9, shape (draws, n, d): as rated, one level lower or one higher, each that exists equally likely.

    Parameters
    ----------
    levels : array of int64, shape (n, d)
        Place of each rating in `LEVELS`; `NOT_RATED` where there is none: any level then, equally likely.
    rated : array of float, shape (n, d), optional
        What each counts as rated, where that is not the number of its level (something was measured).
    """
    top = len(LEVELS) - 1
    known = levels != NOT_RATED
    low = np.where(known, np.maximum(levels - 1, 0), 0)
    high = np.where(known, np.minimum(levels + 1, top), top)
    drawn = rng.integers(low, high + 1, size=(draws, *levels.shape))
    found = LEVELS[drawn] if rated is None else np.where(drawn == levels, rated, LEVELS[drawn])
    return np.asarray(found, dtype=np.float64)


def as_rated(levels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Impacts 0 to 9 as rated, shape (n, d); what is not rated adds nothing."""
    return np.where(levels == NOT_RATED, 0.0, LEVELS[np.maximum(levels, 0)])


def scaled(value: NDArray[np.float64], within: float, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Values, shape (draws, n), each drawn evenly from the stated one less and plus a share of it (.2 is 20 %)."""
    return np.asarray(value * rng.uniform(1 - within, 1 + within, size=(draws, len(value))), dtype=np.float64)


def factors(candidates: int, within: float, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """By how much each candidate's cost is multiplied, the same in all periods, shape (draws, n)."""
    return rng.uniform(1 - within, 1 + within, size=(draws, candidates))
