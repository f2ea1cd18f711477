"""Kill imports at random moments and look for half snapshots: `python -m benchmarks.kills [--times 100] [--url URL]`.

Prints JSON: how many imports were killed before and after their commit, and how many left anything half done (must
be 0). Without --url a SQLite file in a temporary folder is used.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

FILE = "As of,Project key,Name,Forecast finish,Approved budget\n" + "".join(
    f"2026-0{month}-28,P{number},Project {number},2027-0{month}-01,{number}000.50\n"
    for month in (1, 2, 3, 4)
    for number in range(1, 1_501)
)
ROWS = [1_500] * 4


def bring(key: str) -> None:
    """Import the file into a portfolio of its own."""
    from data_access.intake import Source
    from services import intake, portfolios, uploads
    from services.access import local_user, scope

    actor = local_user()
    portfolios.create(actor, key, key, "USD")
    view = scope(actor, key)
    plan = uploads.plan(actor, view, uploads.read(actor, view, Source(FILE.encode(), "file.csv")))
    intake.commit(actor, view, plan["hash"])


def found(key: str) -> int:
    """Return 0 where nothing of the file is there, 1 where all of it is, 2 for anything between."""
    from data_access import reading

    with reading() as work:
        facts = work.portfolios.get(key)
        if facts is None:
            return 0
        snapshots = [one["rows"] for upload in work.uploads.listing(facts.id) for one in upload["snapshots"]]
        stored = work.registers.count(facts.id, "projects")
        state = (facts.data_version, snapshots, stored)
    return {(0, (), 0): 0, (1, tuple(ROWS), sum(ROWS)): 1}.get((state[0], tuple(state[1]), state[2]), 2)


def upgrade(_key: str) -> None:
    """Make the tables."""
    from data_access import database

    database.upgrade()


def in_child(work: object, key: str, kill_after: float | None = None) -> int:
    """Run a function in a process of its own; return its exit status, or -9 where it was killed first."""
    child = os.fork()
    if child == 0:
        os._exit(int(work(key) or 0))  # type: ignore[operator]
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Run the trial and print its figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--url")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = given.url or f"sqlite:///{Path(folder) / 'kills.db'}"
        import services.uploads  # noqa: F401  the child shall not spend its life importing

        in_child(upgrade, "")
        random.seed(given.seed)
        run = f"k{int(time.time())}"
        began = time.monotonic()
        if in_child(bring, f"{run}-whole") or in_child(found, f"{run}-whole") != 1:
            sys.exit("an import that nobody kills does not arrive whole")
        whole = time.monotonic() - began
        counts = {0: 0, 1: 0, 2: 0}
        for number in range(given.times):
            in_child(bring, f"{run}-{number}", random.uniform(0, 1.1 * whole))
            counts[in_child(found, f"{run}-{number}")] += 1
        kind = os.environ["DATABASE_URL"].partition(":")[0]
        told = {"database": kind, "kills": given.times, "seconds_of_a_whole_import": round(whole, 2)}
        print(json.dumps({**told, "nothing_there": counts[0], "all_there": counts[1], "half_there": counts[2]}))


if __name__ == "__main__":
    main()
