"""The database as an operator sees it: upgrade, rebuild, health."""

from dataclasses import dataclass

from data_access import database, reading, settings, sqlite
from services import derived, period_summary
from services.access import local_user, scope
from services.errors import Explained
from services.plans import Progress, silent


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
    """Bring the schema to the newest revision, backing a SQLite file up first."""
    backup = database.upgrade()
    return Upgraded(database.revision() or "", str(backup) if backup else None)


def prepare() -> None:
    """Make the tables of a database that has none; raises Explained where its schema is an older one."""
    present = database.revision()
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
        derived.rebuild(scope(local_user(), key), progress)
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


def pending(portfolio: str) -> int:
    """Return how many periods of a portfolio wait for the figures worked out after a commit."""
    return period_summary.pending(scope(local_user(), portfolio))


def _journal_note() -> str:
    if not sqlite.has_wal_bug(sqlite.version()):
        return ""
    return (
        "This SQLite version can damage a file in write-ahead mode, so the plain journal is used: "
        "readers wait while a file is loaded. Installing the pysqlite3 package brings a newer one."
    )
