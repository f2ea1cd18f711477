"""Weights from swings: how much it is worth to bring each objective from its worst level to its best.

Source: von Winterfeldt and Edwards (1986): the most valued swing gets 100 points, each other one a share of it; the
weights are points / sum.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

HIGHEST = 100.0


def weights(points: ArrayLike) -> NDArray[np.float64]:
    """The weight of each objective, shape (n,), sum 1.

    Parameters
    ----------
    points : array_like, shape (n,)
        0 to 100 each, at least one of them 100.

    Raises
    ------
    ValueError
        Where points are missing or outside 0 to 100, or none is 100.

    >>> weights([100, 60, 40]).tolist()
    [0.5, 0.3, 0.2]
    """
    given = np.asarray(points, dtype=np.float64)
    if given.ndim != 1 or not np.all((given >= 0) & (given <= HIGHEST)):
        raise ValueError("points of a swing are numbers from 0 to 100")
    if HIGHEST not in given:
        raise ValueError("the most valued swing has 100 points")
    return np.asarray(given / given.sum(), dtype=np.float64)
