"""The best selection by constraint programming (CP-SAT), in whole numbers: quickest where few items are undecided."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from models.selection_checks import Answer, obeys, worth
from models.selection_reduction import Reduced

_LARGEST_SUM = 2**61
_DIGITS = 1e9
_SEED = 1


def solvable(reduced: Reduced) -> bool:
    """Whether the sums stay within what the solver can hold."""
    sums = np.concatenate([amounts.sum(axis=1, dtype=np.float64) for amounts in (reduced.cost, reduced.least)])
    return float(sums.max(initial=0.0)) < _LARGEST_SUM


def solve(
    reduced: Reduced, start: NDArray[np.bool_] | None, time_limit: float, slack: float = 0.0, effort: float = np.inf
) -> Answer:
    """The best selection of the open items found in time, and the bound that proves how good it is.

    Parameters
    ----------
    reduced : Reduced
    start : array of bool, shape (m,), or None
        A selection that obeys every limit and rule; the answer is never worse.
    time_limit : float
        Seconds.
    slack : float
        Stop at this distance between value and bound.
    effort : float
        Most work, in the solver's own measure, which is the same in every run (about a second each).
    """
    began = time.monotonic()
    scale = _DIGITS / (float(np.abs(reduced.value).max()) or 1.0)
    model, variables = _model(reduced, scale)
    for variable, inside in zip(variables, [] if start is None else start.tolist(), strict=start is not None):
        model.add_hint(variable, inside)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = _SEED
    solver.parameters.max_time_in_seconds = max(time_limit - (time.monotonic() - began), 0.01)
    solver.parameters.absolute_gap_limit = max(slack * scale, 0.0)
    if np.isfinite(effort):
        solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Answer(start, -np.inf if start is None else worth(reduced, start), True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(start, float(np.maximum(reduced.value, 0).sum()), False)
    taken = np.array(solver.boolean_values(variables), dtype=bool)
    rounding = len(variables) / scale
    bound = solver.best_objective_bound / scale + rounding
    best = (
        taken if obeys(reduced, taken) and (start is None or worth(reduced, taken) > worth(reduced, start)) else start
    )
    proven = status == cp_model.OPTIMAL and solver.best_objective_bound <= solver.objective_value + 0.5
    return Answer(best, bound, proven and best is not None)


def _model(reduced: Reduced, scale: float) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(len(reduced.members))]
    for cost, room in zip(reduced.cost, reduced.room, strict=True):
        common = max(int(np.gcd.reduce(cost)), 1)
        model.add(cp_model.LinearExpr.weighted_sum(variables, (cost // common).tolist()) <= int(room) // common)
    for amounts, need in zip(reduced.least, reduced.need, strict=True):
        model.add(cp_model.LinearExpr.weighted_sum(variables, amounts.tolist()) >= int(need))
    for a, b in reduced.requires:
        model.add_implication(variables[a], variables[b])
    for a, b in reduced.excludes:
        model.add_at_most_one(variables[a], variables[b])
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, np.rint(reduced.value * scale).astype(int).tolist()))
    return model, variables
