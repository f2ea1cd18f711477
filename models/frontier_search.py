"""Steps of a frontier found one solve at a time, where several limits bind."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.cheapest import Cheapest, cheapest
from models.selection import select, worth
from models.selection_problem import Conflict, Problem, Selection

SPREAD = 40
NO_END = int(np.iinfo(np.int64).max)
Mode = Literal["total", "scaled"]
Watch = Callable[[int, int], bool]
"""Told before each solve how many are done, and of how many at most; False stops the search."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """A selection (shape (n,)) that is affordable from budget `low` on, and the best found up to `high`.

    No selection at any budget up to `high` is worth more than `bound`.
    """

    low: int
    high: int
    value: float
    chosen: NDArray[np.bool_]
    bound: float


@dataclass(frozen=True)
class Lowest:
    """The smallest budget known to be enough, whether a smaller one is ruled out, and why none is where none is.

    `budget` is None where nothing is allowed at any budget (`proven`), or nothing was found in time.
    """

    budget: int | None
    proven: bool
    conflicts: tuple[Conflict, ...] = ()


def with_budget(problem: Problem, budget: int, mode: Mode) -> Problem:
    """The problem at one budget: as the total limit, or with the limits per period scaled to add up to it."""
    if mode == "total":
        return replace(problem, total_limit=budget)
    whole = _sum_of_limits(problem)
    scaled = tuple(None if limit is None else limit * budget // whole for limit in problem.limits)
    return replace(problem, limits=scaled)


def least_budget(problem: Problem, chosen: NDArray[np.bool_], mode: Mode) -> int:
    """The smallest budget at which a selection (shape (n,)) is affordable.

    Scaled limits round down, so the budget is the largest of ceil(cost_t * sum of limits / limit_t); a period with
    money to pay and a limit of 0 has none and raises ValueError.
    """
    cost = [int(amount) for amount in problem.cost[chosen].sum(axis=0, dtype=np.int64)]
    if mode == "total":
        return sum(cost)
    whole = _sum_of_limits(problem)
    needed = [0]
    for amount, limit in zip(cost, problem.limits, strict=True):
        if limit is not None and amount:
            if limit == 0:
                raise ValueError("a period with a limit of 0 cannot be scaled to pay for the forced candidates")
            needed.append(-(-amount * whole // limit))
    return max(needed)


def stretches(
    problem: Problem,
    lowest: int,
    mode: Mode,
    solves: int,
    time_limit: float,
    gap: float,
    watch: Watch | None = None,
) -> list[Stretch]:
    """Steps between the cheapest selection and the most that money can buy, in at most `solves` solves.

    Each solve settles a whole stretch of budgets, from what its selection costs up to the budget asked. The next
    one is asked in the middle of the gap where most is unknown: the widest rise in value over money. After `SPREAD` of
    them every other one is asked just below the dearer step of that gap, so that it finds the step before that one or
    that there is none: what is enough to find every step in about two solves each.
    """
    deadline = time.monotonic() + time_limit
    wanted: int | None = max(lowest, _all_that_helps(problem, mode))
    found: list[Stretch] = []
    budgets: set[int] = set()
    most = max(solves, 2)
    for asked in range(most):
        if wanted is None or (asked >= 2 and time.monotonic() >= deadline):
            break
        if watch is not None and not watch(asked, most):
            break
        left = max(deadline - time.monotonic(), 0.05)
        budgets.add(wanted)
        selection = select(with_budget(problem, wanted, mode), left, gap)
        if selection.found:
            piece = stretch(problem, selection, wanted, mode)
            found = insert(found, replace(piece, high=NO_END) if asked == 0 else piece)
        wanted = lowest if asked == 0 else _widest(found, budgets, asked >= SPREAD and asked % 2 == 0)
    return found


def lowest_budget(problem: Problem, mode: Mode, time_limit: float) -> Lowest:
    """The smallest budget at which anything is allowed, rules and leasts of groups included.

    The total is searched directly. Scaled limits are halved between a budget that is too small and one that is enough,
    the cheapest selection at each telling how far down it goes.
    """
    deadline = time.monotonic() + time_limit
    if mode == "total":
        least = cheapest(replace(problem, total_limit=None), time_limit)
        return _lowest(problem, least, mode)
    free = tuple(None if limit is None or limit > 0 else 0 for limit in problem.limits)
    best = _lowest(problem, cheapest(replace(problem, limits=free), time_limit), mode)
    too_small, enough = -1, best.budget
    while enough is not None and enough - too_small > 1 and time.monotonic() < deadline:
        middle = (too_small + enough) // 2
        least = cheapest(with_budget(problem, middle, mode), max(deadline - time.monotonic(), 0.05))
        if least.chosen is not None:
            enough = min(middle, least_budget(problem, least.chosen, mode))
        elif least.proven:
            too_small = middle
        else:
            break
    return replace(best, budget=enough, proven=enough is None or enough - too_small <= 1)


def _lowest(problem: Problem, least: Cheapest, mode: Mode) -> Lowest:
    budget = None if least.chosen is None else least_budget(problem, least.chosen, mode)
    return Lowest(budget, least.proven, least.conflicts)


def stretch(problem: Problem, selection: Selection, budget: int, mode: Mode) -> Stretch:
    """The budgets for which a selection, found for one budget, is the best."""
    inside = set(selection.chosen)
    chosen = np.array([key in inside for key in problem.keys], dtype=bool)
    low = least_budget(problem, chosen, mode)
    return Stretch(low, max(budget, low), worth(problem, chosen), chosen, selection.bound)


def insert(known: list[Stretch], found: Stretch) -> list[Stretch]:
    """Stretches in order of budget with one more; those it equals or beats at its own cost are taken up in it."""
    slack = 1e-12 * max(abs(found.value), 1e-300)
    as_good = [s for s in known if s.low <= found.low and s.value >= found.value - slack]
    if as_good:
        reached = as_good[-1]
        if found.high < reached.high or found.bound > reached.bound + slack:
            return known
        return [replace(s, high=found.high, bound=found.bound) if s is reached else s for s in known]
    beaten = [s for s in known if s.low >= found.low and s.value <= found.value + slack]
    high = max([found.high, *(s.high for s in beaten if s.bound <= found.bound + slack)])
    kept = [s for s in known if not any(s is gone for gone in beaten)]
    return sorted([*kept, replace(found, high=high)], key=lambda s: s.low)


def _widest(known: list[Stretch], asked: set[int], at_end: bool) -> int | None:
    """The budget to ask next, not asked before, in the middle or at the upper end of a gap; None where none is left."""
    best, budget = 0.0, None
    for here, after in pairwise(known):
        width = after.low - here.high - 1
        inside = after.low - 1 if at_end else here.high + 1 + width // 2
        if width > 0 and inside not in asked and (room := float(width) * (after.value - here.value)) > best:
            best, budget = room, inside
    return budget


def _sum_of_limits(problem: Problem) -> int:
    whole = sum(limit for limit in problem.limits if limit is not None)
    if whole <= 0:
        raise ValueError("limits that add up to nothing cannot be scaled")
    return whole


def _all_that_helps(problem: Problem, mode: Mode) -> int:
    """A budget that never holds back: all candidates, or what every period with money would need for all."""
    everything = np.ones(len(problem.keys), dtype=bool)
    if mode == "total":
        return int(problem.total_cost.sum())
    payable = tuple(limit or None for limit in problem.limits)
    return least_budget(replace(problem, limits=payable), everything, mode)
