"""Weights from a ranking alone: the rank order centroid.

Source: Barron and Barrett (1996), Decision quality using ranked attribute weights: w_k = (1/n) sum of 1/i for
i = k..n, the centre of all weights that agree with the ranking.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata


def centroid(n: int) -> NDArray[np.float64]:
    """The weights of ranks 1 to n, shape (n,), sum 1, falling.

    >>> centroid(4).round(4).tolist()
    [0.5208, 0.2708, 0.1458, 0.0625]
    """
    if n < 1:
        raise ValueError("a ranking needs at least one objective")
    return np.asarray(np.cumsum(1 / np.arange(n, 0, -1))[::-1] / n, dtype=np.float64)


def weights(ranks: ArrayLike) -> NDArray[np.float64]:
    """The weight of each objective, shape (n,), sum 1, from its rank.

    Parameters
    ----------
    ranks : array_like, shape (n,)
        1 the first, only their order counts; equal ones share the mean weight of the ranks they fill together.

    Raises
    ------
    ValueError
        Where a rank is missing or there is none.

    >>> weights([2, 1, 2]).round(4).tolist()
    [0.1944, 0.6111, 0.1944]
    """
    given = np.asarray(ranks, dtype=np.float64)
    if given.ndim != 1 or not np.all(np.isfinite(given)):
        raise ValueError("every objective needs a rank")
    by_rank = np.concatenate([[0.0], np.cumsum(centroid(len(given)))])
    first, last = rankdata(given, method="min").astype(int), rankdata(given, method="max").astype(int)
    return np.asarray((by_rank[last] - by_rank[first - 1]) / (last - first + 1), dtype=np.float64)
