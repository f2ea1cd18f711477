"""A problem with everything already decided taken out: what rules and limits settle before any solving."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.selection_limits import Row, least, overrun, rows
from models.selection_problem import Conflict, Problem


@dataclass(frozen=True, eq=False)
class Reduced:
    """What is left to decide.

    Attributes
    ----------
    fixed : array of bool, shape (n,)
        Candidates that are chosen in any case.
    members : tuple of int arrays
        Items still open; each is one candidate or several that are decided together.
    value : array of float, shape (m,)
    cost : array of int64, shape (r, m)
        Per limit that can still bind.
    room : array of int64, shape (r,)
        What is left of those limits after the fixed candidates.
    requires, excludes : tuple of index pairs
        Rules between open items.
    least : array of int64, shape (q, m)
        What each open item brings to every group whose least the fixed candidates do not reach.
    need : array of int64, shape (q,)
        What is still missing of those.
    """

    fixed: NDArray[np.bool_]
    members: tuple[NDArray[np.int64], ...]
    value: NDArray[np.float64]
    cost: NDArray[np.int64]
    room: NDArray[np.int64]
    requires: tuple[tuple[int, int], ...]
    excludes: tuple[tuple[int, int], ...]
    least: NDArray[np.int64]
    need: NDArray[np.int64]

    def expand(self, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Candidates chosen, shape (n,), for open items taken, shape (m,)."""
        chosen = self.fixed.copy()
        if taken.any():
            chosen[np.concatenate([self.members[item] for item in np.flatnonzero(taken)])] = True
        return chosen


def reduce(problem: Problem) -> Reduced | tuple[Conflict, ...]:
    """The open part of a problem, or the conflicts that leave nothing to select.

    Costs are never below zero and rules only link candidates, so the forced candidates with all they require are
    the smallest selection there is: a problem in which no group has a least has a solution exactly when that
    selection obeys rules and limits. Where a group has one, only a search can tell.
    """
    groups = _decided_together(problem)
    rules = _Rules.of(problem, groups)
    fixed_items, clash = rules.forced_in(problem, groups)
    if clash is not None:
        return (clash,)
    limits = rows(problem)
    fixed = np.zeros(len(problem.keys), dtype=bool)
    for item in fixed_items:
        fixed[rules.members[item]] = True
    if conflicts := tuple(c for row in limits if (c := overrun(problem, row, fixed)) is not None):
        return tuple(sorted(conflicts, key=lambda conflict: len(conflict.keys)))
    room = np.array([row.limit - int(row.cost[fixed].sum()) for row in limits], dtype=np.int64)
    item_cost = rules.by_item([row.cost for row in limits])
    too_dear = set(np.flatnonzero((item_cost > room[:, None]).any(axis=0)).tolist())
    out = rules.spread_out(rules.forced_out(problem, groups) | (too_dear - fixed_items), fixed_items)
    asked = tuple(row for row in least(problem) if int(row.cost[fixed].sum()) < row.limit)
    out |= _worthless(problem, rules, asked) - fixed_items
    open_items = [i for i in range(len(rules.members)) if i not in fixed_items and i not in out]
    if missed := _out_of_reach(rules, asked, open_items, fixed):
        return missed
    return _keep(problem, rules, open_items, fixed, item_cost, room, asked)


def _out_of_reach(
    rules: _Rules, asked: tuple[Row, ...], open_items: list[int], fixed: NDArray[np.bool_]
) -> tuple[Conflict, ...]:
    """Groups whose least not even all that is fixed and open reaches."""
    reach = fixed.copy()
    for item in open_items:
        reach[rules.members[item]] = True
    sums = [(row, int(row.cost[reach].sum())) for row in asked]
    return tuple(Conflict("least", (), row.name, row.limit, most) for row, most in sums if most < row.limit)


def _keep(
    problem: Problem,
    rules: _Rules,
    open_items: list[int],
    fixed: NDArray[np.bool_],
    item_cost: NDArray[np.int64],
    room: NDArray[np.int64],
    asked: tuple[Row, ...],
) -> Reduced:
    place = {item: i for i, item in enumerate(open_items)}
    cost = item_cost[:, open_items]
    binding = cost.sum(axis=1) > room
    return Reduced(
        fixed=fixed,
        members=tuple(rules.members[i] for i in open_items),
        value=rules.worth(problem)[open_items],
        cost=cost[binding],
        room=room[binding],
        requires=tuple((place[a], place[b]) for a, b in sorted(rules.requires) if a in place and b in place),
        excludes=tuple((place[a], place[b]) for a, b in sorted(rules.excludes) if a in place and b in place),
        least=rules.by_item([row.cost for row in asked])[:, open_items],
        need=np.array([row.limit - int(row.cost[fixed].sum()) for row in asked], dtype=np.int64),
    )


def _decided_together(problem: Problem) -> dict[str, int]:
    """Group number of each candidate; candidates under a same-decision rule share one."""
    parent = {key: key for key in problem.keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for a, b in problem.same:
        parent[root(b)] = root(a)
    numbers: dict[str, int] = {}
    return {key: numbers.setdefault(root(key), len(numbers)) for key in problem.keys}


@dataclass(frozen=True)
class _Rules:
    """Rules between groups."""

    members: list[NDArray[np.int64]]
    requires: set[tuple[int, int]]
    excludes: set[tuple[int, int]]

    @classmethod
    def of(cls, problem: Problem, groups: dict[str, int]) -> _Rules:
        members: list[list[int]] = [[] for _ in range(max(groups.values(), default=-1) + 1)]
        for i, key in enumerate(problem.keys):
            members[groups[key]].append(i)
        return cls(
            [np.array(member, dtype=np.int64) for member in members],
            {(groups[a], groups[b]) for a, b in problem.requires if groups[a] != groups[b]},
            {(min(groups[a], groups[b]), max(groups[a], groups[b])) for a, b in problem.excludes},
        )

    def by_item(self, amounts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """What each group takes of every limit, shape (r, items), for what each candidate takes of it."""
        if not amounts or not self.members:
            return np.zeros((len(amounts), len(self.members)), dtype=np.int64)
        given = np.array(amounts, dtype=np.int64)
        if len(self.members) == given.shape[1]:
            return given
        order, starts = self._in_order()
        return np.add.reduceat(given[:, order], starts, axis=1)

    def worth(self, problem: Problem) -> NDArray[np.float64]:
        """Value of each group, shape (items,)."""
        if not self.members:
            return np.zeros(0)
        order, starts = self._in_order()
        return np.asarray(np.add.reduceat(problem.value[order], starts), dtype=np.float64)

    def _in_order(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Candidates group after group, and where each group starts."""
        sizes = np.fromiter((len(member) for member in self.members), dtype=np.int64, count=len(self.members))
        return np.concatenate(self.members), np.append(0, np.cumsum(sizes)[:-1])

    def forced_in(self, problem: Problem, groups: dict[str, int]) -> tuple[set[int], Conflict | None]:
        """Groups chosen in any case, and the chain of candidates that contradicts itself, if there is one."""
        names = {number: key for key, number in reversed(list(groups.items()))}
        came_from: dict[int, int | None] = {}
        for key in sorted(problem.forced_in):
            names[groups[key]] = key
            came_from[groups[key]] = None
        queue = deque(came_from)
        needs: dict[int, list[int]] = {}
        for a, b in sorted(self.requires):
            needs.setdefault(a, []).append(b)
        while queue:
            item = queue.popleft()
            for needed in needs.get(item, []):
                if needed not in came_from:
                    came_from[needed] = item
                    queue.append(needed)
        return set(came_from), self._clash(problem, groups, came_from, names)

    def _clash(
        self, problem: Problem, groups: dict[str, int], came_from: dict[int, int | None], names: dict[int, str]
    ) -> Conflict | None:
        def chain(item: int | None) -> list[str]:
            found: list[str] = []
            while item is not None:
                found.insert(0, names[item])
                item = came_from[item]
            return found

        chains = [[*chain(groups[key]), key] for key in sorted(problem.forced_out) if groups[key] in came_from]
        chains += [chain(a) + chain(b)[::-1] for a, b in sorted(self.excludes) if a in came_from and b in came_from]
        if not chains:
            return None
        return Conflict("rules", tuple(dict.fromkeys(sorted(chains, key=len)[0])))

    def forced_out(self, problem: Problem, groups: dict[str, int]) -> set[int]:
        """Groups that hold a candidate forced out, or two that exclude each other."""
        return {groups[key] for key in problem.forced_out} | {a for a, b in self.excludes if a == b}

    def spread_out(self, out: set[int], fixed: set[int]) -> set[int]:
        """Groups that cannot be chosen: those given, those excluded by a fixed one, and all that require any."""
        found = set(out)
        for a, b in self.excludes:
            if a in fixed:
                found.add(b)
            elif b in fixed:
                found.add(a)
        needed_by: dict[int, list[int]] = {}
        for a, b in self.requires:
            needed_by.setdefault(b, []).append(a)
        queue = deque(found)
        while queue:
            for item in needed_by.get(queue.popleft(), []):
                if item not in found:
                    found.add(item)
                    queue.append(item)
        return found - fixed


def _worthless(problem: Problem, rules: _Rules, asked: tuple[Row, ...]) -> set[int]:
    """Groups worth nothing that no other group requires and no least asks for: choosing them never helps."""
    wanted = np.asarray(rules.by_item([row.cost for row in asked]).any(axis=0), dtype=np.bool_)
    wanted[[b for _, b in rules.requires]] = True
    return set(np.flatnonzero(~wanted & (rules.worth(problem) <= 0)).tolist())
