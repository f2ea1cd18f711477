"""Answering beforehand: questions are open for days, everybody answers alone, and what is disputed comes up live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from data_access import UnitOfWork, reading
from models import ahp_questions
from services.access import Actor, Scope
from services.errors import Explained
from services.workshops import order, turnout
from services.workshops import undisputed as rule
from services.workshops.order import Asked
from services.workshops.reading import Workshop
from services.workshops.rules import check_groups
from services.workshops.steps import judging, new_code, shuffle, taking
from services.workshops.terms import BETWEEN, DRAFT, LOBBY, SCORING
from services.workshops.turnout import Turnout

FEWEST_PAIRS: Final = 3
"""Per objective so many pairs are asked beforehand: enough that contradictions show, far fewer than all."""


@dataclass(frozen=True)
class Listed:
    """A question that would be accepted without being asked live: its sides (keys), and what the group answered."""

    left: str
    right: str
    answer: dict[str, Any]


def begin_scoring(actor: Actor, scope: Scope, number: int, seen: int) -> str:
    """Open a workshop for answers given beforehand, each person alone; return the code."""
    with taking(actor, scope, number, seen, {DRAFT}, "workshop opened for answers beforehand") as step:
        check_groups(step.row["frame"], step.row["anonymous"], step.work.workshops.seats(number))
        for position, (left, right, stake) in enumerate(_asked(step.row)):
            values = {"left_key": left, "right_key": right, "stake": stake, "asked_at": datetime.now(UTC)}
            question = step.work.workshops.add_question(number, {"position": position, **values})
            step.work.ballots.open_round(question, 1, judging(step, left, right))
        code = new_code(step.work)
        step.values = {"stage": SCORING, "code": code, "opened_at": datetime.now(UTC)}
        return code


def begin_session(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """End the answering alone; from here questions are asked one by one, see `order.waiting`.

    How far people were is kept with the workshop, for answers given live are not told from those given before.
    """
    with taking(actor, scope, number, seen, {SCORING}, "workshop answers beforehand ended") as step:
        far = turnout.within(step.work, step.row)
        for question in order.waiting(step.work, step.row):
            step.work.workshops.hold_question(question["id"])
            shuffle(step, question)
        frame = {**step.row["frame"], "beforehand": _told(far, len(step.work.workshops.questions(number)))}
        step.values = {"stage": LOBBY, "opened_at": datetime.now(UTC), "frame": frame}


def look_at_undisputed(actor: Actor, scope: Scope, number: int, seen: int) -> int:
    """Show what `accept_undisputed` would take, see `listed`; return how many those are.

    Without names nobody can be added to them from here: what they said could be told from what was listed before.
    """
    with taking(actor, scope, number, seen, {LOBBY, BETWEEN}, "workshop undisputed answers shown") as step:
        found = _agreed(step.work, step.row)
        if not found:
            raise _none_left()
        for question, _ in found:
            step.work.workshops.change_question(question["id"], {"shown": True})
        return len(found)


def accept_undisputed(actor: Actor, scope: Scope, number: int, seen: int) -> int:
    """Take what was listed of the answers given beforehand, without asking it live; return how many those are."""
    with taking(actor, scope, number, seen, {LOBBY, BETWEEN}, "workshop undisputed answers accepted") as step:
        found = _agreed(step.work, step.row)
        if not found:
            raise _none_left()
        looked_at = [(question, answer) for question, answer in found if question["shown"]]
        if not looked_at:
            raise Explained("Nobody has seen yet what would be accepted.", repair="Look at the list first.")
        for question, answer in looked_at:
            step.work.workshops.hold_question(question["id"])
            shuffle(step, question)
            values = {
                "accepted": {**answer, "undisputed": True},
                "revealed": True,
                "shown": True,
                "settled_at": datetime.now(UTC),
            }
            step.work.workshops.change_question(question["id"], values)
        step.values = {"stage": BETWEEN}
        return len(looked_at)


def undisputed(workshop: Workshop) -> int:
    """Return how many answers given beforehand nobody disputes, of those not asked live yet."""
    with reading() as work:
        row = work.workshops.get(workshop.id)
        return 0 if row is None or row["stage"] not in {LOBBY, BETWEEN} else len(_agreed(work, row))


def listed(workshop: Workshop) -> list[Listed]:
    """Return what `accept_undisputed` would take, as asked beforehand; nothing before somebody looked at it."""
    with reading() as work:
        row = work.workshops.get(workshop.id)
        if row is None or row["stage"] not in {LOBBY, BETWEEN}:
            return []
        found = [each for each in _agreed(work, row) if each[0]["shown"]]
    found.sort(key=lambda each: each[0]["position"])
    return [Listed(question["left_key"], question["right_key"], answer) for question, answer in found]


def left(workshop: Workshop) -> int:
    """Return how many questions answered beforehand are still to be asked live."""
    with reading() as work:
        row = work.workshops.get(workshop.id)
        return 0 if row is None else len(order.to_ask_live(work, row))


def _agreed(work: UnitOfWork, row: Mapping[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the questions not asked live yet whose answers given beforehand nobody disputes, with the group's."""
    found = [(each, order.answer(work, row, each)) for each in order.waiting(work, row)]
    return [(each, answer) for each, answer in found if answer and rule.agreed(row, each, answer)]


def _none_left() -> Explained:
    return Explained("Every question left is disputed, or too few answered it.", repair="Ask them one by one.")


def _told(far: Turnout, questions: int) -> dict[str, int]:
    """Return how far people were who answered beforehand, in numbers alone."""
    given, possible = sum(each[1] for each in far.beforehand), sum(each[2] for each in far.beforehand)
    told = {"people": far.may_answer, "through": far.answered, "answers": given, "possible": possible}
    return {"questions": questions, **told}


def _asked(row: Mapping[str, Any]) -> Sequence[Asked]:
    """Return what is asked beforehand: every rating of a challenge; of objectives a balanced set of pairs."""
    if row["kind"] == "challenge":
        return [(each["project"], each["objective"], each["stake"]) for each in row["frame"]["ratings"]]
    keys = [each["key"] for each in row["frame"]["objectives"]]
    n, judged = len(keys), dict[tuple[int, int], float]()
    most = min(n * (n - 1) // 2, FEWEST_PAIRS * n // 2)
    while len(judged) < most and (pair := ahp_questions.next_pair(n, judged)) is not None:
        judged[pair] = 1.0
    return [(keys[first], keys[second], None) for first, second in judged]
