"""How far several people agree: on ranks (Kendall), on priorities (Goepel), and on each judgment.

Sources: Kendall and Babington Smith (1939), with the correction for ties; Goepel (2013), Implementing the AHP as a
standard method for multi-criteria decision making in corporate enterprises: the consensus S* from Shannon entropies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy
from scipy.stats import chi2 as chi_squared
from scipy.stats import rankdata

from models.ahp_answers import Judgments, Pair, checked

SCALE_MAXIMUM = 9
BANDS: tuple[tuple[float, str], ...] = ((0.50, "very low"), (0.625, "low"), (0.75, "moderate"), (0.875, "high"))
"""Upper ends, below which the consensus is called so; from the last on it is very high."""


@dataclass(frozen=True, eq=False)
class Concordance:
    """Kendall's coefficient of concordance.

    Attributes
    ----------
    w : float or None
        0 (no agreement) to 1 (all rank alike), corrected for ties; None where everyone ranks everything equal.
    chi2 : float or None
        m (n - 1) W, with n - 1 degrees of freedom.
    p : float or None
        Chance of at least this much agreement among people who rank at random; approximate below 8 objectives.
    rank_sums : array of float, shape (n,)
    """

    w: float | None
    chi2: float | None
    p: float | None
    rank_sums: NDArray[np.float64]


@dataclass(frozen=True)
class Dispute:
    """How far people are apart on one pair.

    Attributes
    ----------
    pair : (i, j), i < j
    answers : int
        People who answered it.
    spread : float
        Standard deviation (divisor: answers) of the natural logarithms of their judgments.
    factor : float
        exp(spread): judgments lie typically within the mean times and divided by this.
    lowest, mean, highest : float
        Judgments of i over j; the mean is geometric.
    """

    pair: Pair
    answers: int
    spread: float
    factor: float
    lowest: float
    mean: float
    highest: float


def concordance(ranks: ArrayLike) -> Concordance:
    """Kendall's W of several people's ranks.

    Parameters
    ----------
    ranks : array_like, shape (people, n)
        1 the first; equal ones share any common number, which is brought to their mean rank here.

    Raises
    ------
    ValueError
        With fewer than two people or two objectives, or a rank missing.

    >>> concordance([[1, 2, 3], [1, 2, 3]]).w
    1.0
    """
    given = np.asarray(ranks, dtype=np.float64)
    if given.ndim != 2 or min(given.shape) < 2 or not np.all(np.isfinite(given)):
        raise ValueError("concordance needs the ranks of two people or more, for two objectives or more, none missing")
    people, n = given.shape
    each = rankdata(given, axis=1)
    sums = each.sum(axis=0)
    ties = sum(float((count**3 - count).sum()) for count in (np.unique(row, return_counts=True)[1] for row in each))
    room = people**2 * n * (n**2 - 1) - people * ties
    if room <= 0:
        return Concordance(None, None, None, sums)
    w = float(12 * ((sums - sums.mean()) ** 2).sum() / room)
    statistic = people * (n - 1) * w
    return Concordance(w, statistic, float(chi_squared.sf(statistic, n - 1)), sums)


def shared_view(priorities: ArrayLike) -> float:
    """Goepel's consensus S* of several people's priorities: 0 (as far apart as the scale allows) to 1 (identical).

    Ha = mean of -sum p ln p, Hg = -sum pbar ln pbar, Hb = Hg - Ha; S* = (exp(-Hb) - 1 / cor) / (1 - 1 / cor), where
    cor = n / exp(least Ha) and the least Ha is that of one objective 9 times as important as all others. Priorities
    more extreme than that count as 0.

    Parameters
    ----------
    priorities : array_like, shape (people, n)
        Zero or more; brought to sum 1 per person here.

    >>> round(shared_view([[0.5, 0.3, 0.2], [0.4, 0.4, 0.2], [0.6, 0.2, 0.2]]), 4)
    0.9545
    """
    each = np.asarray(priorities, dtype=np.float64)
    if each.ndim != 2 or not each.size or not np.all(np.isfinite(each)) or np.any(each < 0):
        raise ValueError("priorities are numbers of zero or more, one row per person")
    if np.any(each.sum(axis=1) <= 0):
        raise ValueError("every person needs a priority above zero")
    shares = each / each.sum(axis=1, keepdims=True)
    n = shares.shape[1]
    if n == 1:
        return 1.0
    within = -float(xlogy(shares, shares).sum(axis=1).mean())
    mean = shares.mean(axis=0)
    between = -float(xlogy(mean, mean).sum()) - within
    extreme = np.array([SCALE_MAXIMUM, *[1] * (n - 1)]) / (n + SCALE_MAXIMUM - 1)
    floor = float(np.exp(-xlogy(extreme, extreme).sum())) / n
    return float(np.clip((np.exp(-between) - floor) / (1 - floor), 0.0, 1.0))


def band(consensus: float) -> str:
    """The word for a consensus S*: very low, low, moderate, high or very high.

    >>> band(0.5), band(0.875)
    ('low', 'very high')
    """
    return next((word for end, word in BANDS if consensus < end), "very high")


def most_disputed(n: int, people: Sequence[Judgments]) -> list[Dispute]:
    """The pairs that two people or more answered, those first on which they are furthest apart.

    Parameters
    ----------
    n : int
        Objectives.
    people : sequence of mapping of (i, j) to float
        Judgments of each, some pairs or all.
    """
    said: dict[Pair, list[float]] = {}
    for person in people:
        for pair, value in checked(n, person).items():
            said.setdefault(pair, []).append(value)
    found = [_dispute(pair, values) for pair, values in said.items() if len(values) > 1]
    return sorted(found, key=lambda each: (-round(each.spread, 12), each.pair))


def _dispute(pair: Pair, values: list[float]) -> Dispute:
    logs = np.log(values)
    spread, mean = float(logs.std()), float(np.exp(logs.mean()))
    return Dispute(pair, len(values), spread, float(np.exp(spread)), min(values), mean, max(values))
