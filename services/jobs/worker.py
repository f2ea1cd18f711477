"""Does one job: `python -m services.jobs.worker ID`, or within the process that asked.

A job that finds the data moved waits until they rest and begins anew, so that what it leaves is of the newest data.
What it writes, it writes as a whole at its end: a worker that is killed leaves nothing half done.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from data_access import transaction
from data_access.jobs import JobFacts
from data_access.logs import begin, log
from data_access.settings import settings
from services.access import Actor, Scope, operator
from services.errors import Explained, Moved, NotFound
from services.jobs.ending import Cancelled, Orphaned, finish
from services.jobs.pulse import Pulse
from services.jobs.rows import is_dead, scope_of, status
from services.plans import Progress, silent

Kind = Callable[[Scope, Actor, dict[str, Any], Progress], str]
"""Does the work of one kind and returns in a sentence what was done."""
TURN_SECONDS: Final = 1.0
WAITING: Final = "Waiting until another job has ended"
REST_SECONDS: Final = 3.0
"""So long the data must have stood still before work that they overtook begins anew."""


def run(job: int, *, own_process: bool = False, say: Progress = silent) -> None:
    """Do a job that waits, and store how it ended; does nothing where it does not wait any more.

    `say` hears the progress too. Raises what the work raised, once that is stored.
    """
    while (held := _claimed(job)) is not None:
        try:
            told = _worked(held, own_process, say)
        except Moved:
            if not _wait_for_rest(held):
                return
        except BaseException as error:
            finish(held, error)
            raise
        else:
            finish(held, None, told)
            return


def follow(scope: Scope, job: int, say: Progress) -> None:
    """Wait for the end of a job that another process does, telling how far it is."""
    while (told := status(scope, job)).active:
        say(told.done, told.total, told.words or "Waiting for the job that is under way")
        time.sleep(TURN_SECONDS)


def _claimed(job: int) -> JobFacts | None:
    """Take on a job that waits, at the data as they are now, once no other runs; None where it does not wait."""
    while True:
        now = datetime.now(UTC)
        with transaction() as work:
            held = work.jobs.get(job)
            if held is None:
                raise NotFound(f"There is no job {job}.")
            if held.state != "queued":
                return None
            if all(is_dead(other) for other in work.jobs.running()):
                values = {"state": "running", "started_at": now, "heartbeat_at": now, "attempts": held.attempts + 1}
                version = work.portfolios.version(held.portfolio_id)
                work.jobs.change(job, {**values, "data_version": version})
                return work.jobs.get(job)
            work.jobs.change(job, {"heartbeat_at": now, "words": WAITING})
        time.sleep(TURN_SECONDS)


def _worked(job: JobFacts, own_process: bool, say: Progress) -> str:
    from services.jobs.kinds import KINDS

    with transaction() as work:
        scope = scope_of(work.portfolios.key_of(job.portfolio_id), job)
    with Pulse(job, own_process=own_process) as pulse:

        def progress(done: int, total: int, words: str) -> None:
            pulse(done, total, words)
            say(done, total, words)

        told = KINDS[job.kind](scope, operator(job.asked_by), job.arguments, progress)
    return told


def _wait_for_rest(job: JobFacts) -> bool:
    """Put the job back among those that wait, once the data stand still; False where it has ended meanwhile."""
    version = -1
    while True:
        with transaction() as work:
            held = work.jobs.get(job.id)
            present = work.portfolios.version(job.portfolio_id)
            if held is None or held.state != "running" or held.cancel_requested:
                break
            values: dict[str, Any] = {"heartbeat_at": datetime.now(UTC), "done": 0, "total": 0}
            if present == version:
                return work.jobs.change(job.id, {**values, "state": "queued"}, only_in=("running",))
            work.jobs.change(job.id, {**values, "words": "Waiting until the data stand still"})
        version = present
        time.sleep(REST_SECONDS)
    finish(job, Cancelled("The work was called off; what it had not finished is not kept."))
    return False


def main(arguments: list[str]) -> int:
    """Do the job of the number given, as the process made for it; return the exit code."""
    if len(arguments) != 1 or not arguments[0].isdigit():
        print("usage: python -m services.jobs.worker ID", file=sys.stderr)
        return 2
    begin(settings())
    if hasattr(os, "nice"):
        os.nice(10)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        run(int(arguments[0]), own_process=True)
    except (Cancelled, Orphaned):
        return 0
    except Explained as error:
        print(f"Job {arguments[0]}: {error}", file=sys.stderr)
        return 1
    except Exception:
        log().error("job failed", job=int(arguments[0]), exc_info=True)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
