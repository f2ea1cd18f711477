"""Whether a selection is stated in proper form: whole amounts, shapes that fit, keys that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from models.selection_problem import Problem


def whole(amount: object) -> int:
    """Return a limit as a whole number; raises ValueError where it is none."""
    number = int(amount)  # type: ignore[call-overload]
    if number != amount:
        raise ValueError(f"limits are whole money units, not {amount}")
    return int(number)


def whole_amounts(amount: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the amounts of a group as whole numbers; raises ValueError where they are not."""
    given = np.asarray(amount)
    if given.dtype.kind == "f" and not np.array_equal(given, np.rint(given)):
        raise ValueError("amounts of a group are whole units; some are not whole or missing")
    return given.astype(np.int64)


def whole_costs(cost: NDArray[np.int64], candidates: int) -> NDArray[np.int64]:
    """Return costs, shape (n, p), as whole numbers; raises ValueError where they are not."""
    given = np.asarray(cost)
    if given.ndim == 1:
        given = given.reshape(candidates, -1)
    if given.dtype.kind == "f" and not np.array_equal(given, np.rint(given)):
        raise ValueError("costs are whole money units (for example cents); some are not whole or missing")
    return given.astype(np.int64)


def check_shapes(problem: Problem) -> None:
    """Raise ValueError where the parts of a problem do not fit each other."""
    n = len(problem.keys)
    if problem.value.shape != (n,):
        raise ValueError(f"{n} candidates but values of shape {problem.value.shape}")
    if problem.cost.ndim != 2 or problem.cost.shape[0] != n:
        raise ValueError(f"{n} candidates but costs of shape {problem.cost.shape}")
    if problem.cost.shape[1] != len(problem.limits) and n:
        raise ValueError(f"{problem.cost.shape[1]} periods of cost but {len(problem.limits)} limits")
    if len(problem.periods) != len(problem.limits):
        raise ValueError(f"{len(problem.periods)} names for {len(problem.limits)} periods")
    for group in problem.groups:
        if group.amount.shape != (n,):
            raise ValueError(f"{n} candidates but amounts of shape {group.amount.shape} in group {group.name}")
    if len({group.name for group in problem.groups}) != len(problem.groups):
        raise ValueError("two groups share a name")


def check_values(problem: Problem) -> None:
    """Raise ValueError where a value or an amount cannot be reckoned with."""
    if not np.all(np.isfinite(problem.value)):
        raise ValueError("every candidate needs a finite value; leave out those without one")
    if len(problem.keys) and not np.any(problem.value > 0):
        raise ValueError("no candidate has a value above zero, so selecting nothing would always be best")
    if np.any(problem.cost < 0):
        raise ValueError("a cost below zero is not allowed")
    if any(np.any(group.amount < 0) for group in problem.groups):
        raise ValueError("an amount below zero in a group is not allowed")
    amounts = [problem.cost, *(group.amount for group in problem.groups)]
    if max(float(amount.astype(np.float64).sum()) for amount in amounts) > 9e18:
        raise ValueError("costs add up to more than whole numbers of 64 bits can hold")


def check_keys(problem: Problem) -> None:
    """Raise ValueError where keys are repeated or unknown."""
    known = set(problem.keys)
    if len(known) != len(problem.keys):
        raise ValueError("two candidates share a key")
    named = set(problem.forced_in | problem.forced_out)
    for pair in (*problem.requires, *problem.excludes, *problem.same):
        named.update(pair)
    if unknown := sorted(named - known):
        raise ValueError("not among the candidates: " + ", ".join(unknown))
