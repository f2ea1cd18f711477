"""The embedded database: which driver, which journal, and why."""

import sqlite3
from types import ModuleType
from typing import Any

try:
    import pysqlite3 as bundled
except ImportError:
    bundled = None

WAL_FIXED = (3, 51, 3)
WAL_FIXED_BACKPORTS = {(3, 44): 6, (3, 50): 7}
BUSY_MILLISECONDS = 30_000


def driver() -> ModuleType:
    """Return the SQLite driver: the bundled newer one where a wheel exists, else the standard one."""
    return bundled if bundled is not None else sqlite3


def version() -> tuple[int, int, int]:
    """Return the version of the SQLite library in use."""
    first, second, third = driver().sqlite_version_info[:3]
    return first, second, third


def has_wal_bug(library: tuple[int, int, int]) -> bool:
    """Return whether that version can corrupt a file in WAL mode (sqlite.org, "WAL-reset bug").

    Versions from 3.7.0 up to 3.51.2 are affected, but for the fixes carried back to 3.44.6 and 3.50.7.
    """
    if library >= WAL_FIXED or library < (3, 7, 0):
        return False
    fixed = WAL_FIXED_BACKPORTS.get(library[:2])
    return fixed is None or library[2] < fixed


def journal_mode() -> str:
    """Return the journal this process uses: WAL, or DELETE where WAL is not safe."""
    return "DELETE" if has_wal_bug(version()) else "WAL"


def prepare(connection: Any, _record: Any) -> None:
    """Set what every connection needs; transactions are begun by the engine, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"journal_mode = {journal_mode()}",
        "foreign_keys = ON",
        "synchronous = FULL",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
