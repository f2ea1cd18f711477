"""Why nothing can be selected: the fewest limits, rules and decisions that leave nothing together.

Source: QuickXplain (Junker, 2004) finds a set from which nothing can be taken away; the smallest of them all comes from
hitting sets of what would have to be given up (Reiter, 1987; Ignatiev, Previti, Liffiton and Marques-Silva, 2015).
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from models.selection import first, select
from models.selection_constraints import Constraint, constraints
from models.selection_limits import least, rows
from models.selection_problem import Group, Problem
from models.selection_reduction import reduce

_EACH = 2.0
_ORDERS = 8
_DECISIONS = ("forced in", "forced out")
_LIMITS = ("period", "total", "count", "at most", "at least")


@dataclass(frozen=True)
class ConflictSet:
    """Constraints that leave nothing to select together.

    Attributes
    ----------
    members : tuple of Constraint
        In the order of `selection_constraints.constraints`; empty where what is settled contradicts itself.
    irreducible : bool
        Taking away any one of them was shown to make a selection possible, as far as they are concerned.
    smallest : bool
        No set of fewer constraints does it; False where that was not shown in time.
    """

    members: tuple[Constraint, ...]
    irreducible: bool
    smallest: bool


def conflicts(problem: Problem, time_limit: float = 5.0, settled: Collection[Constraint] = ()) -> ConflictSet | None:
    """The smallest set of constraints in conflict; None where there is none, or none was shown in time.

    Parameters
    ----------
    problem : Problem
    time_limit : float
        Seconds. An irreducible set comes first; the rest of the time goes into the proof that none is smaller.
    settled : collection of Constraint
        What nobody can take away (for example one choice for each project); never named.
    """
    known = set(settled)
    search = _Search(problem, tuple(known), time.monotonic() + time_limit)
    every = [one for one in dict.fromkeys(constraints(problem)) if one not in known]
    if search.possible(every) is not False:
        return None
    found = _irreducible(search, every)
    doubt = search.doubt
    smallest = _smallest(search, every, found)
    if smallest is None:
        return ConflictSet(_in_order(every, found), irreducible=not doubt, smallest=False)
    return ConflictSet(_in_order(every, smallest), irreducible=True, smallest=True)


def only(problem: Problem, kept: Collection[Constraint]) -> Problem:
    """The problem with no constraints but those kept."""
    keys: dict[str, list[str]] = {kind: [] for kind in _DECISIONS}
    pairs: dict[str, list[tuple[str, str]]] = {"requires": [], "excludes": [], "same": []}
    limits = {(one.kind, one.name) for one in kept if one.kind in _LIMITS}
    for one in kept:
        if one.kind in keys:
            keys[one.kind] += one.keys
        elif one.kind in pairs:
            pairs[one.kind].append((one.keys[0], one.keys[1]))
    named = zip(problem.periods, problem.limits, strict=True)
    ends = [
        replace(
            group,
            at_least=group.at_least if ("at least", group.name) in limits else None,
            at_most=group.at_most if ("at most", group.name) in limits else None,
        )
        for group in problem.groups
    ]
    return replace(
        problem,
        forced_in=frozenset(keys["forced in"]),
        forced_out=frozenset(keys["forced out"]),
        requires=tuple(pairs["requires"]),
        excludes=tuple(pairs["excludes"]),
        same=tuple(pairs["same"]),
        limits=tuple(limit if ("period", name) in limits else None for name, limit in named),
        total_limit=problem.total_limit if ("total", "") in limits else None,
        at_most=problem.at_most if ("count", "") in limits else None,
        groups=tuple(group for group in ends if group.at_least is not None or group.at_most is not None),
    )


def feasible(problem: Problem, time_limit: float) -> bool | None:
    """Whether anything can be selected; None where that was not settled in time."""
    reduced = reduce(problem)
    if isinstance(reduced, tuple):
        return False
    if not least(problem):
        return True
    quick = first(problem)
    if quick.status != "unknown":
        return quick.found
    for gap in (1.0, 0.0):
        answer = select(problem, time_limit / 2, gap)
        if answer.status != "unknown":
            return answer.found
    return None


@dataclass
class _Search:
    """Answers whether sets of constraints leave anything to select; notes whether an answer was missing."""

    problem: Problem
    settled: tuple[Constraint, ...]
    deadline: float
    doubt: bool = False
    _known: dict[frozenset[Constraint], bool] = field(default_factory=dict)

    def possible(self, kept: Collection[Constraint]) -> bool | None:
        key = frozenset(kept)
        if key in self._known:
            return self._known[key]
        left = self.deadline - time.monotonic()
        answer = feasible(only(self.problem, (*self.settled, *kept)), min(left, _EACH)) if left > 0 else None
        if answer is None:
            self.doubt = True
        else:
            self._known[key] = answer
        return answer


def _irreducible(search: _Search, every: list[Constraint]) -> list[Constraint]:
    """The smallest of the irreducible sets found from several orders."""
    if not every or search.possible([]) is False:
        return []
    best = every
    for order in _orders(search.problem, every):
        if time.monotonic() > search.deadline and best is not every:
            break
        found = _quick(search, [], False, order)
        best = found if len(found) < len(best) else best
    return best


def _orders(problem: Problem, every: list[Constraint]) -> list[list[Constraint]]:
    """Orders to try: what comes early is likely to be named. One for the rules alone, one for each limit."""
    place = {key: i for i, key in enumerate(problem.keys)}
    ruled = sorted(every, key=lambda one: one.kind in _LIMITS)
    orders = [ruled, ruled[::-1]]
    for row in rows(problem)[: _ORDERS - len(orders)]:
        own = ("at most" if row.kind == "group" else row.kind, row.name or "")
        rank: dict[Constraint, tuple[int, int]] = {}
        for one in every:
            if one.kind == "forced in":
                rank[one] = (1, -int(row.cost[place[one.keys[0]]]))
            elif one.kind in _LIMITS:
                rank[one] = (0 if (one.kind, one.name) == own else 3, 0)
            else:
                rank[one] = (2, 0)
        orders.append(sorted(every, key=rank.__getitem__))
    return orders


def _quick(search: _Search, base: list[Constraint], grown: bool, open_ones: list[Constraint]) -> list[Constraint]:
    """QuickXplain: members of `open_ones` that an irreducible conflict with `base` needs.

    An answer that is missing counts as possible, so that what comes back is in conflict in any case.
    """
    if grown and search.possible(base) is False:
        return []
    if len(open_ones) == 1:
        return open_ones
    half = len(open_ones) // 2
    early, late = open_ones[:half], open_ones[half:]
    second = _quick(search, base + early, bool(early), late)
    return _quick(search, base + second, bool(second), early) + second


def _smallest(search: _Search, every: list[Constraint], found: list[Constraint]) -> list[Constraint] | None:
    """A smallest set in conflict; None where time ran out before the proof.

    Every set in conflict holds a member of each set whose absence makes a selection possible; the fewest constraints
    that do so are a lower bound, and the answer as soon as they are in conflict themselves.
    """
    corrections: list[list[Constraint]] = []
    while (hit := _hitting(every, corrections, search.deadline)) is not None:
        if len(hit) >= len(found):
            return found
        answer = search.possible(hit)
        if answer is not True:
            return hit if answer is False else None
        kept = _grown(search, hit, [one for one in every if one not in set(hit)])
        if kept is None:
            return None
        corrections.append([one for one in every if one not in set(kept)])
    return None


def _grown(search: _Search, kept: list[Constraint], rest: Sequence[Constraint]) -> list[Constraint] | None:
    """The constraints kept with as many of the rest as leave something to select; None where time ran out."""
    if not rest:
        return kept
    answer = search.possible([*kept, *rest])
    if answer is None:
        return None
    if answer:
        return [*kept, *rest]
    if len(rest) == 1:
        return kept
    half = len(rest) // 2
    more = _grown(search, kept, rest[:half])
    return None if more is None else _grown(search, more, rest[half:])


def _hitting(every: list[Constraint], corrections: list[list[Constraint]], deadline: float) -> list[Constraint] | None:
    """The fewest constraints that hold one of each set; None where time ran out."""
    left = deadline - time.monotonic()
    if not corrections:
        return []
    keys = tuple(str(i) for i in range(len(every)))
    free = len(every)
    groups = [
        Group(str(i), np.array([*(one in set(members) for one in every), False], dtype=np.int64), at_least=1)
        for i, members in enumerate(corrections)
    ]
    value = np.array([-1.0] * free + [1.0])
    statement = Problem((*keys, "free"), value, np.zeros((free + 1, 1), dtype=np.int64), (None,), groups=tuple(groups))
    answer = select(statement, left) if left > 0 else None
    if answer is None or answer.status != "optimal":
        return None
    return [every[int(key)] for key in answer.chosen if key != "free"]


def _in_order(every: list[Constraint], found: Collection[Constraint]) -> tuple[Constraint, ...]:
    inside = set(found)
    return tuple(one for one in every if one in inside)
