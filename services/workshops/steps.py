"""The steps of a workshop, as its facilitator takes them; each is refused where somebody else has moved it on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services.access import Actor, Scope, refuse_without, writing
from services.errors import Explained
from services.rights import Right
from services.workshops import codes, hands, order, practice, reading, results, worth
from services.workshops.group_answer import kept
from services.workshops.making import held, moved, subject
from services.workshops.rules import check_groups
from services.workshops.showing import counts
from services.workshops.terms import (
    ABANDONED,
    ASKING,
    BETWEEN,
    CLOSED,
    DISCUSSING,
    DRAFT,
    LOBBY,
    REVEALED,
    SMALLEST_GROUP,
    UNDER_WAY,
    WARM_UP,
    closed_to_others,
    topic,
)


@dataclass
class Step:
    """A step being taken: the workshop as stored, and what will be stored of it."""

    work: UnitOfWork
    facts: PortfolioFacts
    row: dict[str, Any]
    values: dict[str, Any]

    @property
    def question(self) -> dict[str, Any]:
        """The question under way."""
        found = self.work.workshops.question(self.row["current_id"])
        assert found is not None
        return found


@contextmanager
def taking(
    actor: Actor, scope: Scope, number: int, seen: int, stages: frozenset[str] | set[str], told: str
) -> Iterator[Step]:
    """Yield a step of a workshop that is at one of the stages and not moved on since it was seen; it is audited."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        if row["version"] != seen:
            raise moved()
        if row["stage"] not in stages:
            raise Explained(
                f"This cannot be done while the workshop is {row['stage']}.", repair="Look where it stands."
            )
        step = Step(work, facts, row, {})
        yield step
        if not work.workshops.change(number, seen, step.values):
            raise moved()
        after = {name: value for name, value in step.values.items() if name == "stage"}
        work.journal.record(facts.id, actor.name, told, subject(row), {"stage": row["stage"]}, after or None)
        work.live.announce(topic(number, "step"))


def open_session(actor: Actor, scope: Scope, number: int, seen: int) -> str:
    """Open a workshop for joining; its rules are fixed from here. Return the code."""
    with taking(actor, scope, number, seen, {DRAFT}, "workshop opened") as step:
        check_groups(step.row["frame"], step.row["anonymous"], step.work.workshops.seats(number))
        code = new_code(step.work)
        if step.row["practice"]:
            practice.gather(step.work, number)
        step.values = {"stage": LOBBY, "code": code, "opened_at": datetime.now(UTC)}
        return code


def warm_up(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Ask the question that only tries out the phones."""
    with taking(actor, scope, number, seen, {LOBBY}, "workshop warm-up asked") as step:
        _ask(step, WARM_UP, WARM_UP, None)


def ask_next(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Ask what was answered beforehand, see `order.waiting`, else what promises most; Explained where nothing is left.

    What was listed as undisputed is asked as another round: nobody who has not answered it can be added.
    """
    with taking(actor, scope, number, seen, {LOBBY, BETWEEN}, "workshop question asked") as step:
        if beforehand := order.to_ask_live(step.work, step.row):
            _ask_live(step, beforehand[0])
            return
        found = order.following(step.row, step.work.workshops.questions(number))
        if found is None:
            raise Explained("Every question has been asked.", repair="Close the workshop.")
        _ask(step, *found)


def reveal(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Show the answers to everybody, and write them anew so that their order tells nothing."""
    with taking(actor, scope, number, seen, {ASKING}, "workshop answers shown") as step:
        question = step.question
        step.work.workshops.hold_question(question["id"])
        shuffle(step, question)
        told = counts(step.work.ballots.of_question(question["id"], question["round"]), step.row["anonymous"])
        values = {"revealed": True, "shown": question["shown"] or told is not None}
        step.work.workshops.change_question(question["id"], values)
        step.values = {"stage": REVEALED}


def discuss(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Start the time for discussion."""
    with taking(actor, scope, number, seen, {REVEALED, DISCUSSING}, "workshop discussion begun") as step:
        minutes = step.row["frame"]["discuss_minutes"]
        step.values = {"stage": DISCUSSING, "discuss_until": datetime.now(UTC) + timedelta(minutes=minutes)}


def ask_again(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Let people answer again after talking; who changes nothing keeps their answer."""
    with taking(actor, scope, number, seen, {REVEALED, DISCUSSING}, "workshop question asked again") as step:
        step.values = _next_round(step, step.question)


def ask_pair_again(actor: Actor, scope: Scope, number: int, seen: int, question_id: int) -> None:
    """Take an accepted answer back and ask its question again; the others stay."""
    with taking(actor, scope, number, seen, {BETWEEN}, "workshop question asked again") as step:
        question = step.work.workshops.question(question_id)
        if question is None or question["workshop_id"] != number or question["settled_at"] is None:
            raise Explained("There is no such question with an accepted answer.")
        step.row["current_id"] = question_id
        step.values = _next_round(step, question) | {"current_id": question_id}


def accept(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Take the answer of the group, or leave the question without one where nobody answered."""
    with taking(actor, scope, number, seen, {REVEALED, DISCUSSING}, "workshop answer accepted") as step:
        question = step.question
        accepted = kept(order.answer(step.work, step.row, question), step.row["anonymous"])
        _settle(step, question, accepted)


def leave_open(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Go on without an answer of the group; what was answered stays with the question."""
    with taking(actor, scope, number, seen, {REVEALED, DISCUSSING}, "workshop question left open") as step:
        _settle(step, step.question, None)


def close(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """End the asking; what was accepted is the result, and nobody can join or answer any more.

    What the voters' differences are worth is worked out now, for afterwards their answers stand apart.
    """
    refuse_without(actor, scope, Right.DECIDE)
    before = reading.read(scope, number)
    differences, moved_by = worth.of_people(scope, before), hands.at_close(scope, before)
    with taking(actor, scope, number, seen, {LOBBY, REVEALED, DISCUSSING, BETWEEN}, "workshop closed") as step:
        found = {**results.found(step.work, step.row), **moved_by}
        found["worth"] = None if differences is None else asdict(differences)
        _part(step)
        step.values = {"stage": CLOSED, "code": None, "closed_at": datetime.now(UTC), "result": found}


def abandon(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """End a workshop without a result; what was answered stays with it."""
    with taking(actor, scope, number, seen, UNDER_WAY | {DRAFT, CLOSED}, "workshop abandoned") as step:
        if step.row["current_id"] is not None and step.row["stage"] == ASKING:
            shuffle(step, step.question)
        _part(step)
        step.values = {"stage": ABANDONED, "code": None, "closed_at": datetime.now(UTC)}


def shuffle(step: Step, question: dict[str, Any]) -> None:
    """Write the answers to a question anew, so that their order tells nothing."""
    smallest = SMALLEST_GROUP if step.row["anonymous"] else 1
    step.work.ballots.shuffle(question["id"], question["round"], smallest)


def _part(step: Step) -> None:
    """Let nobody be found by the questions they answered."""
    if step.row["anonymous"]:
        step.work.ballots.part(step.row["id"], SMALLEST_GROUP)


def _ask(step: Step, left: str, right: str, stake: int | None) -> None:
    number = step.row["id"]
    questions = step.work.workshops.questions(number)
    values = {"left_key": left, "right_key": right, "stake": stake, "asked_at": datetime.now(UTC)}
    asked = step.work.workshops.add_question(number, {"position": len(questions), **values})
    step.work.ballots.open_round(asked, 1, judging(step, left, right))
    step.values = {"stage": ASKING, "current_id": asked, "discuss_until": None}


def _ask_live(step: Step, question: dict[str, Any]) -> None:
    """Ask what was answered beforehand."""
    step.values = {"stage": ASKING, "current_id": question["id"], "discuss_until": None}
    if closed_to_others(step.row, question):
        step.values |= _next_round(step, question)
    else:
        _let_late_ones_answer(step, question, question["round"])


def _settle(step: Step, question: dict[str, Any], accepted: dict[str, Any] | None) -> None:
    values = {"accepted": accepted, "settled_at": datetime.now(UTC), "shown": question["shown"] or bool(accepted)}
    step.work.workshops.change_question(question["id"], values)
    step.values = {"stage": BETWEEN, "discuss_until": None}


def _next_round(step: Step, question: dict[str, Any]) -> dict[str, Any]:
    """Open another round of a question with the answers of the last; return what becomes of the workshop."""
    following = question["round"] + 1
    opened = {"round": following, "revealed": False, "accepted": None, "settled_at": None}
    step.work.workshops.change_question(question["id"], opened)
    closed = closed_to_others(step.row, question)
    step.work.ballots.carry_over(question["id"], following, only_answered=closed)
    if not closed:
        _let_late_ones_answer(step, question, following)
    return {"stage": ASKING, "discuss_until": None}


def _let_late_ones_answer(step: Step, question: dict[str, Any], number: int) -> None:
    """Open a round also to those who came after its question was first asked."""
    before = step.work.ballots.turnout(question["id"], number)
    late = [seat for seat in judging(step, question["left_key"], question["right_key"]) if seat not in before]
    step.work.ballots.open_round(question["id"], number, late)


def new_code(work: UnitOfWork) -> str:
    """Return a code that no workshop has."""
    return next(code for code in iter(codes.new, "") if work.workshops.by_code(code) is None)


def judging(step: Step, left: str, right: str) -> list[int]:
    """Return the places that vote and have no conflict of interest in what is asked."""
    seats = step.work.workshops.seats(step.row["id"])
    return [seat["id"] for seat in seats if seat["votes"] and not {left, right} & set(seat["conflicts"])]
