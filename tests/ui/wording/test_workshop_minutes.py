"""The minutes in words: what was fixed, who came, each step, and never who answered what."""

from dataclasses import replace

from services.workshops.minutes import Dissent, Round
from tests.ui.wording.workshops_told import DECISION, RESULT, challenge, minutes, workshop
from ui.wording import workshop_minutes as wording

FIRST = Round(1, 3, 4, {"-2": 2, "4": 1, "none": 1}, {"answers": 3, "ratio": 1.5, "answer": -0.5, "spread": 1.2})
HIDDEN = Round(1, 2, 4, None, None)


def test_what_was_fixed_and_who_came_is_told_in_sentences() -> None:
    told = wording.facts(minutes(workshop(result=RESULT)))
    assert any(sentence.startswith("Opened") and "led by Ines" in sentence for sentence in told)
    assert "Answers were anonymous: kept under random keys that only the voters' devices hold." in told
    assert "1 person came; 1 of 1 invited were among them." in told
    assert "3 voters, with a quorum of 3." in told


def test_where_names_stood_or_the_quorum_was_missed_or_nobody_was_real_that_is_told() -> None:
    held = workshop(anonymous=False, practice=True, result={**RESULT, "indicative": True, "voters": 1})
    told = wording.facts(minutes(held))
    assert "Answers bore names and were shown by the facilitator." in told
    assert "1 voter, with a quorum of 3: the result is only indicative." in told
    assert told[0].startswith("Practice:")


def test_of_a_workshop_that_was_never_opened_nothing_is_said_of_answers() -> None:
    for anonymous in (True, False):
        told = wording.facts(minutes(workshop("abandoned", opened_at=None, anonymous=anonymous)))
        assert told[0] == "Never opened; prepared by Ines."
        assert not any("Answers" in each for each in told)


def test_the_roster_notes_delegates_guests_and_conflicts() -> None:
    rows = wording.roster_rows(minutes(workshop()).roster)
    assert rows["name"].tolist() == ["Łukasz Żak", "Guest"]
    assert rows["about"].tolist() == [
        "represented by Zoe, did not judge 2 projects (conflict of interest)", "joined by code",
    ]  # fmt: skip
    assert (rows["came"].tolist(), rows["votes"].tolist()) == (["yes", "no"], ["yes", "no"])


def test_each_round_is_a_row_and_the_last_says_what_became_of_it() -> None:
    rows = wording.agenda_rows(minutes(workshop(), HIDDEN, FIRST))
    assert rows["round"].tolist() == [1, 1]
    assert rows["answers"].tolist() == [
        "fewer than three answers, not shown", "Growth more: 2; Safety 5 times: 1; would not say: 1",
    ]  # fmt: skip
    assert rows["group"].tolist() == ["", "Growth matters 1.5 times as much as Safety."]
    assert rows["agreement"].tolist() == ["", "middling"]
    assert rows["accepted"].tolist() == ["no", "yes"]


def test_what_was_open_beforehand_is_told_with_what_became_of_it() -> None:
    held = minutes(workshop(), FIRST)
    live, alone = replace(held.agenda[0], beforehand=True), replace(held.agenda[0], beforehand=True, live=False)
    told = wording.facts(replace(held, agenda=(live, held.agenda[0])))
    assert "1 question was open beforehand, each person alone." in told
    assert "All of them came up in the session." in told
    agreed = replace(held, agenda=(alone,))
    assert "1 that nobody disputed was accepted unasked." in wording.facts(agreed)
    assert wording.agenda_rows(agreed)["accepted"].tolist() == ["yes, unasked"]
    assert not any("beforehand" in each for each in wording.facts(held))


def test_how_many_answered_everything_beforehand_and_how_many_answers_were_given_is_told() -> None:
    plain = workshop()
    far = {"questions": 5, "people": 5, "through": 3, "answers": 19, "possible": 25}
    held = minutes(replace(plain, frame={**plain.frame, "beforehand": far}), FIRST)
    live, alone = replace(held.agenda[0], beforehand=True), replace(held.agenda[0], beforehand=True, live=False)
    told = wording.facts(replace(held, agenda=(alone, alone, live)))
    assert (
        "5 questions were open beforehand, each person alone: 3 of 5 people answered all of theirs, and 19 of 25 "
        "answers were given."
    ) in told
    assert (
        "2 that nobody disputed were accepted unasked, 1 came up in the session and 2 were neither asked there nor "
        "accepted."
    ) in told


def test_ratings_are_told_by_their_levels() -> None:
    told = Round(1, 3, 3, {"1": 2, "4": 1}, {"answers": 3, "answer": 1.0, "spread": 0.4})
    rows = wording.agenda_rows(minutes(challenge(), told))
    assert (rows["answers"].tolist(), rows["group"].tolist()) == (["Low: 2; Extreme: 1"], ["Low"])


def test_a_middle_between_two_levels_is_told_with_the_one_that_is_taken() -> None:
    group = {"answers": 4, "answer": 1.0, "spread": 1.5, "between": [1, 2]}
    told = Round(1, 4, 4, {"0": 1, "1": 1, "2": 1, "4": 1}, group)
    rows = wording.agenda_rows(minutes(challenge(), told))
    assert rows["group"].tolist() == ["Low (between low and moderate; the lower is taken)"]


def test_an_order_not_settled_at_the_close_is_told_among_the_facts() -> None:
    held = workshop(result={**RESULT, "open_pairs": [["O1", "O2"]]})
    assert any("closed before the order was settled" in each for each in wording.facts(minutes(held)))


def test_without_a_question_the_agenda_is_an_empty_table_with_its_columns() -> None:
    rows = wording.agenda_rows(minutes(workshop()))
    assert len(rows) == 0
    assert {"number", "answers", "accepted"} <= set(rows.columns)


def test_departures_of_points_and_of_ratings_are_told_with_their_reasons() -> None:
    assert wording.departures(minutes(workshop("accepted", decision=DECISION))) == [
        "Growth: 30.0 points (30.0% of all importance) instead of 25.0 points (25.0%). Growth was promised."
    ]
    rated = {"departures": [{"key": ["P1", "O1"], "found": "low", "decided": "strong", "reason": "New report."}]}
    assert wording.departures(minutes(challenge(stage="accepted", decision=rated))) == [
        "Bridge, Growth: strong instead of low. New report."
    ]
    assert wording.departures(minutes(workshop())) == []


def test_dissent_bears_the_name_that_was_given_or_says_that_none_was() -> None:
    told = (Dissent("Safety first.", ""), Dissent("Not now.", "Ben Okoro"))
    assert wording.dissent(minutes(workshop(), dissent=told)) == [
        "Safety first. (no name given)", "Not now. (Ben Okoro)",
    ]  # fmt: skip
