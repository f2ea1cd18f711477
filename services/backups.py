"""Backups, made, verified and restored by whoever administers the installation; and whether the data are whole."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from data_access import UnitOfWork, archive, backup, database, faults, reading
from data_access.archive import Manifest
from data_access.backup import BackupUnusable as BackupUnusable
from data_access.backup import Present
from data_access.settings import settings
from services import audit, publications_on_record
from services.access import Actor, must_administer
from services.audit import Verdict
from services.errors import Explained

ENDING: Final = ".bellwether.zip"


@dataclass(frozen=True)
class Backup:
    """A backup and what it says of itself. `audit` is the head of the audit it holds; `sha256` that of the file."""

    file: Path
    made_at: datetime
    kind: str
    revision: str
    rows: int
    tables: dict[str, int]
    audit: str | None
    sha256: str


@dataclass(frozen=True)
class Restored:
    """What was restored, and what was set aside for it: a file or a schema's name ("" where nothing was there)."""

    backup: Backup
    kept: str
    findings: list[str]


@dataclass(frozen=True)
class Verified:
    """What an examination of the stored data found; nothing is wrong where there are no findings."""

    revision: str
    tables: dict[str, int]
    audit: Verdict
    findings: list[str]


def folder() -> Path:
    """Return where backups go: the folder of the settings, else `backups` beside the database file."""
    if settings().backup_folder is not None:
        return Path(str(settings().backup_folder))
    file = faults.database_file()
    if file is None:
        raise Explained(
            "There is no folder for backups.", repair="Name a file, or set BELLWETHER_BACKUP_FOLDER to a folder."
        )
    return file.parent / "backups"


def make(actor: Actor, target: Path | None = None) -> Backup:
    """Write a backup while others go on working, and return what it holds; an existing file is never replaced."""
    must_administer(actor)
    path = target or folder() / f"bellwether-{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z{ENDING}"
    if path.exists():
        raise Explained(f"{path} is there already.", "A backup never takes the place of another file.", "Name another.")
    return _told(path, backup.make(path))


def check(source: Path) -> Backup:
    """Return what a backup holds, after looking at every row of it; raises BackupUnusable where it is not whole."""
    return _told(source, backup.check(source))


def restore(actor: Actor, source: Path) -> Restored:
    """Put a backup in force in place of the present data, which are kept; return both, and what verifying found.

    All visits end, and every portfolio's data version rises above both, so that nothing worked out before is shown for
    what was restored.
    """
    if not actor.operator:
        must_administer(actor)
    whole = check(source)

    def mark(work: UnitOfWork, _: Manifest, present: Present) -> None:
        _raise_versions(work, present)
        ended = _end_visits(work, actor)
        before = {"audit": present.before.audit, "revision": present.before.revision, "kept": present.kept}
        after = {"made_at": whole.made_at.isoformat(), "audit": whole.audit, "sha256": whole.sha256, "visits": ended}
        work.journal.record(None, actor.name, audit.RESTORED, source.name, before, after)

    _, present = backup.restore(source, mark)
    return Restored(whole, present.kept, verify().findings)


def verify() -> Verified:
    """Return what an examination of the whole database finds: pages, references, counts, control totals, audit.

    What was published and restated is compared with what the audit tells of it.
    """
    with reading() as work:
        found, tables = work.soundness.findings(), work.soundness.tables()
        chain = audit.verify_within(work)
        if {"publication", "restatement"} <= tables.keys():
            found += publications_on_record.verify_within(work)
    if not chain.whole:
        found.append(f"The audit is broken at entry {chain.sequence}: {chain.kind}.")
    return Verified(database.revision() or "", tables, chain, found)


def looked_into() -> Path | None:
    """Return the folder in which backups are looked for, in full, or None where none is known; it need not exist."""
    try:
        return folder().absolute()
    except Explained:
        return None


def newest() -> datetime | None:
    """Return when the newest backup in the folder was made, or None where there is none or no folder.

    Backups written elsewhere, or under a name with another ending, are not known here.
    """
    place = looked_into()
    try:
        files = [] if place is None else list(place.glob(f"*{ENDING}"))
    except OSError:
        return None
    return max((datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in files), default=None)


def _raise_versions(work: UnitOfWork, present: Present) -> None:
    for facts in work.portfolios.listing():
        highest = max(facts.data_version, present.before.versions.get(facts.key, 0))
        work.portfolios.change(facts.id, {"data_version": highest + 1})


def _end_visits(work: UnitOfWork, actor: Actor) -> int:
    """End the visits of the restored data: some were ended, or their people disabled, since the backup was made."""
    now = datetime.now(UTC)
    return sum(work.visits.revoke(now, actor.name, number=visit.id) for visit in work.visits.open_ones(now))


def _told(path: Path, manifest: Manifest) -> Backup:
    return Backup(
        path,
        datetime.fromisoformat(manifest.made_at),
        manifest.kind,
        manifest.revision,
        manifest.rows,
        {name: table.rows for name, table in sorted(manifest.tables.items())},
        manifest.audit,
        archive.file_sha256(path),
    )
