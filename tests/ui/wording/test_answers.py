"""An answer prints with its date, whose it is and who kept it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.answers import Answer
from ui.wording import answers as wording

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
ONE = Answer(1, "P", JUNE, "The lane opens in May.", "R. Hill", {}, "ann", datetime(2026, 7, 3, 9, 0, tzinfo=UTC))


def test_an_answer_names_its_date_whose_it_is_and_who_kept_it():
    assert wording.answer(ONE, JUNE) == "R. Hill answered for 30 Jun 2026 (kept by ann): The lane opens in May."
    assert wording.answer(replace(ONE, said_by=""), JUNE).startswith("Answer for 30 Jun 2026 (kept by ann):")
    assert wording.answer(None, JUNE) == ""


def test_at_a_later_date_the_old_answer_stands_as_old_and_is_asked_anew():
    assert "for 30 Jun 2026, not yet for 31 Jul 2026 (kept by ann)" in wording.answer(ONE, JULY)
    assert [wording.verb(one, day) for one, day in ((None, JUNE), (ONE, JUNE), (ONE, JULY))] == [
        "Answer",
        "Correct",
        "Answer anew",
    ]


def test_what_became_of_an_answer_is_told():
    assert wording.answer_history(ONE) == "30 Jun 2026: entered by ann, 3 Jul 2026, 09:00 UTC"
    assert wording.answer_history(replace(ONE, corrected=True)).endswith("corrected since")
    gone = replace(ONE, withdrawn="Wrong project", withdrawn_by="bob", withdrawn_at=ONE.written_at)
    assert wording.answer_history(gone).endswith("withdrawn by bob, 3 Jul 2026, 09:00 UTC: Wrong project")


def test_the_question_follows_the_side_on_which_the_report_stands():
    assert wording.question({"said_overall": 1.0}).startswith("It reports green. What do you know")
    assert "What does the evidence not show" in wording.question({"said_overall": 5.0, "disagrees": "worse"})


def test_nobody_is_named_where_no_sponsor_is_reported():
    assert wording.who("") == "Name or role"
    assert wording.who("R. Hill").startswith("R. Hill is the sponsor")
