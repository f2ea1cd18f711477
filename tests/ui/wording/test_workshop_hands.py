"""What is said of projects that change hands: as found, as decided, and both where they differ."""

from typing import Any

import pytest

from tests.ui.wording.workshops_told import challenge
from ui.wording import workshop_hands as wording

FOUND = {"enters": [["P1", "Bridge", 500_00], ["P2", "Dam", 100_00]], "leaves": [["P3", "Pumps", 300_00]],
         "money": 900_00, "total": 5_000_00}  # fmt: skip
DECIDED = {**FOUND, "enters": [["P2", "Dam", 100_00]], "leaves": [], "money": 100_00}
SAME = {**FOUND, "enters": [], "leaves": [], "money": 0}
DEPARTURE = {"key": ["P1", "O1"], "found": "strong", "decided": "low", "reason": "The report is old."}


def held(found: Any = FOUND, *, departs: bool = False, decision: bool = True, **decided: Any) -> Any:
    told = {"by": "Board", "as_of": "2026-12-31", "ratings": [["P1", "O1", "low" if departs else "strong"]],
            "departures": [DEPARTURE] * departs} | decided  # fmt: skip
    return challenge(result={"ratings": [], "hands": found}, decision=told if decision else None)


def test_before_a_decision_what_was_found_is_told() -> None:
    now = held(decision=False)
    assert wording.told(now, "USD", 2) == (
        "With a budget of $5 k, 3 projects of $900 change hands with the ratings found: Bridge and Dam would now be "
        "funded; Pumps would no longer be funded."
    )
    assert wording.headline(now, "USD", 2) == "3 projects of $900 change hands with the ratings found."
    assert wording.as_found(now, "USD", 2) == ""


def test_decided_as_found_it_is_told_of_the_ratings_decided() -> None:
    assert "3 projects of $900 change hands with the ratings decided: Bridge" in wording.told(held(), "USD", 2)
    assert wording.headline(held(), "USD", 2) == "3 projects of $900 change hands with the ratings decided."
    assert wording.as_found(held(), "USD", 2) == ""


def test_decided_otherwise_what_that_changes_comes_first_and_the_found_is_marked_as_found() -> None:
    now = held(departs=True, hands=DECIDED)
    assert wording.told(now, "USD", 2) == (
        "With a budget of $5 k, 1 project of $100 changes hands with the ratings decided: Dam would now be funded. "
        "As found: 3 projects of $900 change hands."
    )
    assert wording.headline(now, "USD", 2) == "1 project of $100 changes hands with the ratings decided."
    assert wording.as_found(now, "USD", 2) == "Found: 3 projects of $900 change hands."
    assert wording.sides(now, "USD", 2) == [("Now funded", "Dam ($100)")]


def test_a_decision_stored_without_it_is_not_told_as_if_the_found_were_decided() -> None:
    now = held(departs=True)
    assert wording.told(now, "USD", 2) == (
        "What the ratings decided change of it was not worked out. As found: 3 projects of $900 change hands."
    )
    assert (wording.headline(now, "USD", 2), wording.sides(now, "USD", 2)) == ("", [])


def test_where_nothing_changes_hands_that_is_the_finding() -> None:
    now = held(SAME, decision=False)
    assert wording.headline(now, "USD", 2) == "The same projects are funded as before with the ratings found."
    assert wording.told(now, "USD", 2).startswith("With a budget of $5 k the ratings found fund the same projects")
    assert wording.told(held(departs=True, hands=SAME), "USD", 2).startswith(
        "With a budget of $5 k the ratings decided fund the same projects as those before. As found: 3 projects"
    )


@pytest.mark.parametrize("now", [held(None, decision=False), held(None), held(None, departs=True)])
def test_what_was_never_worked_out_is_not_told(now: Any) -> None:
    assert wording.told(now, "USD", 2) == wording.headline(now, "USD", 2) == wording.as_found(now, "USD", 2) == ""
    assert wording.sides(now, "USD", 2) == []


def test_of_many_projects_on_a_side_the_dearest_are_named() -> None:
    many = {**FOUND, "enters": [[f"P{n}", f"Bridge {n}", 100_00] for n in range(6)], "leaves": []}
    assert wording.sides(held(many, decision=False), "USD", 2) == [
        ("Now funded", "Bridge 0 ($100), Bridge 1 ($100), Bridge 2 ($100) and 3 more")
    ]
