"""The audit: who did what to what, when and on which data; sought, and verified along its chain of hashes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from data_access import UnitOfWork, reading
from data_access.audit_chain import Head
from data_access.audit_search import Sought
from data_access.journal import UNREADABLE
from services.access import Actor, found, may_administer, must
from services.audit_values import Value, changed_values
from services.audit_verification import Kind, Verdict, verdict
from services.errors import Explained
from services.rights import Right

_AT_ONCE: Final = 2_000
RESTORED: Final = "backup restored"
__all__ = ["Head", "Kind", "Sought", "Value", "Verdict"]


@dataclass(frozen=True)
class AuditEntry:
    """One entry. `portfolio` is the key of the portfolio concerned, None where it concerns the installation.

    `data_version` and `currency` are the portfolio's, the version as it was after the entry; `person`, `session` and
    `request` are the numbers of who acted, of their visit, and of the request, where known. `at` is None where somebody
    made the moment unreadable.
    """

    sequence: int
    at: datetime | None
    actor: str
    action: str
    subject: str
    portfolio: str | None
    data_version: int | None
    person: int | None
    session: int | None
    request: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    hash: str
    currency: str = ""

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that are not the same before and after."""
        return changed_values(self.action, self.subject, self.before, self.after, self.currency)

    @property
    def readable(self) -> bool:
        """Whether moment and values can be read; where not, somebody changed what is stored."""
        return self.at is not None and UNREADABLE not in (self.before, self.after)


@dataclass(frozen=True)
class Recorded:
    """What is on record to choose from: names of people, and actions."""

    people: tuple[str, ...]
    actions: tuple[str, ...]


def present_head() -> Head | None:
    """Return where the audit ends now, as the database says; None where somebody deleted that."""
    with reading() as work:
        return work.journal.head()


def head() -> Head:
    """Return where the audit ends now, to be kept outside the database; raises Explained where that is missing."""
    present = present_head()
    if present is None:
        raise Explained("The head of the audit is missing.", "Somebody deleted it.", "Run: python cli.py audit verify.")
    return present


def kept_head(text: str) -> Head:
    """Return a head that was kept as text; raises Explained where it is none."""
    try:
        return Head.read(text)
    except ValueError as error:
        raise Explained(f"{error}.", repair="Give one as `python cli.py audit head` prints it.") from None


def verify(kept: Head | None = None) -> Verdict:
    """Return whether the audit is whole, and what is broken where; `kept` is a head kept outside, to compare with.

    Without a kept head nobody can tell a chain that was rewritten from some entry to its end, head included.
    """
    with reading() as work:
        return verify_within(work, kept)


def newest_restore() -> AuditEntry | None:
    """Return the newest entry of a restore from a backup, None without any: a head kept before it need not fit."""
    with reading() as work:
        found_ = work.journal.search(Sought(action=RESTORED), rows=1)
    return _entry(found_[0]) if found_ else None


def verify_within(work: UnitOfWork, kept: Head | None = None) -> Verdict:
    """Return the same inside a transaction, as it sees the audit."""
    present = work.journal.head()
    highest = max(present.sequence if present else 0, work.journal.count(Sought()))
    return verdict(work.journal.chain(), present, kept, highest, work.journal.follower)


def count(actor: Actor, portfolio: str | None, sought: Sought) -> int:
    """Return how many entries are sought in a portfolio, or without one in the whole installation.

    Raises NotAllowed for all but administrators of it.
    """
    with reading() as work:
        return work.journal.count(_within(work, actor, portfolio, sought))


def entries(
    actor: Actor, portfolio: str | None, sought: Sought, first: int = 0, rows: int | None = None
) -> list[AuditEntry]:
    """Return entries sought, newest first, from the given place on; raises NotAllowed as `count` does."""
    with reading() as work:
        return [_entry(row) for row in work.journal.search(_within(work, actor, portfolio, sought), first, rows)]


def every(actor: Actor, portfolio: str | None, sought: Sought) -> Iterator[AuditEntry]:
    """Yield all entries sought, newest first, as they are at one moment; raises NotAllowed as `count` does."""
    with reading() as work:
        within, first = _within(work, actor, portfolio, sought), 0
        while rows := work.journal.search(within, first, _AT_ONCE):
            yield from map(_entry, rows)
            first += len(rows)


def must_read(actor: Actor, portfolio: str | None) -> None:
    """Refuse an actor who may not read the entries of a portfolio, or without one those of the installation."""
    with reading() as work:
        _within(work, actor, portfolio, Sought())


def everywhere(actor: Actor) -> bool:
    """Return whether the actor may read the entries of all portfolios, and those of none."""
    return may_administer(actor)


def recorded(actor: Actor, portfolio: str | None) -> Recorded:
    """Return the people and actions on record; raises NotAllowed as `count` does."""
    with reading() as work:
        people, actions = work.journal.named(_within(work, actor, portfolio, Sought()).portfolio_id)
    return Recorded(tuple(people), tuple(actions))


def _within(work: UnitOfWork, actor: Actor, portfolio: str | None, sought: Sought) -> Sought:
    """Return what is sought within what the actor administers."""
    facts = None if portfolio is None else found(work, portfolio)
    must(work, actor, facts, Right.ADMINISTER)
    return replace(sought, portfolio_id=None if facts is None else facts.id)


def _entry(row: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        sequence=row["sequence"],
        at=row["at"],
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        portfolio=row["portfolio"],
        data_version=row["data_version"],
        person=row["person_id"],
        session=row["session_id"],
        request=row["request_id"],
        before=row["before"],
        after=row["after"],
        hash=row["hash"],
        currency=row["currency"] or "",
    )
