"""What rules and limits settle before any solving."""

import numpy as np
from hypothesis import given

from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import allowed_values, problems


def problem(**changes) -> Problem:
    given = {
        "keys": tuple("abcdef"),
        "value": np.array([5.0, 4, 3, 2, 1, 1]),
        "cost": np.array([4, 3, 3, 2, 2, 1]),
        "limits": (9,),
    }
    return Problem(**(given | changes))


def open_keys(reduced: Reduced, stated: Problem) -> list[str]:
    return ["".join(stated.keys[i] for i in member) for member in reduced.members]


def test_what_a_forced_candidate_requires_is_fixed_with_it():
    stated = problem(forced_in=frozenset("a"), requires=(("a", "d"), ("d", "f")))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert "".join(np.array(stated.keys)[reduced.fixed]) == "adf"
    assert open_keys(reduced, stated) == ["e"]


def test_what_fixed_candidates_cost_is_taken_from_the_limits():
    reduced = reduce(problem(forced_in=frozenset("f")))
    assert isinstance(reduced, Reduced)
    assert reduced.room.tolist() == [8]


def test_what_cannot_be_chosen_takes_along_all_that_requires_it():
    stated = problem(forced_out=frozenset("f"), requires=(("a", "d"), ("d", "f")))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert open_keys(reduced, stated) == ["b", "c", "e"]


def test_candidates_decided_together_are_one_item():
    stated = problem(same=(("a", "c"), ("c", "f")))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert open_keys(reduced, stated) == ["acf", "b", "d", "e"]
    assert reduced.value[0] == 9
    assert reduced.cost[0, 0] == 8


def test_candidates_that_no_longer_fit_are_out():
    stated = problem(forced_in=frozenset("ab"))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert open_keys(reduced, stated) == ["d", "e", "f"]


def test_a_group_that_excludes_itself_is_out():
    stated = problem(same=(("a", "b"),), excludes=(("a", "b"),))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert open_keys(reduced, stated) == ["c", "d", "e", "f"]


def test_limits_that_cannot_bind_are_dropped():
    reduced = reduce(problem(limits=(15,), at_most=6))
    assert isinstance(reduced, Reduced)
    assert reduced.room.size == 0


def test_of_several_overruns_the_one_with_fewest_candidates_comes_first():
    stated = problem(cost=np.array([[3, 9]] * 6), limits=(5, 8), forced_in=frozenset("ab"))
    conflicts = reduce(stated)
    assert isinstance(conflicts, tuple)
    assert [(c.period, len(c.keys)) for c in conflicts] == [("2", 1), ("1", 2)]


@given(problems(grouped=False))
def test_a_problem_is_in_conflict_exactly_when_no_subset_is_allowed(problem):
    assert isinstance(reduce(problem), tuple) == (not allowed_values(problem))


@given(problems())
def test_with_leasts_too_a_conflict_means_that_no_subset_is_allowed(problem):
    if isinstance(reduce(problem), tuple):
        assert not allowed_values(problem)


def test_a_least_that_not_even_everything_reaches_is_named():
    (conflict,) = reduce(problem(groups=(Group("north", np.array([1, 1, 0, 0, 0, 0]), at_least=3),)))
    assert (conflict.kind, conflict.period, conflict.needed, conflict.limit) == ("least", "north", 3, 2)
