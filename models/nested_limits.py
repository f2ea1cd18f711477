"""How the limits of a chain of selections move with the budget, and the least budget that pays for a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.frontier_search import Mode, least_budget, with_budget
from models.selection_problem import Problem

Limits = tuple[int | None, ...]
LimitsAt = Callable[[int], Limits]
"""The limits of the periods at a budget; none may fall as the budget rises."""

MOST = 10**17


@dataclass(frozen=True, eq=False)
class Moving:
    """A problem whose limits move with the budget.

    Attributes
    ----------
    held : Problem
        Without a total limit.
    mode : {"total", "scaled"}
        As in `models.frontier.staircase`; "total" where `limits_at` is given.
    limits_at : callable, optional
        Limits of the periods that follow the total.
    """

    held: Problem
    mode: Mode = "total"
    limits_at: LimitsAt | None = None
    known: dict[bytes, int] = field(default_factory=dict)

    @property
    def free(self) -> Problem:
        """The problem at a budget that holds nothing back; limits that stay stand."""
        if self.limits_at is not None:
            return replace(self.held, limits=self.limits_at(MOST))
        if self.mode == "scaled":
            kept = tuple(None if limit is None or limit > 0 else 0 for limit in self.held.limits)
            return replace(self.held, limits=kept)
        return self.held

    def at(self, problem: Problem, budget: int) -> Problem:
        """A variant of the problem (other rules, the same candidates) at a budget."""
        if self.limits_at is None:
            return with_budget(problem, budget, self.mode)
        return replace(problem, total_limit=budget, limits=self.limits_at(budget))

    def budget_of(self, chosen: NDArray[np.bool_]) -> int:
        """The least budget at which a selection (shape (n,)) is affordable."""
        name = np.packbits(chosen).tobytes()
        if name not in self.known:
            self.known[name] = self._budget_of(chosen)
        return self.known[name]

    def _budget_of(self, chosen: NDArray[np.bool_]) -> int:
        if self.limits_at is None:
            return least_budget(self.held, chosen, self.mode)
        cost = [int(amount) for amount in self.held.cost[chosen].sum(axis=0, dtype=np.int64)]
        low, high = sum(cost) - 1, sum(cost)
        while not self._pays(high, cost):
            if high >= MOST:
                raise ValueError("no budget pays for the selection: a limit that stays does not")
            low, high = high, min(max(2 * high, 1), MOST)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._pays(middle, cost) else (middle, high)
        return high

    def _pays(self, budget: int, cost: Sequence[int]) -> bool:
        assert self.limits_at is not None
        limits = self.limits_at(budget)
        return all(limit is None or amount <= limit for amount, limit in zip(cost, limits, strict=True))


def shared_by(by_hand: Sequence[int | None], above: NDArray[np.int64], wanted: NDArray[np.int64]) -> LimitsAt:
    """Limits as `models.yearly_limits.shared` gives them, each year rounded down by itself.

    So no year ever gets less for a larger total, and none more than that function gives it.

    >>> shared_by((30, None, None), np.array([10, 20, 10]), np.array([9, 10, 30]))(100)
    (30, 30, 40)
    """
    free = [place for place, limit in enumerate(by_hand) if limit is None]
    hand = sum(limit for limit in by_hand if limit is not None)
    low = [int(above[place]) for place in free]
    weights = [int(wanted[place]) for place in free]
    if not sum(weights):
        weights = [1] * len(free)

    def limits_at(budget: int) -> Limits:
        left = max(budget - hand, 0)
        spare = left - sum(low)
        given: list[int | None] = list(by_hand)
        for place, least, weight in zip(free, low, weights, strict=True):
            extra = spare * weight // sum(weights) if spare >= 0 else 0
            given[place] = least + extra if spare >= 0 else left * least // sum(low)
        return tuple(given)

    return limits_at
