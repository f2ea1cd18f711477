"""The best selection of candidates under budgets and rules, with its proof."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models import knapsack, selection_greedy, selection_milp, selection_relaxation
from models.selection_limits import breaks_rule
from models.selection_problem import Conflict, Problem, Selection, Status
from models.selection_reduction import Reduced, reduce

__all__ = ["Conflict", "Problem", "Selection", "first", "select"]

LARGEST_LISTED = 20_000


def select(problem: Problem, time_limit: float = 10.0, gap: float = 0.0) -> Selection:
    """The selection of greatest value that obeys every limit and rule.

    Parameters
    ----------
    problem : Problem
    time_limit : float
        Seconds for the search. When they run out, the best selection found and the proven bound come back with
        status "feasible"; never "infeasible".
    gap : float
        Relative distance to the bound at which the search may stop; status "optimal" is then given only where the
        bound is reached.

    Returns
    -------
    Selection
    """
    began = time.monotonic()
    reduced = reduce(problem)
    if isinstance(reduced, tuple):
        return infeasible(problem, reduced, time.monotonic() - began)
    taken, open_bound, proven, method = _best(reduced, time_limit, gap)
    if taken is None:
        return _without(problem, worth(problem, reduced.fixed) + open_bound, proven, time.monotonic() - began)
    chosen = reduced.expand(taken)
    if (broken := breaks_rule(problem, {problem.keys[i] for i in np.flatnonzero(chosen)})) is not None:
        raise ArithmeticError(f"the selection breaks {broken}; this is a fault of the method")
    bound = worth(problem, reduced.fixed) + open_bound
    return describe(problem, chosen, None if proven else bound, time.monotonic() - began, method)


def describe(
    problem: Problem, chosen: NDArray[np.bool_], bound: float | None, seconds: float, method: str
) -> Selection:
    """The record of a selection (shape (n,)); `bound` None means proven best."""
    value = worth(problem, chosen)
    bound = value if bound is None else max(bound, value)
    reached = bound - value <= 1e-9 * max(abs(bound), 1e-300)
    status: Status = "optimal" if reached else "feasible"
    cost = problem.cost[chosen].sum(axis=0, dtype=np.int64)
    return Selection(
        status=status,
        value=value,
        bound=value if reached else bound,
        gap=0.0 if reached else (bound - value) / abs(bound),
        cost=tuple(int(amount) for amount in cost),
        total_cost=int(cost.sum()),
        chosen=tuple(problem.keys[i] for i in np.flatnonzero(chosen)),
        seconds=seconds,
        method=method,
    )


def infeasible(problem: Problem, conflicts: tuple[Conflict, ...], seconds: float) -> Selection:
    """The record of a problem without any selection, and why."""
    nothing = (0,) * len(problem.limits)
    return Selection("infeasible", 0.0, 0.0, 0.0, nothing, 0, (), seconds, "rules", conflicts)


def worth(problem: Problem, chosen: NDArray[np.bool_]) -> float:
    """Value of the chosen candidates, summed without rounding errors."""
    return math.fsum(problem.value[chosen].tolist())


def first(problem: Problem) -> Selection:
    """A good selection at once, with the bound of the linear relaxation: best value for money, then exchanges.

    Returns
    -------
    Selection
        Of status "optimal" where the bound is reached, "feasible" else; "unknown" where none was found this quickly.
    """
    began = time.monotonic()
    reduced = reduce(problem)
    if isinstance(reduced, tuple):
        return infeasible(problem, reduced, time.monotonic() - began)
    relaxed = selection_relaxation.relax(reduced)
    if relaxed is None:
        return infeasible(problem, (Conflict("together", ()),), time.monotonic() - began)
    taken = selection_greedy.choose(reduced)
    bound = worth(problem, reduced.fixed) + relaxed.bound
    if taken is None:
        return _without(problem, bound, False, time.monotonic() - began)
    return describe(problem, reduced.expand(taken), bound, time.monotonic() - began, "greedy")


def _without(problem: Problem, bound: float, proven: bool, seconds: float) -> Selection:
    """The record where no selection was found: none exists (`proven`), or time ran out first."""
    if proven:
        return replace(infeasible(problem, (Conflict("together", ()),), seconds), method="milp")
    return replace(infeasible(problem, (), seconds), status="unknown", bound=bound, method="milp")


def _best(reduced: Reduced, time_limit: float, gap: float) -> tuple[NDArray[np.bool_] | None, float, bool, str]:
    """Open items taken, upper bound on their value, whether proven best, and by which method."""
    items = len(reduced.members)
    if not items:
        return np.zeros(0, dtype=bool), 0.0, True, "rules"
    if not len(reduced.room):
        reduced = replace(reduced, cost=np.zeros((1, items), dtype=np.int64), room=np.zeros(1, dtype=np.int64))
    began = time.monotonic()
    start = selection_greedy.choose(reduced)
    if len(reduced.room) == 1 and not len(reduced.need) and start is not None and items <= LARGEST_LISTED:
        listed = knapsack.best(reduced, reduced.cost[0], int(reduced.room[0]), start, time_limit / 2)
        if listed is not None:
            return listed.taken, listed.value, True, "pareto"
    answer = selection_milp.solve(reduced, start, time_limit - (time.monotonic() - began), gap)
    return answer.taken, answer.bound, answer.proven and gap == 0.0, "milp"
