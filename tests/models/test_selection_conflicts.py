"""Sets of constraints in conflict: nothing can go without lifting them, and none is smaller."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_conflicts import conflicts, feasible, only
from models.selection_constraints import Constraint, constraints, without
from models.selection_problem import Group
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


@st.composite
def tight(draw):
    """A small problem with many decisions, so that few have a solution."""
    problem = draw(problems(largest=5))
    keys = st.lists(st.sampled_from(problem.keys), max_size=4, unique=True)
    return replace(problem, forced_in=frozenset(draw(keys)) | problem.forced_in, total_limit=draw(st.integers(0, 20)))


@given(problems())
def test_something_can_be_selected_exactly_where_some_subset_obeys_everything(problem):
    assert feasible(problem, 5.0) is bool(allowed_values(problem))


@given(tight())
def test_a_conflict_is_named_exactly_where_nothing_can_be_selected(problem):
    assert (conflicts(problem) is None) is bool(allowed_values(problem))


@given(tight())
def test_the_members_alone_leave_nothing_and_without_any_one_they_leave_something(problem):
    found = conflicts(problem)
    assume(found is not None)
    assert not allowed_values(only(problem, found.members))
    assert all(allowed_values(without(only(problem, found.members), one)) for one in found.members)
    assert found.irreducible


@given(tight())
def test_no_set_in_conflict_is_smaller(problem):
    found = conflicts(problem)
    assume(found is not None)
    fewer = combinations(dict.fromkeys(constraints(problem)), max(len(found.members) - 1, 0))
    assert found.smallest
    assert all(allowed_values(only(problem, some)) for some in fewer) or not found.members


@given(problems())
def test_all_constraints_kept_are_the_problem_itself(problem):
    assert allowed_values(only(problem, constraints(problem))) == allowed_values(problem)


def test_a_chain_of_requirements_is_named_from_end_to_end():
    chained = replace(FOUR, requires=(("1", "2"), ("2", "3")), forced_in=frozenset("1"), forced_out=frozenset("3"))
    named = set(conflicts(chained).members)
    assert named == {
        Constraint("forced in", ("1",)),
        Constraint("forced out", ("3",)),
        Constraint("requires", ("1", "2")),
        Constraint("requires", ("2", "3")),
    }


def test_a_short_conflict_is_preferred_to_a_long_one():
    both = replace(FOUR, forced_in=frozenset("123"), requires=(("1", "4"),), forced_out=frozenset("14"))
    assert set(conflicts(both).members) == {Constraint("forced in", ("1",)), Constraint("forced out", ("1",))}


def test_what_is_settled_is_never_named():
    dear = replace(FOUR, forced_in=frozenset("123"))
    settled = [Constraint("forced in", (key,)) for key in "123"]
    assert conflicts(dear, settled=settled).members == (Constraint("period", (), "1", 14),)


def test_what_is_settled_and_contradicts_itself_leaves_no_member():
    dear = replace(FOUR, forced_in=frozenset("123"))
    assert conflicts(dear, settled=constraints(dear)).members == ()


def test_leasts_and_mosts_of_groups_can_be_in_conflict():
    cheap = Group("cheap", np.array([0, 0, 1, 1]), at_least=1)
    dear = Group("all", np.array([5, 7, 4, 3]), at_most=2)
    found = conflicts(replace(FOUR, groups=(cheap, dear)))
    assert set(found.members) == {
        Constraint("at least", (), "cheap", 1),
        Constraint("at most", (), "all", 2),
    }


def test_without_any_time_nothing_is_claimed():
    assert conflicts(replace(FOUR, forced_in=frozenset("123")), time_limit=0.0) is None


def test_many_decisions_over_one_limit_are_named_by_the_fewest():
    rng = np.random.default_rng(3)
    cost = np.sort(rng.integers(1, 100, 60))[::-1]
    keys = tuple(f"p{i}" for i in range(60))
    crowded = Problem(keys, np.ones(60), cost, (int(cost[:5].sum()),), forced_in=frozenset(keys[:30]))
    assert select(crowded).status == "infeasible"
    found = conflicts(crowded, 0.5)
    assert len(found.members) == 7
    assert not allowed_small(only(crowded, found.members))


def allowed_small(problem):
    """Whether the decisions alone keep the limit: costs are never below zero, so more only makes it worse."""
    inside = np.isin(np.array(problem.keys), list(problem.forced_in))
    return int(problem.cost[inside].sum()) <= problem.limits[0]
