"""What a single decision costs: the optimum against the optimum with one candidate decided otherwise."""

from __future__ import annotations

from dataclasses import replace

from models.selection import select
from models.selection_problem import Problem, Selection


def regret(problem: Problem, best: Selection, key: str, time_limit: float = 5.0) -> float | None:
    """Value lost when one candidate is forced the other way, zero or more; None where that is impossible or unproven.

    Parameters
    ----------
    problem : Problem
    best : Selection
        The proven optimum of `problem`.
    key : str
        A chosen candidate is forced out, one that is not chosen is forced in.
    """
    if key in best.chosen:
        other = replace(problem, forced_in=problem.forced_in - {key}, forced_out=problem.forced_out | {key})
    else:
        other = replace(problem, forced_in=problem.forced_in | {key}, forced_out=problem.forced_out - {key})
    found = select(other, time_limit)
    return best.value - found.value if found.status == "optimal" == best.status else None


def override_price(problem: Problem, best: Selection, key: str, time_limit: float = 5.0) -> float | None:
    """Value given up because a candidate is forced in or out; None where it is not forced or nothing is proven."""
    if key not in problem.forced_in | problem.forced_out:
        return None
    free = replace(problem, forced_in=problem.forced_in - {key}, forced_out=problem.forced_out - {key})
    found = select(free, time_limit)
    return found.value - best.value if found.status == "optimal" == best.status else None
