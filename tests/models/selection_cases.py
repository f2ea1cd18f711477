"""Small problems for the tests of selection: published ones from files, random ones, and every subset tried."""

from itertools import combinations
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced

PUBLISHED = Path(__file__).parent / "published"


def first_seven() -> list[tuple[Problem, float]]:
    """The seven problems of mknap1 with their published optima."""
    numbers = [float(word) for word in (PUBLISHED / "mknap1.txt").read_text().split()]
    count, place = int(numbers[0]), 1
    found = []
    for _ in range(count):
        n, m = int(numbers[place]), int(numbers[place + 1])
        optimum = numbers[place + 2]
        body = numbers[place + 3 : place + 3 + n + n * m + m]
        place += 3 + len(body)
        found.append((_of_rows(body[:n], body[n : n + n * m], body[n + n * m :]), optimum))
    return found


def from_second_set(name: str) -> tuple[Problem, float]:
    """One problem of mknap2 (limits before the rows) with its published optimum."""
    m, n, *rest = (float(word) for word in (PUBLISHED / f"{name}.txt").read_text().split())
    m, n = int(m), int(n)
    problem = _of_rows(rest[:n], rest[n + m : n + m + n * m], rest[n : n + m])
    return problem, rest[n + m + n * m]


def _of_rows(value: list[float], rows: list[float], limits: list[float]) -> Problem:
    cost = np.array(rows).reshape(len(limits), len(value)).T
    return Problem(tuple(f"p{i}" for i in range(len(value))), np.array(value), cost, tuple(int(x) for x in limits))


def allowed_values(problem: Problem) -> dict[tuple[str, ...], float]:
    """Value of every subset that obeys all limits and rules."""
    worth = dict(zip(problem.keys, problem.value.tolist(), strict=True))
    return {
        chosen: sum(worth[key] for key in chosen)
        for size in range(len(problem.keys) + 1)
        for chosen in combinations(problem.keys, size)
        if breaks_rule(problem, set(chosen)) is None
    }


def best_of_each_cost(problem: Problem) -> list[tuple[int, float]]:
    """Cost and value of every step of the staircase by trying all subsets: dearer only where worth more."""
    cost = dict(zip(problem.keys, problem.total_cost.tolist(), strict=True))
    tried = [(sum(cost[key] for key in chosen), -value) for chosen, value in allowed_values(problem).items()]
    steps: list[tuple[int, float]] = []
    for spent, loss in sorted(tried):
        if not steps or -loss > steps[-1][1] + 1e-9:
            steps.append((spent, -loss))
    return steps


@st.composite
def problems(draw: st.DrawFn, periods: int | None = None, largest: int = 8, grouped: bool = True) -> Problem:
    """Random problems with every kind of rule; some have no solution. `grouped` adds bounds on groups."""
    n = draw(st.integers(1, largest))
    p = draw(st.integers(1, 3)) if periods is None else periods
    keys = tuple("abcdefghijkl"[:n])
    whole = st.integers(0, 12)
    value = draw(st.lists(st.integers(-2, 9), min_size=n, max_size=n).filter(lambda v: max(v) > 0))
    cost = draw(st.lists(st.lists(whole, min_size=p, max_size=p), min_size=n, max_size=n))
    limit = st.none() | st.integers(0, 6 * n)
    pairs = st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda t: t[0] != t[1]), max_size=2)
    linked = pairs if n > 1 else st.just([])
    decided = draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))
    return Problem(
        keys=keys,
        value=np.array(value, dtype=float),
        cost=np.array(cost),
        limits=tuple(draw(st.lists(limit, min_size=p, max_size=p))),
        total_limit=draw(limit),
        forced_in=frozenset(decided[:1]),
        forced_out=frozenset(decided[1:]),
        requires=tuple(draw(linked)),
        excludes=tuple(draw(linked)),
        same=tuple(draw(linked)),
        at_most=draw(st.none() | st.integers(1, n)),
        groups=tuple(draw(_group(f"group {i}", n)) for i in range(draw(st.integers(0, 2 if grouped else 0)))),
    )


@st.composite
def _group(draw: st.DrawFn, name: str, candidates: int) -> Group:
    """A group with a least, a most or both; amounts are counts or sums of money."""
    whole = draw(st.sampled_from([st.integers(0, 1), st.integers(0, 9)]))
    amount = draw(st.lists(whole, min_size=candidates, max_size=candidates))
    end = st.none() | st.integers(0, max(sum(amount), 1))
    return Group(name, np.array(amount), at_least=draw(end), at_most=draw(end))


def allowed_open(problem: Problem, reduced: Reduced) -> list[np.ndarray]:
    """Every set of open items, shape (m,) each, that makes a selection obeying all limits and rules."""
    m = len(reduced.members)
    sets = [np.array([number >> i & 1 for i in range(m)], dtype=bool) for number in range(2**m)]
    return [taken for taken in sets if breaks_rule(problem, chosen_keys(problem, reduced, taken)) is None]


def chosen_keys(problem: Problem, reduced: Reduced, taken: np.ndarray) -> set[str]:
    """Keys of the candidates chosen when these open items are taken."""
    return {key for key, inside in zip(problem.keys, reduced.expand(taken), strict=True) if inside}
