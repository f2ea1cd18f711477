"""What has to be changed together: projects and not options, money by itself, and the fewest changes."""

from dataclasses import replace

import numpy as np

from models.selection_rules import Rule
from services.budget_combinations import together
from services.budget_conflicts import Reason, contradiction
from services.candidates import Amounts, Asked, Candidates, problem

FOUND = Candidates(
    keys=tuple("abcd"),
    names=("Harbour wall", "Quay works", "Library", "Depot"),
    value=np.array([8.0, 11, 6, 4]),
    cost=np.array([[5, 0], [0, 7], [4, 0], [3, 3]]),
    periods=("FY27", "FY28"),
    digits=0,
)


def told(found, asked, **more):
    return together(found, problem(found, asked), **more)


def changes(answer):
    return [(way.reason.kind, way.reason.keys, way.reason.called, way.change) for way in answer.ways]


def test_money_alone_and_the_fewest_changes_stand_beside_each_other():
    asked = Asked(9, (("FY27", 3), ("FY28", 4)), forced_in=("a", "b"))
    money, fewest = told(FOUND, asked)
    assert (money.least, money.proven) == ("money", True)
    assert changes(money) == [("limit", (), "FY27", 2), ("limit", (), "FY28", 3), ("limit", (), "", 3)]
    assert fewest.least == "changes"
    assert len(fewest.ways) == 2


def test_no_money_lifts_what_rules_forbid():
    rules = (Rule("requires", ("a", "b")),)
    asked = Asked(2, forced_in=("a", "c"), forced_out=("b",), rules=rules)
    assert contradiction(FOUND, problem(FOUND, asked)).more
    (only,) = told(FOUND, asked)
    assert only.least == "changes"
    assert len(only.ways) == 2


def test_what_stands_above_the_line_and_what_is_given_stays():
    above = replace(FOUND, decided=frozenset("ab"), value=np.array([0.0, 0, 6, 4]))
    (only,) = told(above, Asked(None, (("FY27", 3), ("FY28", 4))))
    assert changes(only) == [("limit", (), "FY27", 2), ("limit", (), "FY28", 3)]


def test_limits_whose_costs_do_not_add_up_have_no_sum():
    asked = Asked(None, (("FY27", 3), ("FY28", 4)), forced_in=("a", "b"))
    assert [one.least for one in told(FOUND, asked, adds_up=False)] == ["changes"]


def test_people_are_no_money():
    people = (Amounts("Engineers FY27", "role", "FY27", np.array([100, 200, 0, 0])),)
    found = replace(FOUND, amounts=people)
    asked = Asked(None, (("FY27", 3),), forced_in=("a", "b"), amounts=(("Engineers FY27", 200),))
    assert [one.least for one in told(found, asked)] == ["changes"]


def test_a_rule_on_several_options_goes_as_one():
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
    asked = Asked(2, forced_in=("a",), forced_out=("b",), rules=(Rule("requires", ("a", "b")),))
    answers = told(found, asked)
    assert Reason("in", ("a",)) in {way.reason for way in answers[-1].ways}
    assert all(len(set(one.ways)) == len(one.ways) for one in answers)
