"""Where each reporting period stands, what was published of it, and what was restated since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select, update

from data_access.schema import REGISTERS, core, periods
from data_access.schema.base import table_of

PERIOD = table_of(periods.ReportingPeriod)
PUBLICATION = table_of(periods.Publication)
PIN = table_of(periods.PublicationPin)
RESTATEMENT = table_of(periods.Restatement)
SNAPSHOT = table_of(core.Snapshot)
OPEN: Final = "open"
IN_REVIEW: Final = "in review"
SIGNED_OFF: Final = "signed off"
PUBLISHED: Final = "published"
RESTATED: Final = "restated"
PUBLIC: Final = (PUBLISHED, RESTATED)


@dataclass(frozen=True)
class InForce:
    """A snapshot with rows in force at a date: how many, and the sum of their numbers, by which changes are noticed."""

    register: str
    snapshot_id: int
    content_hash: str
    rows: int
    numbers: int


@dataclass(frozen=True)
class PublicationFacts:
    """A period as it was published: its figures then, and by which method they were made."""

    id: int
    as_of: date
    figures: dict[str, Any]
    method: str
    published_by: str
    published_at: datetime


@dataclass(frozen=True)
class RestatementFacts:
    """A correction of a published period, with its figures before and after."""

    id: int
    as_of: date
    reason: str
    approved_by: str
    made_by: str
    made_at: datetime
    cause: str
    before: dict[str, Any]
    after: dict[str, Any]


class Publications:
    """Reads and writes of publications inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def step(self, portfolio_id: int, as_of: date, seen: int, status: str, signed_by: str | None = None) -> bool:
        """Let a period stand elsewhere; return False, with nothing written, where its version is not `seen`.

        The signature is kept but where the period goes back to open or in review.
        """
        told: dict[str, Any] = {"status": status, "version": seen + 1}
        if status in (OPEN, IN_REVIEW):
            told |= {"signed_off_by": None, "signed_off_at": None}
        if signed_by is not None:
            told |= {"signed_off_by": signed_by, "signed_off_at": datetime.now(UTC)}
        wanted = (PERIOD.c.portfolio_id == portfolio_id) & (PERIOD.c.as_of == as_of) & (PERIOD.c.version == seen)
        return self._connection.execute(update(PERIOD).where(wanted).values(**told)).rowcount == 1

    def add(
        self, portfolio_id: int, as_of: date, figures: dict[str, Any], method: str, actor: str, pins: Iterable[InForce]
    ) -> int:
        """Store the figures of a period as published, with the snapshots they rest on; return its number."""
        told = {"figures": figures, "method": method, "published_by": actor, "published_at": datetime.now(UTC)}
        statement = PUBLICATION.insert().values(portfolio_id=portfolio_id, as_of=as_of, **told)
        number = int(self._connection.execute(statement.returning(PUBLICATION.c.id)).scalar_one())
        rows = [
            {
                "publication_id": number,
                "snapshot_id": one.snapshot_id,
                "register": one.register,
                "content_hash": one.content_hash,
            }
            for one in pins
        ]
        if rows:
            self._connection.execute(PIN.insert(), rows)
        return number

    def in_force(self, portfolio_id: int, register: str, as_of: date) -> list[InForce]:
        """Return the snapshots that the state of a register at a date rests on, in their order."""
        table = REGISTERS[register].table
        rows = (
            select(table.c.snapshot_id, func.count().label("rows"), func.sum(table.c.id).label("numbers"))
            .where(table.c.portfolio_id == portfolio_id, table.c.valid_from <= as_of, table.c.valid_to > as_of)
            .group_by(table.c.snapshot_id)
            .subquery()
        )
        statement = select(rows, SNAPSHOT.c.content_hash).join(SNAPSHOT, SNAPSHOT.c.id == rows.c.snapshot_id)
        return [
            InForce(register, row.snapshot_id, row.content_hash, int(row.rows), int(row.numbers))
            for row in self._connection.execute(statement.order_by(rows.c.snapshot_id))
        ]

    def listing(self, portfolio_id: int) -> list[PublicationFacts]:
        """Return what was published, by date."""
        statement = select(PUBLICATION).where(PUBLICATION.c.portfolio_id == portfolio_id)
        return [
            PublicationFacts(row.id, row.as_of, row.figures, row.method, row.published_by, row.published_at)
            for row in self._connection.execute(statement.order_by(PUBLICATION.c.as_of))
        ]

    def standing(self, portfolio_id: int, since: date, *statuses: str) -> dict[date, int]:
        """Return the version of each period from a date on that has one of some statuses, by date."""
        statement = select(PERIOD.c.as_of, PERIOD.c.version).where(
            PERIOD.c.portfolio_id == portfolio_id, PERIOD.c.as_of >= since, PERIOD.c.status.in_(statuses)
        )
        return {row.as_of: row.version for row in self._connection.execute(statement.order_by(PERIOD.c.as_of))}

    def resting_on(self, upload_id: int) -> list[date]:
        """Return the published dates that rest on a snapshot of an upload."""
        statement = (
            select(PUBLICATION.c.as_of)
            .join(PIN, PIN.c.publication_id == PUBLICATION.c.id)
            .join(SNAPSHOT, SNAPSHOT.c.id == PIN.c.snapshot_id)
            .where(SNAPSHOT.c.upload_id == upload_id)
            .distinct()
            .order_by(PUBLICATION.c.as_of)
        )
        return list(self._connection.execute(statement).scalars())

    def restate(self, portfolio_id: int, publication_id: int, actor: str, values: dict[str, Any]) -> None:
        """Store a correction: reason, approved_by, cause, before, after."""
        told = {"publication_id": publication_id, "made_by": actor, "made_at": datetime.now(UTC)}
        self._connection.execute(RESTATEMENT.insert().values(portfolio_id=portfolio_id, **told, **values))

    def restatements(self, portfolio_id: int) -> list[RestatementFacts]:
        """Return the corrections of published periods, newest first."""
        statement = (
            select(RESTATEMENT, PUBLICATION.c.as_of)
            .join(PUBLICATION, PUBLICATION.c.id == RESTATEMENT.c.publication_id)
            .where(RESTATEMENT.c.portfolio_id == portfolio_id)
            .order_by(RESTATEMENT.c.id.desc())
        )
        return [
            RestatementFacts(
                *(row.id, row.as_of, row.reason, row.approved_by, row.made_by, row.made_at, row.cause),
                *(row.before, row.after),
            )
            for row in self._connection.execute(statement)
        ]
