"""The next best selections that differ in earnest: by at least so many candidates from the best and from each other."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.selection import select
from models.selection_problem import Group, Problem, Selection

_EACH = 2.0


@dataclass(frozen=True)
class Alternative:
    """One of the next best selections.

    Attributes
    ----------
    selection : Selection
    enters, leaves : tuple of str
        Against the best.
    loss : float
        Value below the best.
    proven : bool
        No other selection that differs enough is worth more.
    """

    selection: Selection
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    loss: float
    proven: bool


@dataclass(frozen=True)
class Alternatives:
    """What was found; `complete` where there are as many as asked for, or no more exist."""

    found: tuple[Alternative, ...]
    complete: bool


def alternatives(
    problem: Problem,
    best: Selection,
    count: int = 3,
    apart: int = 2,
    time_limit: float = 5.0,
    counted: Collection[str] | None = None,
) -> Alternatives:
    """The `count` best selections, each at least `apart` candidates from the best and from those before it.

    "At least m apart" is no single limit on amounts that are never below zero, but one of m + 1 pairs of them is
    always kept: at least i of the earlier selection go and at least m - i others come, i = 0..m. Best-first search
    over these cases; each is solved once, and only where it could still hold the next selection.

    Parameters
    ----------
    problem : Problem
    best : Selection
    count, apart : int
    time_limit : float
        Seconds for all.
    counted : collection of str, optional
        Candidates whose differences count; all when not given.
    """
    search = _Search(problem, apart, time.monotonic() + time_limit, counted)
    found: list[Alternative] = []
    search.apart_from(best, problem)
    while len(found) < count:
        following = search.next()
        if following is None:
            break
        selection, proven = following
        found.append(_against(best, selection, proven))
    return Alternatives(tuple(found), complete=len(found) == count or search.exhausted)


class _Search:
    """Cases still open, the one that could be worth most first."""

    def __init__(self, problem: Problem, apart: int, deadline: float, counted: Collection[str] | None) -> None:
        self._keys = np.array(problem.keys, dtype=object)
        self._counted = np.ones(len(self._keys), dtype=bool) if counted is None else np.isin(self._keys, list(counted))
        self._apart, self._deadline = max(apart, 1), deadline
        self._queue: list[tuple[float, int, Problem, Selection]] = []
        self._tickets = itertools.count()
        self._known: list[NDArray[np.bool_]] = []
        self._cut_short = False

    @property
    def exhausted(self) -> bool:
        """Whether no case is left that could hold another selection."""
        return not self._queue and not self._cut_short

    def apart_from(self, selection: Selection, case: Problem) -> None:
        """Demand a distance from one more selection, and open the cases of the problem in which it was the best."""
        self._known.append(np.isin(self._keys, list(selection.chosen)))
        self._split(case, len(self._known) - 1)

    def next(self) -> tuple[Selection, bool] | None:
        """The best selection that is far enough from all known ones, and whether it is proven so."""
        while self._queue:
            _, _, case, selection = heapq.heappop(self._queue)
            inside = np.isin(self._keys, list(selection.chosen))
            near = next((i for i, known in enumerate(self._known) if self._distance(inside, known) < self._apart), None)
            if near is None:
                others = max((-bound for bound, _, _, _ in self._queue), default=-np.inf)
                proven = not self._cut_short and max(others, selection.bound) <= selection.value + _hair(selection)
                self.apart_from(selection, case)
                return selection, proven
            self._split(case, near)
        return None

    def _split(self, case: Problem, number: int) -> None:
        """Open the cases in which `case` keeps its distance from a known selection."""
        known = self._known[number]
        inside, outside = (known & self._counted).astype(np.int64), (~known & self._counted).astype(np.int64)
        for gone in range(self._apart + 1):
            come = self._apart - gone
            if gone > inside.sum() or come > outside.sum():
                continue
            groups = [*case.groups]
            if gone:
                groups.append(Group(f"\0gone {number}", inside, None, int(inside.sum()) - gone))
            if come:
                groups.append(Group(f"\0come {number}", outside, come, None))
            self._open(replace(case, groups=tuple(groups)))

    def _open(self, case: Problem) -> None:
        left = self._deadline - time.monotonic()
        answer = select(case, min(left, _EACH)) if left > 0 else None
        if answer is None or answer.status == "unknown":
            self._cut_short = True
        elif answer.found:
            heapq.heappush(self._queue, (-answer.bound, next(self._tickets), case, answer))

    def _distance(self, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> int:
        return int(((one != other) & self._counted).sum())


def _hair(selection: Selection) -> float:
    return 1e-9 * max(abs(selection.value), 1.0)


def _against(best: Selection, selection: Selection, proven: bool) -> Alternative:
    now, then = set(best.chosen), set(selection.chosen)
    return Alternative(
        selection=selection,
        enters=tuple(key for key in selection.chosen if key not in now),
        leaves=tuple(key for key in best.chosen if key not in then),
        loss=best.value - selection.value,
        proven=proven,
    )
