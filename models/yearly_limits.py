"""One total shared out over years: those set by hand stand, the free ones share what is left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def shared(
    total: int, by_hand: Sequence[int | None], above: NDArray[np.int64], wanted: NDArray[np.int64]
) -> tuple[int, ...]:
    """Return a limit for every year, in whole money units; they add up to the total wherever a year is free.

    A free year first gets what stands above the line in it; what is left of the total is shared in proportion to what
    all that can be chosen would cost in it. Where the years set by hand leave less than stands above the line, the
    free years share that little in proportion to it.

    Parameters
    ----------
    total : int
    by_hand : sequence of (int or None), length p
        None is a free year.
    above : array of int64, shape (p,)
        What has to be paid in each year whatever is chosen.
    wanted : array of int64, shape (p,)
        What everything that can be chosen would cost in each year.

    >>> shared(100, (30, None, None), np.array([10, 20, 10]), np.array([9, 10, 30]))
    (30, 30, 40)
    """
    free = [place for place, limit in enumerate(by_hand) if limit is None]
    given = [0 if limit is None else limit for limit in by_hand]
    if free:
        left = max(total - sum(given), 0)
        spare = left - int(above[free].sum())
        parts = above[free] + _shares(spare, wanted[free]) if spare >= 0 else _shares(left, above[free])
        for place, part in zip(free, parts.tolist(), strict=True):
            given[place] = part
    return tuple(given)


def _shares(amount: int, weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole parts of an amount in proportion to weights, cut at their running sum."""
    sums = np.cumsum(weights.astype(object) if weights.sum() > 0 else np.ones(len(weights), dtype=object))
    ends = np.array([amount * int(part) // int(sums[-1]) for part in sums], dtype=np.int64)
    return np.diff(ends, prepend=0)
