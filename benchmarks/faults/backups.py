"""Backups under load, restored: `python -m benchmarks.faults.backups [--times 100] [--database both]`.

While two processes import files and write notes, backups are made; each is verified, restored into a database of its
own, and examined: pages, references, counts, control totals and the audit must be whole, and every table must be what
the backup vouches for. As a control the file of the embedded database is copied as it is, and a server's tables are
read one transaction each: some of those must be found wrong. Prints JSON; leaves with 1 where a figure is missed.
"""

import os
import shutil
import signal
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict


@contextmanager
def load(processes: int = 2) -> Any:
    """Have processes import and write without a pause."""
    children = []
    for number in range(processes):
        child = os.fork()
        if child == 0:
            _busy(f"busy-{number}")
        children.append(child)
    time.sleep(1.0)
    yield
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _busy(key: str) -> None:
    from services import notes
    from services.access import operator, scope

    try:
        ground.portfolio(key)
        for number in range(100_000):
            ground.bring(key, ground.content(300, 2, 1_000 + number))
            notes.add(operator(), scope(operator(), key), "P1", f"{number}")
    finally:
        os._exit(1)


def restored(source: Path, url: str) -> str:
    """Restore a backup into an empty database and return "equal", or what is wrong."""
    from services import backups
    from services.access import operator

    ground.dispose()
    ground.use(url)
    try:
        found = backups.restore(operator(), source).findings
        return found[0] if found else "equal"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:80]}"
    finally:
        ground.dispose()


def trial(kind: str, url: str, times: int, place: Path) -> Counter[str]:
    """Make backups under load and restore each; return what came of them."""
    from services import backups
    from services.access import operator

    seen: Counter[str] = Counter()
    for number in range(times):
        source = place / f"{number}.zip"
        written = head()
        made = backups.make(operator(), source)
        if int(str(made.audit).partition(":")[0]) < written:
            seen["lacks what was written before"] += 1
            continue
        target = f"sqlite:///{place / 'restored.db'}" if kind == "sqlite" else _other(url)
        seen[restored(source, target)] += 1
        ground.use(url)
        source.unlink()
        shutil.rmtree(place / "backups", ignore_errors=True)
        for left in place.glob("restored.db*"):
            left.unlink()
    return seen


def head() -> int:
    """Return the number of the last entry of the audit."""
    from services import audit

    return audit.head().sequence


def _other(url: str) -> str:
    """Return the address of an empty database on the same server."""
    from data_access import database

    with database.engine(url).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS restored WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE restored")
    return url.replace("@/postgres?", "@/restored?")


def copied(source: Path, times: int, place: Path) -> Counter[str]:
    """Copy the file as it is, and examine each copy as a backup is."""
    from services import backups

    seen: Counter[str] = Counter()
    url = os.environ["DATABASE_URL"]
    for number in range(times):
        copy, written = place / f"copy-{number}.db", head()
        shutil.copyfile(source, copy)
        time.sleep(0.05)
        ground.use(f"sqlite:///{copy}")
        try:
            found = backups.verify().findings
            lacks = not found and head() < written
            seen["broken" if found else "lacks what was written before" if lacks else "whole"] += 1
        except Exception as error:
            seen[f"broken: {type(error).__name__}"] += 1
        ground.dispose()
        ground.use(url)
    return seen


def separately(url: str, times: int, place: Path) -> Counter[str]:
    """Make backups in which every table is read as of another moment."""
    from data_access import backup_postgresql

    tables = backup_postgresql._tables

    def slowly(connection: Any) -> Any:
        found = tables(connection)
        if connection.get_execution_options().get("isolation_level") == "REPEATABLE READ":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("SET default_transaction_isolation = 'read committed'")
            connection.exec_driver_sql("BEGIN ISOLATION LEVEL READ COMMITTED")
        return found

    with mock.patch.object(backup_postgresql, "_tables", slowly):
        return trial("postgresql", url, times, place)


def main() -> None:
    """Run the trial and print its figures."""
    given = ground.options(__doc__, 100, "backups made and restored on each database").parse_args()
    verdict = Verdict()
    for kind, url in ground.databases(given.database):
        with ground.folder() as place:
            ground.in_child(ground.migrate)
            with load():
                seen = trial(kind, url, given.times, place)
                verdict.say({"database": kind, **seen}, all_restored_equal=dict(seen) == {"equal": given.times})
                fewer = max(20, given.times // 5)
                if kind == "sqlite":
                    control = copied(Path(url.removeprefix("sqlite:///")), fewer, place)
                else:
                    control = separately(url, fewer, place)
                good = control["whole"] + control["equal"]
                verdict.say({"database": kind, "control": dict(control)}, control_is_caught=good < fewer)
            ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
