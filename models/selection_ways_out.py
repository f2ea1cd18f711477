"""What would lift a conflict: each rule that could go, each limit with the least change that is enough."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.selection import select
from models.selection_conflicts import ConflictSet, conflicts, feasible, only
from models.selection_constraints import Constraint, with_bound, without
from models.selection_problem import Group, Problem

_EACH = 2.0
_RANK = {"period": 0, "total": 0, "at most": 1, "at least": 1, "count": 2}
_FREE = "\0"
_MOST_CONFLICTS = 5


@dataclass(frozen=True)
class WayOut:
    """One constraint that lifts a conflict when it goes, or moves far enough.

    Attributes
    ----------
    constraint : Constraint
    bound : int or None
        For limits and groups: the nearest bound that is enough. None for rules and decisions, which have to go.
    change : int
        Distance from the bound in force; 0 for rules and decisions.
    exact : bool
        One unit less was shown not to do.
    enough : bool
        Something can be selected then. Else another conflict stays, and `bound` lifts this one alone.
    """

    constraint: Constraint
    bound: int | None
    change: int
    exact: bool
    enough: bool


def ways_out(
    problem: Problem, conflict: ConflictSet, time_limit: float = 5.0, settled: Collection[Constraint] = ()
) -> tuple[WayOut, ...]:
    """What would lift a conflict, one way for each member: those that are enough first, money by amount, rules last.

    Members for which no answer was found in time are left out.
    """
    deadline = time.monotonic() + time_limit
    found = [_way_out(problem, conflict, one, deadline, settled) for one in conflict.members]
    ways = [way for way in found if way is not None]
    return tuple(sorted(ways, key=lambda way: (not way.enough, _RANK.get(way.constraint.kind, 3), way.change)))


def all_conflicts(
    problem: Problem, time_limit: float = 5.0, settled: Collection[Constraint] = ()
) -> tuple[ConflictSet, ...]:
    """Conflicts that have to be lifted one after the other, each without the members of those before it."""
    deadline = time.monotonic() + time_limit
    found: list[ConflictSet] = []
    while len(found) < _MOST_CONFLICTS and (left := deadline - time.monotonic()) > 0:
        conflict = conflicts(problem, left / 2, settled)
        if conflict is None:
            break
        found.append(conflict)
        if not conflict.members:
            break
        for one in conflict.members:
            problem = without(problem, one)
    return tuple(found)


def _way_out(
    problem: Problem, conflict: ConflictSet, one: Constraint, deadline: float, settled: Collection[Constraint]
) -> WayOut | None:
    enough = _possible(without(problem, one), deadline)
    if enough is None:
        return None
    around = problem if enough else only(problem, (*settled, *conflict.members))
    if one.bound is None:
        return WayOut(one, None, 0, True, enough)
    bound, exact = _nearest(around, one, deadline)
    return None if bound is None else WayOut(one, bound, abs(bound - one.bound), exact, enough)


def _nearest(problem: Problem, one: Constraint, deadline: float) -> tuple[int | None, bool]:
    """The bound nearest to the one in force that leaves something to select, and whether nothing nearer does."""
    amount = amount_of(problem, one)
    sign = 1 if one.kind == "at least" else -1
    reached = _extreme(without(problem, one), amount, sign, deadline)
    if reached is None or one.bound is None:
        return None, False
    near, far = one.bound, reached
    # What the solver calls best is exact only up to its rounding; whole numbers decide.
    place = far + sign
    while abs(far - near) > 1:
        answer = _possible(with_bound(problem, one, place), deadline)
        if answer is None:
            return far, False
        far, near = (place, near) if answer else (far, place)
        place = (far + near) // 2
    return far, True


def amount_of(problem: Problem, one: Constraint) -> NDArray[np.int64]:
    """What each candidate takes of a limit or brings to a group, shape (n,)."""
    if one.kind == "total":
        return problem.total_cost
    if one.kind == "count":
        return np.ones(len(problem.keys), dtype=np.int64)
    if one.kind == "period":
        return problem.cost[:, problem.periods.index(one.name)]
    return next(group.amount for group in problem.groups if group.name == one.name)


def _extreme(problem: Problem, amount: NDArray[np.int64], sign: int, deadline: float) -> int | None:
    """The most (`sign` 1) or least (-1) of an amount that was found for anything that can be selected."""
    left = deadline - time.monotonic()
    if left <= 0:
        return None
    stated = _valued(problem, sign * amount.astype(np.float64))
    answer = select(stated, min(left, _EACH))
    if not answer.found:
        return None
    inside = np.isin(np.array(problem.keys, dtype=object), list(answer.chosen))
    return int(amount[inside].sum())


def _valued(problem: Problem, value: NDArray[np.float64]) -> Problem:
    """The problem with other values; one more candidate that is free and chosen anyway, for a value above zero."""
    nothing = np.zeros((1, problem.cost.shape[1]), dtype=np.int64)
    groups = [Group(one.name, np.append(one.amount, 0), one.at_least, one.at_most) for one in problem.groups]
    return replace(
        problem,
        keys=(*problem.keys, _FREE),
        value=np.append(value, max(float(np.abs(value).max(initial=0.0)), 1.0)),
        cost=np.vstack([problem.cost, nothing]),
        at_most=None if problem.at_most is None else problem.at_most + 1,
        forced_in=problem.forced_in | {_FREE},
        groups=tuple(groups),
    )


def _possible(problem: Problem, deadline: float) -> bool | None:
    left = deadline - time.monotonic()
    return feasible(problem, min(left, _EACH)) if left > 0 else None
