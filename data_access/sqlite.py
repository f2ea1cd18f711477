"""The embedded database: which driver, which journal, and why; and how a file is opened that cannot be written."""

import os
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy.exc import DisconnectionError

try:
    import pysqlite3 as bundled
except ImportError:
    bundled = None

WAL_FIXED = (3, 51, 3)
WAL_FIXED_BACKPORTS = {(3, 44): 6, (3, 50): 7}
BUSY_MILLISECONDS = 30_000
READ_ONLY: Final = "read only"
"""The mark of a connection that was opened to a file which could not be written then."""


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


def only_readable(path: Path) -> bool:
    """Return whether a file is there and this process may not write it, or not beside it."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect(_dialect: Any, record: Any, arguments: list[Any], named: dict[str, Any]) -> Any:
    """Return a connection to a file that can only be read, or None where the engine's own way will do.

    A file in WAL mode cannot be opened in the ordinary way where nothing can be written beside it.
    """
    record.info.pop(READ_ONLY, None)
    path = Path(str(arguments[0]))
    if not only_readable(path):
        return None
    record.info[READ_ONLY] = path
    # With a log beside it the file alone is not the whole truth; without one, nobody is writing.
    how = "mode=ro" if _log_of(path).exists() else "immutable=1"
    return driver().connect(f"file:{quote(str(path.absolute()))}?{how}", **{**named, "uri": True})


def check(_connection: Any, record: Any, _proxy: Any) -> None:
    """Have a connection made anew that was opened to be read only, once the file can be written or someone does."""
    path = record.info.get(READ_ONLY)
    if path is not None and (not only_readable(path) or _log_of(path).exists()):
        raise DisconnectionError("the file was opened to be read only")


def prepare(connection: Any, record: Any) -> None:
    """Set what every connection needs; transactions are begun by the engine, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    writes = (f"journal_mode = {journal_mode()}", "synchronous = FULL")
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        *(() if READ_ONLY in record.info else writes),
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def copy(source: Path, target: Path) -> Path:
    """Return a file that holds the database as it is at one moment, while others go on writing.

    A copy of the file itself would hold pages of different moments, and lack what is still in the log.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = driver().connect(str(source))
    try:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        raw.execute("VACUUM INTO ?", (str(target),))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        raw.close()
    target.chmod(0o600)
    return target


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
