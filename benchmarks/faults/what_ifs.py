"""Ten expensive what-ifs at once while others work: `python -m benchmarks.faults.what_ifs [--times 10]`.

Ten people each ask for the proven best set of a hard instance of their own (600 candidates, five yearly budgets), as
the page does, while somebody else reads a portfolio again and again. Prints how many were answered in their time and
the other person's time beside the same in quiet (95th in a hundred; at most 3 times slower). As a control the same
questions are answered without the queue, each in a thread of its own at once: that must be caught.
Leaves with 1 where a figure is missed.
"""

import argparse
import json
import os
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import quantiles
from typing import Any, Final

from benchmarks.faults import ground
from benchmarks.faults.hostile_files import MOST_SLOWER, again_and_again, others_read
from benchmarks.selection_instances import made

CANDIDATES: Final = 600
SECONDS: Final = 5.0
QUIET_SECONDS: Final = 5.0


def asked_for(times: int) -> list[Any]:
    """Return the questions: instances whose proof takes longer than anybody would wait."""
    return [made("correlated", CANDIDATES, seed) for seed in range(times)]


def beside(read: Any, begin: Any) -> dict[str, Any]:
    """Return how others fare in quiet and while questions are answered, and how these ended."""
    with again_and_again(read, 0.01) as quiet:
        time.sleep(QUIET_SECONDS)
    began = time.monotonic()
    with again_and_again(read, 0.01) as busy:
        answers = [future.result() for future in begin()]
    before, during = (quantiles(times, n=20)[18] for times in (quiet, busy))
    return {
        "asked": len(answers),
        "answered": sum(one.found for one in answers),
        "proven": sum(one.status == "optimal" for one in answers),
        "seconds_in_all": round(time.monotonic() - began, 1),
        "longest": round(max(one.seconds for one in answers), 1),
        "others_p95_ms": {"quiet": round(1000 * before, 1), "meanwhile": round(1000 * during, 1)},
        "others_slower": round(during / before, 2),
    }


def queued(problems: list[Any]) -> list[Future[Any]]:
    """Ask as the page does."""
    from services.solving import search

    return [search(problem, SECONDS) for problem in problems]


def at_once(problems: list[Any]) -> list[Future[Any]]:
    """Ask without the queue: a thread each."""
    from models.selection import select

    pool = ThreadPoolExecutor(max_workers=len(problems))
    return [pool.submit(select, problem, SECONDS) for problem in problems]


def main() -> int:
    """Ask, print the figures, then do it wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="people who ask at once (default 10)")
    times = parser.parse_args().times
    with ground.folder() as place:
        os.environ["DATABASE_URL"] = f"sqlite:///{place / 'town.db'}"
        read = others_read()
        found = beside(read, lambda: queued(asked_for(times)))
        control = beside(read, lambda: at_once(asked_for(times)))
    caught = control["others_slower"] > MOST_SLOWER
    print(json.dumps({**found, "control": control, "control_caught": caught}, indent=2))
    return int(not caught or found["answered"] < times or found["others_slower"] > MOST_SLOWER)


if __name__ == "__main__":
    sys.exit(main())
