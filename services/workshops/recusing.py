"""Keeping somebody out of questions that are open already, and letting them in."""

from collections.abc import Mapping
from typing import Any

from data_access import UnitOfWork
from services.errors import Explained
from services.workshops.terms import closed_to_others
from services.workshops.voting import is_asked


def recuse(work: UnitOfWork, row: Mapping[str, Any], seat: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Let a change of a place's right to vote or conflicts of interest hold for what can be answered now.

    Raises Explained where the place has answered such a question already: the answer cannot be taken out again where
    nobody knows which it is, and the minutes must not say that it was not given.
    """
    for question in work.workshops.questions(row["id"]):
        if not is_asked(row, question["id"]):
            continue
        told = work.ballots.turnout(question["id"], question["round"])
        barred = not values["votes"] or {question["left_key"], question["right_key"]} & set(values["conflicts"])
        if barred and told.get(seat["id"]):
            raise Explained(
                f"{seat['name']} has already answered a question that this would take from them.",
                "An answer that was given counts.",
                "Change the place before the question is asked, or leave it.",
            )
        if barred and seat["id"] in told:
            work.ballots.bar(question["id"], question["round"], seat["id"])
        elif not barred and seat["id"] not in told and not closed_to_others(row, question):
            work.ballots.open_round(question["id"], question["round"], [seat["id"]])
