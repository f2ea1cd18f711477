"""Why a project is in or out, on the command line: what would change it, and who decided it."""

import pytest

from ui.wording.selection_questions import explained


def told(**changed):
    one = {
        "project": "a",
        "chosen": False,
        "forced": None,
        "barred": None,
        "loss": 2.0,
        "proven": True,
        "enters": ["a"],
        "leaves": ["b"],
        "limits": [{"limit": None, "by": 5}],
        "own_cost": {"share": 0.75, "exact": True},
    }
    return explained({"status": "optimal", "not_reached": [], "projects": [one | changed]})[0]


def test_a_project_left_out_is_told_with_what_brings_it_in():
    assert told() == (
        "a is out. The opposite loses 2 (in a; out b). It changes sides at 5 more of the total or 75% of its cost."
    )


@pytest.mark.parametrize(
    ("forced", "said"),
    [
        ({"forced": "out", "loss": -2.0}, "it comes in only when the order is let go."),
        ({"forced": "in", "chosen": True}, "it goes only when the order is let go."),
    ],
)
def test_a_project_forced_is_told_as_out_or_in_by_order(forced, said):
    answer = told(**forced)
    assert answer.endswith(f"That is by order: {said}")
    assert "changes sides" not in answer
