"""Rules as people state them become exactly the bounds of a problem."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem
from models.selection_rules import Rule, with_rules

KEYS = ("a", "b", "c|whole", "c|half", "c|none", "d|whole", "d|stop")
OPTIONS = {"c": ("c|whole", "c|half"), "d": ("d|whole",)}
NONE = {"c": "c|none", "d": "d|stop"}
PROJECTS = ("a", "b", "c", "d")


def problem() -> Problem:
    one_of = [np.array([key.startswith(f"{name}|") for key in KEYS], dtype=np.int64) for name in ("c", "d")]
    return Problem(
        KEYS,
        np.ones(len(KEYS)),
        np.arange(1, len(KEYS) + 1),
        (None,),
        groups=tuple(Group(f"choice {i}", amount, 1, 1) for i, amount in enumerate(one_of)),
    )


def allowed(stated: Problem) -> set[frozenset[str]]:
    every = (set(chosen) for size in range(len(KEYS) + 1) for chosen in combinations(KEYS, size))
    return {frozenset(chosen) for chosen in every if breaks_rule(stated, chosen) is None}


def funded(chosen: frozenset[str]) -> set[str]:
    return {name for name in PROJECTS if chosen & set(OPTIONS.get(name, (name,)))}


HOLDS = {
    "requires": lambda a, b, inside: a not in inside or b in inside,
    "excludes": lambda a, b, inside: not {a, b} <= inside,
    "same": lambda a, b, inside: (a in inside) == (b in inside),
}


@given(st.sampled_from(sorted(HOLDS)), st.permutations(PROJECTS).map(lambda names: tuple(names[:2])))
def test_a_rule_between_two_projects_holds_whatever_options_they_have(kind, pair):
    before, after = allowed(problem()), allowed(with_rules(problem(), [Rule(kind, pair)], {}, NONE, OPTIONS))
    assert after == {chosen for chosen in before if HOLDS[kind](*pair, funded(chosen))}


@pytest.mark.parametrize(("low", "high"), [(1, None), (None, 1), (1, 2)])
def test_a_group_bounds_how_many_of_its_projects_are_funded(low, high):
    rule = Rule("group", ("a", "c", "d"), "north", low, high)
    after = allowed(with_rules(problem(), [rule], {}, NONE, OPTIONS))
    for chosen in allowed(problem()):
        many = len(funded(chosen) & {"a", "c", "d"})
        assert (chosen in after) == ((low or 0) <= many <= (9 if high is None else high))


def test_what_an_objective_gets_is_a_share_of_what_all_projects_could_bring_at_most():
    brought = np.array([10, 20, 40, 20, 0, 30, 0])
    rule = Rule("group", (), at_least=700, measure="objective", objective="O1")
    (group,) = with_rules(problem(), [rule], {"O1": brought}, NONE, OPTIONS).groups[2:]
    assert group.at_least == 70


def test_a_rule_with_a_project_that_is_not_there_says_nothing():
    assert with_rules(problem(), [Rule("requires", ("a", "zz"))]).requires == ()


@given(st.permutations(("a", "b")).map(tuple))
def test_the_identity_of_a_rule_is_what_it_says(pair):
    assert Rule("excludes", pair).id == Rule("excludes", ("a", "b"), reason="x", origin="register").id
    assert (Rule("requires", pair).id == Rule("requires", ("a", "b")).id) == (pair == ("a", "b"))
