"""A record too good to be true is told with the input that tells it best and with what to do about that."""

from dataclasses import replace

import pytest

from models.slip_baselines import MODEL, TABLE
from services.slip_leaks import Leak
from ui.wording import slip_leak as wording

LEAK = Leak(MODEL, "next", 30, True, 0.997, "rag_overall", "RAG overall", 1.0)


def test_the_list_of_traps_says_what_was_found_why_it_matters_and_what_to_do():
    said = wording.told(LEAK)
    assert said.name == "A record too good to be true"
    assert said.what == (
        "The model ranked right 100 times in 100 on past dates, where honest forecasts of slips reach 75 to 87."
    )
    assert said.why.startswith("Reported status (RAG overall) by itself ranks right 100 times in 100. ")
    assert said.do == "Check how RAG overall is filled in, or leave it out in the mapping."


def test_the_record_of_another_question_is_told_as_that():
    said = wording.short(replace(LEAK, asked=False))
    assert said.startswith("for moves of more than 30 days by the next committee the model ranked right 100 times")
    assert "and the chances here read the same columns" in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"alone": 0.78}, "Of what it reads, reported status tells the outcomes best, right 78 times in 100 by itself"),
        ({"input": "category", "column": "Category"}, "Category by itself ranks right 100 times in 100"),
        ({"input": "last_move_days", "column": ""}, "check whether forecasts are moved by a fixed rule"),
        ({"input": "open_issues", "column": ""}, "check when its register is filled in"),
        ({"method": TABLE}, "the table of phase and time left ranked right"),
    ],
)
def test_the_cause_and_what_to_do_are_those_of_the_input(changed, words):
    assert words in wording.short(replace(LEAK, **changed))


def test_a_record_beyond_belief_is_no_reason_to_trust_the_chances():
    assert wording.speaks(LEAK) == (
        "The model gives the chances, but its record is no reason to trust them: it is too good to be true."
    )
    assert wording.before_record(LEAK).startswith("This record is too good to be true. Reported status (RAG overall)")
