"""What programs are told of why a project is in or out, and how safe a selection is."""

import json
from dataclasses import replace

import numpy as np
import pytest

from models.selection_rules import Rule
from services.candidates import Asked, Candidates
from services.errors import Explained, NotFound
from services.selecting_why import explain, robustness
from services.statements import Stated

FOUND = Candidates(
    keys=tuple("abcd"),
    names=tuple("ABCD"),
    value=np.array([8.0, 11, 6, 4]),
    cost=np.array([[500], [700], [400], [300]]),
    periods=("FY27",),
    digits=2,
)
STATED = Stated(FOUND, Asked(1400))


def test_a_project_that_is_out_is_explained_in_units_of_money():
    told = explain(STATED, "a")
    assert (told["status"], told["chosen"], told["forced"]) == ("optimal", False, None)
    assert (told["loss"], told["proven"], told["extra_cost"]) == (2, True, -2)
    assert (told["enters"], told["leaves"]) == (["a"], ["c", "d"])
    assert told["on_top"] == [{"limit": None, "by": 5}]
    assert told["limits"] == [{"limit": None, "by": 1, "at_least": 1, "exact": True}]
    assert (told["barred"], told["unanswered"]) == (None, [])
    json.dumps(told)


def test_what_forbids_a_project_is_told_with_the_ways_out():
    asked = Asked(1400, forced_in=("b",), rules=(Rule("excludes", ("a", "b")),))
    told = explain(replace(STATED, asked=asked), "a")
    assert told["loss"] is None
    assert {tuple(one["projects"]) for one in told["barred"]["in_conflict"]} == {("b",), ("a", "b")}
    assert explain(replace(STATED, asked=asked), "b")["forced"] == "in"
    json.dumps(told)


def test_nothing_is_explained_where_nothing_can_be_chosen():
    impossible = replace(STATED, asked=Asked(100, forced_in=("a",)))
    assert explain(impossible, "b")["status"] == "infeasible"
    assert robustness(impossible)["status"] == "infeasible"


def test_an_unknown_project_is_refused():
    with pytest.raises(NotFound):
        explain(STATED, "z")


def test_frequencies_and_moves_are_plain_values_in_units_of_money():
    told = robustness(STATED, values=0.4, costs=0.0, draws=30)
    assert (told["status"], told["solved"], told["proven"], told["draws"]) == ("optimal", 30, 30, 30)
    assert [one["project"] for one in told["projects"]] == list("abcd")
    assert {(one["key"], one["money"]) for one in told["moves"]} >= {("a", 6), ("b", 6)}
    json.dumps(told)


@pytest.mark.parametrize("wrong", [{"values": -0.1}, {"costs": 1.5}, {"draws": 0}])
def test_ranges_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Explained, match="share from 0 to 1"):
        robustness(STATED, **wrong)
