"""What a room is told of a rating under challenge, and of ratings as they were decided."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.ui.wording.workshops_told import RATED, challenge, workshop
from ui.wording import workshop_wall as wording

SCREENS = Path(__file__).resolve().parents[3] / "ui" / "join" / "screens.js"


def over(*ratings: tuple[str, str, str], decision: bool = True) -> Any:
    """A challenge of ratings (before, found, decided), the first on the bridge, the others on others."""
    told = [
        {"project": "P1", "objective": each, "stake": 500_00, "answers": 3, "before": before, "found": found}
        for each, (before, found, _) in zip(("O1", "O2"), ratings, strict=False)
    ]
    decided = [["P1", each["objective"], level] for each, (_, _, level) in zip(told, ratings, strict=True)]
    departures = [level != found for _, found, level in ratings].count(True) * [{}]
    made = {"by": "Board", "as_of": "2026-12-31", "ratings": decided, "departures": departures}
    result = {"ratings": told, "indicative": False, "voters": 3, "quorum": 3}
    return challenge(result=result, decision=made if decision else None)


def test_the_usual_meanings_are_those_that_phones_show() -> None:
    shown = re.search(r"const RATES = (\[.*?\]);", SCREENS.read_text(encoding="utf-8"), re.S)
    assert shown is not None
    assert json.loads(re.sub(r",\s*\]", "]", shown[1])) == list(wording.USUAL)


def test_a_level_means_what_was_written_for_the_objective_else_what_is_usual() -> None:
    assert wording.meanings([]) == list(wording.USUAL)
    told = wording.meanings(["", "Ten homes", "", "", ""])
    assert told == [wording.USUAL[0], "Ten homes", *wording.USUAL[2:]]


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ("Report of May.", "Evidence: Report of May."),
        ("", "Evidence: none is given."),
        (None, "Evidence: none is given."),
        ("A very long report", "Evidence: A very long…"),
    ],
)
def test_evidence_is_told_in_short(evidence: Any, told: str) -> None:
    assert wording.evidence({**RATED, "evidence": evidence}, 15) == told


def test_money_hangs_only_on_a_rating_that_could_decide_about_it() -> None:
    assert wording.at_stake(RATED, "USD", 2) == "$500 hang on this."
    assert wording.at_stake({**RATED, "needed": None}, "USD", 2) == ""


def test_what_was_decided_stands_first_with_what_was_found_beside_it() -> None:
    rows = wording.ratings_rows(over(("low", "moderate", "moderate"), ("low", "strong", "low")))
    assert rows[["before", "found", "instead_of"]].to_dict("records") == [
        {"before": "Low", "found": "Low", "instead_of": "Strong"},
        {"before": "Low", "found": "Moderate", "instead_of": ""},
    ]
    (told, _) = (wording.rating(*row) for row in rows.itertuples(index=False, name=None))
    assert told == "Bridge serves Safety: **low**, as before (found: strong)"


def test_before_a_decision_ratings_that_change_come_first() -> None:
    rows = wording.ratings_rows(over(("low", "low", ""), ("low", "strong", ""), decision=False))
    assert rows["found"].tolist() == ["Strong", "Low"]
    assert rows["instead_of"].tolist() == ["", ""]


def test_the_headline_counts_what_was_decided_once_somebody_has() -> None:
    pairs = (("low", "strong", "low"), ("low", "moderate", "moderate"))
    assert wording.result(over(*pairs)) == "1 of 2 ratings challenged was changed."
    assert wording.result(over(*pairs, decision=False)) == "2 of 2 ratings challenged should change."
    assert wording.result(workshop("abandoned")) == "This workshop ended without a result."


def test_ratings_that_are_not_listed_are_counted() -> None:
    assert wording.left_out(0, 0) == ""
    assert wording.left_out(1, 0) == "1 more changes. All stand in the minutes."
    assert wording.left_out(3, 1) == "3 more change; 1 rating stays as it was. All stand in the minutes."
    assert wording.left_out(0, 2) == "2 ratings stay as they were. All stand in the minutes."


def test_of_many_people_the_first_of_each_answer_are_named() -> None:
    few = {1: ["Anna"], 3: ["Ben", "Carla"]}
    assert wording.named(few, "challenge", "Bridge", "Growth", "verbal") == "Strong: Ben, Carla; Low: Anna"
    many = {1: [f"A{n}" for n in range(20)], 3: [f"B{n}" for n in range(20)]}
    told = wording.named(many, "challenge", "Bridge", "Growth", "verbal")
    assert told.startswith("Strong: B0, B1, ")
    assert told.count("and 8 more") == 2
    assert wording.named({}, "challenge", "Bridge", "Growth", "verbal") == ""
