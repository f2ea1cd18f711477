"""The engine of a database address, and the upgrade of its schema."""

import threading
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url

from data_access import sqlite
from data_access.settings import settings

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_upgrading = threading.Lock()


def address(url: str | None = None) -> URL:
    """Return the database address with the driver this program uses."""
    given = make_url((url or settings().database_url).replace("postgres://", "postgresql://", 1))
    if given.get_backend_name() == "postgresql":
        return given.set(drivername="postgresql+psycopg")
    return given


@lru_cache(maxsize=16)
def _engine(given: URL) -> Engine:
    if given.get_backend_name() == "postgresql":
        return create_engine(given, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if given.database and given.database != ":memory:":
        Path(given.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(given, module=sqlite.driver(), connect_args={"check_same_thread": False})
    event.listen(made, "connect", sqlite.prepare)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def engine(url: str | None = None) -> Engine:
    """Return the engine of the address given, or of the one in the settings; made once."""
    return _engine(address(url))


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration


def newest_revision() -> str:
    """Return the schema revision this program needs."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return str(ScriptDirectory.from_config(configuration).get_current_head())


def revision(url: str | None = None) -> str | None:
    """Return the schema revision of the database, or None where it has none."""
    with engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(url: str | None = None) -> Path | None:
    """Bring the schema to the newest revision; return the backup made first, if one was needed.

    A SQLite file that holds an older schema is copied into `backups` beside it before anything changes.
    """
    with _upgrading:
        present = revision(url)
        if present == newest_revision():
            return None
        backup = _backup(url) if present is not None else None
        with engine(url).execution_options(write=True).begin() as connection:
            command.upgrade(_configuration(connection), "head")
        return backup


def _backup(url: str | None) -> Path | None:
    given = address(url)
    if given.get_backend_name() != "sqlite" or not given.database:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    source = Path(given.database)
    target = source.parent / "backups" / f"{source.stem}-{stamp}.db"
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = sqlite.driver().connect(given.database)
    try:
        raw.execute("VACUUM INTO ?", (str(target),))
    finally:
        raw.close()
    return target


def is_empty(url: str | None = None) -> bool:
    """Return whether the database holds no portfolio yet."""
    made = engine(url)
    if not inspect(made).has_table("portfolio"):
        return True
    with made.connect() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM portfolio LIMIT 1").first() is None
