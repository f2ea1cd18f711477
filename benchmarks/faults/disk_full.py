"""A full disk, and one that can only be read: `python -m benchmarks.faults.disk_full`.

The database lies on a small disk of its own (a tmpfs, which takes the right to mount; elsewhere a limit on the size of
the file, `PRAGMA max_page_count`, stands for it). It is filled up while files are imported: the import must be refused
with the free space in the message and leave nothing; once there is room again the same import must succeed without a
restart. Then the disk is made read-only: reading goes on, saving is refused in words, the banner says so; and all is
well once it can be written again. As a control an import that commits after each date fills the disk: it must be
caught. Prints JSON; leaves with 1 where a figure is missed.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict
from benchmarks.faults.operations import standing

MEGABYTES = 12


@contextmanager
def small_disk(place: Path) -> Iterator[Path | None]:
    """Yield a folder on a small disk of its own, or None where that may not be had."""
    disk = place / "disk"
    disk.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(disk)]
    if subprocess.run(line, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def remounted(disk: Path, how: str) -> bool:
    """Make the disk "ro" or "rw"; return whether it is."""
    ground.dispose()
    return not subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=False).returncode


def fill(disk: Path | None, spare: int = 64 * 1024) -> None:
    """Leave hardly any room."""
    if disk is None:
        from data_access import database

        with database.engine().connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        _limit(int(pages or 0) + spare // 4096)
        return
    with (disk / "ballast").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() - spare))


def make_room(disk: Path | None) -> None:
    """Take away what filled the disk."""
    if disk is None:
        _limit(2**30)
    else:
        (disk / "ballast").unlink()


def _limit(pages: int) -> None:
    from sqlalchemy import event

    from data_access import database

    made = database.engine()

    def set_limit(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(made, "checkout", set_limit)


def said(do: Any) -> str:
    """Return what a person is told, "" where it succeeds."""
    from services.errors import DatabaseFault

    try:
        do()
    except DatabaseFault as fault:
        return str(fault)
    except Exception as error:
        return f"unexplained: {type(error).__name__}: {error}"
    return ""


def full(disk: Path | None) -> tuple[dict[str, Any], dict[str, bool]]:
    """Import on a full disk and again with room."""
    from services import backups, intake
    from services.access import operator, scope

    before_plan = ground.planned("city", ground.content(600, 6, 7))
    before = standing()
    fill(disk)
    words = said(lambda: intake.commit(operator(), scope(operator(), "city"), before_plan))
    unchanged = standing() == before
    make_room(disk)
    again = said(lambda: intake.commit(operator(), scope(operator(), "city"), before_plan))
    findings = backups.verify().findings
    told = {"full": words, "with room again": again or "saved", "findings": findings}
    held = {
        "said_with_the_free_space": "is full" in words and "MB are free" in words,
        "nothing_half": unchanged,
        "recovered_without_restart": not again and standing() != before,
        "whole": not findings,
    }
    return told, held


def read_only(disk: Path) -> tuple[dict[str, Any], dict[str, bool]]:
    """Read and save on a disk that can only be read, and again when it can be written."""
    from services import databases, notes, states
    from services.access import operator, scope

    def note() -> None:
        notes.add(operator(), scope(operator(), "city"), "P1", "Seen.")

    rows = len(states.projects(scope(operator(), "city"), ground.AS_OF, ["name"]))
    remounted(disk, "ro")
    words, banner = said(note), databases._write_problem()
    still = len(states.projects(scope(operator(), "city"), ground.AS_OF, ["name"]))
    remounted(disk, "rw")
    again = said(note)
    told = {"read-only": words, "banner": banner, "writable again": again or "saved"}
    held = {
        "saving_is_refused_in_words": "only be read" in words,
        "reading_goes_on": still == rows > 0,
        "banner_says_so": bool(banner),
        "recovered_without_restart": not again,
    }
    return told, held


def careless(disk: Path | None) -> bool:
    """Return whether an import that commits after each date leaves a part behind on a full disk."""
    from data_access.registers import Registers
    from services import intake
    from services.access import operator, scope

    append = Registers.append

    def then_commit(self: Any, *given: Any, **named: Any) -> None:
        append(self, *given, **named)
        self._connection.exec_driver_sql("COMMIT")
        self._connection.exec_driver_sql("BEGIN")

    plan = ground.planned("city", ground.content(600, 10, 9))
    before = standing()
    fill(disk, 1_000_000)
    with mock.patch.object(Registers, "append", then_commit):
        said(lambda: intake.commit(operator(), scope(operator(), "city"), plan))
    changed = standing() != before
    make_room(disk)
    return changed


def main() -> None:
    """Run the trial and print its figures."""
    ground.explained(__doc__).parse_args()
    verdict = Verdict()
    with ground.folder() as place, small_disk(place) as disk:
        for _ in ground.databases("sqlite"):
            ground.use(f"sqlite:///{(disk or place) / 'small.db'}")
            ground.migrate()
            ground.portfolio("city")
            ground.bring("city", ground.content(20))
            told, held = full(disk)
            verdict.say({"disk": "tmpfs" if disk else "max_page_count", **told}, **held)
            if disk is not None:
                told, held = read_only(disk)
                verdict.say(told, **held)
            verdict.say({"control": "commit per date"}, control_is_caught=careless(disk))
            ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
