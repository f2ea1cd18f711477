"""The Scenarios page in words."""

from datetime import date
from types import SimpleNamespace

import pytest

from models.expected_count import ExpectedCount
from services.scenarios_compare import Ahead, Difference
from services.scenarios_since import Since
from ui.wording import scenarios as wording

SUMMARY = {
    "funded": 2,
    "candidates": 4,
    "cost": 1_400_00,
    "total": 1_410_00,
    "share": 0.947,
    "digits": 2,
    "measure": "strategic",
    "proof": "optimal",
    "gap": 0.0,
}
STILL = {"arrived": 0, "gone": 0, "dearer": 0, "cheaper": 0, "worth_more": 0, "worth_less": 0}
STILL |= {"as_of": date(2026, 10, 31), "registers": (), "funded_cost": 0, "funded_gone": 0}


def plan(name, share=0.5, decision=None):
    return SimpleNamespace(name=name, summary=SUMMARY | {"share": share}, decision=decision)


def test_the_finding_says_what_stands_or_what_was_decided_last():
    assert wording.finding([], "USD") == "Which plan do we decide on?"
    assert wording.finding([plan("A")], "USD") == (
        "One plan stands for decision: A funds 2 of 4 projects and 50% of their strategic value for $1.4 k."
    )
    assert wording.finding([plan("A"), plan("B", 0.9)], "USD").startswith(
        "2 plans stand for decision; B buys most: 2 of"
    )
    decided = [plan("C", 0.1, {"taken": "2026-11-12"}), plan("D", 0.2, {"taken": "2026-10-01"}), plan("A")]
    assert wording.finding(decided, "USD").startswith("C was decided on 12 Nov 2026: it funds 2 of 4 projects")


def test_a_plan_that_counts_projects_alike_names_no_value():
    assert wording.buys(SUMMARY | {"measure": "equal"}, "USD") == "2 of 4 projects for $1.4 k"


COUNTED_APART = "funds P in another way. It costs $5 less, and its value is counted in another way."


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            Difference(("X",), ("V",), (), 38_000_00, 0.03),
            "adds 1 project: X; drops 1 project: V. It costs $38 k more and brings 3.0 points more of the value.",
        ),
        (Difference((), (), (), 0, 0.0), "funds the same projects. It costs the same and brings the same value."),
        (Difference((), (), ("P",), -5_00, None), COUNTED_APART),
        (
            Difference((), ("W",), (), -5_00, -0.02),
            "drops 1 project: W. It costs $5 less and brings 2.0 points less of the value.",
        ),
    ],
)
def test_differences_are_told_with_their_money_and_value(told, said):
    assert wording.difference("A", "B", told, SUMMARY, "USD") == f"Against A, B {said}"


def test_how_the_data_moved_is_counted():
    assert wording.since(Since(**STILL), SUMMARY, "USD") == "The data behind it have not moved as of 31 Oct 2026."
    moved = Since(**STILL | {"dearer": 4, "gone": 1, "worth_less": 2, "funded_cost": 38_000_00, "funded_gone": 1})
    assert wording.since(moved, SUMMARY, "USD") == (
        "The data behind it have moved by 31 Oct 2026: 1 project no longer to choose from, 4 projects dearer, "
        "2 worth less. What it funds now costs $38 k more. 1 of those it funds is gone."
    )


def test_running_again_says_whether_the_plan_stands():
    found = SimpleNamespace(status="optimal", value=11.0, method="milp")
    told = {"found": found, "stored_value": 10.0, "added": ("x",), "dropped": ("y",), "broken": "FY27"}

    def said(verdict):
        return wording.rerun(SimpleNamespace(verdict=verdict, **told), "A", {"x": "Bridge", "y": "Depot"})

    assert said("same").startswith("A comes out the same")
    assert said("equal").endswith("Another set is worth as much: it adds Bridge and drops Depot.")
    assert said("better") == "A can be bettered: a set worth 10.0% more adds Bridge and drops Depot."
    assert said("broken") == "A breaks a limit or rule of its own: FY27."
    assert "not proven" in said("unproven")


def test_departures_tell_what_they_give_up_and_whether_the_best_is_proven():
    best = SimpleNamespace(status="feasible")
    none = SimpleNamespace(projects=(), lost=0.0, best=best)
    assert wording.departures(none, 10.0).startswith("It departs from nothing")
    some = SimpleNamespace(projects=(1, 2), lost=0.5, best=best)
    assert wording.departures(some, 10.0) == (
        "It gives up 5.0 points of the value against the best under the same limits (the best found in time), "
        "and decides 2 projects otherwise."
    )


def test_what_is_not_known_is_a_dash():
    nothing = Ahead(None, "", 3, None, None)
    assert (wording.slips(nothing), wording.late(nothing, SUMMARY, "USD")) == ("–", "–")
    assert wording.unspent(SUMMARY | {"total": None}, "USD") == "–"
    known = Ahead(ExpectedCount(9, 4.2, 2, 6, 0.8, 0.0), "within 12 months", 0, 1, 7_00)
    assert wording.slips_note(known) == "slips by more than 30 days within 12 months, with an interval of 80%"
    assert wording.slips_note(nothing) == "no slips are predicted for this date"
    assert (wording.slips(known), wording.late(known, SUMMARY, "USD")) == ("4.2 (2 to 6)", "$7 in 1 project")


def test_the_proof_of_a_plan_that_ran_out_of_time_says_how_far_it_can_be_off():
    timed = SUMMARY | {"proof": "feasible", "gap": 0.012}
    assert wording.proof(timed) == "at most 1.2% below the best under its limits and rules"
    assert wording.proof_short(timed) == "within 1.2% of the best"


def test_where_the_expected_slips_come_from_is_said_and_of_which_plans_they_are_not_known():
    nothing = Ahead(None, "", 3, None, None)
    known = Ahead(ExpectedCount(9, 4.2, 2, 6, 0.8, 0.0), "within 12 months", 2, 1, 7_00)
    assert (wording.unpredicted(nothing), wording.unpredicted(known)) == ("–", "2")
    assert wording.risk([("Lean", nothing)]).startswith("Nothing is predicted for these plans")
    assert wording.risk([("Lean", known), ("Full", nothing)]) == (
        "Expected slips add up the chances on the Slip risk page, as they stood at the date of each plan's data, "
        "without the projects that have no prediction. Of Full nothing is predicted: that is not the same as no slips."
    )
