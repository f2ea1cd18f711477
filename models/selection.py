"""The best selection of candidates under budgets and rules, with its proof."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models import knapsack
from models.selection_checks import worth as open_worth
from models.selection_limits import breaks_rule
from models.selection_problem import Conflict, Problem, Selection, Status
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from models.selection_search import search
from models.selection_start import start

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
    taken, open_bound, proven, method = _best(reduced, time_limit, gap, worth(problem, reduced.fixed))
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
    relaxed = relax(reduced)
    if relaxed is None:
        return infeasible(problem, (Conflict("together", ()),), time.monotonic() - began)
    taken = start(reduced, relaxed)
    bound = worth(problem, reduced.fixed) + relaxed.bound
    if taken is None:
        return _without(problem, bound, False, time.monotonic() - began)
    return describe(problem, reduced.expand(taken), bound, time.monotonic() - began, "greedy")


def _without(problem: Problem, bound: float, proven: bool, seconds: float) -> Selection:
    """The record where no selection was found: none exists (`proven`), or time ran out first."""
    if proven:
        return replace(infeasible(problem, (Conflict("together", ()),), seconds), method="milp")
    return replace(infeasible(problem, (), seconds), status="unknown", bound=bound, method="milp")


def _best(
    reduced: Reduced, time_limit: float, gap: float, offset: float
) -> tuple[NDArray[np.bool_] | None, float, bool, str]:
    """Open items taken, upper bound on their value, whether proven best, and by which method."""
    if not len(reduced.members):
        return np.zeros(0, dtype=bool), 0.0, True, "rules"
    began = time.monotonic()
    relaxed = relax(reduced)
    if relaxed is None:
        return None, 0.0, True, "milp"
    taken = start(reduced, relaxed)
    if taken is not None and relaxed.bound - open_worth(reduced, taken) <= gap * abs(
        offset + open_worth(reduced, taken)
    ):
        return taken, relaxed.bound, False, "greedy"
    if taken is not None and len(reduced.room) <= 1 and not len(reduced.need) and len(taken) <= LARGEST_LISTED:
        cost, room = _only_limit(reduced)
        listed = knapsack.best(reduced, cost, room, taken, time_limit / 2)
        if listed is not None:
            return listed.taken, listed.value, True, "pareto"
    answer = search(reduced, relaxed, taken, time_limit - (time.monotonic() - began), gap, offset)
    return answer.taken, answer.bound, answer.proven, "milp"


def _only_limit(reduced: Reduced) -> tuple[NDArray[np.int64], int]:
    """What each open item takes of the one limit, and how much of it there is; nothing where no limit binds."""
    if len(reduced.room):
        return reduced.cost[0], int(reduced.room[0])
    return np.zeros(len(reduced.members), dtype=np.int64), 0
