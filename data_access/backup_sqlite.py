"""Backups of the embedded database: copied by SQLite itself, put back through its own backup interface."""

import hashlib
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from data_access import database, sqlite
from data_access.archive import Counted, Manifest, Pack, chunks
from data_access.database import Standing
from data_access.errors import Explained

MEMBER: Final = "bellwether.db"
TRIES: Final = 5
WAIT_SECONDS: Final = 60.0
_DONE_OR_OK: Final = (0, 101)
Settle = Callable[[Connection, Standing, str], None]


class _Overtaken(Exception):
    """Somebody wrote between the copy that was set aside and the restore."""


def write(pack: Pack, url: str | None) -> tuple[Standing, dict[str, Counted]]:
    """Write a copy of the file as it is at one moment; return how it stands and what its tables hold."""
    with _folder_beside(_file(url)) as folder:
        copied = sqlite.copy(_file(url), folder / MEMBER)
        sound(copied)
        standing, tables = _standing(copied), counted(copied)
        with copied.open("rb") as content:
            pack.add(MEMBER, chunks(content))
    return standing, tables


def check(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raise ValueError where the file in a backup is not sound, or does not hold what the manifest says."""
    with tempfile.TemporaryDirectory(prefix="bellwether-") as folder:
        _unpack(packed, manifest, Path(folder))


def restore(packed: zipfile.ZipFile, manifest: Manifest, settle: Settle, url: str | None) -> None:
    """Put the file of a backup in force in one transaction, after setting the present one aside."""
    live = _file(url)
    with _folder_beside(live) as folder:
        for left in reversed(range(TRIES)):
            restored = _unpack(packed, manifest, folder)
            try:
                _put_in_force(restored, live, settle)
                return
            except _Overtaken:
                if not left:
                    raise Explained(
                        "The backup was not restored, because others are writing all the time.",
                        "The database is as it was.",
                        "Stop Bellwether, then restore.",
                    ) from None


def counted(path: Path) -> dict[str, Counted]:
    """Return the rows of every table and the SHA-256 of their values, in the order of their keys."""
    out: dict[str, Counted] = {}
    with closing(sqlite.driver().connect(str(path))) as raw:
        names = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        for (name,) in names.fetchall():
            digest, rows = hashlib.sha256(), 0
            for row in raw.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
                digest.update(repr(row).encode())
                rows += 1
            out[name] = Counted(rows, digest.hexdigest())
    return out


def sound(path: Path) -> None:
    """Raise ValueError where SQLite finds a page, an index or a reference broken."""
    with closing(sqlite.driver().connect(str(path))) as raw:
        try:
            said = [row[0] for row in raw.execute("PRAGMA integrity_check")]
            orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite.driver().DatabaseError as error:
            raise ValueError(f"its database cannot be read: {error}") from error
    if said != ["ok"]:
        raise ValueError(f"its database is damaged: {said[0]}")
    if orphans:
        raise ValueError(f"{len(orphans)} rows of {orphans[0][0]} and others refer to rows that are not there")


def _unpack(packed: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Path:
    """Return the file of a backup, found sound and equal to its manifest."""
    target = folder / "restored.db"
    target.unlink(missing_ok=True)
    with packed.open(MEMBER) as member, target.open("wb") as file:
        shutil.copyfileobj(member, file, 1024 * 1024)
    sound(target)
    if counted(target) != dict(manifest.tables):
        raise ValueError("its tables do not hold what its manifest says")
    return target


def _put_in_force(restored: Path, live: Path, settle: Settle) -> None:
    if not live.exists():
        _settled(restored, settle, Standing(None, {}, None), "")
        restored.replace(live)
        return
    kept = _aside_name(live)
    try:
        with closing(sqlite.driver().connect(str(live))) as watch:
            watch.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_MILLISECONDS}")
            seen = _writes_seen(watch)
            sqlite.copy(live, kept)
            _settled(restored, settle, _standing(kept), str(kept))
            _copy_into(restored, live, lambda: _writes_seen(watch) == seen)
    except _Overtaken:
        kept.unlink(missing_ok=True)
        raise
    except sqlite.driver().DatabaseError as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in (11, 26):
            raise
        _replace_damaged(restored, live, kept, settle)


def _copy_into(restored: Path, live: Path, still: Callable[[], bool]) -> None:
    """Overwrite the live database in one transaction; raise _Overtaken where `still` says no under its lock."""
    began, checked = time.monotonic(), False

    def look(status: int, _left: int, _total: int) -> None:
        nonlocal checked
        if status not in _DONE_OR_OK and time.monotonic() - began > WAIT_SECONDS:
            raise _Overtaken
        if status in _DONE_OR_OK and not checked:
            checked = True
            # In the plain journal nobody can read while somebody writes: there the operator stops the others.
            if sqlite.journal_mode() == "WAL" and not still():
                raise _Overtaken

    with (
        closing(sqlite.driver().connect(str(restored))) as source,
        closing(sqlite.driver().connect(str(live))) as target,
    ):
        # The first step takes the lock; one page at a time, so that a look follows before the last step commits.
        source.backup(target, pages=1, progress=look, sleep=0.05)


def _replace_damaged(restored: Path, live: Path, kept: Path, settle: Settle) -> None:
    """Move a file aside that cannot be read, with its log, and put the restored one in its place."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    _settled(restored, settle, Standing(None, {}, None), str(kept))
    for ending in ("", "-wal", "-shm"):
        if (path := live.with_name(live.name + ending)).exists():
            path.replace(kept.with_name(kept.name + ending))
    restored.replace(live)


def _settled(restored: Path, settle: Settle, before: Standing, kept: str) -> None:
    """Write into the restored file what must be in it before anybody sees it; leave all of it in the one file."""
    made = database.engine(f"sqlite:///{restored}")
    try:
        with made.execution_options(write=True).begin() as connection:
            settle(connection, before, kept)
    finally:
        made.dispose()
    with closing(sqlite.driver().connect(str(restored))) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _standing(path: Path) -> Standing:
    made = database.engine(f"sqlite:///{path}")
    try:
        with made.connect() as connection:
            return database.standing(connection)
    finally:
        made.dispose()


def _writes_seen(watch: Any) -> int:
    """Return a number that changes when another connection has written."""
    return int(watch.execute("PRAGMA data_version").fetchone()[0])


def _aside_name(live: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return live.parent / "backups" / f"{live.stem}-before-restore-{stamp}.db"


def _file(url: str | None) -> Path:
    return Path(str(database.address(url).database))


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Yield a folder on the same disk, taken away afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bellwether-", dir=path.parent) as folder:
        yield Path(folder)
