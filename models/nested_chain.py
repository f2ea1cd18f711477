"""Selections in rising order of budget of which each holds all that the one before funds, and what a budget buys."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.frontier import NextSet
from models.nested_limits import Moving
from models.selection import describe, infeasible, select
from models.selection_problem import Conflict, Problem, Selection

_SECONDS = 0.5


@dataclass(frozen=True, eq=False)
class Chain:
    """Selections in rising order of budget, each holding all that the one before funds.

    Attributes
    ----------
    moving : Moving
        The problem as given, its total limit (or the limit of its only period) set aside, and how its limits move.
    budget : array of int64, shape (k,)
        Least budget of each step, never falling.
    value : array of float, shape (k,)
        Never falling.
    packed : array of uint8
        Candidates of each step, packed to bits.
    anchor : int
        Number of the step that is funded now, or of what of it obeys the rules; -1 where there is no step at all.
    conflicts : tuple of Conflict
        Why there is no step at all.
    """

    moving: Moving
    budget: NDArray[np.int64]
    value: NDArray[np.float64]
    packed: NDArray[np.uint8]
    anchor: int
    conflicts: tuple[Conflict, ...] = ()

    @property
    def problem(self) -> Problem:
        """The problem without what moves."""
        return self.moving.held

    def __len__(self) -> int:
        """Number of steps."""
        return len(self.budget)

    def position(self, budget: int) -> int:
        """Number of the highest step that a budget affords; -1 where it affords none."""
        return int(np.searchsorted(self.budget, budget, side="right")) - 1

    def at(self, budget: int, free: Selection | None = None) -> Selection:
        """The selection that a budget buys.

        `free` is the best selection of any kind at this budget: its bound then says how much more there could be.
        Below the first step the status is "infeasible" where nothing at all is allowed, else "unknown": another
        selection may be affordable, but none of those that only grow.
        """
        began = time.monotonic()
        position = self.position(budget)
        if position < 0:
            other = free or select(self.moving.at(self.problem, budget), _SECONDS)
            conflicts = self.conflicts or other.conflicts
            nothing = infeasible(self.problem, conflicts, time.monotonic() - began)
            return nothing if conflicts else replace(nothing, status="unknown", bound=other.bound)
        bound = float(np.maximum(self.problem.value, 0).sum())
        if free is not None and free.found:
            bound = free.bound
        return describe(self.problem, self._chosen(position), bound, time.monotonic() - began, "nested")

    def next_better(self, budget: int) -> NextSet | None:
        """The next step worth more than what a budget buys, against it; None at the top."""
        here = self.position(budget)
        if here < 0:
            return None
        above = np.flatnonzero(self.value > self.value[here] + 1e-12 * abs(self.value[here]))
        if not len(above):
            return None
        there = int(above[0])
        before, after, costs = self._chosen(here), self._chosen(there), self.problem.total_cost
        return NextSet(
            budget=int(self.budget[there]),
            extra_cost=int(costs[after].sum()) - int(costs[before].sum()),
            extra_value=float(self.value[there] - self.value[here]),
            adds=self._keys(after & ~before),
            drops=self._keys(before & ~after),
        )

    def frame(self) -> pd.DataFrame:
        """Steps as a table: budget, value, cost, count, entered and left (keys, against the step before)."""
        chosen = np.unpackbits(self.packed, axis=1, count=len(self.problem.keys)).astype(bool)
        before = np.vstack([np.zeros((1, chosen.shape[1]), dtype=bool), chosen])[: len(chosen)]
        return pd.DataFrame(
            {
                "budget": self.budget,
                "value": self.value,
                "cost": chosen.astype(np.int64) @ self.problem.total_cost,
                "count": chosen.sum(axis=1),
                "entered": [self._keys(row) for row in chosen & ~before],
                "left": [self._keys(row) for row in before & ~chosen],
            }
        )

    def _chosen(self, position: int) -> NDArray[np.bool_]:
        return np.unpackbits(self.packed[position], count=len(self.problem.keys)).astype(bool)

    def _keys(self, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(self.problem.keys[i] for i in np.flatnonzero(chosen))
