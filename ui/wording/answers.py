"""Answers to the evidence, in words: the question, the answer beside its project, and its history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.disagreement import WORSE
from services.answers import Answer
from ui.wording.evidence import status
from ui.wording.formats import count, day, moment


def answer(one: Answer | None, as_of: date) -> str:
    """Return an answer as it prints beside its project; one of an earlier date says so, "" where there is none."""
    if one is None:
        return ""
    who = f"{one.said_by} answered" if one.said_by else "Answer"
    kept = "" if one.written_by == one.said_by else f" (kept by {one.written_by})"
    old = "" if one.as_of == as_of else f", not yet for {day(as_of)}"
    return f"{who} for {day(one.as_of)}{old}{kept}: {one.body}"


def answer_history(one: Answer) -> str:
    """Return when and by whom an answer was entered, corrected or withdrawn."""
    said = f"{day(one.as_of)}: entered by {one.written_by}, {moment(one.written_at)}"
    if one.withdrawn:
        return f"{said}; withdrawn by {one.withdrawn_by}, {moment(one.withdrawn_at)}: {one.withdrawn}"
    return f"{said}; corrected since" if one.corrected else said


def question(row: Mapping[str, Any]) -> str:
    """Return what the sponsor is asked."""
    if row.get("disagrees") == WORSE:
        return f"It reports {status(row['said_overall'])}. What does the evidence not show?"
    return f"It reports {status(row['said_overall'])}. What do you know that the evidence does not show?"


def is_of(one: Answer, as_of: date) -> bool:
    """Return whether an answer speaks for a date itself, not for an earlier one."""
    return one.as_of == as_of


def verb(one: Answer | None, as_of: date) -> str:
    """Return what the button does: a date without an answer of its own is asked anew."""
    if one is None:
        return "Answer"
    return "Correct" if is_of(one, as_of) else "Answer anew"


def history_title(many: int) -> str:
    """Return how many other answers are on record."""
    return f"{count(many, 'other answer')} on record: earlier, corrected or withdrawn"


def who(sponsor: str) -> str:
    """Return whom the form suggests; nobody's name is filled in for them."""
    return f"{sponsor} is the sponsor as last reported" if sponsor else "Name or role"
