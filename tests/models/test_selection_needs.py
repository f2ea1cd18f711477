"""What it would take for a candidate to change sides: just that much does, and a step less does not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_constraints import Constraint, with_bound
from models.selection_needs import STEPS, _costing, own_cost, raised
from models.selection_problem import Group
from models.selection_swap import flipped, regret
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))
MONEY = Constraint("period", (), "1", 14)
WITH_FIRST = flipped(FOUR, "1", inside=False)


def best_of(problem: Problem) -> float:
    return max(allowed_values(problem).values(), default=-np.inf)


def test_the_least_rise_of_the_budget_is_where_some_best_set_holds_it():
    # At 15 the best is 1, 3 and 4 for 18 or 2, 1, 4 for 23 with 15: so 1 comes in one unit on.
    found = raised(FOUR, select(FOUR), WITH_FIRST, MONEY)
    assert (found.by, found.exact) == (1, True)


@given(problems(largest=6), st.data())
def test_no_smaller_rise_brings_it_in_and_this_one_does(problem, data):
    best = select(problem)
    limits = [("period", name, limit) for name, limit in zip(problem.periods, problem.limits, strict=True)]
    limits += [("total", "", problem.total_limit)]
    known = [Constraint(kind, (), name, limit) for kind, name, limit in limits if limit is not None]
    left = [key for key in problem.keys if key not in best.chosen and key not in problem.forced_out]
    assume(best.found and left and known)
    key, limit = data.draw(st.sampled_from(left)), data.draw(st.sampled_from(known))
    found = raised(problem, best, flipped(problem, key, False), limit)
    assert found.exact
    for rise in range(80 if found.by is None else found.by + 1):
        wider = with_bound(problem, limit, limit.bound + rise)
        comes_in = best_of(flipped(wider, key, False)) >= best_of(wider) - 1e-9
        assert comes_in is (rise == found.by)


@given(problems(largest=5), st.data())
def test_a_candidate_changes_sides_at_its_own_cost_and_not_a_thousandth_before(problem, data):
    best = select(problem)
    key = data.draw(st.sampled_from(problem.keys))
    assume(best.found and key not in problem.forced_in | problem.forced_out)
    inside = key in best.chosen
    found = own_cost(problem, best, key)
    assert found.exact

    def preferred(thousandths):
        there = _costing(problem, key, thousandths, ())
        return best_of(flipped(there, key, False)) >= best_of(flipped(there, key, True)) - 1e-9

    if found.share is None:
        assert preferred(10 * STEPS if inside else 0) is inside
        return
    if found.share == 1.0:
        assert not inside
        assert preferred(STEPS)
        return
    at = round(found.share * STEPS)
    assert preferred(at) is not inside
    assert preferred(at - 1 if inside else at + 1) is inside


@given(problems(largest=6))
def test_a_candidate_worth_as_much_more_as_is_lost_by_forcing_it_is_as_good_as_any(problem):
    best = select(problem)
    left = [key for key in problem.keys if key not in best.chosen] if best.found else []
    for key in left:
        if (loss := regret(problem, best, key)) is None or key in problem.forced_out:
            continue
        dearer = problem.value.copy()
        dearer[problem.keys.index(key)] += loss
        worth = replace(problem, value=dearer)
        assert best_of(flipped(worth, key, False)) == pytest.approx(best_of(worth))


def test_amounts_of_money_in_groups_change_along_with_the_cost():
    carried = replace(FOUR, groups=(Group("carried:1", np.array([5000, 7, 4, 3]), None, 5006),))
    assert own_cost(carried, select(carried), "1").share is None
    assert own_cost(carried, select(carried), "1", money=("carried:1",)).share == 0.999


def test_what_is_not_answered_in_time_is_left_open():
    best = select(FOUR)
    assert not raised(FOUR, best, WITH_FIRST, MONEY, time_limit=0.0).exact
    assert not own_cost(FOUR, best, "1", time_limit=0.0).exact
