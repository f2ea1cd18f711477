"""Why a project is in or out where what is funded is kept: no word contradicts what the project is now."""

import pytest

from ui.wording import budget_why_kept as wording


@pytest.mark.parametrize(
    ("inside", "best", "now", "said"),
    [
        (False, True, True, "It waits: what more money buys next comes first."),
        (True, False, True, "It is funded because it is funded now and is kept."),
        (True, False, False, "It is funded because less money funds it too, and what came in first stays."),
        (True, True, True, "The same holds for the best set of all:"),
        (False, False, False, "The same holds for the best set that keeps what is funded now:"),
    ],
)
def test_what_keeping_does_is_said_of_each_case(inside, best, now, said):
    assert wording.standing(inside, best, now) == said


def test_what_the_best_set_would_do_is_said_as_what_would_be():
    assert wording.otherwise(False, False, "because nothing that fits instead is worth anything.") == (
        "In the best set that keeps what is funded now it would be in, "
        "because nothing that fits instead is worth anything."
    )
    assert wording.otherwise(False, False, "without it Bridge comes in.").endswith(
        "it would be in: without it Bridge comes in."
    )
