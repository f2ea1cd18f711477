"""Answering beforehand: questions are open for days, everybody answers alone, and what is disputed comes up live."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from data_access import UnitOfWork, reading
from models import ahp_questions
from services.access import Actor, Scope
from services.errors import Explained
from services.workshops import order
from services.workshops.group_answer import kept
from services.workshops.order import Asked
from services.workshops.reading import Workshop
from services.workshops.rules import check_groups
from services.workshops.steps import judging, new_code, shuffle, taking
from services.workshops.terms import BETWEEN, DRAFT, LOBBY, QUIET, SCORING

FEWEST_PAIRS: Final = 3
"""Per objective so many pairs are asked beforehand: enough that contradictions show, far fewer than all."""


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
    """End the answering alone; from here questions are asked one by one, the most disputed first."""
    with taking(actor, scope, number, seen, {SCORING}, "workshop answers beforehand ended") as step:
        for question in order.waiting(step.work, step.row):
            step.work.workshops.hold_question(question["id"])
            shuffle(step, question)
        step.values = {"stage": LOBBY, "opened_at": datetime.now(UTC)}


def accept_undisputed(actor: Actor, scope: Scope, number: int, seen: int) -> int:
    """Take the answers given beforehand on which people agree, without asking them live; return how many."""
    with taking(actor, scope, number, seen, {LOBBY, BETWEEN}, "workshop undisputed answers accepted") as step:
        settled = 0
        for question in order.waiting(step.work, step.row):
            step.work.workshops.hold_question(question["id"])
            shuffle(step, question)
            accepted = _agreed(step.work, step.row, question)
            if accepted is None:
                continue
            values = {
                "accepted": {**(kept(accepted, step.row["anonymous"]) or {}), "undisputed": True},
                "revealed": True,
                "shown": True,
                "settled_at": datetime.now(UTC),
            }
            step.work.workshops.change_question(question["id"], values)
            settled += 1
        if not settled:
            raise Explained("Every question left is disputed, or too few answered it.", repair="Ask them one by one.")
        step.values = {"stage": BETWEEN}
        return settled


def undisputed(workshop: Workshop) -> int:
    """Return how many answers given beforehand `accept_undisputed` would take now."""
    with reading() as work:
        row = work.workshops.get(workshop.id)
        if row is None or row["stage"] not in {LOBBY, BETWEEN}:
            return 0
        return sum(_agreed(work, row, each) is not None for each in order.waiting(work, row))


def left(workshop: Workshop) -> int:
    """Return how many questions answered beforehand are still to be asked live."""
    with reading() as work:
        row = work.workshops.get(workshop.id)
        return 0 if row is None else len(order.to_ask_live(work, row))


def _agreed(work: UnitOfWork, row: Mapping[str, Any], question: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what people answered to a question beforehand; None where it is disputed, or too few answered."""
    found = order.answer(work, row, question)
    return None if found is None or found["answers"] < _enough(row) or found["spread"] > QUIET else found


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


def _enough(row: Mapping[str, Any]) -> int:
    return max(1, int(row["frame"]["quorum"]))
