"""The database as an operator sees it: upgrade, rebuild, health."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data_access import database, faults, reading, settings, sqlite
from services import backups, derived, period_summary
from services.access import operator, scope
from services.errors import DatabaseFault, Explained
from services.plans import Progress, silent

ASK_AGAIN_SECONDS: Final = 5.0
LOW_BYTES: Final = 32 * faults.MEGABYTE
"""Free space below which a warning is shown: a larger import writes as much to the log beside the file."""
_asked: tuple[float, str | None] = (float("-inf"), None)


@dataclass(frozen=True)
class Upgraded:
    """The schema revision after an upgrade, and the backup made before it."""

    revision: str
    backup: str | None


@dataclass(frozen=True)
class Health:
    """What an operator checks first. `journal_note` is empty where nothing needs saying."""

    database: str
    schema_revision: str
    schema_is_current: bool
    library: str
    journal: str
    journal_note: str
    portfolios: int


def upgrade() -> Upgraded:
    """Bring the schema to the newest revision, after a backup of what is there; raises Explained for a newer one."""
    kept = _backup_of_server()
    backup = database.upgrade() or kept
    return Upgraded(database.revision() or "", str(backup) if backup else None)


def _backup_of_server() -> Path | None:
    """Back up a server's database of an older schema, where a folder for it is set; SQLite is copied by the upgrade."""
    present = database.revision()
    database.refuse_newer(present)
    embedded = database.address().get_backend_name() == "sqlite"
    if embedded or present in (None, database.newest_revision()) or settings.settings().backup_folder is None:
        return None
    return backups.make(operator()).file


def prepare() -> None:
    """Make the tables of a database that has none; raises Explained where its schema is an older one."""
    present = database.revision()
    database.refuse_newer(present)
    if present is None:
        database.upgrade()
    elif present != database.newest_revision():
        raise Explained(
            f"The database's schema is at revision {present} and this version needs {database.newest_revision()}.",
            repair="Run: python cli.py db upgrade. It makes a backup of a SQLite file first.",
        )


def is_empty_default() -> bool:
    """Return whether the embedded default database is in use and holds no portfolio: only then the sample goes in."""
    return settings.settings().is_default_database and database.is_empty()


def rebuild(progress: Progress = silent) -> list[str]:
    """Work out all derived figures anew; return the keys of the portfolios."""
    with reading() as work:
        keys = [facts.key for facts in work.portfolios.listing()]
    for key in keys:
        derived.rebuild(scope(operator(), key), progress)
    return keys


def health() -> Health:
    """Return the state of the database this process uses."""
    address = database.address()
    embedded = address.get_backend_name() == "sqlite"
    revision = database.revision() or "none"
    with reading() as work:
        portfolios = len(work.portfolios.listing())
    return Health(
        "SQLite, in one file" if embedded else f"PostgreSQL on {address.host or 'a local socket'}",
        revision,
        revision == database.newest_revision(),
        f"SQLite {sqlite.driver().sqlite_version}" if embedded else "",
        sqlite.journal_mode() if embedded else "",
        _journal_note() if embedded else "",
        portfolios,
    )


def write_problem() -> str | None:
    """Return why nothing can be saved at present, in words for a banner, or None where all is well.

    Asked again every few seconds at most: pages may ask on every run.
    """
    global _asked
    now = time.monotonic()
    if now - _asked[0] > ASK_AGAIN_SECONDS:
        _asked = (now, _write_problem())
    return _asked[1]


def answers() -> bool:
    """Return whether the database answers now."""
    try:
        database.revision()
    except DatabaseFault:
        return False
    return True


def _write_problem() -> str | None:
    try:
        if database.refuses_writes():
            return "The database can only be read at present: no change can be saved."
    except DatabaseFault as fault:
        return f"{fault.what} {fault.repair}"
    free = faults.free_bytes()
    if free is not None and free < LOW_BYTES:
        return f"The disk that holds the database has {free / faults.MEGABYTE:,.1f} MB left: changes may be refused."
    return None


def pending(portfolio: str) -> int:
    """Return how many periods of a portfolio wait for the figures worked out after a commit."""
    return period_summary.pending(scope(operator(), portfolio))


def _journal_note() -> str:
    if not sqlite.has_wal_bug(sqlite.version()):
        return ""
    return (
        "This SQLite version can damage a file in write-ahead mode, so the plain journal is used: "
        "readers wait while a file is loaded. Installing the pysqlite3 package brings a newer one."
    )
