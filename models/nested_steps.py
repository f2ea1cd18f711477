"""Steps between two selections of which one holds the other, and the problem that keeps to either side of one."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.selection_limits import breaks_rule
from models.selection_problem import Problem

Chosen = frozenset[str]


@dataclass(frozen=True)
class Options:
    """Projects that are given money in one of several ways, each a candidate of its own.

    Attributes
    ----------
    options_of : mapping of str to sequence of str
        By project: the candidates that give it money.
    none_of : mapping of str to str
        By project: the candidate that gives it none.
    """

    options_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    none_of: Mapping[str, str] = field(default_factory=dict)

    def projects(self) -> dict[str, str]:
        """The project of every candidate that is an option or stands for none."""
        found = {option: project for project, options in self.options_of.items() for option in options}
        return found | {none: project for project, none in self.none_of.items()}


def keeping(problem: Problem, chosen: Chosen, options: Options) -> Problem:
    """The problem in which all that is chosen stays, and no project with options is given less money than now."""
    owner, cost = options.projects(), _costs(problem)
    out = set()
    for key in chosen & owner.keys() - set(options.none_of.values()):
        project = owner[key]
        cheaper = {other for other in options.options_of[project] if cost[other] < cost[key]}
        out |= cheaper | ({options.none_of[project]} if project in options.none_of else set())
    return replace(
        problem,
        forced_in=problem.forced_in | (chosen - owner.keys()),
        forced_out=problem.forced_out | (out - chosen),
    )


def within(problem: Problem, chosen: Chosen, options: Options) -> Problem:
    """The problem in which nothing is added to what is chosen, and no project with options is given more money."""
    owner, cost = options.projects(), _costs(problem)
    out = set(problem.keys) - chosen - owner.keys()
    for key in chosen & owner.keys():
        none = key in options.none_of.values()
        out |= {other for other in options.options_of[owner[key]] if none or cost[other] > cost[key]}
    return replace(problem, forced_out=problem.forced_out | (out - chosen))


def between(problem: Problem, lower: Chosen, upper: Chosen, options: Options) -> Iterator[Chosen]:
    """Every set on the way from one selection up to another, without the two: best value for money first.

    A candidate comes in together with all it requires, an option in the place of another. What lies between two
    selections that obey all limits and leasts obeys them too, unless something is taken out on the way; such steps
    are checked and left out where they break anything.
    """
    moves = _moves(lower, upper, options)
    check = any(gone for _, gone in moves)
    here = set(lower)
    for block in _in_order(problem, moves):
        for move in block:
            added, gone = moves[move]
            here = (here | added) - gone
        if here != upper and (not check or breaks_rule(problem, here) is None):
            yield frozenset(here)


Move = tuple[set[str], set[str]]


def _moves(lower: Chosen, upper: Chosen, options: Options) -> list[Move]:
    """Single moves, each what it adds and what it takes out: a candidate alone, or all that changes of a project."""
    owner = options.projects()
    found: dict[str, Move] = {}
    for key in sorted(lower ^ upper):
        added, gone = found.setdefault(owner.get(key, key), (set(), set()))
        (added if key in upper else gone).add(key)
    return list(found.values())


def _in_order(problem: Problem, moves: list[Move]) -> Iterator[list[int]]:
    """Numbers of moves in blocks: what has to come together, the block of best value for its money first."""
    place = {key: number for number, (added, gone) in enumerate(moves) for key in added | gone}
    needs = _needs(problem, moves, place)
    value, cost = _worth(problem, moves)
    needed_by: dict[int, set[int]] = {}
    blocks = {}
    for number in range(len(moves)):
        blocks[number] = _with_all(number, needs)
        for other in blocks[number]:
            needed_by.setdefault(other, set()).add(number)

    def rank(number: int) -> tuple[float, int, int]:
        block = blocks[number]
        price, worth = sum(int(cost[i]) for i in block), float(sum(value[i] for i in block))
        return (-worth / max(price, 1) if price > 0 else -np.inf, price, number)

    waiting = [rank(number) for number in range(len(moves))]
    heapq.heapify(waiting)
    done: set[int] = set()
    while waiting:
        entry = heapq.heappop(waiting)
        number = entry[2]
        if number in done or entry != rank(number):
            continue
        taken = blocks[number]
        done.update(taken)
        for other in {one for i in taken for one in needed_by[i]} - done:
            blocks[other] = [i for i in blocks[other] if i not in done]
            heapq.heappush(waiting, rank(other))
        yield taken


def _needs(problem: Problem, moves: list[Move], place: dict[str, int]) -> dict[int, set[int]]:
    """For each move, the moves that a rule wants to have happened with it."""
    found: dict[int, set[int]] = {}

    def link(one: str, other: str, other_comes: bool) -> None:
        if one in place and other in place and place[one] != place[other]:
            comes = one in moves[place[one]][0]
            if comes and (other in moves[place[other]][0]) == other_comes:
                found.setdefault(place[one], set()).add(place[other])

    for a, b in problem.requires:
        link(a, b, True)
    for a, b in problem.same:
        link(a, b, True)
        link(b, a, True)
    for a, b in problem.excludes:
        link(a, b, False)
        link(b, a, False)
    return found


def _with_all(number: int, needs: dict[int, set[int]]) -> list[int]:
    reached = [number]
    for one in reached:
        reached += [other for other in sorted(needs.get(one, ())) if other not in reached]
    return reached


def _worth(problem: Problem, moves: list[Move]) -> tuple[NDArray[np.float64], list[int]]:
    value = dict(zip(problem.keys, problem.value.tolist(), strict=True))
    cost = _costs(problem)
    worth = [sum(value[key] for key in added) - sum(value[key] for key in gone) for added, gone in moves]
    price = [sum(cost[key] for key in added) - sum(cost[key] for key in gone) for added, gone in moves]
    return np.array(worth, dtype=np.float64), price


def _costs(problem: Problem) -> dict[str, int]:
    return dict(zip(problem.keys, problem.total_cost.tolist(), strict=True))
