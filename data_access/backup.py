"""Backups of the whole database, on either kind: made under load, verified, restored in one step.

SQLite is copied by itself (VACUUM INTO), PostgreSQL table by table (COPY) as one transaction sees it: no program of the
server's is needed, the same file restores into any later server, and every table is compared row by row afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from data_access import archive, backup_postgresql, backup_sqlite, database, faults
from data_access.archive import BackupUnusable as BackupUnusable
from data_access.archive import Kind, Manifest
from data_access.database import Standing
from data_access.work import UnitOfWork


@dataclass(frozen=True)
class Present:
    """What a restore sets aside: how it stood, and where it is kept ("" where there was nothing)."""

    before: Standing
    kept: str


Mark = Callable[[UnitOfWork, Manifest, Present], None]
"""What is written into the restored data in the step that puts them in force."""


def make(target: Path, url: str | None = None) -> Manifest:
    """Write a backup of the database as it is at one moment and return its manifest; others go on working.

    Raises DatabaseFault, of the kind "damaged" too: what is damaged is not kept as a backup.
    """
    with faults.told(), archive.writing(target) as pack:
        embedded = _embedded(url)
        try:
            standing, tables = (backup_sqlite if embedded else backup_postgresql).write(pack, url)
        except ValueError as error:
            raise faults.fault("damaged") from error
        kind: Kind = "sqlite" if embedded else "postgresql"
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(made_at, kind, standing.revision or "", standing.audit, tables, pack.members)
        pack.seal(manifest)
    return manifest


def check(source: Path) -> Manifest:
    """Return the manifest of a backup that is whole; raises BackupUnusable, or NewerSchema for a later version's."""
    with archive.opened(source) as (packed, manifest):
        archive.check_members(packed, manifest)
        if manifest.kind == "sqlite":
            backup_sqlite.check(packed, manifest)
    database.refuse_newer(manifest.revision)
    return manifest


def restore(source: Path, mark: Mark, url: str | None = None) -> tuple[Manifest, Present]:
    """Put a backup in force, in one step, and keep what was there; return its manifest and what was set aside.

    The backup is checked first. What is restored is compared with the manifest, brought to the newest schema and
    marked before anybody sees it; where anything fails, the database is as it was.
    """
    manifest = check(source)
    if (manifest.kind == "sqlite") != _embedded(url):
        raise BackupUnusable(
            f"{source.name} is a backup of another kind of database.",
            f"It was made of {manifest.kind}.",
            "Name a database of that kind in DATABASE_URL.",
        )
    settled: list[Present] = []

    def settle(connection: Connection, before: Standing, kept: str) -> None:
        database.upgrade_within(connection)
        work, present = UnitOfWork(connection), Present(before, kept)
        mark(work, manifest, present)
        work.journal.settle()
        settled.append(present)

    with faults.told(), archive.opened(source) as (packed, _):
        own = backup_sqlite if _embedded(url) else backup_postgresql
        own.restore(packed, manifest, settle, url)
    return manifest, settled[-1]


def _embedded(url: str | None) -> bool:
    return database.address(url).get_backend_name() == "sqlite"
