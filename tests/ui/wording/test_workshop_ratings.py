"""Ratings accepted so far are told with what changes."""

from services.workshops.reading import Question
from tests.ui.wording.workshops_told import OPENED, challenge
from ui.wording import workshop_ratings as wording


def test_ratings_accepted_so_far_are_told_with_what_changes() -> None:
    rated = Question(1, 0, "P1", "O1", 5, 1, True, {"answer": 4.0}, OPENED, OPENED)
    held = challenge(questions=(rated,))
    assert wording.so_far(held) == "1 of 1 rating accepted; 1 would change."
    (row,) = wording.accepted(held).itertuples(index=False)
    assert tuple(row) == ("Bridge", "Growth", "Low", "Extreme")
    assert wording.rating(*row) == "Bridge serves Growth: **extreme**, low before"
    assert wording.rating("A_b", "Growth", "Low", "Low").endswith("**low**, as before")
