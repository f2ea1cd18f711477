"""What a single decision costs: the optimum beside the optimum with one candidate decided the other way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.selection import select
from models.selection_problem import Problem, Selection, Status


@dataclass(frozen=True)
class Swap:
    """The best selection in which one candidate changes sides.

    Attributes
    ----------
    key : str
    inside : bool
        Whether the candidate is chosen now.
    status : str
        Of the other selection; "infeasible" where the candidate cannot change sides at all.
    loss : float or None
        Value lost by it; below zero where it was decided by hand against the value. None without a selection.
    least_loss : float or None
        What is certainly lost, however long one searches on; the same as `loss` where both selections are proven.
    enters, leaves : tuple of str
        What else comes in and goes out, the candidate among them.
    extra_cost : int
        Money the other selection takes beyond this one.
    proven : bool
        Both selections are proven best.
    """

    key: str
    inside: bool
    status: Status
    loss: float | None
    least_loss: float | None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    extra_cost: int = 0
    proven: bool = False


def swap(problem: Problem, best: Selection, key: str, time_limit: float = 5.0) -> Swap:
    """The best selection with one candidate decided the other way, against the best one now (`best`)."""
    inside = key in best.chosen
    other = select(flipped(problem, key, inside), time_limit)
    if not other.found:
        return Swap(key, inside, other.status, None, None, proven=other.status == "infeasible")
    now, then = set(best.chosen), set(other.chosen)
    return Swap(
        key=key,
        inside=inside,
        status=other.status,
        loss=best.value - other.value,
        least_loss=best.value - other.bound,
        enters=tuple(one for one in other.chosen if one not in now),
        leaves=tuple(one for one in best.chosen if one not in then),
        extra_cost=other.total_cost - best.total_cost,
        proven=other.status == "optimal" == best.status,
    )


def flipped(problem: Problem, key: str, inside: bool) -> Problem:
    """The problem in which a candidate that is `inside` has to be out, and one that is not has to be in."""
    entered, left = problem.forced_in - {key}, problem.forced_out - {key}
    return replace(
        problem,
        forced_in=entered if inside else entered | {key},
        forced_out=left | {key} if inside else left,
    )


def regret(problem: Problem, best: Selection, key: str, time_limit: float = 5.0) -> float | None:
    """Value lost when one candidate is decided the other way; None where that is impossible or unproven."""
    other = swap(problem, best, key, time_limit)
    return other.loss if other.proven else None
