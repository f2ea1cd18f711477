"""What each amount of money buys: the staircase of best selections from no budget to all of it.

With one budget every step is exact and known at once. With further limits that bind (one per year, a largest
number), the steps are found one solve at a time, and each step says whether it is proven and whether a better
selection may still hide before the next one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import frontier_listed, frontier_search
from models.frontier_search import NO_END, Mode, Stretch, Watch
from models.selection import describe, infeasible, select
from models.selection_problem import Conflict, Problem, Selection
from models.selection_reduction import reduce

LARGEST_LISTED = 600


@dataclass(frozen=True, eq=False)
class NextSet:
    """The next better selection: what it costs and is worth more, and the candidates it adds and drops."""

    budget: int
    extra_cost: int
    extra_value: float
    adds: tuple[str, ...]
    drops: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Staircase:
    """Best selections in order of the budget from which each is affordable.

    Attributes
    ----------
    problem : Problem
        As given, its total limit (or the limit of its only period) set aside.
    budget : array of int64, shape (k,)
        Least budget of each step, strictly rising.
    value : array of float, shape (k,)
        Strictly rising.
    packed : array of uint8
        Candidates of each step, packed to bits.
    known_to : array of int64, shape (k,)
        Largest budget for which this step was searched.
    bound : array of float, shape (k,)
        What no selection exceeds at any budget up to `known_to`.
    conflicts : tuple of Conflict
        Why there is no step at all; empty otherwise.
    mode : {"total", "scaled"}
        Whether the other limits are held while the total moves, or moved in proportion.
    from_lowest : bool
        Whether it is proven that no budget below the first step buys anything allowed.
    """

    problem: Problem
    budget: NDArray[np.int64]
    value: NDArray[np.float64]
    packed: NDArray[np.uint8]
    known_to: NDArray[np.int64]
    bound: NDArray[np.float64]
    conflicts: tuple[Conflict, ...] = ()
    mode: Mode = "total"
    from_lowest: bool = True

    @property
    def proven(self) -> NDArray[np.bool_]:
        """For each step, whether no selection at the budgets searched for it is worth more."""
        return np.asarray(self.bound - self.value <= 1e-9 * np.abs(self.bound), dtype=np.bool_)

    @property
    def complete(self) -> NDArray[np.bool_]:
        """For each step, whether it is proven and no better selection lies between it and the next."""
        following = np.append(self.budget[1:], NO_END)
        return np.asarray(self.proven & (self.known_to >= following - 1), dtype=np.bool_)

    @property
    def exact(self) -> bool:
        """True where every step is listed and proven."""
        return self.from_lowest and bool(self.complete.all())

    def __len__(self) -> int:
        """Number of steps."""
        return len(self.budget)

    def position(self, budget: int) -> int:
        """Number of the best step that a budget affords; -1 where it affords none."""
        return int(np.searchsorted(self.budget, budget, side="right")) - 1

    def at(self, budget: int) -> Selection:
        """The selection that a budget buys, looked up; "feasible" where better ones were not ruled out."""
        began = time.monotonic()
        position = self.position(budget)
        if position < 0:
            if self.conflicts:
                return infeasible(self.problem, self.conflicts, time.monotonic() - began)
            return select(frontier_search.with_budget(self.problem, budget, self.mode))
        return describe(
            self.problem, self._chosen(position), self._bound(budget), time.monotonic() - began, "staircase"
        )

    def next_better(self, budget: int) -> NextSet | None:
        """The step after the one that a budget affords, against that one; None at the top."""
        here = self.position(budget)
        if here + 1 >= len(self) or here < 0:
            return None
        before, after = self._chosen(here), self._chosen(here + 1)
        costs = self.problem.total_cost
        return NextSet(
            budget=int(self.budget[here + 1]),
            extra_cost=int(costs[after].sum()) - int(costs[before].sum()),
            extra_value=float(self.value[here + 1] - self.value[here]),
            adds=self._keys(after & ~before),
            drops=self._keys(before & ~after),
        )

    def frame(self, first: int = 0, last: int | None = None) -> pd.DataFrame:
        """Steps as a table: budget, value, cost, count, entered, left, proven, complete.

        `entered` and `left` (tuples of keys) are against the step before; those of the first step list all of it.
        `first` and `last` bound the steps as in a slice.
        """
        wanted = range(*slice(first, last).indices(len(self)))
        chosen = np.unpackbits(self.packed, axis=1, count=len(self.problem.keys)).astype(bool)
        before = np.vstack([np.zeros((1, chosen.shape[1]), dtype=bool), chosen])[list(wanted)]
        chosen = chosen[list(wanted)]
        return pd.DataFrame(
            {
                "budget": self.budget[list(wanted)],
                "value": self.value[list(wanted)],
                "cost": chosen.astype(np.int64) @ self.problem.total_cost,
                "count": chosen.sum(axis=1),
                "entered": self._rows_of_keys(chosen & ~before),
                "left": self._rows_of_keys(before & ~chosen),
                "proven": self.proven[list(wanted)],
                "complete": self.complete[list(wanted)],
            }
        )

    def including(self, selection: Selection, budget: int) -> Staircase:
        """The staircase with a selection found for one budget taken in, so that it lies on or under the line."""
        if self.exact or not selection.found:
            return self
        piece = frontier_search.stretch(self.problem, selection, budget, self.mode)
        return _build(self.problem, frontier_search.insert(self._stretches(), piece), self.mode, (), self.from_lowest)

    def _stretches(self) -> list[Stretch]:
        columns = (self.budget.tolist(), self.known_to.tolist(), self.value.tolist(), self.bound.tolist())
        return [
            Stretch(low, high, value, self._chosen(i), bound)
            for i, (low, high, value, bound) in enumerate(zip(*columns, strict=True))
        ]

    def _bound(self, budget: int) -> float:
        """What no selection exceeds at a budget: the least bound searched there or above, or all that has value."""
        at_or_above = self.bound[self.known_to >= budget]
        everything = float(np.maximum(self.problem.value, 0).sum())
        return min(everything, float(at_or_above.min())) if len(at_or_above) else everything

    def _chosen(self, position: int) -> NDArray[np.bool_]:
        return np.unpackbits(self.packed[position], count=len(self.problem.keys)).astype(bool)

    def _keys(self, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(self.problem.keys[i] for i in np.flatnonzero(chosen))

    def _rows_of_keys(self, chosen: NDArray[np.bool_]) -> list[tuple[str, ...]]:
        row, column = np.nonzero(chosen)
        ends = np.searchsorted(row, np.arange(len(chosen) + 1))
        names = [self.problem.keys[i] for i in column]
        return [tuple(names[a:b]) for a, b in pairwise(ends)]


def staircase(
    problem: Problem,
    mode: Mode = "total",
    solves: int = 40,
    time_limit: float = 20.0,
    gap: float = 0.0,
    watch: Watch | None = None,
) -> Staircase:
    """The best selection at every budget.

    Parameters
    ----------
    problem : Problem
        Its total limit, and the limit of its only period, are what moves and are set aside.
    mode : {"total", "scaled"}
        "total" moves the total and holds the limits per period; "scaled" moves all of them, the budget being their sum.
    solves, time_limit, gap : int, float, float
        Most solves and seconds where the steps have to be searched, and the gap at which a single solve may stop.
    watch : callable, optional
        Where it answers False the search stops and the steps found so far come back.
    """
    began = time.monotonic()
    only_one = len(problem.limits) == 1 and mode == "total"
    held = replace(problem, total_limit=None, limits=(None,) if only_one else problem.limits)
    reduced = reduce(held if mode == "total" else replace(held, limits=(None,) * len(problem.limits)))
    if isinstance(reduced, tuple):
        return _build(held, [], mode, reduced)
    if mode == "total" and not len(reduced.room) and not len(reduced.need) and len(reduced.members) <= LARGEST_LISTED:
        listed = frontier_listed.every_step(held, reduced)
        if listed is not None:
            return _listed(held, listed)
    lowest = frontier_search.lowest_budget(held, mode, time_limit / 4)
    if lowest.conflicts:
        return _build(held, [], mode, lowest.conflicts)
    left = time_limit - (time.monotonic() - began)
    found = frontier_search.stretches(held, lowest.budget or 0, mode, solves, left, gap, watch)
    reached = lowest.proven and bool(found) and found[0].low == lowest.budget
    return _build(held, found, mode, (), reached)


def _listed(problem: Problem, found: frontier_listed.Listed) -> Staircase:
    return Staircase(
        problem=problem,
        budget=found.budget,
        value=found.value,
        packed=found.packed,
        known_to=np.append(found.budget[1:] - 1, NO_END),
        bound=found.value,
    )


def _build(
    problem: Problem,
    stretches: list[Stretch],
    mode: Mode,
    conflicts: tuple[Conflict, ...] = (),
    from_lowest: bool = True,
) -> Staircase:
    chosen = np.array([stretch.chosen for stretch in stretches], dtype=bool).reshape(len(stretches), len(problem.keys))
    return Staircase(
        problem=problem,
        budget=np.array([stretch.low for stretch in stretches], dtype=np.int64),
        value=np.array([stretch.value for stretch in stretches], dtype=np.float64),
        packed=np.packbits(chosen, axis=1),
        known_to=np.array([stretch.high for stretch in stretches], dtype=np.int64),
        bound=np.array([stretch.bound for stretch in stretches], dtype=np.float64),
        conflicts=conflicts,
        mode=mode,
        from_lowest=from_lowest,
    )
