"""The staircase: at every budget it says what solving at that budget would say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import frontier_search
from models.frontier import staircase
from models.selection import Problem, select
from models.selection_problem import Group
from tests.models.selection_cases import allowed_values, best_of_each_cost, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_the_staircase_of_four_projects_is_known_by_hand():
    steps = staircase(FOUR).frame()
    assert steps["budget"].tolist() == [0, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 19]
    assert steps["value"].tolist() == [0, 4, 6, 8, 11, 12, 14, 15, 17, 19, 21, 23, 25, 29]
    assert steps["entered"].tolist()[:5] == [(), ("4",), ("3",), ("1",), ("2",)]
    assert steps["left"].tolist()[:5] == [(), (), ("4",), ("3",), ("1",)]
    assert steps["count"].tolist()[-1] == 4
    assert steps["proven"].all()
    assert steps["complete"].all()


def test_the_next_better_set_says_what_it_costs_more_and_what_it_adds_and_drops():
    after = staircase(FOUR).next_better(12)
    assert after is not None
    assert (after.budget, after.extra_cost, after.extra_value) == (14, 2, 2)
    assert (set(after.adds), set(after.drops)) == ({"3", "4"}, {"1"})
    assert staircase(FOUR).next_better(19) is None


@settings(max_examples=100)
@given(problems(periods=1, grouped=False), st.integers(0, 110))
def test_one_budget_looked_up_equals_solving_at_that_budget(problem, budget):
    problem = replace(problem, at_most=None)
    found = staircase(problem)
    solved = select(replace(problem, limits=(None,), total_limit=budget))
    looked_up = found.at(budget)
    assert found.exact or found.conflicts
    assert looked_up.status == solved.status
    assert looked_up.value == pytest.approx(solved.value, abs=1e-9)
    assert looked_up.total_cost <= solved.total_cost
    assert bool(looked_up.conflicts) == bool(solved.conflicts)


@settings(max_examples=40)
@given(problems(periods=3, largest=6), st.integers(0, 120), st.sampled_from(["total", "scaled"]))
def test_searched_steps_are_true_where_proven_and_never_above_the_optimum(problem, budget, mode):
    if mode == "scaled":
        problem = replace(problem, limits=(9, 12, 7), total_limit=None)
    found = staircase(problem, mode, solves=12)
    if not len(found):
        assert found.conflicts
        return
    assert np.all(np.diff(found.budget) > 0)
    assert np.all(np.diff(found.value) > 0)
    limited = replace(problem, total_limit=budget)
    if mode == "scaled":
        limited = replace(problem, limits=tuple(limit * budget // 28 for limit in problem.limits))
    solved = select(limited)
    looked_up = found.at(budget)
    if looked_up.status == "infeasible":
        assert solved.status == "infeasible"
        return
    assert looked_up.value <= solved.value + 1e-9 <= looked_up.bound + 2e-9
    if looked_up.status == "optimal":
        assert looked_up.value == pytest.approx(solved.value, abs=1e-9)
    joined = found.including(solved, budget)
    assert joined.at(budget).value == pytest.approx(solved.value, abs=1e-9)
    assert joined.at(budget).status == "optimal"


def test_with_enough_solves_a_searched_staircase_is_complete():
    problem = Problem(tuple("1234"), FOUR.value, np.array([[5, 0], [0, 7], [4, 0], [0, 3]]), (6, 8))
    found = staircase(problem, solves=60)
    assert found.exact
    assert found.budget.tolist() == [0, 3, 4, 5, 7, 8, 11, 12]
    assert found.value.tolist() == [0, 4, 6, 8, 11, 12, 17, 19]


def test_forced_candidates_make_the_first_step():
    found = staircase(replace(FOUR, forced_in=frozenset("3"), forced_out=frozenset("2")))
    assert found.frame()["entered"].iloc[0] == ("3",)
    assert found.budget[0] == 4
    below = found.at(3)
    assert below.status == "infeasible"
    assert below.conflicts[0].keys == ("3",)


def test_rules_that_leave_nothing_leave_no_steps_but_say_why():
    found = staircase(replace(FOUR, forced_in=frozenset("12"), excludes=(("1", "2"),)))
    assert len(found) == 0
    assert set(found.at(100).conflicts[0].keys) == {"1", "2"}
    assert found.next_better(100) is None
    assert found.frame().empty


def test_a_part_of_the_steps_can_be_read_alone():
    found = staircase(FOUR)
    part, whole = found.frame(3, 6), found.frame()
    assert part.to_dict("records") == whole.iloc[3:6].to_dict("records")


def test_two_hundred_candidates_are_listed_completely():
    random = np.random.default_rng(2)
    cost = np.exp(random.normal(16, 1.3, 220)).astype(np.int64)
    problem = Problem(tuple(f"p{i}" for i in range(220)), random.random(220), cost, (None,))
    found = staircase(problem)
    assert found.exact
    assert found.value[-1] == pytest.approx(problem.value.sum())
    for budget in random.integers(0, cost.sum(), 10).tolist():
        solved = select(replace(problem, total_limit=budget))
        assert found.at(budget).value == pytest.approx(solved.value, rel=1e-12)
        assert found.at(budget).total_cost <= budget


@settings(max_examples=60)
@given(problems(periods=2, largest=6))
def test_the_first_step_is_the_cheapest_of_all_that_rules_limits_and_leasts_allow(problem):
    problem = replace(problem, total_limit=None)
    cost = dict(zip(problem.keys, problem.total_cost.tolist(), strict=True))
    allowed = [sum(cost[key] for key in chosen) for chosen in allowed_values(problem)]
    found = staircase(problem, solves=4)
    assert bool(len(found)) == bool(allowed) != bool(found.conflicts)
    if allowed:
        assert found.budget[0] == min(allowed)
        assert found.at(min(allowed)).status == "optimal"
        assert found.at(min(allowed) - 1).status == "infeasible"


def test_a_search_that_is_called_off_leaves_the_steps_found_so_far():
    told = []

    def watch(done, most):
        told.append((done, most))
        return done < 3

    problem = Problem(tuple("1234"), FOUR.value, np.array([[5, 0], [0, 7], [4, 0], [0, 3]]), (6, 8))
    found = staircase(problem, solves=60, watch=watch)
    assert told == [(0, 60), (1, 60), (2, 60), (3, 60)]
    assert 1 < len(found) <= 3
    assert not found.exact


def test_a_least_that_no_scaled_limit_reaches_leaves_no_step_below_the_lowest_budget_that_does():
    group = Group("two of four", np.ones(4, dtype=np.int64), at_least=2)
    problem = replace(FOUR, cost=np.array([[5, 0], [0, 7], [4, 0], [0, 3]]), limits=(10, 10), periods=("1", "2"))
    found = staircase(replace(problem, groups=(group,)), "scaled", solves=30)
    assert found.budget[0] == 8
    assert found.at(8).chosen == ("3", "4")
    assert found.at(7).status == "infeasible"


@settings(max_examples=30)
@given(problems(largest=7))
def test_where_time_allows_every_step_is_found_under_limits_and_rules(problem):
    problem = replace(problem, limits=(None, *problem.limits[1:]), total_limit=None)
    found = staircase(problem, solves=2000)
    assert list(zip(found.budget.tolist(), found.value.tolist(), strict=True)) == best_of_each_cost(problem)
    assert found.exact


def test_a_step_just_below_a_much_better_one_is_not_missed():
    cost = np.array([1000, 8000, 6362, 1000, 0, 6298, 7043])
    value = np.array([14, 18, 17.76, 6.03, 12.12, 6.91, 5])
    problem = Problem(tuple("0123456"), value, cost, (None,), at_most=6)
    found = staircase(problem, solves=2000)
    assert found.exact
    assert found.at(7298).chosen == ("0", "4", "5")
    assert found.at(7361).chosen == ("0", "4", "5")
    assert found.at(7362).chosen == ("0", "2", "4")
    assert len(found) == len(best_of_each_cost(problem)) == 13


def test_a_top_that_was_not_searched_leaves_the_staircase_open(monkeypatch):
    def only_below(problem, *limits):
        answer = select(problem, *limits)
        return answer if problem.total_limit < 12 else replace(answer, status="unknown", chosen=())

    monkeypatch.setattr(frontier_search, "select", only_below)
    found = staircase(Problem(tuple("1234"), FOUR.value, np.array([[5, 0], [0, 7], [4, 0], [0, 3]]), (6, 8)))
    assert found.proven.all()
    assert not found.exact


def test_a_first_step_that_may_not_be_the_cheapest_leaves_the_staircase_open(monkeypatch):
    monkeypatch.setattr(frontier_search, "lowest_budget", lambda *_: frontier_search.Lowest(0, False))
    found = staircase(Problem(tuple("1234"), FOUR.value, np.array([[5, 0], [0, 7], [4, 0], [0, 3]]), (6, 8)), solves=60)
    assert found.complete.all()
    assert not found.exact
