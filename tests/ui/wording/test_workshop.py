"""What is said while a workshop is prepared and under way."""

from datetime import timedelta
from typing import Any

import pytest

from services.workshops import terms
from services.workshops.progress import Progress
from services.workshops.turnout import Turnout
from tests.ui.wording.workshops_told import OPENED, seat, workshop
from ui.wording import workshop as wording


def test_every_stage_and_kind_has_its_words() -> None:
    assert set(wording.STAGES) == terms.UNDER_WAY | terms.OVER | {terms.DRAFT}
    assert set(wording.KINDS) == set(terms.KINDS)


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ((), "Let ten people agree in forty minutes on what matters most."),
        (("lobby",), "Weights of 2027 is under way."),
        (("lobby", "asking", "closed"), "2 workshops are under way."),
        (("closed", "accepted"), "1 workshop waits for a decision."),
        (("closed", "closed"), "2 workshops wait for a decision."),
        (("accepted",), "No workshop is under way; the last was Weights of 2027."),
    ],
)
def test_the_list_is_headed_by_what_matters_now(stages: tuple[str, ...], told: str) -> None:
    assert wording.finding([workshop(stage) for stage in stages]) == told


def test_a_practice_waits_for_no_decision_and_is_marked_in_the_list() -> None:
    assert "waits" not in wording.finding([workshop(practice=True)])
    rows = wording.rows([workshop(practice=True)])
    assert rows["kind"].tolist() == ["Weights of objectives (practice)"]
    assert rows["stage"].tolist() == ["Closed, not decided yet"]


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("draft", "2 people invited. Nothing is open yet."),
        ("lobby", "4 people have joined."),
        ("asking", "2 of 3 have answered."),
        ("revealed", "Answers are shown. 4 people are here."),
        ("closed", "Closed, not decided yet."),
    ],
)
def test_the_facilitator_reads_where_it_stands(stage: str, told: str) -> None:
    seats = (seat("Anna"), seat("Ben"), seat("Guest", invited=False))
    assert wording.standing(workshop(stage, seats=seats), Turnout(4, 3, 2, ())) == told


def test_below_the_quorum_that_is_said_while_people_can_still_come() -> None:
    needed = " The quorum is 3: with fewer the result is only indicative."
    assert wording.standing(workshop("lobby"), Turnout(2, 2, 0, ())) == f"2 people have joined.{needed}"
    assert wording.quorum(workshop("lobby"), Turnout(3, 3, 0, ())) == ""


def test_who_has_not_answered_is_told_to_be_shut_out_by_showing_where_no_names_stand() -> None:
    words = wording.not_yet(workshop("asking"), Turnout(5, 5, 3, ("A", "B")))
    assert words == "2 people have not answered, and cannot any more once the answers are shown."
    assert wording.not_yet(workshop("asking", anonymous=False), Turnout(5, 5, 3, ())) == ""
    assert wording.not_yet(workshop("asking"), Turnout(5, 5, 5, ())) == ""


@pytest.mark.parametrize(("minutes", "told"), [(10, "10 of 25 minutes used."), (31, "6 minutes over the 25 planned.")])
def test_the_time_used_is_told(minutes: int, told: str) -> None:
    assert wording.aside(workshop("asking"), OPENED + timedelta(minutes=minutes)) == told
    assert wording.aside(workshop("draft", opened_at=None), OPENED) == ""


def test_a_few_who_have_not_answered_are_named_and_the_others_counted() -> None:
    told = Turnout(8, 8, 0, tuple("ABCDEFGH"))
    assert wording.waiting_for(told) == "Waiting for A, B, C, D, E, F and 2 more."
    assert wording.waiting_for(Turnout(8, 8, 7, ("A",))) == "Waiting for A."
    assert wording.waiting_for(Turnout(8, 8, 8, ())) == ""


def test_the_question_is_asked_in_the_words_of_its_kind() -> None:
    sides = {"left": {"name": "Bridge"}, "right": {"name": "Growth"}}
    assert wording.question({"kind": "challenge", "question": sides}) == "How much does Bridge serve Growth?"
    assert wording.question({"kind": "weights", "question": sides}) == "Which matters more, and by how much?"


@pytest.mark.parametrize(
    ("spread", "kind", "told"),
    [(0.0, "weights", "high"), (0.7, "weights", "high"), (1.4, "weights", "middling"), (1.5, "weights", "low"),
     (0.4, "challenge", "high"), (0.8, "challenge", "middling"), (1.0, "challenge", "low")],
)  # fmt: skip
def test_agreement_is_told_by_the_spread(spread: float, kind: str, told: str) -> None:
    assert wording.agreement({"answers": 3, "spread": spread}, kind) == f"Agreement: {told}"


@pytest.mark.parametrize("found", [None, {"answers": 1, "spread": 0.0}])
def test_one_answer_agrees_with_nobody(found: dict[str, Any] | None) -> None:
    assert wording.agreement(found, "weights") == ""


@pytest.mark.parametrize(
    ("ratio", "told"),
    [
        (1.0, "The group: Growth and Safety matter equally."),
        (3.0, "The group: Growth matters 3.0 times as much as Safety."),
        (0.5, "The group: Safety matters 2.0 times as much as Growth."),
    ],
)
def test_what_the_group_says_begins_with_what_matters_more(ratio: float, told: str) -> None:
    assert wording.group_answer({"ratio": ratio}, "Growth", "Safety") == told


def test_how_far_the_answers_lead() -> None:
    names = {"O1": "Growth", "O2": "Safety"}

    def told(weights: dict[str, float] | None, stable: bool, pairs: tuple[tuple[str, str], ...] = ()) -> str:
        return wording.so_far(Progress(weights, stable, pairs, 2, 3, False), names)

    assert told(None, False) == "2 of 3 pairs answered. The answers do not connect all objectives yet."
    assert told({"O1": 0.2, "O2": 0.8}, True).endswith("Safety leads. The order is settled: further answers could "
                                                        "hardly change it.")  # fmt: skip
    assert told({"O1": 0.6, "O2": 0.4}, False, (("O1", "O2"),)).endswith("Growth leads. 1 order could still change.")


def test_an_answer_reads_the_same_everywhere() -> None:
    assert wording.answer_words(-2, "weights", "Growth", "Safety") == "Growth 3 times"
    assert wording.answer_words(8, "weights", "Growth", "Safety") == "Safety 9 times"
    assert wording.answer_words(0, "weights", "Growth", "Safety") == "equal"
    assert wording.answer_words(-5, "weights", "Growth", "Safety", "verbal") == "Growth much more"
    assert wording.answer_words(3, "weights", "Growth", "Safety", "verbal") == "Safety 4 times"
    assert wording.answer_words(4, "challenge", "Bridge", "Growth") == "Extreme"


def test_where_answers_bear_names_they_are_told_by_answer() -> None:
    people = {2: ["Ben"], -2: ["Anna", "Carla"], None: ["Dora"]}
    assert wording.named(people, "weights", "Growth", "Safety") == (
        "Growth 3 times: Anna, Carla; Safety 3 times: Ben; would not say: Dora"
    )
    assert wording.named({}, "weights", "Growth", "Safety") == ""


def test_asked_again_it_is_said_that_answers_stay() -> None:
    again = Turnout(3, 3, 3, (), round=2)
    assert wording.answered_on_wall(again) == "Asked again: keep your answer or change it."
    assert wording.standing(workshop("asking"), again) == (
        "Asked again: answers stay unless they are changed. 3 of 3 have answered."
    )


@pytest.mark.parametrize(("inside", "told"), [(True, "no longer be funded"), (False, "would be funded")])
def test_of_a_rating_the_wall_tells_what_hangs_on_it(inside: bool, told: str) -> None:
    evidence = {"rating": "strong", "needed": "low", "inside": inside}
    words = wording.level_found({"question": {"evidence": evidence}}, {"answer": 2.0})
    assert words.startswith("The group: moderate. Rated strong so far; at low it")
    assert told in words
    assert wording.level_found({"question": {"evidence": None}}, {"answer": 2.0}) == ""


def test_of_a_rating_that_decides_about_nothing_the_wall_says_so() -> None:
    evidence = {"rating": None, "needed": None, "inside": None}
    assert wording.level_found({"question": {"evidence": evidence}}, {"answer": 4.0}) == (
        "The group: extreme. Rated not at all so far; by itself it decides about no money"
    )


def test_what_further_answers_could_hardly_change_is_told() -> None:
    assert wording.settled(order=False, funds=False) == ""
    assert wording.settled(order=True, funds=False).startswith("The order is settled:")
    assert wording.settled(order=False, funds=True).startswith("What is funded is settled:")
    assert "so is what is funded" in wording.settled(order=True, funds=True)
