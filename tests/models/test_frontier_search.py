"""Budgets, scaled limits, and the stretches of budget that one solve settles."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.frontier_search import SPREAD, Stretch, insert, least_budget, stretches, with_budget
from models.selection_problem import Problem

PROBLEM = Problem(tuple("abc"), np.ones(3), np.array([[4, 0, 1], [2, 6, 0], [0, 3, 9]]), (10, 20, None))


def mask(keys: str) -> np.ndarray:
    return np.array([key in keys for key in PROBLEM.keys])


def test_a_total_budget_needs_the_sum_of_all_periods():
    assert least_budget(PROBLEM, mask("ac"), "total") == 17


@given(st.text("abc", max_size=3).map(set).map("".join))
def test_the_least_scaled_budget_is_enough_and_one_less_is_not(keys):
    needed = least_budget(PROBLEM, mask(keys), "scaled")
    cost = PROBLEM.cost[mask(keys)].sum(axis=0)

    def affordable(budget: int) -> bool:
        limits = with_budget(PROBLEM, budget, "scaled").limits
        return all(limit is None or amount <= limit for amount, limit in zip(cost, limits, strict=True))

    assert affordable(needed)
    assert needed == 0 or not affordable(needed - 1)


def test_limits_that_are_scaled_keep_their_proportion_and_free_periods_stay_free():
    assert with_budget(PROBLEM, 15, "scaled").limits == (5, 10, None)
    assert with_budget(PROBLEM, 15, "total").total_limit == 15


def test_limits_of_nothing_cannot_be_scaled():
    nothing = Problem(("a",), np.ones(1), np.array([[1]]), (0,))
    with pytest.raises(ValueError, match="add up to nothing"):
        with_budget(nothing, 5, "scaled")


def piece(low: int, high: int, value: float, bound: float | None = None) -> Stretch:
    return Stretch(low, high, value, mask("a"), value if bound is None else bound)


def spans(known: list[Stretch]) -> list[tuple[int, int, float, float]]:
    return [(s.low, s.high, s.value, s.bound) for s in known]


def test_a_stretch_of_equal_value_further_up_lengthens_the_first():
    assert spans(insert([piece(2, 5, 3.0)], piece(4, 9, 3.0))) == [(2, 9, 3.0, 3.0)]


def test_a_cheaper_way_to_the_same_value_replaces_the_dearer():
    assert spans(insert([piece(4, 9, 3.0)], piece(2, 5, 3.0))) == [(2, 9, 3.0, 3.0)]


def test_a_worse_unproven_answer_further_up_leaves_what_was_proven():
    assert spans(insert([piece(2, 5, 3.0)], piece(4, 9, 2.0, bound=4.0))) == [(2, 5, 3.0, 3.0)]


def test_a_proof_found_later_replaces_the_looser_bound():
    assert spans(insert([piece(2, 5, 3.0, bound=4.0)], piece(4, 9, 3.0))) == [(2, 9, 3.0, 3.0)]


def test_an_unproven_stretch_that_is_beaten_leaves_only_what_the_better_one_proves():
    assert spans(insert([piece(4, 9, 3.0, bound=5.0)], piece(2, 5, 3.0))) == [(2, 5, 3.0, 3.0)]


def test_better_stretches_stand_in_order_of_budget():
    known = insert(insert([piece(0, 0, 0.0)], piece(8, 9, 5.0)), piece(3, 6, 2.0))
    assert spans(known) == [(0, 0, 0.0, 0.0), (3, 6, 2.0, 2.0), (8, 9, 5.0, 5.0)]


def test_steps_of_distinct_values_are_all_found_in_two_solves_each_and_the_first_ones():
    cost = np.array([[4, 1], [16, 9], [25, 4], [49, 0], [64, 30], [81, 2], [121, 5], [150, 8]]) * 1_000_003
    problem = Problem(tuple("abcdefgh"), np.sqrt([2, 3, 5, 7, 11, 13, 17, 19]), cost, (None, 40 * 1_000_003))
    told: list[int] = []
    found = stretches(problem, 0, "total", 5000, 60.0, 0.0, lambda done, _: told.append(done) is None)
    assert all(after.low - 1 <= here.high for here, after in pairwise(found))
    assert len(told) <= SPREAD + 2 * len(found) + 2
