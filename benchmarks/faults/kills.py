"""Kill processes at random moments: `python -m benchmarks.faults.kills [--times 500] [--database both]`.

For each database: imports are killed (-9) at random moments of their commit, and what they left is looked at: nothing
or the whole file, never a part (half snapshots must be 0). Then a process that writes notes and says so after each is
killed over and over: no note it spoke of may be missing. As controls, an import that commits after each date and a
process that speaks before it has committed must both be caught. Prints JSON; leaves with 1 where a figure is missed.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict

PROJECTS, MONTHS = 1_500, 4
FILE = ground.content(PROJECTS, MONTHS)
WHOLE = (1, [PROJECTS] * MONTHS, PROJECTS * MONTHS)


def commit(key: str, plan: str, careless: bool = False) -> None:
    """Load the planned file; a careless import commits after each date."""
    from data_access.registers import Registers
    from services import intake
    from services.access import operator, scope

    if careless:
        append = Registers.append

        def then_commit(self: Any, *given: Any, **named: Any) -> None:
            append(self, *given, **named)
            self._connection.exec_driver_sql("COMMIT")
            self._connection.exec_driver_sql("BEGIN")

        Registers.append = then_commit  # type: ignore[method-assign]
    intake.commit(operator(), scope(operator(), key), plan)


def plan(key: str) -> str:
    """Make a portfolio and plan the file for it, unkilled; return the plan's hash."""
    heard, told = os.pipe()

    def do() -> None:
        ground.portfolio(key)
        os.write(told, ground.planned(key, FILE).encode())

    ground.in_child(do)
    os.close(told)
    with os.fdopen(heard) as lines:
        return lines.read()


def found(key: str) -> int:
    """Return 0 where nothing of the file is there, 1 where all of it is, 2 for anything between."""
    from data_access import reading

    with reading() as work:
        facts = work.portfolios.get(key)
        if facts is None:
            return 0
        snapshots = [one["rows"] for upload in work.uploads.listing(facts.id) for one in upload["snapshots"]]
        state = (facts.data_version, snapshots, work.registers.count(facts.id, "projects"))
    return {(0, (), 0): 0, (WHOLE[0], tuple(WHOLE[1]), WHOLE[2]): 1}.get((state[0], tuple(state[1]), state[2]), 2)


def killed(do: Callable[[], Any], after: float) -> None:
    """Run a function in a process of its own and kill that after some seconds."""
    child = os.fork()
    if child == 0:
        try:
            do()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def imports(run: str, times: int, whole: float, careless: bool) -> dict[str, int]:
    """Kill imports and return how many left nothing, all, or a part."""
    counts = {0: 0, 1: 0, 2: 0}
    for number in range(times):
        key = f"{run}-{number}"
        killed(partial(commit, key, plan(key), careless), random.uniform(0.05, 1.1) * whole)
        counts[ground.in_child(partial(found, key))] += 1
    return {"killed": times, "nothing_there": counts[0], "all_there": counts[1], "half_there": counts[2]}


def speaking(key: str, number: int, pipe: int, hasty: bool) -> None:
    """Write notes without end and say each one once it is stored; a hasty writer says so before."""
    from services import notes
    from services.access import operator, scope

    view = scope(operator(), key)
    for place in range(1_000_000):
        body = f"{number}/{place}"
        if hasty:
            os.write(pipe, f"{body}\n".encode())
        notes.add(operator(), view, "P1", body)
        if not hasty:
            os.write(pipe, f"{body}\n".encode())


def missing(key: str, spoken: set[str]) -> int:
    """Return how many of the notes spoken of are not stored; 250 for more."""
    from data_access import reading

    with reading() as work:
        facts = work.portfolios.get(key)
        assert facts is not None
        stored = {row["body"] for row in work.remarks.notes(facts.id, "P1")}
    return min(len(spoken - stored), 250)


def acknowledged(key: str, times: int, hasty: bool) -> dict[str, int]:
    """Kill a speaking writer over and over; return how many notes it spoke of, and how many are missing."""
    spoken: set[str] = set()
    for number in range(times):
        heard, told = os.pipe()
        killed(partial(speaking, key, number, told, hasty), random.uniform(0.15, 0.6))
        os.close(told)
        with os.fdopen(heard) as lines:
            spoken |= {line.strip() for line in lines if line.endswith("\n")}
    return {"killed": times, "acknowledged": len(spoken), "lost": ground.in_child(lambda: missing(key, spoken))}


def trial(kind: str, times: int, verdict: Verdict) -> None:
    """Kill on one database and say what was left."""
    ground.in_child(ground.migrate)
    run = f"k{int(time.time())}"
    wanted = plan(f"{run}-whole")
    began = time.monotonic()
    ground.in_child(partial(commit, f"{run}-whole", wanted))
    whole = time.monotonic() - began
    arrived = ground.in_child(lambda: found(f"{run}-whole")) == 1
    verdict.say({"database": kind, "seconds_of_a_whole_import": round(whole, 2)}, unkilled_import_arrives=arrived)
    figures = imports(f"{run}-k", times, whole, careless=False)
    verdict.say({"database": kind, "imports": figures}, half_snapshots_are_0=figures["half_there"] == 0)
    control = imports(f"{run}-c", max(20, times // 10), whole, careless=True)
    verdict.say({"database": kind, "control_commit_per_date": control}, control_is_caught=control["half_there"] > 0)
    said = acknowledged(f"{run}-whole", max(10, times // 5), hasty=False)
    verdict.say({"database": kind, "writes": said}, acknowledged_lost_are_0=said["lost"] == 0 < said["acknowledged"])
    hasty = acknowledged(f"{run}-whole", max(20, times // 5), hasty=True)
    verdict.say({"database": kind, "control_speaks_before": hasty}, control_is_caught=hasty["lost"] > 0)


def main() -> None:
    """Run the trial and print its figures."""
    made = ground.options(__doc__, 500, "imports killed on each database")
    made.add_argument("--seed", type=int, default=1)
    given = made.parse_args()
    import services.uploads  # noqa: F401  a child shall not spend its life importing

    random.seed(given.seed)
    verdict = Verdict()
    for kind, _ in ground.databases(given.database):
        trial(kind, given.times, verdict)
    verdict.leave()


if __name__ == "__main__":
    main()
