"""The N-th operation fails, for every N: `python -m benchmarks.faults.operations [--database both] [--most 400]`.

An import, an edit of rows, a change of settings, a note, a withdrawal, and loading anew are done again and again, each
time with the next statement (or the commit) failing as a full disk, a broken disk or a lost server does. After each
failure the person must have been told in plain words, nothing may be half done, the audit must be whole; and without
any restart the same must then succeed. As a control the import commits after each date: that must be caught.
Prints JSON; leaves with 1 where a figure is missed.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from benchmarks.faults import ground
from benchmarks.faults.ground import KINDS, Verdict


class Failing:
    """Counts what the database is asked to do, and lets the N-th of it fail."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self) -> None:
        """Fail where this is the one."""
        if self.left is None:
            return
        self.left -= 1
        if self.left == 0:
            raise self.error()

    def error(self) -> Exception:
        """Return what the driver raises where a disk is full."""
        import psycopg

        from data_access import database, sqlite

        if database.engine().dialect.name == "postgresql":
            return psycopg.errors.DiskFull("could not extend file")
        made: Exception = sqlite.driver().OperationalError("database or disk is full")
        made.sqlite_errorcode = 13  # type: ignore[attr-defined]
        return made


@contextmanager
def failing() -> Iterator[Failing]:
    """Yield what makes statements and commits of the present engine fail."""
    from sqlalchemy import event

    from data_access import database

    made, state = database.engine(), Failing()

    def execute(*_: Any) -> None:
        state.step()

    names = ("do_execute", "do_executemany", "do_execute_no_params")
    for name in names:
        event.listen(made, name, execute)
    do_commit = made.dialect.do_commit

    def commit(connection: Any) -> None:
        state.step()
        do_commit(connection)

    with mock.patch.object(made.dialect, "do_commit", commit):
        yield state
    for name in names:
        event.remove(made, name, execute)


def standing() -> tuple[Any, ...]:
    """Return all that may not change where something fails: versions, snapshots, rows, notes, audit."""
    from data_access import reading

    with reading() as work:
        facts = work.portfolios.get("city")
        assert facts is not None
        uploads = [(one["id"], one["withdrawn_at"], len(one["snapshots"])) for one in work.uploads.listing(facts.id)]
        notes = len(work.remarks.notes(facts.id, "P1"))
        return facts, uploads, work.registers.count(facts.id, "projects"), notes, work.journal.head()


def tries() -> dict[str, Callable[[], Any]]:
    """Return what is done, by its name; each does something new at every call."""
    from services import edits, intake, notes, portfolios
    from services.access import operator, scope

    who, budgets, upload = operator(), iter(range(10, 10**6)), []

    def load() -> Callable[[], Any]:
        plan = ground.planned("city", ground.content(20, 3, next(budgets)))
        return lambda: upload.append(intake.commit(who, scope(who, "city"), plan).upload)

    def edit() -> Callable[[], Any]:
        rows = [{"project_key": "P2", "approved_budget": next(budgets)}]
        return lambda: edits.edit_rows(who, scope(who, "city"), "projects", ground.AS_OF, rows)

    def change() -> Callable[[], Any]:
        name = f"City {next(budgets)}"
        return lambda: portfolios.change(who, scope(who, "city"), name=name)

    def note() -> Callable[[], Any]:
        return lambda: notes.add(who, scope(who, "city"), "P1", "Seen.")

    def withdraw() -> Callable[[], Any]:
        load()()
        return lambda: intake.withdraw(who, scope(who, "city"), upload[-1], "A trial.")

    return {"import": load, "settings": change, "note": note, "withdrawal": withdraw, "edit": edit}


def every(what: Callable[[], Callable[[], Any]], state: Failing, most: int) -> Counter[str]:
    """Let each operation of one piece of work fail in turn, until all of it passes; return what was seen."""
    from services import backups
    from services.errors import DatabaseFault

    seen: Counter[str] = Counter()
    for number in range(1, most + 1):
        do = what()
        before = standing()
        state.left = number
        try:
            do()
        except DatabaseFault:
            seen["told in words"] += 1
        except Exception as error:
            seen[f"told as {type(error).__name__}"] += 1
        else:
            passed = (state.left or 0) > 0
            state.left = None
            if passed:
                break
            seen["failed after its commit"] += 1
            continue
        state.left = None
        seen["half done"] += standing() != before
        do()
    else:
        seen["never passed"] += 1
    seen["findings"] = len(backups.verify().findings)
    return seen


def careless_import(state: Failing, most: int) -> Counter[str]:
    """Do the same with an import that commits after each date."""
    from data_access.registers import Registers

    append = Registers.append

    def then_commit(self: Any, *given: Any, **named: Any) -> None:
        append(self, *given, **named)
        self._connection.exec_driver_sql("COMMIT")
        self._connection.exec_driver_sql("BEGIN")

    def quietly(load: Callable[[], Any]) -> Callable[[], Any]:
        def do() -> Any:
            try:
                return load()
            except Exception:
                if state.left is not None:
                    raise

        return do

    load = tries()["import"]
    with mock.patch.object(Registers, "append", then_commit):
        return every(lambda: quietly(load()), state, most)


def main() -> None:
    """Run the trial and print its figures."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--most", type=int, default=400, help="operations after which a piece of work must have passed")
    made.add_argument("--database", choices=[*KINDS, "both"], default="both")
    given, verdict = made.parse_args(), Verdict()
    for kind, _ in ground.databases(given.database):
        ground.migrate()
        ground.portfolio("city")
        ground.bring("city", ground.content(20, 3))
        with failing() as state:
            for name, what in tries().items():
                seen = every(what, state, given.most)
                odd = [key for key in seen if key.startswith("told as") or key == "never passed"]
                verdict.say(
                    {"database": kind, "work": name, **seen},
                    nothing_half_done=seen["half done"] == 0,
                    told_in_words=not odd and seen["told in words"] > 0,
                    database_whole=seen["findings"] == 0,
                )
            control = careless_import(state, 40)
            caught = control["half done"] + control["findings"] > 0
            verdict.say({"database": kind, "control_commit_per_date": dict(control)}, control_is_caught=caught)
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
