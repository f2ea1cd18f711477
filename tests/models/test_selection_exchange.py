"""Exchanges: never against a rule, never for less value, and found where one, two or three changes help."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from models.selection_exchange import _together, improved
from models.selection_greedy import choose
from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import chosen_keys, problems


@settings(max_examples=150)
@given(problems())
def test_an_improved_selection_obeys_everything_and_is_worth_no_less(problem):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (taken := choose(reduced)) is None:
        return
    better = improved(reduced, taken, np.zeros(len(taken)))
    assert breaks_rule(problem, chosen_keys(problem, reduced, better)) is None
    assert float(reduced.value[better].sum()) >= float(reduced.value[taken].sum()) - 1e-9


def improved_from(problem: Problem, taken: list[bool]) -> list[bool]:
    reduced = reduce(problem)
    assert isinstance(reduced, Reduced)
    return improved(reduced, np.array(taken), np.zeros(len(taken))).tolist()


def test_one_candidate_gives_way_to_two_that_are_worth_more():
    problem = Problem(tuple("abc"), [5.0, 3, 3], [4, 2, 2], (4,))
    assert improved_from(problem, [True, False, False]) == [False, True, True]


def test_a_candidate_is_put_in_together_with_what_it_requires():
    problem = Problem(tuple("abc"), [5.0, 0, 3], [2, 2, 2], (4,), requires=(("a", "b"),))
    assert improved_from(problem, [False, False, True]) == [True, True, False]


def test_two_projects_change_their_options_at_once():
    # Of a, b and of c, d exactly one: from a and c no single change fits or helps, b with d does.
    one_of = (Group("one", [1, 1, 0, 0, 0], 1, 1), Group("two", [0, 0, 1, 1, 0], 1, 1))
    problem = Problem(tuple("abcde"), [3.0, 9, 5, 4, 1], [2, 5, 4, 1, 7], (6,), groups=one_of)
    assert improved_from(problem, [True, False, True, False]) == [False, True, False, True]


def test_exchanges_stop_at_a_value_that_is_enough():
    problem = Problem(tuple("abc"), [5.0, 3, 3], [4, 2, 2], (4,))
    reduced = reduce(problem)
    taken = np.array([True, False, False])
    assert improved(reduced, taken, np.zeros(3), enough=5.0).tolist() == taken.tolist()


@pytest.mark.parametrize(("items", "size"), [(6, 1), (6, 3), (5, 4), (3, 4), (0, 2)])
def test_every_set_of_a_size_is_tried_once(items, size):
    assert _together(items, size).tolist() == [list(together) for together in combinations(range(items), size)]
