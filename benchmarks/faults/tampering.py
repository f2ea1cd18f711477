"""Tamper with the audit and see if it is found: `python -m benchmarks.faults.tampering [--times 2000] [--url URL]`.

Whoever tampers has the database itself: the triggers are gone, and any hash can be worked out anew. Prints how many
tamperings were found, by their way, and leaves with 1 where one was missed. Then the same is tried on a chain that
does it wrong, its hashes leaving out the hash of the entry before: there some must be missed, else this trial is worth
nothing, and it leaves with 1 as well. Without --url a SQLite file in a temporary folder is used, as always for the
control; a database given by its address must be empty.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from sqlalchemy import Connection, select

from benchmarks.faults.tampering_ways import NEED_A_KEPT_HEAD, WAYS, Attack, Way
from data_access import UnitOfWork, audit_chain, database, settings, transaction
from data_access.journal import AUDIT
from services import audit

ENTRIES = 40


def fill(dice: random.Random, entries: int = ENTRIES) -> None:
    """Write an audit of some entries, as the program does."""
    for number in range(1, entries + 1):
        with transaction() as work:
            after = {"amount": dice.randrange(10**6), "named": ["é", None, 0.1], "deep": {"yes": True}}
            before = {"amount": number} if number % 3 else None
            work.journal.record(None, f"Person {number % 4}", "rows edited", f"Row {number}", before, after, person=1)


def one(way: Way, dice: random.Random) -> audit.Verdict:
    """Return what is found after one tampering, which is then undone."""
    with tampered() as connection:
        rows = [dict(row) for row in connection.execute(select(AUDIT).order_by(AUDIT.c.sequence)).mappings()]
        kept = UnitOfWork(connection).journal.head() if way in NEED_A_KEPT_HEAD else None
        way(Attack(connection, rows, dice))
        return audit.verify_within(UnitOfWork(connection), kept)


@contextmanager
def tampered() -> Iterator[Connection]:
    """Yield a transaction without the triggers that keep the audit; all of it is undone."""
    with database.engine().execution_options(write=True).connect() as connection:
        begun = connection.begin()
        if connection.dialect.name == "postgresql":
            for table in ("audit", "audit_head"):
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
            for name in names:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        try:
            yield connection
        finally:
            begun.rollback()


def trial(times: int, dice: random.Random) -> tuple[Counter[str], Counter[str]]:
    """Return how many tamperings were tried and how many found, by way; every way in turn."""
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number in range(times):
        way = WAYS[number % len(WAYS)]
        tried[way.__name__] += 1
        found[way.__name__] += not one(way, dice).whole
    return tried, found


@contextmanager
def done_wrong() -> Iterator[None]:
    """Leave the hash of the entry before out of every hash."""
    covered = tuple(name for name in audit_chain.COVERED if name != "previous")
    with mock.patch.object(audit_chain, "COVERED", covered):
        yield


def run(url: str, times: int, dice: random.Random) -> tuple[Counter[str], Counter[str]]:
    """Make an audit in an empty database and return what the trial finds in it."""
    os.environ["DATABASE_URL"] = url
    settings.settings.cache_clear()
    database.upgrade()
    fill(dice)
    if not audit.verify(audit.head()).whole:
        sys.exit("an audit that nobody touched is called broken")
    return trial(times, dice)


def main() -> None:
    """Run the trial and its control; print what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=2_000)
    options.add_argument("--url")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    dice = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        tried, found = run(given.url or f"sqlite:///{Path(folder) / 'audit.db'}", given.times, dice)
        with done_wrong():
            _, caught = run(f"sqlite:///{Path(folder) / 'wrong.db'}", given.times, dice)
    for way in tried:
        print(f"{way.replace('_', ' ')}: found {found[way]} of {tried[way]}")
    print(f"found {found.total()} of {tried.total()}")
    print(f"control, hashes without the hash of the entry before: found {caught.total()} of {tried.total()}")
    if found != tried:
        sys.exit("tampering was missed")
    if caught == tried:
        sys.exit("the control was not caught: this trial cannot fail")


if __name__ == "__main__":
    main()
