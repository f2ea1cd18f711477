"""Constraint programming: the best of all subsets, exact in whole numbers of any length, and the same in every run."""

import numpy as np
import pytest
from hypothesis import given, settings

from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from models.selection_sat import solvable, solve
from tests.models.selection_cases import allowed_open, problems


@settings(max_examples=60)
@given(problems())
def test_the_answer_is_the_best_of_all_subsets_and_none_where_there_is_none(problem):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or not reduced.members:
        return
    values = [float(reduced.value[taken].sum()) for taken in allowed_open(problem, reduced)]
    answer = solve(reduced, None, 10.0)
    assert answer.proven
    if not values:
        assert answer.taken is None
    else:
        assert float(reduced.value[answer.taken].sum()) == pytest.approx(max(values), abs=1e-6)


def test_limits_of_sixteen_digits_are_kept_to_the_unit():
    half = 4_000_000_000_000_001
    reduced = reduce(Problem(tuple("abc"), [5.0, 4, 1], [half, half, 7], (2 * half - 1,)))
    assert solve(reduced, None, 10.0).taken.tolist() == [True, False, True]


def test_sums_past_what_the_solver_holds_are_not_given_to_it():
    vast = 2 * 10**18
    assert not solvable(reduce(Problem(tuple("abc"), [5.0, 4, 1], [vast, vast, 7], (2 * vast - 1,))))
    asked = Group("north", [vast, vast, 7], at_least=vast + 1)
    assert not solvable(reduce(Problem(tuple("abc"), [5.0, 4, 1], [1, 1, 1], (2,), groups=(asked,))))


def hard(candidates: int) -> Reduced:
    random = np.random.default_rng(4)
    cost = random.integers(10**5, 10**8, (candidates, 5))
    value = cost.sum(axis=1) / 1e7 + random.random(candidates)
    return reduce(Problem(tuple(map(str, range(candidates))), value, cost, tuple(cost.sum(axis=0) // 2)))


def test_little_effort_gives_the_same_unproven_answer_every_time():
    reduced = hard(120)
    one, other = (solve(reduced, None, 10.0, effort=0.02) for _ in range(2))
    assert not one.proven
    assert one.taken.tolist() == other.taken.tolist()
    assert one.bound >= float(reduced.value[one.taken].sum())


def test_a_start_is_never_given_up_for_less():
    reduced = hard(25)
    best = solve(reduced, None, 10.0)
    again = solve(reduced, best.taken, 10.0, effort=1e-4)
    assert again.taken.tolist() == best.taken.tolist()
