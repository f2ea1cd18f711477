"""The best selection under several limits by branch and cut (CBC), checked in whole numbers afterwards."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from models.selection_checks import Answer, Cut, broken, obeys, worth
from models.selection_reduction import Reduced

_SCALE = 1e4
_SHORTEST = 0.01


def solve(reduced: Reduced, start: NDArray[np.bool_] | None, time_limit: float, gap: float = 0.0) -> Answer:
    """The best selection of the open items found in time, and the bound that proves how good it is.

    The solver works with rounded numbers, so what it returns is checked in whole numbers; where a limit is broken
    by a hair, the items that break it together are barred and the search goes on.

    Parameters
    ----------
    reduced : Reduced
    start : array of bool, shape (m,), or None
        A selection that obeys every limit and rule; the answer is never worse.
    time_limit : float
        Seconds.
    gap : float
        Stop at this relative distance between value and bound; 0 asks for the full proof.
    """
    deadline = time.monotonic() + time_limit
    best = start
    bound = float(np.maximum(reduced.value, 0).sum())
    cuts: list[Cut] = []
    while True:
        run = _run(reduced, cuts, max(deadline - time.monotonic(), _SHORTEST), gap)
        if run.none_exists:
            return Answer(best, bound, best is None)
        bound = min(bound, run.bound)
        cut = None if run.taken is None else broken(reduced, run.taken)
        if cut is None:
            proven = run.finished and run.taken is not None and gap == 0.0
            best = _better(reduced, run.taken, best)
            floor = bound if best is None else max(bound, worth(reduced, best))
            return Answer(best, floor, proven)
        if time.monotonic() >= deadline:
            return Answer(best, bound if best is None else max(bound, worth(reduced, best)), False)
        cuts.append(cut)


def _better(
    reduced: Reduced, taken: NDArray[np.bool_] | None, best: NDArray[np.bool_] | None
) -> NDArray[np.bool_] | None:
    """The selection taken where it obeys everything and is worth more than the best so far; else that."""
    if taken is None or not obeys(reduced, taken):
        return best
    return taken if best is None or worth(reduced, taken) > worth(reduced, best) else best


@dataclass(frozen=True, eq=False)
class _Run:
    taken: NDArray[np.bool_] | None
    bound: float
    finished: bool
    none_exists: bool = False


def _run(reduced: Reduced, cuts: list[Cut], time_limit: float, gap: float) -> _Run:
    """One run of the solver."""
    scale = _SCALE / max(float(np.abs(reduced.value).max()), 1e-300)
    solver, variables = _model(reduced, cuts, scale)
    solver.SetTimeLimit(max(int(time_limit * 1000), 1))
    settings = pywraplp.MPSolverParameters()
    settings.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, gap)
    status = solver.Solve(settings)
    if status == pywraplp.Solver.INFEASIBLE:
        return _Run(None, np.inf, True, none_exists=True)
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return _Run(None, np.inf, False)
    taken = np.array([variable.solution_value() > 0.5 for variable in variables])
    bound = solver.Objective().BestBound() / scale
    finished = status == pywraplp.Solver.OPTIMAL
    if finished and gap == 0.0:
        bound = worth(reduced, taken)
    return _Run(taken, bound if np.isfinite(bound) else np.inf, finished)


def _model(reduced: Reduced, cuts: list[Cut], scale: float) -> tuple[pywraplp.Solver, list[pywraplp.Variable]]:
    """The linear programme with whole variables, limits divided so that coefficients stay small."""
    solver = pywraplp.Solver.CreateSolver("CBC")
    variables = [solver.BoolVar("") for _ in range(len(reduced.members))]
    infinity = solver.infinity()
    for cost, room in zip(reduced.cost, reduced.room, strict=True):
        used = np.flatnonzero(cost)
        divisor, whole_room = _common_divisor(cost[used], int(room))
        _row(solver, variables, used, cost[used] / divisor, -infinity, whole_room)
    for amounts, need in zip(reduced.least, reduced.need, strict=True):
        used = np.flatnonzero(amounts)
        divisor, least = _common_divisor(amounts[used], -int(need))
        _row(solver, variables, used, amounts[used] / divisor, -least, infinity)
    for a, b in reduced.requires:
        _row(solver, variables, np.array([a, b]), np.array([1.0, -1.0]), -infinity, 0.0)
    for a, b in reduced.excludes:
        _row(solver, variables, np.array([a, b]), np.ones(2), -infinity, 1.0)
    for cut in cuts:
        _row(solver, variables, cut.items, np.ones(len(cut.items)), cut.at_least, cut.at_most)
    objective = solver.Objective()
    objective.SetMaximization()
    for variable, amount in zip(variables, (reduced.value * scale).tolist(), strict=True):
        objective.SetCoefficient(variable, amount)
    return solver, variables


def _row(
    solver: pywraplp.Solver,
    variables: list[pywraplp.Variable],
    items: NDArray[np.int64],
    entries: NDArray[np.float64],
    low: float,
    high: float,
) -> None:
    row = solver.Constraint(low, high)
    for item, entry in zip(items.tolist(), entries.tolist(), strict=True):
        row.SetCoefficient(variables[item], entry)


def _common_divisor(cost: NDArray[np.int64], room: int) -> tuple[float, float]:
    """What to divide a limit by, and the limit divided: exact where a common divisor makes the numbers small."""
    common = int(np.gcd.reduce(cost)) if len(cost) else 1
    largest = int(cost.max()) // common if len(cost) else 1
    if largest <= 1_000_000:
        return float(common), float(room // common)
    return float(common) * largest / _SCALE, room / (float(common) * largest / _SCALE)
