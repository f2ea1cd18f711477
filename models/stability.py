"""The selection nearest to one that people know already: it changes only what is worth more than a stated threshold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from models.selection import describe, select
from models.selection_problem import Problem, Selection


@dataclass(frozen=True, eq=False)
class Stable:
    """A selection held against a reference.

    Attributes
    ----------
    selection : Selection
        With its true value; its bound is that of the free optimum.
    free : Selection
        The best selection without any reference.
    adds, drops : tuple of str
        Against the reference.
    """

    selection: Selection
    free: Selection
    adds: tuple[str, ...]
    drops: tuple[str, ...]

    @property
    def given_up(self) -> float:
        """Value of the free optimum above that of the selection, zero or more."""
        return max(self.free.value - self.selection.value, 0.0)


def stable(
    problem: Problem, reference: Iterable[str], threshold: float, time_limit: float = 5.0, gap: float = 0.0
) -> Stable:
    """The selection that drops a candidate of a reference only where that brings more than `threshold` of value.

    Every candidate of the reference counts `threshold` more than it is worth. At 0 this is the optimum; at a threshold
    above all value it is the largest part of the reference that limits and rules allow, with whatever can be added
    without displacing any of it.

    Raises
    ------
    ValueError
        Where the threshold is below zero or not a number.
    """
    if not threshold >= 0:
        raise ValueError("a threshold is zero or more")
    known = frozenset(reference)
    free = select(problem, time_limit, gap)
    # Beyond the sum of all values a larger threshold changes nothing, and would only drown the values in rounding.
    bonus = min(threshold, float(np.abs(problem.value).sum()) * 1.01)
    inside = np.array([key in known for key in problem.keys])
    found = free
    if bonus > 0 and inside.any() and free.status != "infeasible":
        found = select(replace(problem, value=problem.value + bonus * inside), time_limit, gap)
    if found is not free and found.found:
        chosen = np.isin(np.array(problem.keys, dtype=object), list(found.chosen))
        found = describe(problem, chosen, free.bound if free.found else None, found.seconds, found.method)
    if not free.found and found.found:
        free = found
    return Stable(
        selection=found,
        free=free,
        adds=tuple(key for key in found.chosen if key not in known),
        drops=tuple(key for key in problem.keys if key in known - set(found.chosen)),
    )
