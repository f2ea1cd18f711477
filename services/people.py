"""People and their roles, as an administrator keeps them."""

import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from data_access import UnitOfWork, reading
from data_access.people import Grant, PersonFacts
from data_access.settings import settings
from services import visits
from services.access import Actor, administering, must
from services.errors import Explained, Moved, NotFound
from services.rights import ROLES, Right
from services.visits import Visit

INVITED_FOR: Final = timedelta(days=7)
ACCOUNT: Final = re.compile(r"[^\s@/\\]{1,64}(@[^\s@/\\]{1,190})?")


@dataclass(frozen=True)
class Person:
    """Somebody as the page of people shows them. `roles` holds (portfolio key or "", role, given by a group).

    `ready` says that they can sign in: they have a password, or a provider or proxy vouches for them. `invited_until`
    is when an invitation that was not taken up ends, `seen_at` when they last did anything.
    """

    id: int
    account: str
    name: str
    email: str
    by: str
    roles: tuple[tuple[str, str, bool], ...]
    disabled: bool
    ready: bool
    visits: int
    version: int
    invited_until: datetime | None = None
    seen_at: datetime | None = None


def listing(actor: Actor) -> list[Person]:
    """Return everybody by name, for an administrator of the installation."""
    now = datetime.now(UTC)
    with reading() as work:
        must(work, actor, None, Right.ADMINISTER)
        keys = {facts.id: facts.key for facts in work.portfolios.listing()}
        grants, seen, invited = work.attendance.grants(), work.attendance.last_seen(), work.attendance.invitations(now)
        everybody = work.people.listing()
    opened = Counter(visit.person for visit in open_visits(actor))
    return [
        Person(
            *(one.id, one.account, one.name, one.email or "", one.issuer or "password"),
            tuple(_told(grant, keys) for grant in grants.get(one.id, [])),
            one.disabled_at is not None,
            one.issuer is not None or one.password is not None,
            opened[one.id],
            one.version,
            invited.get(one.id),
            seen.get(one.id),
        )
        for one in everybody
    ]


def read(actor: Actor, number: int) -> Person:
    """Return one person; raises NotFound."""
    found = next((person for person in listing(actor) if person.id == number), None)
    if found is None:
        raise NotFound("There is no such person.")
    return found


def add(actor: Actor, account: str, name: str, email: str = "", role: str = "", portfolio: str = "") -> int:
    """Store a new account, with a role if one is named, and return the person's number.

    The account cannot be used until its invitation is taken up, or a provider vouches for its address.
    """
    named = account.strip().casefold()
    if not ACCOUNT.fullmatch(named):
        raise Explained(
            f'"{account}" cannot be an account.', "It is one word or an e-mail address.", "For example: a.perez."
        )
    _must_be_named(name)
    _must_be_known(role)
    with administering(actor) as work:
        if work.people.by_account(named) is not None:
            raise Explained(f'There is an account "{named}" already.', repair="Choose another, or change that one.")
        added = work.people.add(named, name.strip()[:120], email.strip()[:254] or None)
        work.journal.record(None, actor.name, "person added", named, after={"name": added.name, "email": added.email})
        if role:
            _give(work, actor, added, portfolio, role)
        return added.id


def invite(actor: Actor, number: int) -> str:
    """Make an invitation for a local account and return its token; earlier ones end. It holds for seven days."""
    token = secrets.token_urlsafe(32)
    if settings().sign_in not in ("none", "accounts"):
        raise Explained("People do not sign in by password here.", "Their provider or proxy says who they are.")
    with administering(actor) as work:
        person = _found(work, number)
        if person.issuer is not None:
            raise Explained(f"{person.name} signs in at {person.issuer}.", "There is no password to set here.")
        if person.disabled_at is not None:
            raise Explained(f"{person.name} is disabled.", repair="Enable the account first.")
        until = datetime.now(UTC) + INVITED_FOR
        work.visits.invite(visits.hashed(token), number, actor.name, until)
        work.journal.record(None, actor.name, "person invited", person.account, after={"until": until.isoformat()})
    return token


def rename(actor: Actor, number: int, seen: int, name: str, email: str = "") -> None:
    """Change name and address of a person; raises Moved where somebody else changed them since version `seen`."""
    _must_be_named(name)
    with administering(actor) as work:
        person = _found(work, number)
        values = {"name": name.strip()[:120], "email": email.strip()[:254] or None}
        if not work.people.change(number, values, seen):
            raise Moved(f"{person.name} was changed meanwhile; nothing was saved.", repair="Look again, then save.")
        before = {"name": person.name, "email": person.email}
        work.journal.record(None, actor.name, "person changed", person.account, before, values)


def set_role(actor: Actor, number: int, portfolio: str, role: str) -> None:
    """Give a person a role in a portfolio ("" for all of them), or take it where `role` is empty.

    A role that follows from a group stays. The last administrator of the installation keeps theirs.
    """
    _must_be_known(role)
    with administering(actor) as work:
        _give(work, actor, _found(work, number), portfolio, role)


def disable(actor: Actor, number: int, disabled: bool = True) -> None:
    """Keep a person out and end their visits at once, or let them in again."""
    now = datetime.now(UTC)
    with administering(actor) as work:
        work.attendance.hold_administrators()
        person = _found(work, number)
        if number == actor.person:
            raise Explained("You cannot disable yourself.", repair="Let another administrator do it.")
        before = person.disabled_at is not None
        if before == disabled:
            return
        work.people.change(number, {"disabled_at": now if disabled else None})
        ended = work.visits.revoke(now, actor.name, person=number) if disabled else 0
        _keep_an_administrator(work, actor)
        words = "person disabled" if disabled else "person enabled"
        after = {"disabled": disabled, **({"visits ended": ended} if disabled else {})}
        work.journal.record(None, actor.name, words, person.account, {"disabled": before}, after)


def open_visits(actor: Actor, number: int | None = None) -> list[Visit]:
    """Return the visits that count, of one person or of everybody, last seen first, for an administrator."""
    since = datetime.now(UTC) - timedelta(minutes=settings().session_idle_minutes)
    return [
        visit for visit in visits.listing(actor) if visit.seen_at > since and (number is None or visit.person == number)
    ]


def end_visits(actor: Actor, number: int) -> int:
    """End all visits of a person, who may sign in again; return how many ended."""
    with administering(actor) as work:
        person = _found(work, number)
        ended = work.visits.revoke(datetime.now(UTC), actor.name, person=number)
        if ended:
            work.journal.record(None, actor.name, "all visits ended", person.account, after={"visits ended": ended})
        return ended


def own_projects(actor: Actor, number: int, portfolio: str) -> set[str]:
    """Return the projects whose registers a contributor keeps in a portfolio."""
    with reading() as work:
        must(work, actor, None, Right.ADMINISTER)
        return work.people.own_projects(_found(work, number).id, _portfolio(work, portfolio))


def set_own_projects(actor: Actor, number: int, portfolio: str, keys: Iterable[str]) -> None:
    """Store which projects a contributor keeps in a portfolio, in place of those stored; each must exist there."""
    wanted = {key for key in keys if key}
    with administering(actor) as work:
        person, place = _found(work, number), _portfolio(work, portfolio)
        before = work.people.own_projects(number, place)
        known = {str(key) for (key,) in work.registers.seen_keys(place, "projects")}
        if unknown := sorted(wanted - before - known):
            raise NotFound(f'There is no project "{unknown[0]}".', repair="Use the key of a project that is there.")
        if wanted == before:
            return
        work.people.set_own_projects(number, place, wanted)
        told = ({"projects": sorted(before)}, {"projects": sorted(wanted)})
        work.journal.record(place, actor.name, "own projects changed", person.account, *told)


def _give(work: UnitOfWork, actor: Actor, person: PersonFacts, portfolio: str, role: str) -> None:
    place = None if not portfolio else _portfolio(work, portfolio)
    work.attendance.hold_administrators()
    held = [one for one in work.people.grants(person.id) if one.portfolio_id == place and not one.by_group]
    before = held[0].role if held else ""
    if before == role:
        return
    if role:
        work.people.grant(person.id, place, role, actor.name)
    else:
        work.people.take(person.id, place)
    _keep_an_administrator(work, actor)
    told = {"portfolio": portfolio or "all"}
    was, now = {**told, "role": before or None}, {**told, "role": role or None}
    work.journal.record(place, actor.name, "role changed", person.account, was, now)


def _told(grant: Grant, keys: dict[int, str]) -> tuple[str, str, bool]:
    return "" if grant.portfolio_id is None else keys[grant.portfolio_id], grant.role, grant.by_group


def _must_be_named(name: str) -> None:
    if not name.strip():
        raise Explained("The person has no name.", repair="Give the name people know.")


def _must_be_known(role: str) -> None:
    if role and role not in ROLES:
        raise Explained(f'There is no role "{role}".', repair=f"Use one of: {', '.join(ROLES)}.")


def _found(work: UnitOfWork, number: int) -> PersonFacts:
    person = work.people.get(number)
    if person is None:
        raise NotFound("There is no such person.")
    return person


def _portfolio(work: UnitOfWork, key: str) -> int:
    facts = work.portfolios.get(key)
    if facts is None:
        raise NotFound(f'There is no portfolio "{key}".')
    return facts.id


def _keep_an_administrator(work: UnitOfWork, actor: Actor) -> None:
    """Refuse what would leave an installation where people sign in without anybody to administer it."""
    if actor.person is not None and work.people.administrators() == 0:
        raise Explained("Nobody would administer this installation.", repair="Give another person that role first.")
