"""The list of efficient selections is complete and exact."""

import numpy as np
import pytest
from hypothesis import given

from models.knapsack import best, pareto
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import allowed_values, problems


def without_limits(problem: Problem) -> Problem:
    return Problem(
        problem.keys, problem.value, problem.cost, (None,) * len(problem.limits), None, problem.forced_in,
        problem.forced_out, problem.requires, problem.excludes, problem.same,
    )  # fmt: skip


@given(problems())
def test_the_list_holds_exactly_the_selections_that_no_other_beats(problem):
    free = without_limits(problem)
    reduced = reduce(free)
    if not isinstance(reduced, Reduced):
        return
    costs = dict(zip(free.keys, free.total_cost.tolist(), strict=True))
    top: dict[int, float] = {}
    for chosen, value in allowed_values(free).items():
        spent = sum(costs[key] for key in chosen)
        top[spent] = max(top.get(spent, -np.inf), value)
    efficient = [(c, v) for c, v in top.items() if all(w < v for d, w in top.items() if d < c)]
    listed = pareto(reduced, np.array([int(free.total_cost[m].sum()) for m in reduced.members], dtype=np.int64))
    assert listed is not None
    spent, value = int(free.total_cost[reduced.fixed].sum()), float(free.value[reduced.fixed].sum())
    found = [(int(c) + spent, v + value) for c, v in zip(listed.cost, listed.value, strict=True)]
    assert found == [(c, pytest.approx(v)) for c, v in sorted(efficient)]
    for number in range(len(found)):
        chosen = reduced.expand(listed.taken[:, number])
        assert int(free.total_cost[chosen].sum()) == found[number][0]
        assert float(free.value[chosen].sum()) == pytest.approx(found[number][1])


def plain(value: list[float], cost: list[int]) -> Reduced:
    found = reduce(Problem(tuple(map(str, range(len(value)))), value, cost, (None,)))
    assert isinstance(found, Reduced)
    return found


def test_the_best_for_one_amount_is_the_last_of_the_list_that_it_affords():
    random = np.random.default_rng(4)
    cost = random.integers(1, 10**8, 120)
    reduced = plain(random.random(120).tolist(), cost.tolist())
    listed = pareto(reduced, cost)
    assert listed is not None
    for room in random.integers(0, cost.sum(), 20).tolist():
        found = best(reduced, cost, room, np.zeros(120, dtype=bool))
        assert found is not None
        assert found.value == pytest.approx(float(listed.value[listed.cost <= room].max()), rel=1e-12)
        assert int(cost[found.taken].sum()) <= room


def test_an_amount_for_everything_buys_everything_of_worth():
    found = best(plain([1, 0, 3], [1, 1, 1]), np.array([1, 1]), 9, np.zeros(2, dtype=bool))
    assert found is not None
    assert found.value == 4


def test_a_search_among_near_equals_is_given_up_for_another_method():
    random = np.random.default_rng(6)
    cost = random.integers(10**8, 10**9, 200)
    reduced = plain((cost + 10**8).astype(float).tolist(), cost.tolist())
    assert best(reduced, cost, int(cost.sum() // 2), np.zeros(200, dtype=bool), largest=2_000) is None


def test_a_search_without_time_is_given_up():
    reduced = plain([3, 2, 2], [3, 2, 2])
    assert best(reduced, np.array([3, 2, 2]), 4, np.zeros(3, dtype=bool), time_limit=-1.0) is None


def test_a_list_that_grows_too_long_is_given_up():
    powers = [2**i for i in range(20)]
    assert pareto(plain([float(p) for p in powers], powers), np.array(powers), largest=1000) is None


def test_values_that_differ_only_by_rounding_are_one_step():
    listed = pareto(plain([0.1, 0.2, 0.3], [1, 2, 4]), np.array([1, 2, 4]))
    assert listed is not None
    assert listed.cost.tolist() == [0, 1, 2, 3, 5, 6, 7]


def test_a_web_of_rules_too_large_to_try_every_combination_is_given_up():
    keys = tuple(map(str, range(20)))
    chain = tuple((keys[i], keys[i + 1]) for i in range(19))
    reduced = reduce(Problem(keys, np.ones(20), np.ones(20), (None,), requires=chain))
    assert isinstance(reduced, Reduced)
    assert pareto(reduced, np.ones(20, dtype=np.int64)) is None
