"""Signing in: with a local password, or as an identity provider or a trusted proxy says."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from data_access import UnitOfWork, transaction
from data_access.people import PersonFacts
from data_access.settings import settings
from services import lockouts, passwords, visits
from services.errors import Explained, NotAllowed
from services.passwords import LONGEST
from services.rights import ROLES

_HASHING = threading.BoundedSemaphore(2)
_hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=2, type=Type.ID)


class WrongPassword(NotAllowed):
    """Account and password do not belong together; which of them is wrong is not said."""


class TooManyAttempts(NotAllowed):
    """So many attempts failed that no more are looked at for a while."""


@dataclass(frozen=True)
class Claims:
    """What an identity provider or a trusted proxy says of somebody.

    `email` is None where it was not verified: an address is what an account made beforehand is found by.
    """

    issuer: str
    subject: str
    name: str
    email: str | None
    groups: tuple[str, ...] = ()


def with_password(account: str, password: str, address: str, browser: str) -> str:
    """Let somebody in by account and password; return the token of their visit.

    An account takes 10 failures in 15 minutes, an address 50; then no attempt is looked at until they are past. An
    attempt counts from its beginning, so that many at once are no way round. The audit tells of each lockout.
    Unknown accounts take as long as known ones. Raises WrongPassword or TooManyAttempts.
    """
    named = account.strip().casefold()[:LONGEST]
    person = _begin(named, address)
    stored = person.password if person is not None and person.disabled_at is None else None
    right = _matches(stored or _nobody(), password) and stored is not None
    if not right or person is None:
        with transaction() as work:
            lockouts.note_begin(work, named, address)
        raise WrongPassword("Account and password do not belong together.", repair="Try again, or ask for a new link.")
    with transaction() as work:
        work.visits.forget_attempts(named)
        _renew(work, person, password)
        token = visits.begin(work, person.id, address, browser)
        work.journal.record(None, person.name, "signed in", person.account, after={"by": "password"})
    return token


def with_claims(claims: Claims, address: str, browser: str) -> str:
    """Let in whom a provider or proxy vouches for; return the token of their visit.

    Somebody new gets an account without any role but those of their groups. Raises NotAllowed for a disabled one.
    """
    with transaction() as work:
        person = _known(work, claims)
        if person.disabled_at is not None:
            raise NotAllowed("This account is disabled.", repair="Ask an administrator of Bellwether.")
        _follow_groups(work, person, claims.groups)
        token = visits.begin(work, person.id, address, browser)
        work.journal.record(None, claims.name or person.name, "signed in", person.account, after={"by": claims.issuer})
        return token


def take_up(token: str, password: str, address: str, browser: str) -> str:
    """Set the password of the account an invitation is for, let its person in, and return the token of the visit.

    All earlier visits of that person end. Raises Explained for a password that is refused, or a link that is used.
    """
    chosen_for = invited(token)
    passwords.checked(password, (chosen_for.account, chosen_for.name, chosen_for.email or ""))
    secret = hash_of(password)
    now = datetime.now(UTC)
    with transaction() as work:
        person = _invited(work, token, now)
        if not work.visits.use_invitation(visits.hashed(token), now):
            raise _spent()
        work.people.change(person.id, {"password": secret})
        work.visits.revoke(now, person.name, person=person.id)
        work.visits.forget_attempts(person.account)
        work.journal.record(None, person.name, "password set", person.account)
        return visits.begin(work, person.id, address, browser)


def invited(token: str) -> PersonFacts:
    """Return whom an invitation is for; raises Explained where the link holds no more."""
    with transaction() as work:
        return _invited(work, token, datetime.now(UTC))


def hash_of(password: str) -> str:
    """Return the argon2id hash of a password; at most two are computed at once."""
    with _HASHING:
        return _hasher.hash(password)


def _matches(stored: str, password: str) -> bool:
    if len(password) > LONGEST:
        return False
    with _HASHING:
        try:
            return _hasher.verify(stored, password)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Return a hash that nobody has, so that an unknown account takes as long as a known one."""
    return hash_of("nobody has this password")


def _renew(work: UnitOfWork, person: PersonFacts, password: str) -> None:
    if person.password and _hasher.check_needs_rehash(person.password):
        work.people.change(person.id, {"password": hash_of(password)})


def _begin(account: str, address: str) -> PersonFacts | None:
    """Count an attempt and return whose account it is; raises TooManyAttempts where none is looked at now."""
    with transaction() as work:
        locked = lockouts.found(work, account, address)
        if locked is None:
            work.visits.add_attempt(account, address, datetime.now(UTC))
            return work.people.by_account(account)
        lockouts.note_refusal(work, locked, account, address)
    # Raised after the transaction, which would undo the note.
    raise TooManyAttempts(
        "Too many attempts failed.", "No more are looked at for a quarter of an hour.", "Wait, then try again."
    )


def _invited(work: UnitOfWork, token: str, now: datetime) -> PersonFacts:
    number = work.visits.invited(visits.hashed(token), now)
    person = None if number is None else work.people.get(number)
    if person is None or person.disabled_at is not None or settings().sign_in not in ("none", "accounts"):
        raise _spent()
    return person


def _spent() -> Explained:
    return Explained("This link cannot be used.", "It was used, replaced or is too old.", "Ask for a new one.")


def _known(work: UnitOfWork, claims: Claims) -> PersonFacts:
    """Return the account of whom a provider vouches for: by subject, else one made beforehand for that address."""
    person = work.people.by_subject(claims.issuer, claims.subject)
    if person is not None:
        return person
    identity = {"issuer": claims.issuer, "subject": claims.subject}
    if claims.email:
        waiting = work.people.by_account(claims.email)
        if waiting is not None and waiting.issuer is None and waiting.password is None:
            work.people.change(waiting.id, identity)
            return waiting
    account = claims.email or f"{claims.subject}@{claims.issuer}"
    if work.people.by_account(account) is not None:
        account = f"{claims.subject}@{claims.issuer}"
    added = work.people.add(account, claims.name or account, claims.email, **identity)
    work.journal.record(None, added.name, "person added", added.account, after={"by": claims.issuer})
    return added


def _follow_groups(work: UnitOfWork, person: PersonFacts, groups: Iterable[str]) -> None:
    """Give the roles that the settings name for the groups, in place of those the groups gave before."""
    wanted = sorted({granted for group in groups if (granted := settings().group_roles.get(group))})
    before = sorted((grant.portfolio_id or 0, grant.role) for grant in work.people.grants(person.id) if grant.by_group)
    work.people.take_group_roles(person.id)
    for named in wanted:
        portfolio, _, role = named.rpartition(":")
        facts = work.portfolios.get(portfolio) if portfolio else None
        if role in ROLES and (facts is not None or not portfolio):
            work.people.grant(person.id, None if facts is None else facts.id, role, "groups", by_group=True)
    after = sorted((grant.portfolio_id or 0, grant.role) for grant in work.people.grants(person.id) if grant.by_group)
    if after != before:
        told = {"roles": [role for _, role in after]}
        work.journal.record(None, "groups", "roles changed", person.account, after=told)
