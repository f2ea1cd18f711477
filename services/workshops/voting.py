"""A device at a place: what it is asked, and its answers, which are stored before it is told so."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from data_access import UnitOfWork, reading, transaction
from services.errors import Explained, NotAllowed
from services.visits import hashed
from services.workshops import showing
from services.workshops.group_answer import of_seat
from services.workshops.terms import ASKING, LEVELS, SCORING, SMALLEST_GROUP, STRONGEST, closed_to_others, topic

KEY_LENGTH: Final = 32
LONGEST_WORDS: Final = 1_000


class NotSeated(NotAllowed):
    """The device does not sit at this table any more."""

    def __init__(self) -> None:
        super().__init__(
            "You are not in a workshop.", "It has ended, or your place was freed.", "Join again with the code."
        )


@dataclass(frozen=True)
class Standing:
    """What one device needs to know beside what all know: its place, and the questions it may answer now, and has.

    `seat` is what its place is called, `signs` the name it can sign a view for the minutes with, "" where it has none.
    `conflicts` names what this place does not judge; `kept_out` tells of questions that others can answer now why this
    place cannot: "conflict", "shown" (its answers were, before this place had answered) or "list".
    """

    workshop: int
    seat: str
    signs: str
    votes: bool
    conflicts: tuple[str, ...]
    may_answer: tuple[int, ...]
    answered: tuple[int, ...]
    kept_out: Mapping[int, str]


def standing(token: str) -> Standing:
    """Return where a device stands; raises NotSeated."""
    with reading() as work:
        seat, row = _seated(work, token)
        asked = [each for each in work.workshops.questions(row["id"]) if is_asked(row, each["id"])]
        told = {each["id"]: work.ballots.turnout(each["id"], each["round"]).get(seat["id"]) for each in asked}
        mine = tuple(number for number, has in told.items() if has is not None)
        answered = tuple(number for number in mine if told[number])
        conflicts = tuple(showing.named(row, key)["name"] for key in seat["conflicts"])
        kept_out = {each["id"]: _why(row, seat, each) for each in asked if each["id"] not in mine}
        named = (_called(seat), _signs(row, seat))
        return Standing(row["id"], *named, seat["votes"], conflicts, mine, answered, kept_out)


def _why(row: Mapping[str, Any], seat: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    """Return why a place is not asked a question that others can answer now."""
    if {question["left_key"], question["right_key"]} & set(seat["conflicts"]):
        return "conflict"
    return "shown" if seat["votes"] and closed_to_others(row, question) else "list"


def vote(token: str, question: int, number: int, answer: int | None, key: str) -> None:
    """Store an answer (None abstains) under the random key that the device keeps; sent again, it changes the answer.

    When this returns, the answer is stored and survives a crash. Turnout and answer are two transactions that nothing
    connects, see `data_access.ballots`. Raises NotSeated, NotAllowed, or Explained where it cannot be taken any more.
    """
    _check_key(key)
    with transaction() as work:
        seat, row = _seated(work, token)
        _must_be_asked(work, row, question, number, answer)
        if not work.ballots.claim(question, number, seat["id"]):
            raise NotAllowed("You do not vote on this question.", "The list of voters is kept by the facilitator.")
        group = _group(work, row, seat)
    with transaction() as work:
        held = work.workshops.hold_question(question)
        _must_be_open(work, held, question, number)
        mine = _of_key(key, row["id"]) if row["anonymous"] else of_seat(seat["id"])
        if not work.ballots.cast(question, number, mine, group, answer):
            raise NotAllowed(
                "You have answered this question on another device.",
                "Its answer stands: only that device can change it.",
                "Answer the next question here.",
            )
        work.live.announce(topic(row["id"], "votes"))


def dissent(token: str, words: str, key: str, *, named: bool = False) -> None:
    """Put a view into the minutes, under the name of the device's place only where that is asked for.

    The same words from the same device stand once; sent again, they bear the name or not as asked last. `key` is a
    random one that serves nothing else: that of the ballots would lead from a name to answers.
    """
    told = words.strip()[:LONGEST_WORDS]
    if not told:
        raise Explained("Nothing was written.", repair="Say in a sentence what you would have decided.")
    _check_key(key)
    with transaction() as work:
        seat, row = _seated(work, token)
        name = _signs(row, seat) if named else ""
        if named and not name:
            raise Explained("Your place has no name.", repair="Put your view into the minutes without one.")
        work.workshops.hold_seats(row["id"])
        work.workshops.dissent(row["id"], told, name, key)
        work.live.announce(topic(row["id"], "votes"))


def _signs(row: Mapping[str, Any], seat: Mapping[str, Any]) -> str:
    """Return the name a place can sign with; "" for who joined an anonymous workshop without one."""
    return _called(seat) if seat["invited"] or not row["anonymous"] else ""


def _called(seat: Mapping[str, Any]) -> str:
    """Return what a place is called: by whom it belongs to, and who sits there for them."""
    return f"{seat['delegate']}, for {seat['name']}" if seat["delegate"] else str(seat["name"])


def _check_key(key: str) -> None:
    if len(key) != KEY_LENGTH or not key.isalnum():
        raise Explained("The key of this ballot is not one.", repair="Load the page again.")


def _seated(work: UnitOfWork, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    seat = work.workshops.seat_of(hashed(token)) if token else None
    row = None if seat is None else work.workshops.get(seat["workshop_id"])
    if seat is None or row is None:
        raise NotSeated()
    return seat, row


def _must_be_asked(work: UnitOfWork, row: dict[str, Any], question: int, number: int, answer: int | None) -> None:
    _must_be_open(work, work.workshops.question(question), question, number)
    lowest, highest = (0, len(LEVELS) - 1) if row["kind"] == "challenge" else (-STRONGEST, STRONGEST)
    if answer is not None and not lowest <= answer <= highest:
        raise Explained("This is no answer to the question.", repair="Choose one of those shown.")


def _must_be_open(work: UnitOfWork, held: dict[str, Any] | None, question: int, number: int) -> None:
    """Refuse an answer to a question that was revealed, or asked again, while it was under way."""
    if held is None or held["revealed"] or held["round"] != number:
        raise closed()
    row = work.workshops.get(held["workshop_id"])
    if row is None or not is_asked(row, question):
        raise closed()


def is_asked(row: Mapping[str, Any], question: int) -> bool:
    """Return whether a question of a workshop can be answered now: the one under way, or beforehand all of them."""
    return bool(row["stage"] == SCORING or (row["stage"] == ASKING and row["current_id"] == question))


def closed() -> Explained:
    """Return what is said of an answer that comes too late."""
    return Explained("This question is closed; your answer was not taken.", repair="Wait for the next one.")


def _group(work: UnitOfWork, row: dict[str, Any], seat: dict[str, Any]) -> str:
    """Return the group told on a ballot: only one with a say of its own, and large enough not to give it away."""
    group = str(seat["voter_group"])
    if group not in row["frame"]["say"]:
        return ""
    size = sum(each["voter_group"] == group and each["votes"] for each in work.workshops.seats(row["id"]))
    return group if size >= SMALLEST_GROUP or not row["anonymous"] else ""


def _of_key(key: str, workshop: int) -> str:
    """Return what is stored of a ballot's key."""
    return hashlib.sha256(f"{workshop} {key}".encode()).hexdigest()
