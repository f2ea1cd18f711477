"""Branch and bound: never worse than its start, never past a limit, and honest about its proof."""

import numpy as np
import pytest
from hypothesis import given, settings

from models.selection_milp import solve
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import allowed_values, problems


def reduced(problem: Problem) -> Reduced:
    found = reduce(problem)
    assert isinstance(found, Reduced)
    return found


@settings(max_examples=100)
@given(problems())
def test_the_answer_is_the_best_of_all_subsets(problem):
    allowed = allowed_values(problem)
    if not allowed or not reduced(problem).members:
        return
    opened = reduced(problem)
    answer = solve(opened, np.zeros(len(opened.members), dtype=bool), 10.0)
    fixed = float(problem.value[opened.fixed].sum())
    assert answer.proven
    assert fixed + float(opened.value[answer.taken].sum()) == pytest.approx(max(allowed.values()), abs=1e-6)


def test_an_answer_one_unit_past_a_limit_of_many_digits_is_not_accepted():
    # Both together cost one unit more than the limit of 16 digits: closer than the solver's tolerance can see.
    half = 4_000_000_000_000_001
    problem = Problem(tuple("abc"), [5.0, 4, 1], [half, half, 7], (2 * half - 1,))
    answer = solve(reduced(problem), np.zeros(3, dtype=bool), 10.0)
    assert answer.taken.tolist() == [True, False, True]
    assert answer.proven


def test_values_far_below_one_are_still_told_apart():
    problem = Problem(tuple("abc"), [3e-9, 2e-9, 2.5e-9], [[1, 1]] * 3, (2, 2), at_most=2)
    answer = solve(reduced(problem), np.zeros(3, dtype=bool), 10.0)
    assert answer.taken.tolist() == [True, False, True]


def test_the_solver_writes_nothing_to_the_terminal(capfd):
    random = np.random.default_rng(3)
    cost = random.integers(1, 10**6, (40, 3))
    solve(
        reduced(Problem(tuple(map(str, range(40))), random.random(40), cost, tuple(cost.sum(axis=0) // 2))),
        np.zeros(40, dtype=bool),
        5.0,
    )
    assert capfd.readouterr() == ("", "")


def test_without_time_the_start_comes_back_with_a_bound_that_holds():
    random = np.random.default_rng(11)
    cost = random.integers(10**5, 10**9, (120, 4))
    value = cost.sum(axis=1) / 1e8 + random.random(120)
    opened = reduced(Problem(tuple(map(str, range(120))), value, cost, tuple(cost.sum(axis=0) // 2)))
    start = np.zeros(120, dtype=bool)
    start[0] = True
    answer = solve(opened, start, 0.0)
    assert not answer.proven
    assert float(value[answer.taken].sum()) >= value[0]
    assert answer.bound >= float(value[answer.taken].sum())
