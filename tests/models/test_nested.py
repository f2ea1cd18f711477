"""Selections that only grow with the budget: nested, allowed, never worth less, whatever was asked before."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nested import chain
from models.nested_limits import shared_by
from models.nested_steps import Options
from models.selection import Problem, select
from models.selection_limits import breaks_rule
from models.selection_problem import Group
from models.yearly_limits import shared
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def members(found):
    return set(found.chosen) if found.found else set()


@settings(max_examples=150)
@given(problems(), st.data())
def test_more_budget_removes_nothing_and_every_step_obeys_everything(problem, data):
    funded = data.draw(st.sets(st.sampled_from(problem.keys)))
    low, high = sorted(data.draw(st.tuples(st.integers(0, 150), st.integers(0, 150))))
    found = chain(problem, funded)
    less, more = found.at(low), found.at(high)
    assert members(less) <= members(more)
    assert not less.found or less.value <= more.value + 1e-9
    for budget, answer in ((low, less), (high, more)):
        if answer.found:
            limited = with_total(problem, budget)
            assert breaks_rule(limited, set(answer.chosen)) is None
            assert answer.value <= select(limited).value + 1e-9
    assert bool(len(found)) == bool(allowed_values(with_total(problem, None)))


def with_total(problem, budget):
    only_one = len(problem.limits) == 1
    return replace(problem, total_limit=budget, limits=(None,) if only_one else problem.limits)


@settings(max_examples=60)
@given(problems(periods=3), st.integers(0, 40), st.integers(0, 40), st.data())
def test_limits_scaled_together_nest_as_well(problem, one, other, data):
    problem = replace(problem, limits=(9, 12, 7), total_limit=None)
    found = chain(problem, data.draw(st.sets(st.sampled_from(problem.keys))), mode="scaled")
    less, more = found.at(min(one, other)), found.at(max(one, other))
    assert members(less) <= members(more)
    if more.found:
        scaled = tuple(limit * max(one, other) // 28 for limit in problem.limits)
        assert breaks_rule(replace(problem, limits=scaled), set(more.chosen)) is None


@settings(max_examples=60)
@given(problems(periods=3), st.integers(0, 90), st.integers(0, 90), st.data())
def test_limits_of_years_that_follow_the_total_nest_as_well(problem, one, other, data):
    above, wanted = (np.array(data.draw(st.lists(st.integers(0, 9), min_size=3, max_size=3))) for _ in range(2))
    by_hand = data.draw(st.lists(st.none() | st.integers(0, 20), min_size=3, max_size=3))
    problem = replace(problem, limits=(None,) * 3, total_limit=None)
    funded = data.draw(st.sets(st.sampled_from(problem.keys)))
    found = chain(problem, funded, limits_at=shared_by(by_hand, above, wanted))
    less, more = found.at(min(one, other)), found.at(max(one, other))
    assert members(less) <= members(more)
    if more.found:
        limits = shared(max(one, other), by_hand, above, wanted)
        held = replace(problem, limits=limits, total_limit=max(one, other))
        assert breaks_rule(held, set(more.chosen)) is None


def test_what_is_funded_stays_where_a_free_choice_would_exchange_it():
    found = chain(FOUR, {"1"})
    assert select(replace(FOUR, limits=(None,), total_limit=7)).chosen == ("2",)
    assert found.at(7).chosen == ("1",)
    assert found.at(8).chosen == ("1", "4")
    assert found.at(12).chosen == ("1", "3", "4")


def test_below_what_is_funded_the_best_part_of_it_is_kept():
    assert chain(FOUR, {"1", "3", "4"}).at(9).chosen == ("1", "3")
    assert chain(FOUR, {"1", "3", "4"}).at(5).chosen == ("1",)


def test_a_funded_project_without_a_value_is_kept_and_one_worth_less_than_nothing_is_not():
    problem = replace(FOUR, value=np.array([0.0, 11, -1, 4]))
    assert chain(problem, {"1", "3"}).at(9).chosen == ("1", "4")


def test_of_funded_projects_that_cannot_stand_together_the_best_part_is_the_start():
    found = chain(replace(FOUR, excludes=(("1", "2"),)), {"1", "2", "3"})
    assert found.at(11).chosen == ("2", "3")
    assert found.frame()["count"].iloc[found.anchor] == 2


def test_the_value_given_up_is_known_against_the_free_optimum():
    free = select(replace(FOUR, limits=(None,), total_limit=7))
    held = chain(FOUR, {"1"}).at(7, free)
    assert (held.value, held.bound, held.status) == (8, 11, "feasible")
    assert held.gap == pytest.approx(3 / 11)


def test_the_next_better_step_adds_and_drops_nothing():
    after = chain(FOUR, {"1"}).next_better(7)
    assert (after.adds, after.drops, after.budget, after.extra_cost) == (("4",), (), 8, 3)
    assert chain(FOUR, {"1"}).next_better(19) is None


def test_a_project_with_options_is_never_given_less_for_more_money():
    group = Group("choice:P", np.array([1, 1, 1, 0]), 1, 1)
    keys = ("P|stop", "P|reduce", "P|continue", "q")
    problem = Problem(keys, np.array([0.0, 5, 6, 5]), np.array([1, 3, 8, 4]), (None,), groups=(group,))
    options = Options({"P": ("P|reduce", "P|continue")}, {"P": "P|stop"})
    found = chain(problem, {"P|continue"}, options)
    bought = [found.at(budget).chosen for budget in range(14)]
    assert bought[:1] == [()]
    assert [one for i, one in enumerate(bought[1:]) if one != bought[i]] == [
        ("P|stop",),
        ("P|reduce",),
        ("P|continue",),
        ("P|continue", "q"),
    ]


def test_below_the_cheapest_growing_set_it_is_not_called_impossible_where_others_are_affordable():
    group = Group("one of two", np.array([1, 1, 0, 0]), at_least=1)
    found = chain(replace(FOUR, cost=np.array([5, 2, 4, 3]), groups=(group,)), {"1"})
    assert found.at(3).status == "unknown"
    assert found.at(1).status == "infeasible"
    assert found.at(5).chosen == ("1",)


def test_rules_that_leave_nothing_are_named():
    found = chain(replace(FOUR, forced_in=frozenset("12"), excludes=(("1", "2"),)), {"3"})
    assert len(found) == 0
    assert found.at(100).status == "infeasible"
    assert set(found.at(100).conflicts[0].keys) == {"1", "2"}


def test_budgets_may_be_named_at_which_the_growing_selection_is_the_best():
    found = chain(FOUR, set(), anchors=[7, 14])
    assert found.at(7).chosen == ("2",)
    assert found.at(14).value == 21
