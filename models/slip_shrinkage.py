"""Rates shrunk towards a prior: beta-binomial estimates for many cells at once.

A cell with ``moved`` slips in ``n`` pairs and a beta prior of mean ``prior`` and ``strength`` m (counted in pairs) has
the posterior beta(moved + m prior, n - moved + m (1 - prior)).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import betaincinv, betaln

STRENGTHS: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0)
"""The priors tried, in pairs; fixed beforehand."""


def shrunk(moved: np.ndarray, n: np.ndarray, prior: np.ndarray, strength: float) -> np.ndarray:
    """Return the posterior mean per cell; it lies between the cell's own rate and its prior."""
    return np.asarray((moved + strength * prior) / (n + strength))


def likeliest_strength(moved: np.ndarray, n: np.ndarray, prior: np.ndarray) -> float:
    """Return the strength in ``STRENGTHS`` with the highest beta-binomial likelihood of the counts (type II maximum
    likelihood); the strongest of several that are equal, as without any pair."""
    tried = np.asarray(STRENGTHS).reshape(-1, *([1] * np.ndim(n)))
    above, below = tried * prior, tried * (1 - prior)
    gains = betaln(moved + above, n - moved + below) - betaln(above, below)
    likelihood = gains.reshape(len(STRENGTHS), -1).sum(axis=1)
    return STRENGTHS[len(STRENGTHS) - 1 - int(np.argmax(likelihood[::-1]))]


def posterior_interval(
    moved: np.ndarray, n: np.ndarray, prior: np.ndarray, strength: float, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper end of the central interval per cell, widened where needed to hold the mean."""
    above, below = moved + strength * prior, n - moved + strength * (1 - prior)
    mean = shrunk(moved, n, prior, strength)
    low = betaincinv(above, below, (1 - level) / 2)
    high = betaincinv(above, below, (1 + level) / 2)
    return np.minimum(low, mean), np.maximum(high, mean)
