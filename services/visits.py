"""Visits: letting somebody in, knowing them again by their token, ending a visit."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from data_access import UnitOfWork, reading, transaction
from data_access.settings import settings
from data_access.visits import VisitFacts
from services.access import Actor, administering, is_open, must, must_be_open
from services.errors import NotFound, SignedOut
from services.rights import Right, highest

SEEN_AGAIN: Final = timedelta(minutes=1)
"""So long a visit's last moment is left as it stands; the idle limit is counted in minutes."""
FORGOTTEN: Final = timedelta(days=90)


@dataclass(frozen=True)
class Visit:
    """A visit as it stands, with the person whose it is."""

    id: int
    person: int
    name: str
    account: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    browser: str
    subject: str


def hashed(token: str) -> str:
    """Return what is stored of a token: who reads the database cannot visit with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(work: UnitOfWork, person: int, address: str, browser: str) -> str:
    """Let a person in; return the token for their cookie, 256 random bits that are stored nowhere."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    over = now + timedelta(hours=settings().session_hours)
    work.visits.forget_before(now - FORGOTTEN)
    work.visits.open(hashed(token), person, over, address=address[:64], browser=browser[:200])
    return token


def current(token: str) -> Visit | None:
    """Return the visit a token belongs to, if it still counts, and note that it was seen."""
    with reading() as work:
        held = work.visits.by_token(hashed(token))
    return _visit(held) if held is not None and _counts(held) else None


def counts(number: int) -> bool:
    """Return whether a visit still counts, and note that it was seen; asked for every message of an open page."""
    with reading() as work:
        held = work.visits.get(number)
    return held is not None and _counts(held)


def stands(number: int) -> bool:
    """Return whether a visit still counts, without noting that it was seen: a page left open is nobody's presence."""
    with reading() as work:
        held = work.visits.get(number)
    return held is not None and is_open(held, datetime.now(UTC))


def actor(number: int) -> Actor:
    """Return whose visit it is, as an actor; raises SignedOut where it counts no more."""
    with reading() as work:
        held = work.visits.get(number)
        if held is None or not is_open(held, datetime.now(UTC)):
            raise SignedOut()
        role = highest(grant.role for grant in work.people.grants(held.person_id))
        return Actor(held.name or held.account, role, held.person_id, held.id)


def own(actor: Actor) -> list[Visit]:
    """Return the actor's open visits, last seen first."""
    with reading() as work:
        must_be_open(work, actor)
        return _open_now(work.visits.open_ones(datetime.now(UTC), actor.person))


def end(token: str) -> None:
    """End the visit of a token; nothing happens where there is none."""
    with transaction() as work:
        held = work.visits.by_token(hashed(token))
        if held is not None and work.visits.revoke(datetime.now(UTC), "its owner", number=held.id):
            work.journal.record(None, held.name or held.account, "signed out", held.account)


def end_own(actor: Actor, number: int | None = None) -> int:
    """End one of the actor's own visits, or all of them; return how many ended."""
    with transaction() as work:
        must_be_open(work, actor)
        held = None if number is None else work.visits.get(number)
        if number is not None and (held is None or held.person_id != actor.person):
            raise NotFound("There is no such visit of yours.")
        now = datetime.now(UTC)
        ended = work.visits.revoke(now, actor.name, number=number, person=actor.person)
        words = "signed out everywhere" if number is None else "own visit ended"
        work.journal.record(None, actor.name, words, actor.name, after={"visits": ended})
        return ended


def listing(actor: Actor) -> list[Visit]:
    """Return everybody's open visits, for an administrator of the installation; tokens are never among it."""
    with reading() as work:
        must(work, actor, None, Right.ADMINISTER)
        return _open_now(work.visits.open_ones(datetime.now(UTC)))


def revoke(actor: Actor, number: int) -> None:
    """End anybody's visit, as an administrator of the installation."""
    with administering(actor) as work:
        held = work.visits.get(number)
        if held is None:
            raise NotFound("There is no such visit.")
        if work.visits.revoke(datetime.now(UTC), actor.name, number=number):
            told = {"since": held.created_at.isoformat(timespec="seconds"), "address": held.address}
            work.journal.record(None, actor.name, "visit ended", held.account, told)


def _open_now(visits: list[VisitFacts]) -> list[Visit]:
    now = datetime.now(UTC)
    return [_visit(held) for held in visits if is_open(held, now)]


def _counts(held: VisitFacts) -> bool:
    now = datetime.now(UTC)
    if not is_open(held, now):
        return False
    if now - held.seen_at > SEEN_AGAIN:
        with transaction() as work:
            work.visits.seen(held.id, now)
    return True


def _visit(held: VisitFacts) -> Visit:
    times = (held.created_at, held.seen_at, held.expires_at)
    return Visit(
        held.id, held.person_id, held.name, held.account, *times, held.address, held.browser, held.subject or ""
    )
