"""The Budget page's sentences say what is so, with its base, and nothing more."""

import pytest

from models.selection_problem import Selection
from services.budget import Held, PassedOver
from ui.wording import budget, budget_method, budget_moves, selections


def test_the_finding_names_what_can_be_decided_and_what_it_buys():
    assert budget.finding(900, 900, "USD", 3, 4, 0.5, "priority") == (
        "$900 buys 3 of 4 projects and 50% of their reported priority."
    )
    assert "of their" not in budget.finding(900, 900, "USD", 3, 4, 0.5, "equal")


def test_a_better_set_is_called_the_next_only_where_that_is_proven():
    assert budget.next_set(5, [], ["A"], "USD", proven=False) == "Raising the total by $5 buys a better set: drops A."


@pytest.mark.parametrize(
    ("entered", "left", "said"),
    [
        ([], [], "Since $5: the same projects."),
        (["A", "B"], [], "Since $5: in come A and B; nothing goes."),
        ([], ["A"], "Since $5: nothing comes in; out goes A."),
    ],
)
def test_a_move_says_what_came_and_what_went(entered, left, said):
    assert budget_moves.moved("$5", entered, left) == said


def test_the_share_always_says_of_how_many_and_how_low_it_could_be():
    assert budget.share_note(60, None, 0, 0, "equal") == "of the value of the 60 candidates"
    assert budget.share_note(60, 0.5, 2, 1, "strategic") == (
        "of the value of the 60 candidates; at least 50% whatever the 2 unrated and 1 rated in part are worth"
    )
    assert "the 1 without a priority is worth" in budget.share_note(60, 0.5, 1, 0, "priority")


def test_what_holds_back_is_named_with_what_is_left_of_it():
    name, why = budget.held([Held("FY27", 500, 3), Held(None, 100, 1)], 4, "USD", 100, PassedOver(0, 0))
    assert (name, why) == ("FY27", "3 of 4 left out do not fit in the $5 unspent; also the total")
    assert budget.held([], 0, "USD", 100, PassedOver(0, 0))[0] == "Nothing"


def test_those_left_out_for_other_reasons_than_money_are_accounted_for():
    said = budget.held([Held(None, 500, 6)], 11, "USD", 100, PassedOver(1, 4))[1]
    assert said == "6 of 11 left out do not fit in the $5 unspent; 4 have no value above zero; 1 is out by hand"


def test_what_would_fit_but_waits_is_told_before_what_does_not_fit():
    assert budget.held_by_order(5, "USD", 1, 4)[1] == (
        "1 of 4 left out would fit but waits for its turn: the next in order takes $5 more in total"
    )


@pytest.mark.parametrize(("lost", "said"), [(0, "nothing"), (0.01, "under 0.1 points"), (2.14, "2.1 points")])
def test_a_price_is_in_points_of_the_whole_value(lost, said):
    assert budget.price(lost, 100) == said


def test_the_proof_says_how_far_an_unproven_selection_can_be_off():
    best = Selection("optimal", 5, 5, 0.0, (1,), 1, ("a",), 0.012, "milp")
    assert "Proven optimal, gap 0%, in 0.012 seconds" in budget_method.proof(best, 3, True)
    late = Selection("feasible", 5, 6, 1 / 6, (1,), 1, ("a",), 3.0, "milp")
    assert "at most 16.67% below the best" in budget_method.proof(late, 3, False)


def test_what_keeping_costs_is_measured_from_the_best():
    kept = Selection("feasible", 64, 83, 19 / 83, (1,), 1, ("a",), 0.012, "nested")
    assert "at most 22.89% below the best" in budget_method.proof(kept, 3, False)


def test_candidates_and_classes_are_told_with_their_numbers():
    assert "94 have no cost at all and are not considered" in budget_method.candidates(284, 0, 94, 378)
    assert "all is yours to decide" in budget_method.classes(284, False, 0)
    assert "Load the costs register" in budget_method.years(None)


def test_the_command_line_says_why_nothing_can_be_chosen():
    amounts = {"needed": 12.5, "limit": 10, "raise_by": 2.5}
    broken = {"kind": "total", "period": None, "projects": ["a"], "above_the_line": 0, "forced_in": 1} | amounts
    assert selections.conflicts([broken]) == [
        "The total limit is 10; what is forced in (1 project) takes 12.5 (a alone is too much). "
        "Raise it by 2.5, or force less."
    ]
    above = broken | {"projects": ["a", "b"], "above_the_line": 110, "forced_in": 0}
    assert selections.conflicts([above]) == [
        "The total limit is 10; mandatory, committed and run work (110 projects) takes 12.5 "
        "(a, b alone are too much). Raise it by 2.5."
    ]
    assert (
        "run work (110 projects) and what is forced in (1 project) together take 12.5"
        in (selections.conflicts([above | {"forced_in": 1}])[0])
    )
    assert "contradicts itself" in selections.conflicts([broken | {"kind": "rules"}])[0]
