"""Ratings accepted so far are told with what changes."""

from dataclasses import replace

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


def test_what_is_for_beforehand_only_is_counted_once_answers_are_given_beforehand_and_always_from_then_on() -> None:
    rated = Question(1, 0, "P1", "O1", 5, 1, True, {"answer": 4.0}, OPENED, OPENED)
    held = challenge(questions=(rated,))
    (asked,) = held.frame["ratings"]
    projects = [*held.frame["projects"], {"key": "P2", "name": "Pumps", "statement": ""}]
    ratings = [asked, {**asked, "project": "P2", "beforehand": True}]
    more = replace(held, frame={**held.frame, "projects": projects, "ratings": ratings})
    assert wording.so_far(more).startswith("1 of 1 rating")
    alone = replace(rated, id=2, left="P2", revealed=False, accepted=None, settled_at=None)
    assert wording.so_far(replace(more, questions=(rated, alone))).startswith("1 of 2 ratings")
    taken_up = replace(rated, id=2, left="P2")
    assert wording.so_far(replace(more, questions=(rated, taken_up))).startswith("2 of 2 ratings")
