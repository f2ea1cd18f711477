"""Whether open items taken obey everything, counted in whole numbers, and what bars those that do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.selection_reduction import Reduced


@dataclass(frozen=True, eq=False)
class Answer:
    """Open items taken (shape (m,)), the proven upper bound on their value, and whether they are proven best.

    `taken` is None where none was found; `proven` then says that there is none.
    """

    taken: NDArray[np.bool_] | None
    bound: float
    proven: bool


@dataclass(frozen=True, eq=False)
class Cut:
    """Items of which at most so many can be taken, or at least so many have to be."""

    items: NDArray[np.int64]
    at_least: float
    at_most: float


def obeys(reduced: Reduced, taken: NDArray[np.bool_]) -> bool:
    """Whether items taken (shape (m,)) keep every limit, least and rule."""
    kept = all(taken[b] or not taken[a] for a, b in reduced.requires)
    return kept and not any(taken[a] and taken[b] for a, b in reduced.excludes) and broken(reduced, taken) is None


def broken(reduced: Reduced, taken: NDArray[np.bool_]) -> Cut | None:
    """The first limit or least that is broken, as the cut that bars it; None where all hold."""
    chosen, left = np.flatnonzero(taken), np.flatnonzero(~taken)
    for cost, room in zip(reduced.cost, reduced.room, strict=True):
        if int(cost[chosen].sum()) > int(room):
            largest_first = chosen[np.argsort(-cost[chosen], kind="stable")]
            spent = np.cumsum(cost[largest_first])
            items = largest_first[: int(np.argmax(spent > room)) + 1]
            return Cut(items, -np.inf, len(items) - 1.0)
    for amounts, need in zip(reduced.least, reduced.need, strict=True):
        if int(amounts[chosen].sum()) < int(need):
            return Cut(left[amounts[left] > 0], 1.0, np.inf)
    return None


def worth(reduced: Reduced, taken: NDArray[np.bool_]) -> float:
    """Value of open items taken."""
    return float(reduced.value[taken].sum())
