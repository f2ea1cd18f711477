"""Answers that contradict each other are told with what they matter."""

import pytest

from services.weighing_funded import FundedChange
from services.workshops.contradictions import Contradiction
from ui.wording import workshop_contradiction as wording


@pytest.mark.parametrize(
    ("alters", "entering", "told"),
    [
        (True, ("Bridge",), "it could alter the ranking, and 2 projects would be funded or not"),
        (True, (), "it could alter the ranking, but nothing of what is funded"),
        (False, (), "it would not alter the ranking, nor anything of what is funded"),
    ],
)
def test_a_contradiction_is_told_with_what_it_matters(alters: bool, entering: tuple[str, ...], told: str) -> None:
    weights = {"O1": 0.5, "O2": 0.3, "O3": 0.2}
    found = Contradiction(
        ("O1", "O2", "O3"), 4, "O1", "O3", 0.31, 0.02, "Saaty 1980", alters, weights, weights
    )  # fmt: skip
    funds = FundedChange(10_00, 4, entering, ("Mains",) if entering else (), 5_00)
    names = {"O1": "Growth", "O2": "Safety", "O3": "Clean air"}
    words = wording.contradiction(found, names, funds)
    assert "about Growth, Safety and Clean air do not fit together." in words
    assert "Consistency ratio 0.31 (Saaty 1980)" in words
    assert f"The answer to Growth or Clean air is the one whose change helps most; {told}." in words
    assert wording.ask_again(found, names) == "Ask again: Growth or Clean air"
    assert (
        wording.disagree(found, names, funds)
        == f"Our answers about Growth or Clean air and the others disagree; {told}."
    )
    assert "funded" not in wording.disagree(found, names, None), "with nothing to choose nothing is said of it"
