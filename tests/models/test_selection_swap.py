"""One candidate decided the other way: what it displaces, and what that costs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_swap import flipped, regret, swap
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_bringing_in_what_was_left_out_costs_what_it_displaces():
    # With 1 forced in, the best is 1 and 2 for 19 instead of 21.
    other = swap(FOUR, select(FOUR), "1")
    assert (other.loss, other.enters, other.leaves, other.extra_cost) == (2, ("1",), ("3", "4"), -2)


def test_leaving_out_what_was_chosen_costs_what_the_next_best_lacks():
    # Without 2: 1, 3, 4 for 18.
    assert regret(FOUR, select(FOUR), "2") == 3


def test_a_decision_that_rules_make_impossible_has_no_price():
    needed = replace(FOUR, forced_in=frozenset("3"), requires=(("3", "4"),))
    other = swap(needed, select(needed), "4")
    assert (other.status, other.loss, other.proven) == ("infeasible", None, True)
    assert regret(needed, select(needed), "4") is None


def test_letting_go_of_what_was_decided_by_hand_can_gain():
    forced = replace(FOUR, forced_in=frozenset("1"))
    assert swap(forced, select(forced), "1").loss == -2


@given(problems(), st.data())
def test_the_loss_is_the_best_of_all_subsets_less_the_best_of_those_with_the_candidate_on_the_other_side(problem, data):
    best = select(problem)
    assume(best.found)
    key = data.draw(st.sampled_from(problem.keys))
    other = swap(problem, best, key)
    allowed = allowed_values(flipped(problem, key, key in best.chosen))
    assert other.proven
    assert other.loss == (pytest.approx(best.value - max(allowed.values())) if allowed else None)
    assert (key in other.enters + other.leaves) is bool(allowed)
