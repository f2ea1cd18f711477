"""Rules between open items, looked up item by item."""

import numpy as np

from models.selection_links import Links
from models.selection_problem import Problem
from models.selection_reduction import reduce


def links() -> Links:
    """a needs b, b needs c; c and d exclude each other; e is free."""
    stated = Problem(
        tuple("abcde"), [5.0, 4, 3, 2, 1], [1] * 5, (3,), requires=(("a", "b"), ("b", "c")), excludes=(("c", "d"),)
    )
    return Links(reduce(stated))


def test_everything_a_candidate_requires_comes_along_through_others():
    assert links().everything_required() == {0: [0, 1, 2], 1: [1, 2]}


def test_only_candidates_named_by_a_rule_are_listed():
    assert links().named == (0, 1, 2, 3)


def test_what_hinders_a_candidate_is_counted():
    assert links().hindered(np.array([False, False, False, True, False])).tolist() == [1, 1, 1, 0, 0]


def test_a_change_is_allowed_only_where_the_rules_of_what_changed_hold():
    found = links()
    assert found.allow(np.array([False, True, True, False, False]), [1, 2])
    assert not found.allow(np.array([False, True, False, False, False]), [1])
    assert not found.allow(np.array([False, False, True, True, False]), [3])
    assert not found.allow(np.array([True, False, False, False, False]), [1])
