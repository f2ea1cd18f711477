"""The price of overrides and rules: the value without them less the value with them, as all subsets say it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given

from models.selection import Problem, select
from models.selection_constraints import Constraint, constraints, without
from models.selection_prices import price, prices
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


@given(problems(largest=6))
def test_every_price_is_what_the_best_of_all_subsets_gains(problem):
    best = select(problem)
    assume(best.found)
    asked = constraints(problem)
    for one, found in prices(problem, best, asked).items():
        gained = max(allowed_values(without(problem, one)).values()) - best.value
        assert found.value == pytest.approx(gained)
        assert found.value >= 0
        assert found.proven


def test_an_override_of_what_is_best_anyway_is_free():
    forced = replace(FOUR, forced_in=frozenset("2"))
    found = prices(forced, select(forced), constraints(forced))
    assert found[Constraint("forced in", ("2",))].same_anyway


def test_what_an_override_displaces_is_named():
    forced = replace(FOUR, forced_in=frozenset("1"))
    found = prices(forced, select(forced), constraints(forced))[Constraint("forced in", ("1",))]
    assert (found.value, found.enters, found.leaves) == (2, ("3", "4"), ("1",))


def test_what_the_deadline_leaves_open_has_no_price():
    forced = replace(FOUR, forced_in=frozenset("1"))
    found = prices(forced, select(forced), constraints(forced), time_limit=0.0)
    assert [(one.value, one.proven) for one in found.values()] == [(None, False)] * 2


def test_of_what_is_not_proven_the_most_is_said():
    best = replace(select(FOUR), status="feasible", value=19.0, bound=22.0, gap=3 / 22)
    found = price(best, replace(FOUR, limits=(16,)))
    assert (found.value, found.most, found.proven) == (6.0, 6.0, False)
