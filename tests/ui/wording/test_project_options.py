"""The options of single projects in words."""

from services.project_options import LIVE, Allowed
from ui.wording import project_options as wording


def test_every_assumption_is_said():
    told = wording.assumptions(Allowed(LIVE, partial=("A",), shifted=("A", "B"), yearly_loss=5))
    assert "A reduced project keeps 80% of its value for 70% of its cost: assumed, not found." in told
    assert "1 new project may be funded to 50% or 75%, for the same share of value: assumed, not found." in told
    assert "2 new projects may start up to two years later; each year loses 5% of the value." in told
    assert any("in proportion to the money released" in line for line in told)
    assert any("exit cost" in line for line in told)
    assert wording.assumptions(Allowed()) == []


def test_a_stage_with_the_rest_set_aside_is_said_to_count_whole():
    assert any(
        "set aside, so the whole cost" in line for line in wording.assumptions(Allowed(("stage",), reserve=True))
    )


def test_choices_other_than_planned_are_named():
    assert wording.chosen([], 5, "USD") == ""
    assert wording.chosen(["A: reduce", "B: pause"], 0, "USD") == (
        "2 projects go on otherwise than planned: A: reduce; B: pause."
    )
    assert set(wording.LABELS) == set(LIVE)
