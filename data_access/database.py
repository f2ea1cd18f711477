"""The engine of a database address, and the upgrade of its schema."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url

from data_access import faults, sqlite
from data_access.errors import Explained
from data_access.settings import settings

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
CONNECT_SECONDS = 5
POOL_SECONDS = 15
UPGRADE_LOCK = 7_258_113
_upgrading = threading.Lock()


class NewerSchema(Explained):
    """The schema was made by a later version of this program."""


def address(url: str | None = None) -> URL:
    """Return the database address with the driver this program uses."""
    given = make_url((url or settings().database_url).replace("postgres://", "postgresql://", 1))
    if given.get_backend_name() == "postgresql":
        return given.set(drivername="postgresql+psycopg")
    return given


@lru_cache(maxsize=16)
def _engine(given: URL) -> Engine:
    if given.get_backend_name() == "postgresql":
        made = create_engine(
            given,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            pool_timeout=POOL_SECONDS,
            connect_args={"connect_timeout": CONNECT_SECONDS, "keepalives_idle": 30, "keepalives_interval": 5},
        )
        event.listen(made, "connect", _prepare_server)
        return made
    if given.database and given.database != ":memory:":
        Path(given.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(given, module=sqlite.driver(), connect_args={"check_same_thread": False})
    event.listen(made, "do_connect", sqlite.connect)
    event.listen(made, "connect", sqlite.prepare)
    event.listen(made, "checkout", sqlite.check)
    event.listen(made, "begin", _begin)
    return made


def _prepare_server(connection: Any, _record: Any) -> None:
    """Let nobody wait for a lock without end, and let moments be told in UTC wherever the server stands."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {sqlite.BUSY_MILLISECONDS}")
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def engine(url: str | None = None) -> Engine:
    """Return the engine of the address given, or of the one in the settings; made once."""
    return _engine(address(url))


def _configuration(connection: Connection | None = None) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration


def newest_revision() -> str:
    """Return the schema revision this program needs."""
    return str(ScriptDirectory.from_config(_configuration()).get_current_head())


def revisions() -> list[str]:
    """Return every schema revision this program knows, the first one first."""
    known = ScriptDirectory.from_config(_configuration()).walk_revisions()
    return [step.revision for step in known][::-1]


def revision(url: str | None = None) -> str | None:
    """Return the schema revision of the database, or None where it has none."""
    with faults.told(), engine(url).connect() as connection:
        return revision_within(connection)


def revision_within(connection: Connection) -> str | None:
    """Return the schema revision that a connection sees."""
    return MigrationContext.configure(connection).get_current_revision()


@dataclass(frozen=True)
class Standing:
    """How far a database is: its schema revision, the data version of each portfolio, and the head of its audit."""

    revision: str | None
    versions: dict[str, int]
    audit: str | None


def standing(connection: Connection) -> Standing:
    """Return how far a database is, whatever its revision."""
    tables = set(inspect(connection).get_table_names())
    versions, head = {}, None
    if "portfolio" in tables:
        told = connection.exec_driver_sql("SELECT key, data_version FROM portfolio")
        versions = {str(row[0]): int(row[1]) for row in told}
    if "audit_head" in tables:
        head = connection.exec_driver_sql("SELECT sequence, hash FROM audit_head").first()
    return Standing(revision_within(connection), versions, None if head is None else f"{head[0]}:{head[1]}")


def refuse_newer(present: str | None) -> None:
    """Raise NewerSchema where a schema revision is one that this program does not know."""
    if present is not None and present not in revisions():
        raise NewerSchema(
            f"The schema is at revision {present}, which is newer than this version of Bellwether knows.",
            f"It knows revisions up to {newest_revision()}; nothing was changed.",
            "Install the version of Bellwether that wrote it, or a later one.",
        )


def upgrade(url: str | None = None) -> Path | None:
    """Bring the schema to the newest revision; return the backup made first, if one was needed.

    A SQLite file that holds an older schema is copied into `backups` beside it before anything changes; on PostgreSQL
    all steps are one transaction. Raises NewerSchema where the database is ahead of this program.
    """
    with _upgrading, faults.told():
        present = revision(url)
        if present == newest_revision():
            return None
        refuse_newer(present)
        backup = _backup(url) if present is not None else None
        with engine(url).execution_options(write=True).begin() as connection:
            upgrade_within(connection)
        return backup


def upgrade_within(connection: Connection, target: str = "head") -> None:
    """Bring the schema to a revision inside a transaction; who comes at the same time waits and finds it done."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
    command.upgrade(_configuration(connection), target)


def _backup(url: str | None) -> Path | None:
    given = address(url)
    if given.get_backend_name() != "sqlite" or not given.database:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    source = Path(given.database)
    return sqlite.copy(source, source.parent / "backups" / f"{source.stem}-{stamp}.db")


def is_empty(url: str | None = None) -> bool:
    """Return whether the database holds no portfolio yet."""
    with faults.told(), engine(url).connect() as connection:
        if not inspect(connection).has_table("portfolio"):
            return True
        return connection.exec_driver_sql("SELECT 1 FROM portfolio LIMIT 1").first() is None


def refuses_writes(url: str | None = None) -> bool:
    """Return whether the database would refuse any change at present; asked without changing or waiting."""
    given = address(url)
    if given.get_backend_name() == "sqlite":
        return bool(given.database) and sqlite.only_readable(Path(str(given.database)))
    asked = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean"
    with faults.told(), engine(url).connect() as connection:
        return bool(connection.exec_driver_sql(asked).scalar())
