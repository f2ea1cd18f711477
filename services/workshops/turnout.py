"""Who has joined and answered, while answers come in; never what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data_access import UnitOfWork
from services.access import Scope
from services.errors import NotFound
from services.seen import looking
from services.workshops.reading import shows
from services.workshops.terms import SCORING, called


@dataclass(frozen=True)
class Turnout:
    """How many have joined, may answer and have answered; `waiting` names who has not, where that gives nothing away.

    While answers are given beforehand, `beforehand` tells for each place its name, how many questions it has answered,
    and of how many; `answered` then counts those who are through.
    Names are told in the first round only: in a later one they would say who thought again.
    """

    joined: int
    may_answer: int
    answered: int
    waiting: tuple[str, ...]
    beforehand: tuple[tuple[str, int, int], ...] = ()
    round: int = 1


def turnout(scope: Scope, number: int) -> Turnout:
    """Return the turnout of a workshop now; raises NotFound."""
    with looking(scope) as (work, facts):
        row = work.workshops.get(number, facts.id)
        if row is None or not shows(scope, row):
            raise NotFound("There is no such workshop here.")
        return within(work, row)


def within(work: UnitOfWork, row: Mapping[str, Any]) -> Turnout:
    """Return the turnout of a stored workshop, inside a transaction."""
    number, question_id = row["id"], row["current_id"]
    seats = {seat["id"]: seat for seat in work.workshops.seats(number)}
    if row["stage"] == SCORING:
        return _beforehand(work, number, seats)
    joined = {seat["id"] for seat in seats.values() if seat["token_hash"] is not None and seat["votes"]}
    question = None if question_id is None else work.workshops.question(question_id)
    if question is None:
        return Turnout(len(joined), len(joined), 0, ())
    told = work.ballots.turnout(question["id"], question["round"])
    present = {seat for seat, has in told.items() if has or seat in joined}
    answered = work.ballots.answered(question["id"], question["round"])
    names = sorted(called(seats[seat]) for seat in present if not told[seat]) if question["round"] == 1 else []
    return Turnout(len(joined), len(present), answered, tuple(names), round=question["round"])


def _beforehand(work: UnitOfWork, number: int, seats: Mapping[int, Mapping[str, Any]]) -> Turnout:
    """Return how far everybody is who answers beforehand."""
    done, of = dict.fromkeys(seats, 0), dict.fromkeys(seats, 0)
    for question in work.workshops.questions(number):
        for seat, has in work.ballots.turnout(question["id"], question["round"]).items():
            of[seat] += 1
            done[seat] += has
    told = [(called(seats[seat]), done[seat], of[seat]) for seat in seats if of[seat]]
    through = sum(have == wanted for _, have, wanted in told)
    joined = sum(seat["token_hash"] is not None and seat["votes"] for seat in seats.values())
    late = tuple(sorted(name for name, have, wanted in told if have < wanted))
    return Turnout(joined, len(told), through, late, tuple(sorted(told)))
