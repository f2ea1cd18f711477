"""What is said of a result: found, challenged, decided, and what the disagreement is worth."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from services.workshops.worth import Worth
from tests.ui.wording.workshops_told import DECISION, RESULT, challenge, workshop
from ui.wording import workshop_results as wording

WORTH = Worth(3, 4, 2, (("P1", "Bridge", 500_00, 2 / 3), ("P2", "Pumps", 300_00, 1 / 3)), 800_00, 5_000_00)
FACTS: Any = SimpleNamespace(currency="USD", minor_digits=2)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (workshop("abandoned"), "This workshop ended without a result."),
        (workshop(result={**RESULT, "weights": None}), "Too few pairs were answered for weights of all objectives."),
        (workshop(result=RESULT), "Safety matters most, with 75% of all importance."),
        (
            workshop(result={**RESULT, "indicative": True, "voters": 2}),
            "Safety matters most, with 75% of all importance. Only indicative: 2 voted, 3 were needed.",
        ),
    ],
)
def test_the_headline_is_what_was_found(held: Any, told: str) -> None:
    assert wording.result(held) == told


def rated(found: str = "strong", **told: Any) -> dict[str, Any]:
    pair = {"project": "P1", "objective": "O1", "stake": 500_00, "answers": 3}
    return {
        "ratings": [{**pair, "before": "low", "found": found}],
        "indicative": False,
        "voters": 3,
        "quorum": 3,
    } | told


def test_a_challenge_is_headed_by_how_many_ratings_should_change() -> None:
    assert wording.result(challenge(result=rated())) == "1 of 1 rating challenged should change."
    assert wording.result(challenge(result=rated("low"))).startswith("0 of 1 rating")
    assert "Only indicative: 1 voted, 3 were needed." in wording.result(
        challenge(result=rated(indicative=True, voters=1))
    )


def test_ratings_stand_with_what_they_were_what_was_found_and_what_was_decided() -> None:
    held = challenge(result=rated(), decision={"ratings": [["P1", "O1", "moderate"]], "departures": []})
    (row,) = wording.ratings_rows(held).to_dict("records")
    assert (row["project"], row["objective"]) == ("Bridge", "Growth")
    assert (row["before"], row["found"], row["decided"]) == ("Low", "Strong", "Moderate")
    assert wording.ratings_rows(replace(held, decision=None))["decided"].tolist() == [""]


def test_who_decided_is_told_with_the_departures() -> None:
    assert wording.decided(workshop(result=RESULT)) == "The vote advises; nobody has decided yet."
    told = wording.decided(workshop("accepted", result=RESULT, decision=DECISION))
    assert told.startswith("Decided by Board, with 1 departure; in force from")
    as_found = {**DECISION, "departures": []}
    assert "as the workshop found" in wording.decided(workshop("accepted", result=RESULT, decision=as_found))


def test_weights_stand_the_most_important_first_beside_what_they_were() -> None:
    rows = wording.weights_rows(workshop(result=RESULT, decision=DECISION), RESULT["weights"])
    assert rows["name"].tolist() == ["Safety", "Growth"]
    assert rows["before"].tolist() == [0.4, 0.6]
    assert rows["decided"].tolist() == [0.7, 0.3]
    assert wording.weights_rows(workshop(), RESULT["weights"])["decided"].isna().all()


def test_what_a_disagreement_is_worth_is_told_in_projects_and_money() -> None:
    assert (
        wording.worth(WORTH, "USD", 2)
        == "What it is worth: whose answer counts decides about 2 projects of $800 (Bridge and Pumps)."
    )
    assert wording.worth(replace(WORTH, disputed=(), money=0), "USD", 2).startswith("It decides nothing")
    assert wording.worth(None, "USD", 2) == ""
    ground = wording.worth_ground(WORTH, FACTS)
    assert "4 projects would be funded under everybody's weights and 2 projects under nobody's" in ground
    rows = wording.disputed_rows(WORTH, 2)
    assert (rows["name"].tolist(), rows["cost"].tolist()) == (["Bridge", "Pumps"], [500, 300])


def test_what_is_still_open_is_told_or_said_to_be_settled() -> None:
    assert wording.still_open(None, "USD", 2) == ""
    assert wording.still_open(WORTH, "USD", 2) == (
        "The exact weights could still move 2 projects of $800 in or out of the budget."
    )
    assert "settled" in wording.still_open(replace(WORTH, disputed=(), money=0), "USD", 2)


def test_why_these_ratings_and_what_is_out_of_scope() -> None:
    told = wording.challenge_scope(challenge())
    assert told.startswith("1 rating is asked live: it could change what the budget funds. Out of scope: 2 projects")
    assert "restricted" not in told
    held = challenge()
    assert "1 restricted project left out" in wording.challenge_scope(
        replace(held, frame={**held.frame, "restricted": 1})
    )
    assert wording.challenged_rows(held).to_dict("records") == [
        {"project": "Bridge", "objective": "Growth", "now": "Low", "then": "Not funded if none", "cost": 500.0}
    ]


def test_of_each_rating_it_is_said_why_it_is_asked() -> None:
    held = challenge()
    (deciding,) = held.frame["ratings"]
    undecisive = {**deciding, "needed": None, "inside": None}
    ratings = [
        {**deciding, "disputed": "Spring"},
        {**undecisive, "disputed": "Spring"},
        {**undecisive, "beforehand": True},
    ]
    told = replace(held, frame={**held.frame, "ratings": ratings})
    assert wording.challenge_scope(told).startswith(
        "2 ratings are asked live: 1 could change what the budget funds, and on 2, 1 of them among these, people "
        "differed widely in an earlier challenge. 1 more is asked beforehand only, to come up live where answers "
        "differ widely. Out of scope"
    )
    assert wording.challenged_rows(told)["then"].tolist() == [
        "Not funded if none; people differed in Spring",
        "People differed in Spring",
        "Asked beforehand only",
    ]
    costs = wording.challenged_rows(told)["cost"]
    assert (costs[0], costs.isna().tolist()) == (500.0, [False, True, True]), "no money hangs on the others"


def test_how_many_are_asked_live_is_told_whichever_way_both_reasons_overlap() -> None:
    held = challenge()
    (deciding,) = held.frame["ratings"]
    undecisive = {**deciding, "needed": None, "inside": None, "disputed": "Spring"}
    for ratings, words in (
        ([deciding, undecisive], "2 ratings are asked live: 1 could change what the budget funds, and on 1 people"),
        ([deciding, deciding], "2 ratings are asked live: each could change what the budget funds. Out of scope"),
        ([undecisive], "1 rating is asked live: on 1 people differed widely in an earlier challenge."),
        ([{**deciding, "disputed": "Spring"}], "1 could change what the budget funds, and on 1, all of them among"),
    ):
        assert words in wording.challenge_scope(replace(held, frame={**held.frame, "ratings": ratings}))


def test_of_a_practice_or_where_nothing_was_found_nobody_is_waited_for_to_decide() -> None:
    assert wording.decided(workshop(result=RESULT, practice=True)).startswith("Practice:")
    assert wording.decided(workshop("abandoned", practice=True)).startswith("Practice:")
    for held in (
        workshop("abandoned"),
        workshop(result={**RESULT, "weights": None}),
        challenge(result=rated(ratings=[])),
    ):
        assert wording.decided(held) == ""


def test_ratings_stand_with_how_far_people_agree() -> None:
    def agreement(**told: Any) -> str:
        (each,) = rated()["ratings"]
        return str(wording.ratings_rows(challenge(result=rated(ratings=[{**each, **told}])))["agreement"].iloc[0])

    assert agreement(spread=0.2) == "high"
    assert agreement(spread=1.5, between=[1, 2]) == "low, between low and moderate; the lower is taken"
    assert agreement(spread=None, answers=2) == agreement() == ""


def test_what_changes_hands_with_the_ratings_found_is_told_in_projects_and_money() -> None:
    changed = {"enters": [["P1", "Bridge", 500_00], ["P3", "Dam", 100_00]], "leaves": [["P2", "Pumps", 300_00]]}
    held = challenge(result=rated(hands={**changed, "money": 900_00, "total": 5_000_00}))
    assert wording.hands(held, "USD", 2) == (
        "With a budget of $5 k, 3 projects of $900 change hands with the ratings found: Bridge and Dam would now be "
        "funded; Pumps would no longer be funded."
    )
    same = challenge(result=rated(hands={"enters": [], "leaves": [], "money": 0, "total": 5_000_00}))
    assert wording.hands(same, "USD", 2) == (
        "With a budget of $5 k the ratings found fund the same projects as those before."
    )
    assert wording.hands(challenge(result=rated()), "USD", 2) == ""


def test_an_order_that_was_not_settled_is_told_in_the_headline_and_in_full() -> None:
    held = workshop(result={**RESULT, "open_pairs": [["O1", "O2"]] * 3, "pairs": 9, "pairs_of": 28})
    assert "The order was not settled when the workshop closed." in wording.result(held)
    assert wording.unsettled(held) == (
        "It was closed before the order was settled: 9 of 28 pairs were answered, and further answers could still have "
        "turned round Growth and Safety; Growth and Safety, and 1 more order."
    )
    settled = workshop(result={**RESULT, "open_pairs": []})
    assert "settled" not in wording.result(settled)
    assert wording.unsettled(settled) == wording.unsettled(workshop(result=RESULT)) == ""
