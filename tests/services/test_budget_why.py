"""Why a project is in or out: the swap, the money it lacks, its own cost, and what forbids it."""

from dataclasses import replace

import numpy as np
import pytest

from models.selection import select
from models.selection_constraints import Constraint
from models.selection_rules import Rule
from services.budget_why import Short, why
from services.candidates import Asked, problem
from services.errors import NotFound
from tests.services.four_projects import FOUND

TOTAL = Constraint("total", (), "", 14)


def asked_why(found, asked, key, **options):
    stated = problem(found, asked)
    return why(found, stated, select(stated), key, **options)


def test_what_is_out_is_told_by_what_would_go_for_it():
    told = asked_why(FOUND, Asked(14), "a")
    assert (told.inside, told.loss, told.proven) == (False, 2, True)
    assert (told.enters, told.leaves, told.extra_cost) == (("a",), ("c", "d"), -2)
    assert told.unanswered == ()


def test_the_money_lacking_is_told_on_top_and_for_the_best_set():
    told = asked_why(FOUND, Asked(14), "a")
    # 14 is spent, so all of its 5 is lacking; but with 15, a, b and d are best.
    assert told.on_top == (Short(TOTAL, 5),)
    assert [(one.constraint, one.by, one.exact) for one in told.limits] == [(TOTAL, 1, True)]


def test_the_own_cost_at_which_it_changes_sides_is_told_for_both_sides():
    assert asked_why(FOUND, Asked(14), "a").own_cost.share == pytest.approx(0.999)
    assert asked_why(FOUND, Asked(14), "b").own_cost.share == pytest.approx(10 / 7, abs=0.001)


def test_a_year_that_a_project_does_not_fit_in_is_named():
    found = replace(FOUND, cost=np.array([[5, 0], [7, 0], [4, 9], [3, 0]]), periods=("FY27", "FY28"))
    told = asked_why(found, Asked(19, (("FY28", 5),)), "c")
    assert {(one.limit.kind, one.limit.name, one.by) for one in told.on_top} == {
        ("total", "", 9),
        ("period", "FY28", 4),
    }
    assert [(one.constraint.kind, one.by) for one in told.limits] == [("total", None), ("period", None)]


def test_what_a_rule_forbids_is_told_with_the_rule():
    rules = (Rule("excludes", ("a", "b")),)
    told = asked_why(FOUND, Asked(14, forced_in=("b",), rules=rules), "a")
    assert (told.loss, told.on_top, [one.by for one in told.limits]) == (None, None, [None])
    assert {(reason.kind, reason.keys) for reason in told.barred.reasons} == {("in", ("b",)), ("excludes", ("a", "b"))}


def test_a_project_with_options_is_in_where_it_takes_any_of_them():
    found = replace(
        FOUND,
        keys=("a|all", "a|half", "a|none", "b", "c"),
        names=("A", "A", "A", "B", "C"),
        value=np.array([8.0, 4, 0, 11, 6]),
        cost=np.array([[6], [3], [0], [7], [4]]),
        options_of={"a": ("a|all", "a|half")},
        none_of={"a": "a|none"},
    )
    inside = asked_why(found, Asked(17), "a")
    assert (inside.inside, inside.own_cost, inside.leaves, inside.loss) == (True, None, ("a",), 8)
    outside = asked_why(found, Asked(11), "a")
    assert (outside.inside, outside.enters, outside.leaves, outside.loss) == (False, ("a",), ("c",), 2)
    # Half of it lacks least: 7 + 4 + 3 of 11.
    assert [one.by for one in outside.on_top] == [3]
    assert [one.by for one in outside.limits] == [2]


def test_what_time_does_not_suffice_for_is_said():
    told = asked_why(FOUND, Asked(14), "a", seconds=0.0)
    assert set(told.unanswered) >= {"limits", "own_cost"}


def test_an_unknown_project_is_refused():
    with pytest.raises(NotFound, match="no project"):
        asked_why(FOUND, Asked(14), "z")
