"""Selections that are best in value, cost and a third count at once, found under bounds on the last two.

Source: the epsilon-constraint method (Haimes, Lasdon and Wismer, 1971) with an augmented objective (Mavrotas, 2009,
Applied Mathematics and Computation 213): value less a very small share of cost and third count, so that of equally
valuable selections none that another one beats comes back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.cheapest import cheapest
from models.frontier_search import Watch
from models.selection import select, worth
from models.selection_problem import Conflict, Group, Problem

THIRD = "third objective"
_SMALL = 1e-5


@dataclass(frozen=True, eq=False)
class Surface:
    """Points of which none is beaten in value, cost and the third count by any selection.

    Attributes
    ----------
    points : DataFrame, by cost
        value (float), cost, third (int), chosen (tuple of keys), proven (bool): a point that is not proven is the
        best found in time for its bounds, and something may beat it.
    asked, unsettled : int
        Bounds searched, and those for which time ran out before anything was found or ruled out.
    complete : bool
        Whether all bounds asked for were searched.
    conflicts : tuple of Conflict
        Why there is no point at all; empty otherwise.
    """

    points: pd.DataFrame
    asked: int
    unsettled: int
    complete: bool
    conflicts: tuple[Conflict, ...] = ()


def surface(
    problem: Problem,
    third: NDArray[np.int64],
    budgets: Sequence[int] | int = 8,
    bounds: Sequence[int] | int = 6,
    more_is_better: bool = False,
    time_limit: float = 20.0,
    watch: Watch | None = None,
) -> Surface:
    """The points found on a grid of budgets and bounds of a third count.

    Parameters
    ----------
    problem : Problem
        Its total limit is set aside.
    third : array of int64, shape (n,)
        What each candidate adds to the third count, zero or more, in whole units.
    budgets, bounds : sequence of int, or int
        The grid; a number spreads them evenly between the least and the most that make sense. With every whole number
        of both, every point there is gets found.
    more_is_better : bool
        The third count is wanted (a contribution) and bound from below, not a burden (risk, slips) bound from above.
    time_limit : float
        Seconds for all bounds together.
    watch : callable, optional
        As in `models.frontier.staircase`.
    """
    held = replace(problem, total_limit=None)
    least = cheapest(held, time_limit / 4)
    if least.chosen is None:
        return Surface(_table([]), 0, 0, least.proven, least.conflicts)
    grid = _Grid.of(held, third, least.chosen, budgets, bounds, more_is_better)
    deadline = time.monotonic() + time_limit
    found: list[_Point] = []
    asked = unsettled = 0
    for budget, bound in (cells := grid.cells()):
        if any(grid.answers(point, budget, bound) for point in found):
            continue
        if time.monotonic() >= deadline or (watch is not None and not watch(asked, len(cells))):
            return Surface(_table(_unbeaten(found, more_is_better)), asked, unsettled, False)
        asked += 1
        best = select(grid.problem(budget, bound), max(deadline - time.monotonic(), 0.05))
        unsettled += best.status == "unknown"
        if best.found:
            found.append(grid.point(best.chosen, budget, bound, best.status == "optimal"))
    return Surface(_table(_unbeaten(found, more_is_better)), asked, unsettled, True)


@dataclass(frozen=True)
class _Point:
    """A selection with the bounds under which it was found."""

    value: float
    cost: int
    third: int
    chosen: tuple[str, ...]
    proven: bool
    budget: int
    bound: int


@dataclass(frozen=True, eq=False)
class _Grid:
    """The bounds to search, and the problem whose best selection nothing beats."""

    held: Problem
    augmented: Problem
    third: NDArray[np.int64]
    budgets: list[int]
    bounds: list[int]
    more_is_better: bool

    @classmethod
    def of(
        cls,
        held: Problem,
        third: NDArray[np.int64],
        least: NDArray[np.bool_],
        budgets: Sequence[int] | int,
        bounds: Sequence[int] | int,
        more_is_better: bool,
    ) -> _Grid:
        third = np.asarray(third, dtype=np.int64)
        low, high = int(held.total_cost[least].sum()), int(held.total_cost.sum())
        worthy = third[held.value > 0] if not more_is_better else third
        first = 0 if more_is_better else int(third[least].sum())
        last = max(int(worthy.sum()), first)
        return cls(
            held=held,
            augmented=_augmented(held, third, more_is_better),
            third=third,
            budgets=_spread(low, high, budgets),
            bounds=_spread(first, last, bounds),
            more_is_better=more_is_better,
        )

    def cells(self) -> list[tuple[int, int]]:
        """Pairs of bounds, the loosest first: what they find often answers tighter ones."""
        loosest_first = self.bounds if self.more_is_better else self.bounds[::-1]
        return [(budget, bound) for budget in reversed(self.budgets) for bound in loosest_first]

    def problem(self, budget: int, bound: int) -> Problem:
        low, high = (bound, None) if self.more_is_better else (None, bound)
        group = Group(THIRD, self.third, low, high)
        return replace(self.augmented, total_limit=budget, groups=(*self.held.groups, group))

    def point(self, chosen: tuple[str, ...], budget: int, bound: int, proven: bool) -> _Point:
        inside = np.isin(np.array(self.held.keys, dtype=object), list(chosen))
        cost, third = int(self.held.total_cost[inside].sum()), int(self.third[inside].sum())
        return _Point(worth(self.held, inside), cost, third, chosen, proven, budget, bound)

    def answers(self, point: _Point, budget: int, bound: int) -> bool:
        """Whether a proven point found under looser bounds keeps to tighter ones, and so is their answer too."""
        if not point.proven or not point.cost <= budget <= point.budget:
            return False
        if self.more_is_better:
            return point.bound <= bound <= point.third
        return point.third <= bound <= point.bound


def _augmented(held: Problem, third: NDArray[np.int64], more_is_better: bool) -> Problem:
    share = _SMALL * float(np.abs(held.value).max())
    cost = held.total_cost / max(int(held.total_cost.sum()), 1)
    count = third / max(int(third.sum()), 1)
    return replace(held, value=held.value - share * cost + (share if more_is_better else -share) * count)


def _spread(low: int, high: int, wanted: Sequence[int] | int) -> list[int]:
    if not isinstance(wanted, int):
        return sorted(set(wanted))
    return sorted({low + (high - low) * i // max(wanted - 1, 1) for i in range(wanted)})


def _unbeaten(found: list[_Point], more_is_better: bool) -> list[_Point]:
    """Points that no other one found beats, each once."""
    sign = -1 if more_is_better else 1
    best: dict[tuple[float, int, int], _Point] = {}
    for point in found:
        best.setdefault((point.value, point.cost, point.third), point)

    def beats(one: _Point, other: _Point) -> bool:
        as_good = one.value >= other.value and one.cost <= other.cost and sign * one.third <= sign * other.third
        return as_good and one is not other

    kept = list(best.values())
    return [point for point in kept if not any(beats(other, point) for other in kept)]


def _table(points: list[_Point]) -> pd.DataFrame:
    rows = [(point.value, point.cost, point.third, point.chosen, point.proven) for point in points]
    table = pd.DataFrame(rows, columns=["value", "cost", "third", "chosen", "proven"])
    return table.sort_values(["cost", "value"], kind="stable").reset_index(drop=True)
