"""Limits that follow the total: monotone, never above what the years are given, and the least budget that pays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nested_limits import Moving, shared_by
from models.selection_problem import Problem
from models.yearly_limits import shared

PROBLEM = Problem(tuple("abc"), np.ones(3), np.array([[4, 0], [2, 6], [0, 9]]), (None, None))
by_hand = st.lists(st.none() | st.integers(0, 10**12), min_size=3, max_size=3)
amounts = st.lists(st.integers(0, 10**12), min_size=3, max_size=3).map(np.array)


@given(st.integers(0, 10**14), st.integers(0, 10**14), by_hand, amounts, amounts)
def test_no_year_gets_less_for_a_larger_total_and_none_more_than_its_share(total, more, hand, above, wanted):
    limits_at = shared_by(hand, above, wanted)
    assert all(a <= b for a, b in zip(limits_at(total), limits_at(total + more), strict=True))
    given_out = shared(total, hand, above, wanted)
    assert all(b - 1 <= a <= b for a, b in zip(limits_at(total), given_out, strict=True))


@given(st.text("abc", max_size=3).map(set), st.lists(st.integers(1, 9), min_size=2, max_size=2))
def test_the_least_budget_pays_and_one_less_does_not(keys, weights):
    moving = Moving(PROBLEM, limits_at=shared_by((None, None), np.zeros(2, dtype=int), np.array(weights)))
    chosen = np.array([key in keys for key in PROBLEM.keys])
    cost = PROBLEM.cost[chosen].sum(axis=0)

    def pays(budget: int) -> bool:
        return budget >= cost.sum() and all(cost <= np.array(moving.limits_at(budget)))

    needed = moving.budget_of(chosen)
    assert pays(needed)
    assert not needed or not pays(needed - 1)


def test_what_a_year_set_by_hand_never_pays_for_has_no_budget():
    moving = Moving(PROBLEM, limits_at=shared_by((3, None), np.zeros(2, dtype=int), np.ones(2, dtype=int)))
    with pytest.raises(ValueError, match="no budget pays"):
        moving.budget_of(np.array([True, False, False]))
