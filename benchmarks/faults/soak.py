"""Writers and readers without a pause: `python -m benchmarks.faults.soak [--seconds 600] [--database both]`.

Three processes with two writers and three readers each (threads) note, edit and read on one database. No error may be
met, every acknowledged note must be there at the end, and the database must be whole. As a control, SQLite is used as
it comes: transactions that only become writing ones on the way, and no waiting for others; it must meet errors.
Prints JSON; leaves with 1 where a figure is missed.
"""

import argparse
import json
import os
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.faults import ground
from benchmarks.faults.ground import KINDS, Verdict

PROCESSES, WRITERS, READERS = 3, 2, 3


def careless() -> None:
    """Let this process use SQLite as it comes."""
    from sqlalchemy import event

    from data_access import database, sqlite

    sqlite.BUSY_MILLISECONDS = 0
    made = database.engine()
    event.remove(made, "begin", database._begin)
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))


def work_on(seconds: float, process: int, told: Path, as_it_comes: bool) -> None:
    """Write and read for some seconds in one process and store what was met."""
    from services import backups, notes, portfolios, states
    from services.access import operator, scope

    if as_it_comes:
        careless()
    until, met = time.monotonic() + seconds, Counter[str]()

    def writer(number: int) -> None:
        place = 0
        while time.monotonic() < until:
            try:
                view = scope(operator(), "city")
                notes.add(operator(), view, "P1", f"{process}/{number}/{place}")
                met["notes"] += 1
                if place % 5 == 0:
                    portfolios.change(operator(), view, name=f"City {process} {number} {place}")
            except Exception as error:
                met[f"error: {type(error).__name__}: {str(error)[:60]}"] += 1
            place += 1

    def reader() -> None:
        while time.monotonic() < until:
            try:
                found = states.projects(scope(operator(), "city"), ground.AS_OF, ["approved_budget"])
                met["reads"] += 1
                met["wrong reads"] += len(found) != 200
            except Exception as error:
                met[f"error: {type(error).__name__}: {str(error)[:60]}"] += 1

    crowd = [threading.Thread(target=writer, args=(number,)) for number in range(WRITERS)]
    crowd += [threading.Thread(target=reader) for _ in range(READERS)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    if process == 0 and not as_it_comes:
        met["findings"] = len(backups.verify().findings)
    told.write_text(json.dumps(met))


def soak(seconds: float, place: Path, as_it_comes: bool = False) -> dict[str, Any]:
    """Soak in several processes; return what they met, and how many notes are stored."""
    children = []
    for process in range(PROCESSES):
        told = place / f"told-{process}.json"
        child = os.fork()
        if child == 0:
            try:
                work_on(seconds, process, told, as_it_comes)
            finally:
                os._exit(0)
        children.append((child, told))
    met: Counter[str] = Counter()
    for child, told in children:
        os.waitpid(child, 0)
        met += Counter(json.loads(told.read_text()))
    stored = place / "stored"
    ground.in_child(lambda: stored.write_text(str(_stored())) and 0)
    errors = sum(count for name, count in met.items() if name.startswith("error"))
    lost = met["notes"] - int(stored.read_text())
    return {"seconds": seconds, **dict(sorted(met.items())), "errors": errors, "lost": lost}


def _stored() -> int:
    from data_access import reading

    with reading() as work:
        facts = work.portfolios.get("city")
        assert facts is not None
        return len(work.remarks.notes(facts.id, "P1"))


def _prepare() -> None:
    ground.migrate()
    ground.portfolio("city")
    ground.bring("city", ground.content(200))


def main() -> None:
    """Run the trial and print its figures."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--seconds", type=float, default=600)
    made.add_argument("--database", choices=[*KINDS, "both"], default="both")
    given, verdict = made.parse_args(), Verdict()
    for kind, _ in ground.databases(given.database):
        with ground.folder() as place:
            ground.in_child(_prepare)
            found = soak(given.seconds, place)
            whole = found.get("wrong reads", 0) == 0 and found.get("findings", 0) == 0
            verdict.say(
                {"database": kind, **found},
                errors_are_0=found["errors"] == 0,
                acknowledged_lost_are_0=found["lost"] == 0 < found["notes"],
                whole=whole,
            )
    if given.database != "postgresql":
        for _, _ in ground.databases("sqlite"):
            with ground.folder() as place:
                ground.in_child(_prepare)
                control = soak(min(10.0, given.seconds), place, as_it_comes=True)
                verdict.say({"database": "sqlite as it comes", **control}, control_is_caught=control["errors"] > 0)
    verdict.leave()


if __name__ == "__main__":
    main()
