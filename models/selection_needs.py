"""What it would take for a candidate to change sides: more money, another value, another cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.selection import select
from models.selection_constraints import Constraint, with_bound
from models.selection_problem import Group, Problem, Selection
from models.selection_swap import flipped
from models.selection_ways_out import amount_of

_EACH = 1.0
STEPS = 1000
HIGHEST = 10 * STEPS


@dataclass(frozen=True)
class Raised:
    """How far one limit has to rise until the best selection holds a candidate.

    Attributes
    ----------
    constraint : Constraint
    by : int or None
        The least rise; None where no rise of this limit alone does it, or the least was not found in time.
    at_least : int
        No smaller rise does it, as far as was shown; `by` where that is exact.
    exact : bool
        Nothing is left open: `by` is the least, or None because no rise does it.
    """

    constraint: Constraint
    by: int | None
    at_least: int
    exact: bool


@dataclass(frozen=True)
class OwnCost:
    """The own cost at which a candidate changes sides, as a share of its cost now, in whole thousandths.

    Attributes
    ----------
    share : float or None
        Below one for a candidate that would come in (one where it is as good as what is chosen), above for one that
        would go. None where no cost from nothing to
        ten times the present one does it, or none was found in time.
    exact : bool
        Nothing is left open: the next thousandth towards the present cost does not do it, or no cost does.
    """

    share: float | None
    exact: bool


def raised(problem: Problem, best: Selection, wanted: Problem, limit: Constraint, time_limit: float = 5.0) -> Raised:
    """The least rise of one limit at which some best selection is one of those wanted.

    Whether a candidate is in the best selection may turn more than once as a limit rises, so halving alone will not
    do. But the best value with it, V_in, and the best of all, V, never fall: the first limit at which both are equal
    is no lower than the first at which V_in reaches V of the limit in force. So: go to that limit, compare, and begin
    again from there.

    Parameters
    ----------
    problem : Problem
    best : Selection
        Its proven optimum.
    wanted : Problem
        The same with the candidate decided the other way (`selection_swap.flipped`).
    limit : Constraint
        One with a bound that can rise.
    time_limit : float
    """
    deadline = time.monotonic() + time_limit
    assert limit.bound is not None
    here, target = limit.bound, best.value
    if best.status != "optimal":
        return Raised(limit, None, 0, False)
    while True:
        reached = _least_bound(wanted, limit, here, target, deadline)
        if reached.at is None:
            return Raised(limit, None, reached.below - limit.bound, reached.exact)
        if not reached.exact:
            return Raised(limit, None, reached.below - limit.bound, False)
        free = _solve(with_bound(problem, limit, reached.at), deadline)
        if free is None:
            return Raised(limit, None, reached.at - limit.bound, False)
        if free.value <= reached.value + _hair(target):
            return Raised(limit, reached.at - limit.bound, reached.at - limit.bound, True)
        here, target = reached.at, free.value


def own_cost(
    problem: Problem, best: Selection, key: str, time_limit: float = 5.0, money: Collection[str] = ()
) -> OwnCost:
    """The own cost at which a candidate changes sides, all its periods in proportion, by halving.

    The value of the best selection without the candidate does not depend on its cost, and that of the best with it
    never rises with it, so there is one point where they meet.

    Parameters
    ----------
    money : collection of str
        Names of groups whose amounts are money, which change along.
    """
    deadline = time.monotonic() + time_limit
    inside = key in best.chosen
    if best.status != "optimal":
        return OwnCost(None, False)
    without = _solve(flipped(problem, key, True), deadline) if inside else best
    if without is None or (inside and not without.found):
        return OwnCost(None, without is not None)
    target = without.value - _hair(best.value)

    def holds(thousandths: int) -> bool | None:
        dearer = _costing(problem, key, thousandths, money)
        answer = _solve(flipped(dearer, key, False), deadline)
        return None if answer is None else answer.found and answer.value >= target

    if not inside and holds(STEPS):
        return OwnCost(1.0, True)
    return _halved(holds, STEPS, HIGHEST if inside else 0, wanted=not inside)


def _halved(holds: Callable[[int], bool | None], near: int, far: int, wanted: bool) -> OwnCost:
    """The thousandths nearest to `near` at which the candidate is as `wanted`."""
    answer = holds(far)
    if answer is not wanted:
        return OwnCost(None, answer is not None)
    while abs(far - near) > 1:
        middle = (far + near) // 2
        answer = holds(middle)
        if answer is None:
            return OwnCost(far / STEPS, False)
        far, near = (middle, near) if answer is wanted else (far, middle)
    return OwnCost(far / STEPS, True)


@dataclass(frozen=True)
class _Reached:
    """The least bound at which a value is reached, None where none is; below it nothing does."""

    at: int | None
    value: float
    below: int
    exact: bool


def _least_bound(problem: Problem, limit: Constraint, low: int, target: float, deadline: float) -> _Reached:
    """The least bound, not below `low`, at which the best selection of the problem is worth the target."""
    amount = amount_of(problem, limit)
    enough = target - _hair(target)
    answer = _solve(with_bound(problem, limit, low), deadline)
    if answer is None:
        return _Reached(None, 0.0, low, False)
    if answer.found and answer.value >= enough:
        return _Reached(low, answer.value, low, True)
    answer = _solve(with_bound(problem, limit, None), deadline)
    if answer is None or not answer.found or answer.value < enough:
        return _Reached(None, 0.0, low, answer is not None)
    # Where all amounts are multiples of one, only such multiples of it make a difference.
    step = max(int(np.gcd.reduce(amount)), 1)
    near, far, value = low // step, _taken(problem, answer, amount) // step, answer.value
    while far - near > 1:
        middle = (near + far) // 2
        answer = _solve(with_bound(problem, limit, middle * step), deadline)
        if answer is None:
            return _Reached(far * step, value, near * step + step, False)
        if answer.found and answer.value >= enough:
            far, value = _taken(problem, answer, amount) // step, answer.value
        else:
            near = middle
    return _Reached(far * step, value, far * step, True)


def _taken(problem: Problem, selection: Selection, amount: NDArray[np.int64]) -> int:
    inside = np.isin(np.array(problem.keys, dtype=object), list(selection.chosen))
    return int(amount[inside].sum())


def _costing(problem: Problem, key: str, thousandths: int, money: Collection[str]) -> Problem:
    """The problem in which a candidate costs so many thousandths of what it does, rounded down."""
    place = problem.keys.index(key)
    cost = problem.cost.copy()
    cost[place] = _share(cost[place], thousandths)
    groups = []
    for group in problem.groups:
        amount = group.amount.copy()
        if group.name in money:
            amount[place] = _share(amount[place : place + 1], thousandths)[0]
        groups.append(Group(group.name, amount, group.at_least, group.at_most))
    return replace(problem, cost=cost, groups=tuple(groups))


def _share(amount: NDArray[np.int64], thousandths: int) -> NDArray[np.int64]:
    """So many thousandths of whole amounts, rounded down, in whole numbers throughout."""
    return amount // STEPS * thousandths + amount % STEPS * thousandths // STEPS


def _solve(problem: Problem, deadline: float) -> Selection | None:
    """The proven best selection, or the proof that there is none; None where time ran out first."""
    left = deadline - time.monotonic()
    answer = select(problem, min(left, _EACH)) if left > 0 else None
    return answer if answer is not None and answer.status in ("optimal", "infeasible") else None


def _hair(value: float) -> float:
    return 1e-9 * max(abs(value), 1.0)
