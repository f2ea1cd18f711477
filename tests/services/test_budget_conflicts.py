"""What is in conflict as a person states it: projects, not their options; what they take; the ways out."""

from dataclasses import replace

import numpy as np

from models.selection_rules import Rule
from services.budget_conflicts import Reason, contradiction
from services.candidates import Amounts, Asked, Candidates, problem
from tests.services.four_projects import FOUND


def told(found, asked):
    return contradiction(found, problem(found, asked))


def test_nothing_is_told_where_something_can_be_chosen():
    assert told(FOUND, Asked(14)) is None


def test_a_project_in_that_needs_one_that_is_out_is_told_with_the_rule():
    found = told(FOUND, Asked(forced_in=("a",), forced_out=("b",), rules=(Rule("requires", ("a", "b")),)))
    assert set(found.reasons) == {Reason("in", ("a",)), Reason("out", ("b",)), Reason("needs", ("a", "b"))}
    assert found.smallest
    assert not found.more
    assert all(way.enough for way in found.ways)


def test_what_stands_above_the_line_is_counted_but_never_let_go():
    above = replace(FOUND, decided=frozenset("ab"), value=np.array([0.0, 0, 6, 4]))
    found = told(above, Asked(10))
    assert found.reasons == (Reason("limit", (), "", 10, "money", 12),)
    assert [(way.bound, way.change, way.exact) for way in found.ways] == [(12, 2, True)]


def test_what_must_be_in_is_counted_with_all_that_it_needs():
    found = told(FOUND, Asked(periods=(("FY27", 10),), forced_in=("a",), rules=(Rule("requires", ("a", "b")),)))
    limit = next(reason for reason in found.reasons if reason.kind == "limit")
    assert (limit.called, limit.bound, limit.needed) == ("FY27", 10, 12)


def test_people_and_objectives_have_their_own_units():
    people = (Amounts("Engineers FY27", "role", "FY27", np.array([100, 200, 0, 0])),)
    objective = Rule("group", (), "Safe", at_least=900, measure="objective", objective="O1")
    found = replace(FOUND, amounts=people, contributions={"O1": np.array([1000, 1000, 0, 0])})
    told_of = told(found, Asked(rules=(objective,), amounts=(("Engineers FY27", 200),)))
    assert {(reason.kind, reason.unit) for reason in told_of.reasons} == {("most", "people"), ("least", "points")}


def test_options_are_told_as_their_project_and_a_rule_goes_as_a_whole():
    found = Candidates(
        keys=("a|all", "a|half", "a|none", "b"),
        names=("A", "A", "A", "B"),
        value=np.array([8.0, 4, 0, 5]),
        cost=np.array([[6], [3], [0], [2]]),
        periods=("FY27",),
        digits=0,
        options_of={"a": ("a|all", "a|half")},
        none_of={"a": "a|none"},
    )
    answer = told(found, Asked(forced_in=("a",), forced_out=("b",), rules=(Rule("requires", ("a", "b")),)))
    assert set(answer.reasons) == {Reason("in", ("a",)), Reason("out", ("b",)), Reason("needs", ("a", "b"))}
    assert {way.reason.kind for way in answer.ways if way.enough} == {"in", "out", "needs"}


def test_conflicts_that_no_single_way_out_lifts_are_said_to_be_more():
    found = told(FOUND, Asked(2, forced_in=("a", "c"), forced_out=("b",), rules=(Rule("requires", ("a", "b")),)))
    assert found.more
    assert not any(way.enough for way in found.ways)
