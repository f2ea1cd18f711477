"""Keeping what is funded, in sentences that claim no more than is proven."""

from ui.wording import budget_nested as wording


def test_a_bound_is_said_to_be_at_most():
    said = wording.given_up(2.0, 100, proven=False)
    assert said == "Keeping what is funded gives up at most 2.0 points of value against a free choice."


def test_nothing_is_said_where_all_can_be_kept():
    assert wording.not_kept([]) == ""
    assert wording.not_kept(["A", "B"]).endswith("A and B are not kept.")


def test_without_a_change_the_threshold_is_named():
    assert wording.changes([], [], 0.015, 0, 100) == "No change is worth more than 1.5% of the value."
