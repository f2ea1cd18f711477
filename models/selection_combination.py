"""The cheapest changes that make a selection possible together, where no single one is enough.

Every constraint that may give way gets a slack variable, and the sum of the slacks is made as small as possible (the
elastic programme of Chinneck and Dravnieks, 1991).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from models.selection_constraints import Constraint, constraints
from models.selection_problem import Problem
from models.selection_ways_out import amount_of

_LINKS = ("forced in", "forced out", "requires", "excludes", "same")
_SIZE = 1e-3


@dataclass(frozen=True)
class Change:
    """One change of several: the constraint, and the bound it moves to and how far; None and 0 where it has to go."""

    constraint: Constraint
    bound: int | None
    change: int


@dataclass(frozen=True)
class Combination:
    """Changes that are enough together; `proven` where none cheaper are."""

    changes: tuple[Change, ...]
    proven: bool


def least_money(problem: Problem, elastic: Collection[Constraint], time_limit: float = 2.0) -> Combination | None:
    """The rises of limits that are enough together, of least sum; None where none are, or none were found in time.

    Parameters
    ----------
    problem : Problem
    elastic : collection of Constraint
        Limits that may rise, all in the same unit: periods, the total, the most of groups.
    time_limit : float
        Seconds.
    """
    soft = {one: place for place, one in enumerate(dict.fromkeys(elastic))}
    programme = _Programme(problem, soft, counted=False)
    status = programme.solve(time_limit)
    if status is None:
        return None
    changes = _changes(problem, soft, programme.taken())
    return None if changes is None else Combination(changes, status == pywraplp.Solver.OPTIMAL)


def fewest(problem: Problem, parts: Sequence[Collection[Constraint]], time_limit: float = 2.0) -> Combination | None:
    """The fewest changes that are enough together; None where none are, or none were found in time.

    Parameters
    ----------
    problem : Problem
    parts : sequence of collections of Constraint
        What may go or move; constraints of one part count as one change. All others stay.
    time_limit : float
        Seconds.
    """
    soft = {one: place for place, part in enumerate(parts) for one in part}
    programme = _Programme(problem, soft, counted=True)
    status = programme.solve(time_limit)
    if status is None:
        return None
    changes = _changes(problem, soft, programme.taken())
    if changes is None:
        return None
    needed = len({soft[one.constraint] for one in changes})
    return Combination(changes, status == pywraplp.Solver.OPTIMAL and needed <= programme.counted_changes())


class _Programme:
    """The linear programme with whole variables for candidates; slack for whatever is soft."""

    def __init__(self, problem: Problem, soft: dict[Constraint, int], counted: bool) -> None:
        self.solver = pywraplp.Solver.CreateSolver("CBC")
        self._counted = counted
        self._soft = soft
        self._amounts = {one: amount_of(problem, one) for one in constraints(problem) if one.kind not in _LINKS}
        self._largest = max(
            (float(self._amounts[one].max(initial=1)) for one in soft if one in self._amounts), default=1.0
        )
        self._chosen = {key: self.solver.BoolVar("") for key in problem.keys}
        self._gone = [self.solver.BoolVar("") for _ in range(max(soft.values(), default=-1) + 1)] if counted else []
        self.solver.Objective().SetMinimization()
        for variable in self._gone:
            self.solver.Objective().SetCoefficient(variable, 1.0)
        for one in dict.fromkeys(constraints(problem)):
            if one.kind in _LINKS:
                self._link(one)
            else:
                self._limit(problem, one)

    def solve(self, time_limit: float) -> int | None:
        """The solver's status; None where it has no answer."""
        self.solver.SetTimeLimit(max(int(time_limit * 1000), 1))
        settings = pywraplp.MPSolverParameters()
        settings.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
        status = int(self.solver.Solve(settings))
        return status if status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE) else None

    def taken(self) -> set[str]:
        """The keys of the candidates that are chosen once the changes are made."""
        return {key for key, variable in self._chosen.items() if variable.solution_value() > 0.5}

    def counted_changes(self) -> int:
        """How many changes the solver counts."""
        return sum(variable.solution_value() > 0.5 for variable in self._gone)

    def _link(self, one: Constraint) -> None:
        a, b = self._chosen[one.keys[0]], self._chosen[one.keys[-1]]
        freed = self._gone[self._soft[one]] if one in self._soft else 0
        if one.kind == "forced in":
            self.solver.Add(a + freed >= 1)
        elif one.kind == "forced out":
            self.solver.Add(a - freed <= 0)
        elif one.kind == "excludes":
            self.solver.Add(a + b - freed <= 1)
        else:
            self.solver.Add(a - b - freed <= 0)
            if one.kind == "same":
                self.solver.Add(b - a - freed <= 0)

    def _limit(self, problem: Problem, one: Constraint) -> None:
        """A limit, divided so that coefficients stay small; of soft ones the rise is free, and paid for."""
        assert one.bound is not None
        amount = self._amounts[one]
        scale = float(amount.max(initial=1)) if self._counted or one not in self._soft else self._largest
        lowest = one.kind == "at least"
        bound = one.bound / max(scale, 1.0)
        infinity = self.solver.infinity()
        row = self.solver.Constraint(bound, infinity) if lowest else self.solver.Constraint(-infinity, bound)
        for place in np.flatnonzero(amount).tolist():
            row.SetCoefficient(self._chosen[problem.keys[place]], float(amount[place]) / max(scale, 1.0))
        if one not in self._soft:
            return
        most = max(one.bound if lowest else int(amount.sum()) - one.bound, 0) / max(scale, 1.0)
        rise = self.solver.NumVar(0.0, most, "")
        row.SetCoefficient(rise, 1.0 if lowest else -1.0)
        # Of equally many changes those that move limits less are taken.
        weight = _SIZE / (len(self._soft) * most) if self._counted and most else 1.0
        self.solver.Objective().SetCoefficient(rise, weight)
        if self._counted:
            self.solver.Add(rise - most * self._gone[self._soft[one]] <= 0)


def _changes(problem: Problem, soft: Collection[Constraint], chosen: set[str]) -> tuple[Change, ...] | None:
    """What a set of candidates breaks, counted in whole numbers; None where that is more than may give way."""
    inside = np.array([key in chosen for key in problem.keys], dtype=bool)
    found = [_change(problem, one, chosen, inside) for one in dict.fromkeys(constraints(problem))]
    changes = tuple(one for one in found if one is not None)
    return None if any(one.constraint not in soft for one in changes) else changes


def _change(problem: Problem, one: Constraint, chosen: set[str], inside: NDArray[np.bool_]) -> Change | None:
    if one.bound is not None:
        reached = int(amount_of(problem, one)[inside].sum())
        kept = reached >= one.bound if one.kind == "at least" else reached <= one.bound
        return None if kept else Change(one, reached, abs(reached - one.bound))
    a, b = one.keys[0] in chosen, one.keys[-1] in chosen
    kept = {"forced in": a, "forced out": not a, "requires": b or not a, "excludes": not (a and b), "same": a == b}[
        one.kind
    ]
    return None if kept else Change(one, None, 0)
