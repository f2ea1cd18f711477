"""Which single uncertainty moves most money: one thing at a time at the ends of its range, all else as stated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Problem, Selection
from models.selection_robustness import Case, Progress, inside, solutions

Of = Literal["weight", "rating", "value", "cost"]
End = Literal["low", "high"]


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """One thing that is not known for sure.

    Attributes
    ----------
    of : {"weight", "rating", "value", "cost"}
    key : str
        The objective, or the candidate.
    low, high : Case or None
        All values or costs with this one at the end of its range; None where that end cannot change the selection.
    """

    of: Of
    key: str
    low: Case | None
    high: Case | None


@dataclass(frozen=True)
class Moved:
    """What one uncertainty can change.

    Attributes
    ----------
    of : {"weight", "rating", "value", "cost"}
    key : str
    money : int
        Stated cost of what comes in and what goes out, halved: the money that changes hands, whole units, the larger
        of both ends.
    end : {"low", "high"}
        The end that moves it.
    enters, leaves : tuple of str
        At that end.
    proven : bool
        Both ends were solved to the proof.
    """

    of: Of
    key: str
    money: int
    end: End
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    proven: bool


def moved(
    problem: Problem,
    best: Selection,
    uncertain: Sequence[Uncertainty],
    *,
    jobs: int = 1,
    each: float = 2.0,
    money: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[Moved, ...]:
    """What each uncertainty moves by itself, the most money first.

    Parameters
    ----------
    As for `selection_robustness.frequencies`. An end at which nothing can be selected, or nothing was found in time,
    moves nothing and is not proven.
    """
    ends: list[tuple[int, End, Case]] = []
    for number, one in enumerate(uncertain):
        ends += [(number, "low", one.low)] if one.low is not None else []
        ends += [(number, "high", one.high)] if one.high is not None else []
    found = [Moved(one.of, one.key, 0, "low", (), (), True) for one in uncertain]
    total, now = problem.total_cost, inside(problem, best)
    answers = solutions(problem, best, [case for _, _, case in ends], jobs, each, money=money)
    for done, ((number, end, _), answer) in enumerate(zip(ends, answers, strict=True), start=1):
        found[number] = _larger(found[number], problem, answer, end, now, total)
        if progress is not None:
            progress(done, len(ends))
    return tuple(sorted(found, key=lambda one: -one.money))


def of_values(
    problem: Problem, best: Selection, within: float, parts: Mapping[str, Sequence[str]] | None = None
) -> list[Uncertainty]:
    """The value of each candidate, less and plus a share of it.

    What is chosen can only go when it is worth less, and what is not can only come when it is worth more: the other
    end is left out.

    Parameters
    ----------
    parts : mapping of str to sequence of str, optional
        Candidates that are options of one thing and change together.
    """
    found = []
    for key, places, now in _things(problem, best, parts or {}):
        if not np.any(problem.value[places]) or not _open(problem, places):
            continue
        change = within * np.abs(problem.value)
        ends = [problem.value.copy(), problem.value.copy()]
        ends[0][places] -= change[places]
        ends[1][places] += change[places]
        low, high = (Case(value=end) for end in ends)
        single = len(places) == 1
        found.append(Uncertainty("value", key, None if single and not now else low, None if single and now else high))
    return found


def of_costs(
    problem: Problem, best: Selection, within: float, parts: Mapping[str, Sequence[str]] | None = None
) -> list[Uncertainty]:
    """The cost of each candidate, less and plus a share of it; what is left out cannot come in for being dearer."""
    found, total = [], problem.total_cost
    for key, places, now in _things(problem, best, parts or {}):
        if not np.any(total[places]) or all(problem.keys[place] in problem.forced_out for place in places):
            continue
        cheaper, dearer = np.ones(len(total)), np.ones(len(total))
        cheaper[places], dearer[places] = 1 - within, 1 + within
        shut = len(places) == 1 and not now
        found.append(Uncertainty("cost", key, Case(factor=cheaper), None if shut else Case(factor=dearer)))
    return found


def _things(
    problem: Problem, best: Selection, parts: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[int], bool]]:
    """What varies as one: its key, the places of its candidates, and whether any is chosen."""
    of = {candidate: key for key, candidates in parts.items() for candidate in candidates}
    places: dict[str, list[int]] = {}
    for place, key in enumerate(problem.keys):
        places.setdefault(of.get(key, key), []).append(place)
    now = inside(problem, best)
    for key, members in places.items():
        yield key, members, bool(now[members].any())


def _open(problem: Problem, places: Sequence[int]) -> bool:
    decided = problem.forced_in | problem.forced_out
    return any(problem.keys[place] not in decided for place in places)


def _larger(
    so_far: Moved,
    problem: Problem,
    answer: Selection,
    end: End,
    now: NDArray[np.bool_],
    total: NDArray[np.int64],
) -> Moved:
    proven = so_far.proven and answer.status == "optimal"
    then = inside(problem, answer) if answer.found else now
    money = int(total[now != then].sum()) // 2
    keys = np.array(problem.keys, dtype=object)
    if money <= so_far.money and (so_far.enters or so_far.leaves or not (now != then).any()):
        return Moved(so_far.of, so_far.key, so_far.money, so_far.end, so_far.enters, so_far.leaves, proven)
    return Moved(so_far.of, so_far.key, money, end, tuple(keys[then & ~now]), tuple(keys[now & ~then]), proven)
