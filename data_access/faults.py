"""What a failing database means to people: the disk is full, nothing can be written, nobody answers."""

import errno
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_access import sqlite
from data_access.errors import DatabaseFault, FaultKind
from data_access.settings import settings

MEGABYTE: Final = 1024 * 1024
_log = logging.getLogger("bellwether.database")

_OF_SQLITE: Final[dict[int, FaultKind]] = {
    3: "read-only",
    5: "busy",
    6: "busy",
    8: "read-only",
    10: "failed",
    11: "damaged",
    13: "full",
    14: "unreachable",
    26: "damaged",
}
_OF_POSTGRESQL: Final[dict[str, FaultKind]] = {
    "53100": "full",
    "25006": "read-only",
    "55P03": "busy",
    "40P01": "busy",
    "40001": "busy",
    "53300": "busy",
    "57P01": "unreachable",
    "57P02": "unreachable",
    "57P03": "unreachable",
    "58030": "failed",
    "XX001": "damaged",
    "XX002": "damaged",
}
_OF_SYSTEM: Final[dict[int, FaultKind]] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.EIO: "failed",
}


@contextmanager
def told() -> Iterator[None]:
    """Raise a fault of the database as DatabaseFault, in words; let every other error pass."""
    try:
        yield
    except Exception as error:
        kind = kind_of(error)
        if kind is None:
            raise
        # The driver's words alone: the statement's values may be anybody's data.
        _log.warning("database fault, %s: %s", kind, error.orig if isinstance(error, DBAPIError) else error)
        raise fault(kind) from error


def kind_of(error: BaseException) -> FaultKind | None:
    """Return in what way the database failed, or None where the error says nothing of the kind."""
    if isinstance(error, PoolTimeout):
        return "busy"
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause)
    if isinstance(cause, _sqlite_errors()):
        return _OF_SQLITE.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    if isinstance(cause, OSError):
        return _OF_SYSTEM.get(cause.errno or 0)
    return None


def fault(kind: FaultKind) -> DatabaseFault:
    """Return the error that says a fault in words, with the free space where it matters."""
    what, why, repair = _WORDS[kind]
    return DatabaseFault(kind, what, why.format(free=_free_words()), repair)


def free_bytes() -> int | None:
    """Return the bytes free where the database file is, or None for a database on a server."""
    path = database_file()
    if path is None:
        return None
    folder = next((one for one in path.absolute().parents if one.is_dir()), None)
    return None if folder is None else shutil.disk_usage(folder).free


def database_file() -> Path | None:
    """Return the file of the embedded database, or None where there is none."""
    given = make_url(settings().database_url)
    if given.get_backend_name() != "sqlite" or not given.database or given.database == ":memory:":
        return None
    return Path(given.database)


def _of_postgresql(cause: psycopg.Error) -> FaultKind | None:
    state = cause.sqlstate
    if state is None:
        return "unreachable" if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) else None
    return "unreachable" if state.startswith("08") else _OF_POSTGRESQL.get(state)


def _sqlite_errors() -> tuple[type[Exception], ...]:
    drivers: set[ModuleType] = {sqlite3, sqlite.driver()}
    return tuple(driver.Error for driver in drivers)


def _free_words() -> str:
    free = free_bytes()
    return "" if free is None else f" {free / MEGABYTE:,.1f} MB are free there."


_WORDS: Final[dict[FaultKind, tuple[str, str, str]]] = {
    "full": (
        "The disk that holds the database is full.",
        "Nothing of this was saved.{free}",
        "Make room on it, then do it again; Bellwether need not be restarted.",
    ),
    "read-only": (
        "The database can only be read at present.",
        "Its file, its folder or its server refuses every change; nothing of this was saved.",
        "Ask the administrator to make it writable; Bellwether need not be restarted.",
    ),
    "busy": (
        "The database is busy with another change.",
        "It did not become free in time; nothing of this was saved.",
        "Try again in a moment.",
    ),
    "unreachable": (
        "The database does not answer.",
        "It may be restarting. What was asked for is not confirmed as saved.",
        "Try again in a moment.",
    ),
    "damaged": (
        "The database is damaged.",
        "What it holds cannot be read in full.",
        "Ask the administrator to run: python cli.py verify, and then to restore a backup.",
    ),
    "failed": (
        "The disk that holds the database fails.",
        "It could not be read or written, and nothing of this was saved.{free}",
        "Try again; where it goes on, ask the administrator to look at the disk.",
    ),
}
