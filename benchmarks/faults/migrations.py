"""Every released schema to the newest, and kills on the way: `python -m benchmarks.faults.migrations [--times 20]`.

For each revision and each database: a schema of that revision is filled with made-up rows in every table, then brought
to the newest; no row may be lost and no reference broken. Then upgrades are killed (-9) at random moments: the database
must be at the old revision or the new one with all its rows, and on SQLite the backup made first must hold and restore
them. A database of a later revision must be refused, unchanged. As a control, upgrades that commit after each step are
killed in the same way: some must end in between. Leaves with 1 where a figure is missed.
"""

import os
import random
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Float, Integer, LargeBinary, MetaData, func, select

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict
from benchmarks.faults.kills import killed

ROWS = 60
APART = ("alembic_version", "audit_head")


def value(kind: Any, number: int) -> Any:
    """Return a made-up value of a column's type."""
    made: list[tuple[Any, Any]] = [
        (Boolean, bool(number % 2)),
        (Integer, number),
        (Float, number / 3),
        (Date, date(2026, 1, 1 + number % 28)),
        (DateTime, datetime(2026, 1, 1 + number % 28, number % 24)),
        (JSON, {"number": number}),
        (LargeBinary, b"x" * number),
    ]
    return next((one for known, one in made if isinstance(kind, known)), f"t{number}")


def fill(connection: Connection) -> None:
    """Put rows into every table, each referring to the row of the same number in others."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name in APART:
            continue
        own = {key.parent.name for key in table.foreign_keys if key.column.table is table}
        rows = [
            {column.name: None if column.name in own else value(column.type, number) for column in table.columns}
            for number in range(1, ROWS + 1)
        ]
        if table.name == "audit" and "hash" in table.c:
            continue
        connection.execute(table.insert(), rows)


def counts() -> dict[str, int]:
    """Return the rows of every table."""
    from data_access import database

    tables = MetaData()
    with database.engine().connect() as connection:
        tables.reflect(connection)
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.sorted_tables
            if table.name not in APART
        }


def at_revision(revision: str) -> dict[str, int]:
    """Make an empty database a filled one of that revision; return the rows of its tables."""
    from data_access import database

    _empty()
    with database.engine().execution_options(write=True).begin() as connection:
        database.upgrade_within(connection, revision)
        fill(connection)
    return counts()


def _empty() -> None:
    from data_access import database

    made = database.engine()
    if made.dialect.name == "postgresql":
        with made.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        return
    made.dispose()
    path = Path(str(database.address().database))
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def kept(before: dict[str, int]) -> bool:
    """Return whether all rows are there."""
    after = counts()
    return all(after.get(name) == rows for name, rows in before.items())


def every(verdict: Verdict, kind: str) -> None:
    """Bring each revision to the newest."""
    from data_access import database, reading

    for revision in database.revisions():
        before = at_revision(revision)
        began = time.monotonic()
        database.upgrade()
        took = round(time.monotonic() - began, 2)
        with reading() as work:
            broken = [one for one in work.soundness.findings() if "refer to" in one or "SQLite" in one]
        told = {"database": kind, "from": revision, "to": database.revision(), "rows": sum(before.values())}
        reached = database.revision() == database.newest_revision()
        verdict.say({**told, "seconds": took}, reached=reached, rows_kept=kept(before), references_whole=not broken)


def refused() -> bool:
    """Return whether a database of a later version is refused and left alone."""
    from data_access import database

    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = counts()
    try:
        database.upgrade()
    except database.NewerSchema:
        return counts() == before and database.revision() == "9999"
    return False


def _upgrade(stepwise: bool) -> None:
    from data_access import database

    if not stepwise:
        database.upgrade()
        return
    for revision in database.revisions():
        with database.engine().execution_options(write=True).begin() as connection:
            if str(database.revision_within(connection)) < revision:
                database.upgrade_within(connection, revision)


def kills(times: int, stepwise: bool) -> Counter[str]:
    """Kill upgrades from the first revision; return how each left the database."""
    from data_access import database

    seen: Counter[str] = Counter()
    first, newest = database.revisions()[0], database.newest_revision()
    for _ in range(times):
        before = at_revision(first)
        _backups_hold(before)
        database.engine().dispose()
        killed(lambda: _upgrade(stepwise), random.uniform(0.05, 0.9))
        now = database.revision()
        state = {first: "old", newest: "new"}.get(str(now), "in between")
        seen[state if kept(before) else f"{state}, rows lost"] += 1
        seen.update(_backups_hold(before))
    return seen


def _backups_hold(before: dict[str, int]) -> list[str]:
    """Look at the backup that the killed upgrade had made, whole ones only, and take it away."""
    url, out = os.environ["DATABASE_URL"], []
    if not url.startswith("sqlite"):
        return []
    folder = Path(url.removeprefix("sqlite:///")).parent / "backups"
    for backup in folder.glob("*.db"):
        ground.use(f"sqlite:///{backup}")
        try:
            out.append("backup holds" if kept(before) else "backup lacks rows")
        except Exception:
            out.append("backup was being made")
        ground.dispose()
        backup.unlink()
    ground.use(url)
    return out


def main() -> None:
    """Run the trial and print its figures."""
    given, verdict = ground.options(__doc__, 20, "upgrades killed on each database").parse_args(), Verdict()
    random.seed(1)
    for kind, _ in ground.databases(given.database):
        every(verdict, kind)
        verdict.say({"database": kind, "later revision": "refused"}, later_revision_is_refused=refused())
        seen = kills(given.times, stepwise=False)
        good = not any("between" in state or "lost" in state or "lacks" in state for state in seen)
        verdict.say({"database": kind, "killed": given.times, **seen}, old_or_new_with_all_rows=good)
        control = kills(given.times, stepwise=True)
        caught = control["in between"] > 0
        verdict.say({"database": kind, "control_step_by_step": dict(control)}, control_is_caught=caught)
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
