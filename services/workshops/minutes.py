"""The minutes of a workshop: what was asked and answered step by step, never by whom; result, dissent and decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data_access import UnitOfWork
from services.access import Scope
from services.errors import NotFound
from services.seen import looking
from services.workshops import group_answer
from services.workshops.reading import Question, Workshop, shows, told, within
from services.workshops.showing import counts


@dataclass(frozen=True)
class Round:
    """How often each answer was given in one round; None where too few answered to be told apart."""

    number: int
    answered: int
    of: int
    counts: dict[str, int] | None
    group: dict[str, Any] | None


@dataclass(frozen=True)
class Item:
    """One question of the agenda with its rounds, and what was accepted.

    `beforehand` tells whether people answered it before the session; `live` whether it was asked there.
    """

    number: int
    left: str
    right: str
    asked_at: datetime | None
    settled_at: datetime | None
    rounds: tuple[Round, ...]
    accepted: dict[str, Any] | None
    beforehand: bool = False
    live: bool = True


@dataclass(frozen=True)
class Attendance:
    """Somebody on the roster: whether they vote, who sat there for them, whether they came."""

    name: str
    group: str
    votes: bool
    delegate: str | None
    invited: bool
    came: bool
    recused: int


@dataclass(frozen=True)
class Dissent:
    """A view for the minutes; `name` only where it was given."""

    words: str
    name: str


@dataclass(frozen=True)
class Minutes:
    """All that is kept of a workshop for those who were not there; money in `currency` with so many minor digits."""

    workshop: Workshop
    roster: tuple[Attendance, ...]
    agenda: tuple[Item, ...]
    dissent: tuple[Dissent, ...]
    currency: str = "USD"
    minor_digits: int = 2


def minutes(scope: Scope, number: int) -> Minutes:
    """Return the minutes of a workshop as it stands; raises NotFound."""
    with looking(scope) as (work, facts):
        row = work.workshops.get(number, facts.id)
        if row is None or not shows(scope, row):
            raise NotFound("There is no such workshop here.", repair="Choose one from the list.")
        held = within(work, scope.portfolio, told(scope, row))
        agenda = [each for each in held.questions if each.counts and (each.revealed or each.settled_at)]
        items = tuple(_item(work, held, each, place) for place, each in enumerate(agenda, 1))
        dissent = tuple(Dissent(each["words"], each["given_name"]) for each in work.workshops.dissents(number))
    return Minutes(held, _roster(held), items, dissent, facts.currency, facts.minor_digits)


def _item(work: UnitOfWork, held: Workshop, question: Question, place: int) -> Item:
    last = question.round if question.revealed else question.round - 1
    rounds = [_round(work, held, question, number) for number in range(1, last + 1)]
    names = held.names
    return Item(
        place,
        names.get(question.left, question.left),
        names.get(question.right, question.right),
        question.asked_at,
        question.settled_at,
        tuple(rounds),
        question.accepted,
        beforehand=_before(question.asked_at, held.opened_at),
        live=not (question.accepted or {}).get("undisputed", False),
    )


def _before(asked_at: datetime | None, opened_at: datetime | None) -> bool:
    """Return whether a question was open before the session began, which is when the workshop opened last."""
    return asked_at is not None and opened_at is not None and asked_at < opened_at


def _round(work: UnitOfWork, held: Workshop, question: Question, number: int) -> Round:
    ballots = work.ballots.of_question(question.id, number)
    given = counts(ballots, held.anonymous)
    say = group_answer.say_of(held.frame, held.anonymous)
    group = group_answer.accepted(held.kind, ballots, say) if given is not None else None
    return Round(number, len(ballots), len(work.ballots.turnout(question.id, number)), given, group)


def _roster(held: Workshop) -> tuple[Attendance, ...]:
    seats: Sequence[Any] = held.seats
    return tuple(
        Attendance(
            seat.name, seat.group, seat.votes, seat.delegate, seat.invited, seat.joined_at is not None,
            len(seat.conflicts),
        )
        for seat in seats
    )  # fmt: skip
