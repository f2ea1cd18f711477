"""A ranked list cut where the money ends: what people do by hand, and what it takes in."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.selection import worth
from models.selection_limits import Row, breaks_rule, rows
from models.selection_problem import Pair, Problem

Why = Literal["", "money", "rule", "forced out", "below"]


@dataclass(frozen=True)
class Cause:
    """What takes a candidate out, or in ahead of its rank: a pair of candidates, or the bound of a group by its name.

    For "requires" the first of `keys` needs the second; for "forced out" its one key is decided together and out.
    """

    kind: Literal["requires", "excludes", "same", "group", "forced out"]
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Waterline:
    """A ranked list and its cut.

    Attributes
    ----------
    order : tuple of str
        All candidates: those decided in advance first, then what they need, those forced out last.
    why : tuple of {"", "money", "rule", "forced out", "below"}, in that order
        "" is in; "money" did not fit, "rule" was kept out by another candidate, "below" stands under the line.
    line : int
        Place of the first candidate that did not fit, or of the end of the list; some before it may be taken out.
    stopped_by : str or None
        The limit at the line: the name of a period or group, "total", "count"; None where all fit.
    chosen : tuple of str
        What is in, in the order of the problem.
    value : float
    cost : tuple of int
        Per period.
    total_cost : int
    causes : mapping of str to Cause
        By key: the rule that keeps a candidate out, or that brings one in with those decided in advance.
    broken : str, pair or None
        The first rule that the cut breaks all the same, such as the least of a group that nobody looks at in a list.
    """

    order: tuple[str, ...]
    why: tuple[Why, ...]
    line: int
    stopped_by: str | None
    chosen: tuple[str, ...]
    value: float
    cost: tuple[int, ...]
    total_cost: int
    causes: Mapping[str, Cause] = field(default_factory=dict)
    broken: Pair | str | None = None


def by_value(problem: Problem) -> NDArray[np.float64]:
    """Rank by value, shape (n,), more first."""
    return problem.value


def by_value_for_money(problem: Problem) -> NDArray[np.float64]:
    """Rank by value per unit of money, shape (n,); what costs nothing comes first if it is worth anything."""
    cost = problem.total_cost
    free = np.where(problem.value > 0, np.inf, problem.value)
    return np.asarray(np.where(cost > 0, problem.value / np.maximum(cost, 1), free), dtype=np.float64)


def cut(problem: Problem, rank: NDArray[np.float64], go_on: bool = False) -> Waterline:
    """The list by a rank, cut where the first candidate does not fit in what is left of any limit.

    Parameters
    ----------
    problem : Problem
    rank : array of float, shape (n,)
        Highest first; among equals the cheaper, then in order of the problem. A missing rank (NaN) comes last.
    go_on : bool
        Skip what does not fit and go on down the list, instead of stopping there.

    Notes
    -----
    Candidates forced in come first, with those they require or are decided together with, and always stand above the
    line. One that another bars, or that requires one that is not in yet, is passed over and does not end the list; it
    comes in once what it requires is in. Projects decided together come in together, or stay out together. Bounds on a
    number of projects in a group are rules here, not money.
    """
    state = _State(problem)
    order = _order(problem, rank, state.needed)
    state.take([place for place in order if problem.keys[place] in problem.forced_in or place in state.needed])
    line, stopped_by = len(order), None
    for position, place in enumerate(order):
        if state.inside[place] or problem.keys[place] in problem.forced_out:
            continue
        missing = state.try_in(place)
        if missing is not None and stopped_by is None:
            line, stopped_by = position, missing
            if not go_on:
                break
    return state.told(order, line if stopped_by is not None else _end(problem, order), stopped_by)


def _order(problem: Problem, rank: NDArray[np.float64], needed: Collection[int]) -> list[int]:
    cost = problem.total_cost
    known = np.where(np.isnan(rank), -np.inf, rank)

    def place_of(i: int) -> tuple[int, float, int, int]:
        key = problem.keys[i]
        turn = 0 if key in problem.forced_in else 1 if i in needed else 3 if key in problem.forced_out else 2
        return turn, -known[i], int(cost[i]), i

    return sorted(range(len(problem.keys)), key=place_of)


def _end(problem: Problem, order: Sequence[int]) -> int:
    return sum(problem.keys[place] not in problem.forced_out for place in order)


class _State:
    """What is in so far, and what is left of every limit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.place = {key: i for i, key in enumerate(problem.keys)}
        self.inside = np.zeros(len(problem.keys), dtype=bool)
        self.names: set[str] = set()
        self.by_rule: dict[int, Cause] = {}
        self.no_room: set[int] = set()
        self.needed = self._needed()
        limits = rows(problem)
        self.money = [row for row in limits if not _counts_members(row)]
        self.numbers = [row for row in limits if _counts_members(row)]
        self.left = {id(row): row.limit for row in limits}

    def try_in(self, place: int) -> str | None:
        """Take a candidate with those decided together with it; the limit it does not fit in, None else."""
        wanted = self._together(place)
        barred = self._barred(wanted) or self._too_many(wanted)
        if barred is not None:
            self.by_rule.update(dict.fromkeys(wanted, barred))
            return None
        for row in self.money:
            if not self._fits(row, wanted):
                self.no_room.update(wanted)
                return row.name or row.kind
        self.take(wanted)
        for waiting in sorted(self.by_rule):
            if waiting in self.by_rule and self._requires_only(waiting, wanted):
                del self.by_rule[waiting]
                self.try_in(waiting)
        return None

    def take(self, wanted: Sequence[int]) -> None:
        new = [i for i in wanted if not self.inside[i]]
        self.inside[new] = True
        self.names.update(self.problem.keys[i] for i in new)
        for i in new:
            self.by_rule.pop(i, None)
        for row in (*self.money, *self.numbers):
            self.left[id(row)] -= int(row.cost[new].sum())

    def told(self, order: Sequence[int], line: int, stopped_by: str | None) -> Waterline:
        problem = self.problem
        keys = tuple(problem.keys[i] for i in np.flatnonzero(self.inside))
        cost = problem.cost[self.inside].sum(axis=0, dtype=np.int64)
        known = self.needed | self.by_rule
        return Waterline(
            order=tuple(problem.keys[i] for i in order),
            why=tuple(self._why(i) for i in order),
            line=line,
            stopped_by=stopped_by,
            chosen=keys,
            value=worth(problem, self.inside),
            cost=tuple(int(amount) for amount in cost),
            total_cost=int(cost.sum()),
            causes={problem.keys[i]: cause for i, cause in known.items() if problem.keys[i] not in problem.forced_out},
            broken=breaks_rule(problem, set(keys)),
        )

    def _why(self, place: int) -> Why:
        if self.inside[place]:
            return ""
        if self.problem.keys[place] in self.problem.forced_out:
            return "forced out"
        return "rule" if place in self.by_rule else "money" if place in self.no_room else "below"

    def _fits(self, row: Row, wanted: Sequence[int]) -> bool:
        return int(row.cost[[i for i in wanted if not self.inside[i]]].sum()) <= self.left[id(row)]

    def _together(self, place: int) -> list[int]:
        reached = [place]
        for one in reached:
            for pair in self.problem.same:
                ends = {self.place[key] for key in pair}
                reached += sorted(ends - set(reached)) if one in ends else []
        return reached

    def _needed(self) -> dict[int, Cause]:
        """What those forced in require, or are decided together with, at any remove: what leaves no choice about it."""
        links = [(a, b, Cause("requires", (a, b))) for a, b in self.problem.requires]
        links += [(one, other, Cause("same", (a, b))) for a, b in self.problem.same for one, other in ((a, b), (b, a))]
        found: dict[str, Cause] = {}
        reached = sorted(self.problem.forced_in)
        for one in reached:
            for a, b, cause in links:
                if a == one and b not in reached and b not in self.problem.forced_out:
                    found[b] = cause
                    reached.append(b)
        return {self.place[key]: cause for key, cause in found.items()}

    def _barred(self, wanted: Sequence[int]) -> Cause | None:
        new = {self.problem.keys[i] for i in wanted}
        if left_out := sorted(new & self.problem.forced_out):
            return Cause("forced out", (left_out[0],))
        for a, b in self.problem.requires:
            if a in new and b not in new and b not in self.names:
                return Cause("requires", (a, b))
        for pair in self.problem.excludes:
            if not new.isdisjoint(pair) and all(key in new or key in self.names for key in pair):
                return Cause("excludes", pair)
        return None

    def _too_many(self, wanted: Sequence[int]) -> Cause | None:
        row = next((row for row in self.numbers if not self._fits(row, wanted)), None)
        return None if row is None else Cause("group", (row.name or row.kind,))

    def _requires_only(self, waiting: int, came: Sequence[int]) -> bool:
        keys = {self.problem.keys[i] for i in came}
        return any(self.place[a] == waiting and b in keys for a, b in self.problem.requires)


def _counts_members(row: Row) -> bool:
    return row.kind == "group" and int(row.cost.max(initial=0)) <= 1


def left_on_the_table(line: Waterline, best: float) -> float:
    """What the best selection for the same limits is worth more than the cut, zero or more; NaN where there is none."""
    return max(best - line.value, 0.0) if math.isfinite(best) else math.nan
