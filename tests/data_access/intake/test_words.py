"""Words for colours, choices and yes."""

import pytest

from data_access.intake import words

STATUS = ("proposed", "active", "on hold", "completed", "cancelled")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Green", 1),
        ("g", 1),
        ("A/G", 2),
        ("Amber-Green", 2),
        ("AMBER", 3),
        ("Yellow", 3),
        ("A/R", 4),
        ("Red", 5),
        ("2", 2),
    ],
)
def test_colours_that_read_as_themselves_carry_no_note(text, level):
    assert words.rag(text) == (level, "")


@pytest.mark.parametrize(
    ("text", "level"), [("On track", 1), ("Blue", 1), ("At risk", 3), ("Orange", 4), ("Off-track", 5)]
)
def test_words_that_stand_for_a_colour_carry_one(text, level):
    found, reason = words.rag(text)
    assert found == level
    assert reason.startswith("read as")


def test_an_unknown_colour_is_emptied():
    assert words.rag("mauve") == (None, "not a known status")


def test_choices_fold_case_and_spacing():
    assert words.choice("ON-HOLD", STATUS) == ("on hold", "")
    assert words.choice("In Progress", STATUS) == ("active", "read as active")
    assert words.choice("Closed", STATUS) == ("completed", "read as completed")
    assert words.choice("whatever", STATUS) == (None, "not one of the words allowed")


def test_an_empty_list_of_spellings_matches_nothing():
    assert words.choice("", ("gate", "delivery")) == (None, "not one of the words allowed")


def test_yes_and_no_are_truth_values():
    assert words.flag("Yes") == (True, "")
    assert words.flag("FALSE") == (False, "")
    assert words.flag("maybe")[0] is None
