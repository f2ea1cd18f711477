"""A reason stands behind what was decided, and nothing stands there where none was given."""

from ui.wording.budget_reasons import button, by_hand, given


def test_the_button_counts_the_reasons_given():
    assert button(0, 1) == "Reasons (none of 1 given)"


def test_a_reason_ends_in_one_full_stop():
    assert given("in", "promised.") == "In by hand: promised."


def test_a_plan_names_those_in_before_those_out_and_a_key_that_has_no_name():
    assert by_hand(["A"], ["B"], {"B": "Quay"}, {"B": "no site"}) == ["A in by hand", "Quay out by hand: no site"]
