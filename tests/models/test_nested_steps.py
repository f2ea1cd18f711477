"""The way from one selection up to another, and the problems that keep to either side of one."""

from dataclasses import replace

import numpy as np
import pytest

from models.nested_steps import Options, between, keeping, within
from models.selection import select
from models.selection_problem import Group, Problem

PROBLEM = Problem(tuple("abcd"), np.array([1.0, 6, 4, 4]), np.array([1, 2, 2, 1]), (None,))
NOTHING, ALL = frozenset(), frozenset("abcd")
WAYS = Options({"P": ("P|small", "P|large")}, {"P": "P|none"})
ONE_OF_THREE = Group("choice:P", np.array([1, 1, 1, 0]), 1, 1)
WITH_WAYS = Problem(
    ("P|none", "P|small", "P|large", "q"),
    np.array([0.0, 3, 5, 4]),
    np.array([0, 2, 6, 3]),
    (None,),
    groups=(ONE_OF_THREE,),
)


def on_the_way(problem, lower=NOTHING, upper=ALL, options=Options()):
    return ["".join(sorted(step)) for step in between(problem, frozenset(lower), frozenset(upper), options)]


def test_candidates_come_in_by_value_for_money():
    assert on_the_way(PROBLEM) == ["d", "bd", "bcd"]
    assert on_the_way(PROBLEM, "b", "bcd") == ["bd"]


def test_what_is_required_comes_with_what_requires_it_and_counts_in_its_price():
    assert on_the_way(replace(PROBLEM, requires=(("d", "a"),))) == ["b", "abd"]


def test_projects_decided_together_come_together():
    assert on_the_way(replace(PROBLEM, same=(("a", "b"),))) == ["d", "abd"]


def test_an_option_takes_the_place_of_another_and_the_step_between_is_never_without_either():
    steps = list(between(WITH_WAYS, frozenset({"P|none"}), frozenset({"P|large", "q"}), WAYS))
    assert steps == [frozenset({"P|none", "q"})]


@pytest.mark.parametrize(("now", "after"), [("P|none", "P|large"), ("P|small", "P|large"), ("P|large", "P|large")])
def test_kept_projects_may_be_given_more_and_never_less(now, after):
    problem = keeping(WITH_WAYS, frozenset({now}), WAYS)
    assert after in select(problem).chosen
    worthless = replace(problem, value=np.array([9.0, 3, 1, 0]))
    assert now in select(worthless).chosen


def test_within_a_selection_nothing_is_added_and_no_project_is_given_more():
    assert select(within(WITH_WAYS, frozenset({"P|small"}), WAYS)).chosen == ("P|small",)
    assert select(within(WITH_WAYS, frozenset({"P|none", "q"}), WAYS)).chosen == ("P|none", "q")
    assert "a" not in select(within(PROBLEM, frozenset("bc"), Options())).chosen
