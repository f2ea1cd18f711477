"""Uploads and their snapshots: what was received, which revision counts, what was withdrawn."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select, update

from data_access.schema import REGISTERS, core
from data_access.schema.base import table_of
from data_access.states import Coverage

UPLOAD = table_of(core.Upload)
SNAPSHOT = table_of(core.Snapshot)
NOTE = table_of(core.ValueNote)
PROJECTS = REGISTERS["projects"].table


@dataclass(frozen=True)
class SnapshotFacts:
    """A snapshot in use, with what its upload speaks for."""

    id: int
    upload_id: int
    as_of: date
    coverage: Coverage
    revision: int
    content_hash: str
    received_at: datetime
    file_name: str


@dataclass(frozen=True)
class Source:
    """Where a snapshot's rows came from; `headers` holds the file's own words above each column, by column."""

    snapshot_id: int
    register: str
    as_of: date
    revision: int
    origin: str
    file_name: str
    received_at: datetime
    received_by: str
    headers: dict[str, str]


class Uploads:
    """Reads and writes of uploads and snapshots inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, portfolio_id: int, values: dict[str, Any], coverage: Coverage) -> int:
        """Store an upload and return its number."""
        statement = UPLOAD.insert().values(
            portfolio_id=portfolio_id, received_at=datetime.now(UTC), coverage=coverage.to_dict(), **values
        )
        return int(self._connection.execute(statement.returning(UPLOAD.c.id)).scalar_one())

    def add_snapshot(
        self, portfolio_id: int, upload_id: int, register: str, as_of: date, coverage_key: str, rows: int, digest: str
    ) -> int:
        """Store a snapshot as the newest revision of its date and coverage; return its number."""
        same = (
            (SNAPSHOT.c.portfolio_id == portfolio_id)
            & (SNAPSHOT.c.register == register)
            & (SNAPSHOT.c.as_of == as_of)
            & (SNAPSHOT.c.coverage_key == coverage_key)
        )
        newest = self._connection.execute(select(func.max(SNAPSHOT.c.revision)).where(same)).scalar()
        self._connection.execute(update(SNAPSHOT).where(same).values(is_current=False))
        statement = SNAPSHOT.insert().values(
            portfolio_id=portfolio_id,
            upload_id=upload_id,
            register=register,
            as_of=as_of,
            coverage_key=coverage_key,
            revision=(newest or 0) + 1,
            is_current=True,
            rows=rows,
            content_hash=digest,
        )
        return int(self._connection.execute(statement.returning(SNAPSHOT.c.id)).scalar_one())

    def in_use(self, portfolio_id: int, register: str, since: date | None = None) -> list[SnapshotFacts]:
        """Return the snapshots that count, by as-of date and then order of arrival."""
        statement = (
            select(SNAPSHOT, UPLOAD.c.coverage, UPLOAD.c.received_at, UPLOAD.c.file_name)
            .join(UPLOAD, UPLOAD.c.id == SNAPSHOT.c.upload_id)
            .where(SNAPSHOT.c.portfolio_id == portfolio_id, SNAPSHOT.c.register == register, SNAPSHOT.c.is_current)
            .order_by(SNAPSHOT.c.as_of, SNAPSHOT.c.id)
        )
        if since is not None:
            statement = statement.where(SNAPSHOT.c.as_of >= since)
        return [
            SnapshotFacts(
                row.id,
                row.upload_id,
                row.as_of,
                Coverage.from_dict(row.coverage).at(row.as_of),
                row.revision,
                row.content_hash,
                row.received_at,
                row.file_name,
            )
            for row in self._connection.execute(statement)
        ]

    def get(self, portfolio_id: int, upload_id: int) -> dict[str, Any] | None:
        """Return one upload as a dict, or None."""
        statement = select(UPLOAD).where(UPLOAD.c.portfolio_id == portfolio_id, UPLOAD.c.id == upload_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        return None if row is None else dict(row)

    def withdraw(self, upload_id: int, actor: str, reason: str) -> list[tuple[str, date]]:
        """Take an upload out of use; make the previous revisions count again. Return register and dates touched."""
        self._connection.execute(
            update(UPLOAD)
            .where(UPLOAD.c.id == upload_id)
            .values(withdrawn_at=datetime.now(UTC), withdrawn_by=actor, withdrawn_reason=reason)
        )
        touched = self._connection.execute(select(SNAPSHOT).where(SNAPSHOT.c.upload_id == upload_id)).fetchall()
        for snapshot in touched:
            self._make_newest_current(snapshot)
        return [(snapshot.register, snapshot.as_of) for snapshot in touched]

    def _make_newest_current(self, snapshot: Any) -> None:
        same = (
            (SNAPSHOT.c.portfolio_id == snapshot.portfolio_id)
            & (SNAPSHOT.c.register == snapshot.register)
            & (SNAPSHOT.c.as_of == snapshot.as_of)
            & (SNAPSHOT.c.coverage_key == snapshot.coverage_key)
        )
        self._connection.execute(update(SNAPSHOT).where(same).values(is_current=False))
        newest = (
            select(SNAPSHOT.c.id)
            .join(UPLOAD, UPLOAD.c.id == SNAPSHOT.c.upload_id)
            .where(same, UPLOAD.c.withdrawn_at.is_(None))
            .order_by(SNAPSHOT.c.revision.desc())
            .limit(1)
        )
        found = self._connection.execute(newest).scalar()
        if found is not None:
            self._connection.execute(update(SNAPSHOT).where(SNAPSHOT.c.id == found).values(is_current=True))

    def listing(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return all uploads, newest first, each with its snapshots' dates, rows and revisions."""
        uploads = self._connection.execute(
            select(UPLOAD).where(UPLOAD.c.portfolio_id == portfolio_id).order_by(UPLOAD.c.id.desc())
        ).mappings()
        found = {row["id"]: dict(row) | {"snapshots": []} for row in uploads}
        snapshots = self._connection.execute(
            select(SNAPSHOT).where(SNAPSHOT.c.portfolio_id == portfolio_id).order_by(SNAPSHOT.c.as_of, SNAPSHOT.c.id)
        ).mappings()
        for snapshot in snapshots:
            found[snapshot["upload_id"]]["snapshots"].append(dict(snapshot))
        return list(found.values())

    def newest_portfolio(self, register: str, among: Collection[int]) -> int | None:
        """Return which of some portfolios received rows of a register last, of those in use; None where none did."""
        statement = (
            select(SNAPSHOT.c.portfolio_id)
            .join(UPLOAD, UPLOAD.c.id == SNAPSHOT.c.upload_id)
            .where(SNAPSHOT.c.register == register, SNAPSHOT.c.is_current, SNAPSHOT.c.portfolio_id.in_(among))
            .order_by(UPLOAD.c.id.desc())
            .limit(1)
        )
        found = self._connection.execute(statement).scalar()
        return None if found is None else int(found)

    def add_notes(self, snapshot_id: int, notes: pd.DataFrame) -> None:
        """Store value notes: source_row, column, original, reason."""
        if len(notes):
            rows = notes[["source_row", "column", "original", "reason"]].assign(snapshot_id=snapshot_id)
            self._connection.execute(NOTE.insert(), rows.to_dict("records"))

    def notes(self, snapshot_id: int, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the value notes of a project's row, under any of its keys: column to (original text, reason)."""
        told_in = select(PROJECTS.c.source_row).where(
            PROJECTS.c.snapshot_id == snapshot_id, PROJECTS.c.project_key.in_(list(keys))
        )
        statement = select(NOTE).where(NOTE.c.snapshot_id == snapshot_id, NOTE.c.source_row.in_(told_in))
        return {row.column: (row.original, row.reason) for row in self._connection.execute(statement)}

    def sources(self, portfolio_id: int, snapshot_ids: Iterable[int]) -> dict[int, Source]:
        """Return where the rows of some snapshots came from, by snapshot."""
        statement = (
            select(SNAPSHOT, UPLOAD.c.origin, UPLOAD.c.file_name, UPLOAD.c.received_at, UPLOAD.c.received_by)
            .add_columns(UPLOAD.c.choices)
            .join(UPLOAD, UPLOAD.c.id == SNAPSHOT.c.upload_id)
            .where(SNAPSHOT.c.portfolio_id == portfolio_id, SNAPSHOT.c.id.in_(list(snapshot_ids)))
        )
        return {
            row.id: Source(
                row.id,
                row.register,
                row.as_of,
                row.revision,
                row.origin,
                row.file_name,
                row.received_at,
                row.received_by,
                {told["column"]: told["header"] for told in row.choices.get("columns", []) if told.get("column")},
            )
            for row in self._connection.execute(statement)
        }
