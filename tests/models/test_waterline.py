"""A ranked list is cut where the money ends, and is never worth more than the best selection."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_limits import breaks_rule
from models.selection_problem import Group
from models.waterline import Cause, by_value, by_value_for_money, cut, left_on_the_table
from tests.models.selection_cases import problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_the_list_ends_where_the_first_does_not_fit():
    found = cut(FOUR, by_value(FOUR))
    assert found.order == ("2", "1", "3", "4")
    assert found.why == ("", "", "money", "below")
    assert (found.line, found.stopped_by, found.chosen, found.value, found.total_cost) == (2, "1", ("1", "2"), 19, 12)
    assert left_on_the_table(found, select(FOUR).value) == 2


def test_whoever_skips_goes_on_down_the_list():
    problem = replace(FOUR, limits=(15,))
    assert cut(problem, by_value(problem)).chosen == ("1", "2")
    going_on = cut(problem, by_value(problem), go_on=True)
    assert (going_on.chosen, going_on.why, going_on.line) == (("1", "2", "4"), ("", "", "money", ""), 2)


def test_the_year_that_runs_out_is_named():
    problem = Problem(tuple("ab"), np.array([2.0, 1]), np.array([[3, 1], [1, 3]]), (9, 3), periods=("FY27", "FY28"))
    assert cut(problem, by_value(problem)).stopped_by == "FY28"
    assert cut(replace(problem, limits=(9, None), total_limit=5), by_value(problem)).stopped_by == "total"


def test_value_for_money_ranks_by_the_ratio_and_what_is_free_comes_first():
    problem = replace(FOUR, cost=np.array([5, 0, 2, 3]))
    assert cut(problem, by_value_for_money(problem)).order == ("2", "3", "1", "4")


def test_what_is_decided_stands_first_and_what_is_forced_out_last():
    found = cut(replace(FOUR, forced_in=frozenset("4"), forced_out=frozenset("2")), by_value(FOUR))
    assert found.order == ("4", "1", "3", "2")
    assert found.why == ("", "", "", "forced out")
    assert (found.line, found.stopped_by) == (3, None)


def test_a_project_waits_for_what_it_requires_and_one_that_is_barred_does_not_end_the_list():
    waits = cut(replace(FOUR, requires=(("2", "4"),), limits=(19,)), by_value(FOUR))
    assert waits.chosen == ("1", "2", "3", "4")
    barred = cut(replace(FOUR, excludes=(("1", "2"),)), by_value(FOUR))
    assert barred.why == ("", "rule", "", "")
    assert breaks_rule(replace(FOUR, excludes=(("1", "2"),)), set(barred.chosen)) is None


def test_projects_decided_together_come_in_together():
    assert cut(replace(FOUR, same=(("2", "4"),), limits=(11,)), by_value(FOUR)).chosen == ("2", "4")


def test_what_is_taken_out_is_told_with_what_takes_it_out():
    barred = cut(replace(FOUR, excludes=(("1", "2"),), requires=(("3", "x"),), keys=tuple("123x")), by_value(FOUR))
    assert barred.causes == {"1": Cause("excludes", ("1", "2"))}
    waits = cut(replace(FOUR, requires=(("2", "4"),), forced_out=frozenset("4"), limits=(19,)), by_value(FOUR))
    assert (waits.why, waits.causes) == (("rule", "", "", "forced out"), {"2": Cause("requires", ("2", "4"))})
    number = Group("one of the first two", np.array([1, 1, 0, 0]), at_most=1)
    assert cut(replace(FOUR, groups=(number,)), by_value(FOUR)).causes == {"1": Cause("group", (number.name,))}


def test_a_project_that_must_be_out_is_never_brought_in_by_one_decided_together_with_it():
    found = cut(replace(FOUR, same=(("2", "4"),), forced_out=frozenset("4"), limits=(19,)), by_value(FOUR))
    assert found.chosen == ("1", "3")
    assert found.why == ("rule", "", "", "forced out")
    assert found.causes == {"2": Cause("forced out", ("4",))}


def test_what_is_decided_brings_in_what_it_needs_before_the_list_begins():
    problem = replace(FOUR, forced_in=frozenset("1"), requires=(("1", "4"),), limits=(12,))
    found = cut(problem, by_value(problem))
    assert (found.order, found.why) == (("1", "4", "2", "3"), ("", "", "money", "below"))
    assert (found.causes, found.broken) == ({"4": Cause("requires", ("1", "4"))}, None)


def test_one_that_waited_and_then_does_not_fit_is_said_not_to_fit():
    problem = replace(FOUR, requires=(("2", "3"),), limits=(12,))
    found = cut(problem, by_value(problem))
    assert (found.order, found.why) == (("2", "1", "3", "4"), ("money", "", "", ""))


def test_a_least_that_the_list_does_not_look_at_is_said_to_be_broken():
    group = Group("low ones", np.array([0, 0, 1, 1]), at_least=2)
    assert cut(replace(FOUR, groups=(group,)), by_value(FOUR)).broken == "low ones"


def test_a_largest_number_of_members_is_a_rule_and_a_fund_is_money():
    number = Group("one of the first two", np.array([1, 1, 0, 0]), at_most=1)
    assert cut(replace(FOUR, groups=(number,)), by_value(FOUR)).why == ("", "rule", "", "")
    fund = Group("fund", np.array([5, 7, 0, 0]), at_most=8)
    assert cut(replace(FOUR, groups=(fund,)), by_value(FOUR)).stopped_by == "fund"


def test_a_missing_rank_comes_last():
    assert cut(FOUR, np.array([np.nan, 1, 2, 3])).order == ("4", "3", "2", "1")


@pytest.mark.parametrize("go_on", [False, True])
@settings(max_examples=80)
@given(problem=problems(), data=st.data())
def test_a_cut_that_obeys_everything_is_never_worth_more_than_the_best(go_on, problem, data):
    rank = np.array(data.draw(st.lists(st.floats(0, 9), min_size=len(problem.keys), max_size=len(problem.keys))))
    found = cut(problem, rank, go_on)
    assert sorted(found.order) == sorted(problem.keys)
    assert found.broken == breaks_rule(problem, set(found.chosen))
    assert {key for key, why in zip(found.order, found.why, strict=True) if not why} == set(found.chosen)
    assert problem.forced_out & set(found.chosen) <= problem.forced_in
    ruled = {key for key, why in zip(found.order, found.why, strict=True) if why == "rule"}
    assert ruled <= set(found.causes) <= ruled | set(found.chosen)
    if found.broken is None:
        assert found.value <= select(problem).value + 1e-9
