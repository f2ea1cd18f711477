"""Lockouts: accounts and addresses whose sign-ins failed so often that no more are looked at for a while.

Each is noted in the audit, once, as is that sign-ins were refused meanwhile. What was typed as an account that is none
may be a password, so it is named nowhere.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from data_access import UnitOfWork, reading
from services.access import Actor, administering, must
from services.errors import NotFound
from services.rights import Right

WINDOW: Final = timedelta(minutes=15)
PER_ACCOUNT: Final = 10
PER_ADDRESS: Final = 50
BY: Final = "sign-in"
"""Who acts where nobody is known yet."""
UNKNOWN: Final = "an unknown account"
REMEMBERED: Final = 1_000
_refusals_noted: OrderedDict[tuple[str, str, datetime], None] = OrderedDict()
"""Lockouts of which this process has noted that sign-ins were refused."""


@dataclass(frozen=True)
class Lockout:
    """An account or address that is locked: how many attempts failed, when the last one did, and until when."""

    kind: Literal["account", "address"]
    name: str
    failures: int
    last: datetime
    until: datetime


def standing(actor: Actor) -> dict[str, datetime]:
    """Return until when each locked account is locked, for an administrator of the installation."""
    now = datetime.now(UTC)
    with reading() as work:
        must(work, actor, None, Right.ADMINISTER)
        failed = work.visits.failures_by_account(now - WINDOW)
        known = {one.account for one in work.people.listing()}
    many = {account: times for account, times in failed.items() if len(times) >= PER_ACCOUNT}
    return {account: _until(times, PER_ACCOUNT) for account, times in many.items() if account in known}


def unlock(actor: Actor, number: int) -> None:
    """Let a person try again at once, as an administrator of the installation; raises NotFound."""
    with administering(actor) as work:
        person = work.people.get(number)
        if person is None:
            raise NotFound("There is no such person.")
        failed = work.visits.failures(datetime.now(UTC) - WINDOW, account=person.account)
        if failed:
            work.visits.forget_attempts(person.account)
            told = {"failures": len(failed)}
            work.journal.record(None, actor.name, "sign-in unlocked", person.account, told, {"failures": 0})


def found(work: UnitOfWork, account: str, address: str) -> Lockout | None:
    """Return what keeps an attempt at an account from an address from being looked at now, or None."""
    since = datetime.now(UTC) - WINDOW
    at_account = work.visits.failures(since, account=account)
    if len(at_account) >= PER_ACCOUNT:
        return Lockout("account", account, len(at_account), at_account[0], _until(at_account, PER_ACCOUNT))
    from_address = work.visits.failures(since, address=address)
    if len(from_address) >= PER_ADDRESS:
        return Lockout("address", address, len(from_address), from_address[0], _until(from_address, PER_ADDRESS))
    return None


def note_begin(work: UnitOfWork, account: str, address: str) -> None:
    """Note after a failed attempt where it was the one that locks account or address."""
    locked = found(work, account, address)
    if locked is not None:
        _note(work, locked, account, address, "locked")


def note_refusal(work: UnitOfWork, locked: Lockout, account: str, address: str) -> None:
    """Note that a sign-in was refused unseen; once for each lockout, as long as this process runs."""
    known = (locked.kind, locked.name, locked.last)
    if known in _refusals_noted:
        return
    _refusals_noted[known] = None
    while len(_refusals_noted) > REMEMBERED:
        _refusals_noted.popitem(last=False)
    _note(work, locked, account, address, "refused while locked")


def _note(work: UnitOfWork, locked: Lockout, account: str, address: str, what: str) -> None:
    person = work.people.by_account(account)
    known = UNKNOWN if person is None else person.account
    subject = known if locked.kind == "account" else locked.name
    told = {"failures": locked.failures, "until": locked.until.isoformat(timespec="seconds"), "address": address}
    action = f"sign-in {what}" if locked.kind == "account" else f"sign-in from an address {what}"
    work.journal.record(None, BY, action, subject, after=told)


def _until(times: list[datetime], most: int) -> datetime:
    """Return when so few of the failures, newest first, are left that the next attempt is looked at."""
    return times[most - 1] + WINDOW
