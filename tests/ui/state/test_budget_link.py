"""What an address gives and the controls do not hold is found, whatever kind of control it is."""

import pytest

from ui.state.budget_link import missed


@pytest.mark.parametrize(
    ("given", "holds", "not_taken"),
    [
        (["1.50"], 1.5, []),
        (["abc"], 1.5, ["abc"]),
        (["nan"], 1.5, ["nan"]),
        (["9"], 1.5, ["9"]),
        (["70"], 70, []),
        (["TRUE"], True, []),
        (["true"], False, ["true"]),
        (["maybe"], True, ["maybe"]),
        (["Strategic value"], "strategic", []),
        (["Wealth"], "strategic", ["Wealth"]),
        (["Bridge", "Nowhere", "Nowhere"], ["D 1"], ["Nowhere"]),
        (["FY27"], ("FY27",), []),
        (["FY99"], (), ["FY99"]),
        (["FY27"], None, ["FY27"]),
        ([""], (), []),
        ([], 1.5, []),
    ],
)
def test_a_value_that_the_control_does_not_hold_is_missed(given, holds, not_taken):
    said = {"one": {"strategic": "Strategic value", "D 1": "Bridge"}}
    assert missed({"one": given, "other": ["x"]}, {"one": holds}, said) == [("one", text) for text in not_taken]
