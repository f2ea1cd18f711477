"""Joining a workshop by its code: no account, and nothing but a place to vote from."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from data_access import UnitOfWork, reading, transaction
from services.errors import Explained, NotAllowed, NotFound
from services.visits import hashed
from services.workshops import codes
from services.workshops.making import LONGEST, MOST_SEATS, seat_values
from services.workshops.terms import OVER, UNDER_WAY, closed_to_others, topic
from services.workshops.voting import is_asked

WINDOW: Final = timedelta(minutes=15)
PER_ADDRESS: Final = 60
ATTEMPT: Final = "a workshop's code"
"""Stands in place of an account among the failed attempts."""


@dataclass(frozen=True)
class Invitation:
    """What somebody sees who typed a code: what it is about, how answers are kept, and the places still free.

    `delegates` names by place who sits there for somebody.
    """

    workshop: int
    title: str
    kind: str
    anonymous: bool
    practice: bool
    anybody: bool
    free: tuple[str, ...]
    taken: tuple[str, ...]
    delegates: Mapping[str, str]


class TooManyAttempts(NotAllowed):
    """So many codes were tried from one address that no more are looked at for a while."""


def invitation(code: str, address: str) -> Invitation:
    """Return what a code leads to; raises NotFound for an unknown one, TooManyAttempts after 60 in 15 minutes."""
    with transaction() as work:
        row = _by_code(work, code, address)
        if row is not None:
            seats = work.workshops.seats(row["id"])
            invited = [seat for seat in seats if seat["invited"]]
            return Invitation(
                row["id"],
                row["title"],
                row["kind"],
                row["anonymous"],
                row["practice"],
                row["frame"]["anybody"],
                tuple(seat["name"] for seat in invited if seat["token_hash"] is None),
                tuple(seat["name"] for seat in invited if seat["token_hash"] is not None),
                {seat["name"]: seat["delegate"] for seat in invited if seat["delegate"]},
            )
    raise unknown()


def join(code: str, name: str, address: str) -> str:
    """Let somebody sit at their place, or at a new one; return the token of their device, which is stored nowhere.

    A place at which somebody sits already is refused until the facilitator frees it. In an anonymous workshop whoever
    is not invited needs no name.
    """
    token = secrets.token_urlsafe(32)
    with transaction() as work:
        row = _by_code(work, code, address)
        if row is not None:
            seat = _place(work, row, " ".join(name.split())[:LONGEST])
            if not work.workshops.sit(seat, hashed(token)):
                raise _taken(name)
            _may_answer(work, row, seat)
            work.live.announce(topic(row["id"], "votes"))
            return token
    raise unknown()


def leave(token: str) -> None:
    """Give up a place, so that another device can take it."""
    with transaction() as work:
        seat = work.workshops.seat_of(hashed(token))
        if seat is not None:
            work.workshops.change_seat(seat["id"], {"token_hash": None})
            work.live.announce(topic(seat["workshop_id"], "votes"))


def sits(token: str, code: str = "") -> bool:
    """Return whether a device sits at a workshop that is not over: at the one of a code, where that leads to one."""
    with reading() as work:
        row = _of_device(work, token)
        wanted = work.workshops.by_code(codes.typed(code)) if code else None
    return row is not None and row["stage"] not in OVER and (wanted is None or wanted["id"] == row["id"])


def sat(token: str) -> str | None:
    """Return the title of the workshop at which a device sat, where that is over; else None."""
    with reading() as work:
        row = _of_device(work, token)
    return None if row is None or row["stage"] not in OVER else str(row["title"])


def unknown() -> NotFound:
    """Return what is said of a code that leads nowhere."""
    return NotFound(
        "This code leads to no workshop.",
        "It has six letters and figures, and holds while the workshop is open.",
        "Look at the wall and type it again.",
    )


def _of_device(work: UnitOfWork, token: str) -> dict[str, Any] | None:
    seat = work.workshops.seat_of(hashed(token)) if token else None
    return None if seat is None else work.workshops.get(seat["workshop_id"])


def _by_code(work: UnitOfWork, code: str, address: str) -> dict[str, Any] | None:
    """Return the workshop of a code; None where there is none, and then the attempt is noted."""
    now = datetime.now(UTC)
    if work.visits.attempts(now - WINDOW, address=_told(address)) >= PER_ADDRESS:
        raise TooManyAttempts("Too many codes were tried from here.", repair="Wait a quarter of an hour.")
    typed = codes.typed(code)
    row = work.workshops.by_code(typed) if len(typed) == codes.LENGTH else None
    if row is not None and row["stage"] in UNDER_WAY:
        return row
    work.visits.add_attempt(ATTEMPT, _told(address), now)
    return None


def _told(address: str) -> str:
    """Return an address as noted for codes, apart from attempts to sign in."""
    return f"code {address[:60]}"


def _place(work: UnitOfWork, row: dict[str, Any], name: str) -> int:
    work.workshops.hold_seats(row["id"])
    seats = work.workshops.seats(row["id"])
    known = next((seat for seat in seats if seat["name"].casefold() == name.casefold()), None) if name else None
    if known is not None:
        return int(known["id"])
    if not row["frame"]["anybody"]:
        raise NotAllowed(
            f'"{name}" is not on the list of this workshop.' if name else "Choose your name.",
            "Only people on the list vote in it.",
            "Ask the facilitator to add you.",
        )
    if len(seats) >= MOST_SEATS:
        raise Explained(f"This workshop has no place left: it has {MOST_SEATS}.")
    if not name and not row["anonymous"]:
        raise Explained("Write your name.", "In this workshop answers bear the names of those who gave them.")
    given = name or _numbered({seat["name"] for seat in seats})
    return work.workshops.add_seat(row["id"], seat_values(given, invited=False))


def _numbered(names: set[str]) -> str:
    return next(name for number in range(1, MOST_SEATS + 2) if (name := f"Participant {number}") not in names)


def _may_answer(work: UnitOfWork, row: dict[str, Any], seat: int) -> None:
    """Let somebody who comes late answer what is asked now, but for what was shown before in an anonymous workshop."""
    asked = [each for each in work.workshops.questions(row["id"]) if is_asked(row, each["id"])]
    mine = next(each for each in work.workshops.seats(row["id"]) if each["id"] == seat)
    for question in asked if mine["votes"] else ():
        if closed_to_others(row, question):
            continue
        barred = {question["left_key"], question["right_key"]} & set(mine["conflicts"])
        if not barred and seat not in work.ballots.turnout(question["id"], question["round"]):
            work.ballots.open_round(question["id"], question["round"], [seat])


def _taken(name: str) -> NotAllowed:
    return NotAllowed(
        f"Somebody sits at the place of {name} already." if name else "This place is taken.",
        "A place belongs to one device.",
        "If that was you on another device, ask the facilitator to free your place.",
    )
