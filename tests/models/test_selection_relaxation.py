"""The relaxation bounds every selection, and says what each item loses of that bound."""

import numpy as np
import pytest
from hypothesis import given, settings

from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from tests.models.selection_cases import allowed_open, problems


def reduced(problem: Problem) -> Reduced:
    found = reduce(problem)
    assert isinstance(found, Reduced)
    return found


@settings(max_examples=150)
@given(problems())
def test_no_selection_is_worth_more_than_the_bound_less_what_its_items_lose(problem):
    opened = reduce(problem)
    if not isinstance(opened, Reduced):
        return
    relaxed = relax(opened)
    for taken in allowed_open(problem, opened):
        lost = np.where(taken, relaxed.lost_in, relaxed.lost_out).max(initial=0)
        assert float(opened.value[taken].sum()) <= relaxed.bound - lost + 1e-9


def test_one_limit_is_filled_up_with_a_part_of_one_candidate():
    relaxed = relax(reduced(Problem(tuple("abc"), [6.0, 5, 4], [2, 2, 2], (3,))))
    assert relaxed.bound == pytest.approx(8.5)
    assert relaxed.share.tolist() == pytest.approx([1, 0.5, 0])
    assert relaxed.lean.tolist() == pytest.approx([1, 0, -1])


def test_without_limits_everything_of_value_is_taken():
    relaxed = relax(reduced(Problem(tuple("ab"), [2.0, 1], [1, 1], (None,))))
    assert (relaxed.bound, relaxed.share.tolist()) == (pytest.approx(3), [1, 1])


def test_leasts_that_not_even_parts_of_candidates_reach_have_no_relaxation():
    asked = Group("north", [1, 1, 1], at_least=2)
    assert relax(reduced(Problem(tuple("abc"), [1.0, 1, 1], [3, 3, 3], (5,), groups=(asked,)))) is None


def test_leaving_what_a_valued_candidate_requires_loses_that_candidate_too():
    stated = Problem(tuple("abcd"), [9.0, 0, 1, 1], [1, 1, 1, 1], (3,), requires=(("a", "b"),))
    relaxed = relax(reduced(stated))
    assert relaxed.lost_out[1] >= relaxed.lost_out[0] > 0
