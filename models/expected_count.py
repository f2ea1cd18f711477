"""How many of a set of projects are expected to slip: a sum of probabilities with an interval, never a count.

Independent projects give the Poisson-binomial distribution (Le Cam 1960; Hong 2013), exact by convolution up to
``EXACT_LIMIT`` projects and by its normal approximation with continuity correction beyond. Projects of one portfolio
share causes, so they may be correlated by one common factor (one-factor Gaussian copula; Vasicek 1987): given the
factor z, project i slips with probability Phi((Phi^-1(p_i) - sqrt(rho) z) / sqrt(1 - rho)), independently of the
others; the factor is integrated out by Gauss-Hermite quadrature. The expected number is the same for every rho.
A rate that is itself not known exactly errs for all projects alike, so it is one more part of that factor (`of_rate`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, ndtri

Floats = npt.NDArray[np.float64]
EXACT_LIMIT: Final = 1000
NODES: Final = 41
DEFAULT_CORRELATION: Final = 0.05
"""Where the record is too short to tell."""

CORRELATIONS: Final = (0.0, 0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
"""The correlations tried by `likeliest_correlation`; fixed beforehand."""


@dataclass(frozen=True)
class ExpectedCount:
    """The number of slips among ``n`` projects: we expect ``low`` to ``high``.

    ``expected`` is the sum of the probabilities. The chances of fewer than ``low`` and of more than ``high`` are each
    at most (1 - ``level``) / 2 under the ``correlation`` stated.
    """

    n: int
    expected: float
    low: int
    high: int
    level: float
    correlation: float


def expected_count(probabilities: npt.ArrayLike, level: float = 0.80, correlation: float = 0.0) -> ExpectedCount:
    """Return the expected number of slips and its central interval.

    Parameters
    ----------
    probabilities : array of shape (n,)
        One per project, 0 to 1, none missing; leave projects without a prediction out and count them apart.
    level : float
        How often the number should lie in the interval, 0 to 1.
    correlation : float
        Of the common factor, 0 to below 1; see `likeliest_correlation`.
    """
    p = _checked(probabilities)
    below = np.cumsum(distribution(p, correlation))
    low, high = np.searchsorted(below, [(1 - level) / 2, (1 + level) / 2])
    return ExpectedCount(len(p), float(p.sum()), int(low), int(min(high, len(p))), level, correlation)


def distribution(probabilities: npt.ArrayLike, correlation: float = 0.0) -> Floats:
    """Return the probability of each number of slips from 0 to n; shape (n + 1,)."""
    p = _checked(probabilities)
    if not 0 <= correlation < 1:
        raise ValueError("A correlation lies between 0 and below 1.")
    values, counts = np.unique(p, return_counts=True) if len(p) > EXACT_LIMIT else (p, np.ones(len(p), dtype=np.int64))
    weights, given = _given_factor(values, correlation)
    independent = _convolved(given) if len(p) <= EXACT_LIMIT else _normal(given, counts)
    return np.asarray(weights @ independent, dtype=np.float64)


def of_rate(correlation: float, share: float, outcomes: float) -> float:
    """Return the correlation of the common factor, widened by how unsure the rate is on which all chances rest.

    On the scale of Phi^-1 the rate has the standard error t = sqrt(share (1 - share) / outcomes) / phi(Phi^-1(share));
    an error common to all with variance t^2 beside the factor's rho leaves (rho + t^2) / (1 + t^2).

    Parameters
    ----------
    correlation, share : float
        Of the common factor, 0 to below 1; of past outcomes that slipped, 0 to 1.
    outcomes : float
        How many independent outcomes the share is worth, above 0; see `stated_record.effective_outcomes`.
    """
    inner = (share * outcomes + 0.5) / (outcomes + 1.0)
    density = np.exp(-0.5 * ndtri(inner) ** 2) / np.sqrt(2.0 * np.pi)
    error = inner * (1.0 - inner) / outcomes / density**2
    return float((correlation + error) / (1.0 + error))


def likeliest_correlation(predictions: pd.DataFrame, default: float = DEFAULT_CORRELATION) -> float:
    """Return the correlation under which the numbers of slips seen at past dates are likeliest.

    The dates of a record are few and their outcomes overlap, so this is a rough figure: it is chosen from
    ``CORRELATIONS``, and is ``default`` where there are fewer than three dates.

    Parameters
    ----------
    predictions : DataFrame
        ``as_of``, ``probability`` and ``slipped`` per pair predicted.
    """
    parts = [part for _, part in predictions.groupby("as_of", sort=True)]
    return likeliest([log_likelihoods(part["probability"], int(part["slipped"].sum())) for part in parts], default)


def likeliest(likelihoods: Sequence[Floats], default: float = DEFAULT_CORRELATION) -> float:
    """Return the correlation likeliest over several dates, given `log_likelihoods` of each; see the function above."""
    if len(likelihoods) < 3:
        return default
    return CORRELATIONS[int(np.argmax(np.sum(likelihoods, axis=0)))]


def log_likelihoods(probabilities: npt.ArrayLike, slips: int) -> Floats:
    """Return how likely that number of slips was under each of ``CORRELATIONS``, as logarithms."""
    chances = [distribution(probabilities, tried)[slips] for tried in CORRELATIONS]
    return np.asarray(np.log(np.maximum(chances, 1e-300)), dtype=np.float64)


def _given_factor(p: Floats, correlation: float) -> tuple[Floats, Floats]:
    """Return the weight of each value of the common factor, and the probabilities given it; (nodes,), (nodes, n)."""
    if correlation == 0:
        return np.ones(1), p[None, :]
    factor, weight = np.polynomial.hermite_e.hermegauss(NODES)
    inner = ndtri(np.clip(p, 1e-12, 1 - 1e-12))
    given = ndtr((inner[None, :] - np.sqrt(correlation) * factor[:, None]) / np.sqrt(1 - correlation))
    return weight / weight.sum(), given


def _normal(p: Floats, counts: npt.NDArray[np.int64]) -> Floats:
    """Return the normal approximation per row, for probabilities of which each stands ``counts`` times."""
    mean = (p * counts).sum(axis=1, keepdims=True)
    deviation = np.sqrt((p * (1 - p) * counts).sum(axis=1, keepdims=True))
    below = ndtr((np.arange(counts.sum()) + 0.5 - mean) / np.maximum(deviation, 1e-9))
    return np.diff(below, axis=1, prepend=0.0, append=1.0)


def _convolved(p: Floats) -> Floats:
    chances = np.zeros((p.shape[0], p.shape[1] + 1))
    chances[:, 0] = 1.0
    for at in range(p.shape[1]):
        slips = p[:, at : at + 1]
        chances[:, 1 : at + 2] = chances[:, 1 : at + 2] * (1 - slips) + chances[:, : at + 1] * slips
        chances[:, 0] *= 1 - slips[:, 0]
    return chances


def _checked(probabilities: npt.ArrayLike) -> Floats:
    p = np.asarray(probabilities, dtype=np.float64).ravel()
    if np.isnan(p).any() or (p < 0).any() or (p > 1).any():
        raise ValueError("Every probability lies between 0 and 1 and none is missing.")
    return p
