"""Visits let in, invitations and failed attempts: reads and writes inside one transaction."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, update

from data_access.people import PERSON
from data_access.schema import people
from data_access.schema.base import table_of

SESSION = table_of(people.Session)
INVITATION = table_of(people.Invitation)
ATTEMPT = table_of(people.SignInAttempt)
NUMBER_BITS: Final = 53


@dataclass(frozen=True)
class VisitFacts:
    """A visit with the person whose it is."""

    id: int
    person_id: int
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    address: str
    browser: str
    account: str
    name: str
    subject: str | None
    disabled_at: datetime | None


class Visits:
    """Reads and writes of visits inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, token_hash: str, person: int, expires_at: datetime, **more: Any) -> int:
        """Store a visit that was let in and return its number; `more` names address and browser."""
        now = datetime.now(UTC)
        # No number comes twice, not even after a restore: a page still open would go on as somebody else's visit.
        more["id"] = secrets.randbits(NUMBER_BITS)
        values = {"token_hash": token_hash, "person_id": person, "expires_at": expires_at, **more}
        statement = SESSION.insert().values(**values, created_at=now, seen_at=now).returning(SESSION.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def by_token(self, token_hash: str) -> VisitFacts | None:
        """Return the visit of a token's hash, or None."""
        return self._one(SESSION.c.token_hash == token_hash)

    def get(self, number: int) -> VisitFacts | None:
        """Return the visit of that number, or None."""
        return self._one(SESSION.c.id == number)

    def open_ones(self, now: datetime, person: int | None = None) -> list[VisitFacts]:
        """Return the visits that are neither revoked nor over, last seen first; of one person if asked."""
        where = SESSION.c.revoked_at.is_(None) & (SESSION.c.expires_at > now)
        if person is not None:
            where &= SESSION.c.person_id == person
        return [VisitFacts(*row) for row in self._connection.execute(self._select().where(where))]

    def seen(self, number: int, at: datetime) -> None:
        """Store that a visit was seen."""
        self._connection.execute(update(SESSION).where(SESSION.c.id == number).values(seen_at=at))

    def revoke(self, at: datetime, by: str, *, number: int | None = None, person: int | None = None) -> int:
        """End a visit, or all of a person's; return how many ended."""
        where = SESSION.c.id == number if number is not None else SESSION.c.person_id == person
        statement = update(SESSION).where(SESSION.c.revoked_at.is_(None), where)
        return self._connection.execute(statement.values(revoked_at=at, revoked_by=by)).rowcount

    def forget_before(self, moment: datetime) -> None:
        """Delete visits, invitations and attempts that were over before a moment."""
        self._connection.execute(delete(SESSION).where(SESSION.c.expires_at < moment))
        self._connection.execute(delete(INVITATION).where(INVITATION.c.expires_at < moment))
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at < moment))

    def invite(self, token_hash: str, person: int, made_by: str, expires_at: datetime) -> None:
        """Store an invitation; earlier ones of that person end."""
        now = datetime.now(UTC)
        unused = (INVITATION.c.person_id == person) & INVITATION.c.used_at.is_(None)
        self._connection.execute(delete(INVITATION).where(unused))
        values = {"token_hash": token_hash, "person_id": person, "made_by": made_by, "made_at": now}
        self._connection.execute(INVITATION.insert().values(**values, expires_at=expires_at))

    def invited(self, token_hash: str, now: datetime) -> int | None:
        """Return whom an invitation that still holds is for, or None."""
        where = (INVITATION.c.token_hash == token_hash) & INVITATION.c.used_at.is_(None)
        found = select(INVITATION.c.person_id).where(where, INVITATION.c.expires_at > now)
        person = self._connection.execute(found).scalar_one_or_none()
        return None if person is None else int(person)

    def use_invitation(self, token_hash: str, now: datetime) -> bool:
        """Take an invitation up; return whether it still held."""
        where = (INVITATION.c.token_hash == token_hash) & INVITATION.c.used_at.is_(None)
        statement = update(INVITATION).where(where, INVITATION.c.expires_at > now).values(used_at=now)
        return self._connection.execute(statement).rowcount == 1

    def add_attempt(self, account: str, address: str, at: datetime) -> None:
        """Store a failed attempt to sign in."""
        self._connection.execute(ATTEMPT.insert().values(account=account, address=address, at=at))

    def attempts(self, since: datetime, *, account: str | None = None, address: str | None = None) -> int:
        """Return how many attempts failed since a moment, for an account or from an address."""
        where = ATTEMPT.c.account == account if account is not None else ATTEMPT.c.address == address
        statement = select(func.count()).select_from(ATTEMPT).where(where, ATTEMPT.c.at > since)
        return int(self._connection.execute(statement).scalar_one())

    def failures(self, since: datetime, *, account: str | None = None, address: str | None = None) -> list[datetime]:
        """Return when attempts failed since a moment, for an account or from an address, newest first."""
        where = ATTEMPT.c.account == account if account is not None else ATTEMPT.c.address == address
        statement = select(ATTEMPT.c.at).where(where, ATTEMPT.c.at > since).order_by(ATTEMPT.c.at.desc())
        return list(self._connection.execute(statement).scalars())

    def failures_by_account(self, since: datetime) -> dict[str, list[datetime]]:
        """Return when attempts failed since a moment, newest first, by what was given as the account."""
        found: dict[str, list[datetime]] = {}
        statement = select(ATTEMPT.c.account, ATTEMPT.c.at).where(ATTEMPT.c.at > since)
        for account, at in self._connection.execute(statement.order_by(ATTEMPT.c.at.desc())):
            found.setdefault(account, []).append(at)
        return found

    def forget_attempts(self, account: str) -> None:
        """Forget the failed attempts on an account."""
        self._connection.execute(delete(ATTEMPT).where(ATTEMPT.c.account == account))

    def _select(self) -> Any:
        named = ("id", "person_id", "created_at", "seen_at", "expires_at", "revoked_at")
        columns = [*(SESSION.c[name] for name in (*named, "address", "browser"))]
        joined = SESSION.join(PERSON, PERSON.c.id == SESSION.c.person_id)
        told = [*columns, PERSON.c.account, PERSON.c.name, PERSON.c.subject, PERSON.c.disabled_at]
        return select(*told).select_from(joined).order_by(SESSION.c.seen_at.desc(), SESSION.c.id.desc())

    def _one(self, where: Any) -> VisitFacts | None:
        row = self._connection.execute(self._select().where(where)).one_or_none()
        return None if row is None else VisitFacts(*row)
