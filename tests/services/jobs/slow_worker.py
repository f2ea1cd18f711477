"""A worker with kinds of work made for the tests: run by them as a program of its own."""

import subprocess
import sys
import time
from typing import Any

from data_access import transaction
from services.access import Actor, Scope, found
from services.errors import Explained, Moved
from services.jobs import pulse, worker
from services.jobs.kinds import KINDS
from services.plans import Progress

pulse.TICK_SECONDS, pulse.BEAT_SECONDS, pulse.GRACE_SECONDS = 0.05, 0.2, 0.5
worker.REST_SECONDS = worker.TURN_SECONDS = 0.1


def slow(scope: Scope, actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """Take many small steps, then write a view as the proof that all was done."""
    steps = int(arguments.get("steps", 600))
    for step in range(steps):
        progress(step, steps, f"Step {step}")
        time.sleep(0.05)
    with transaction() as work:
        facts = found(work, scope.portfolio, lock=True)
        if facts.data_version != scope.data_version:
            raise Moved("The data moved.")
        work.journal.record(facts.id, actor.name, "slow work kept", str(scope.data_version))
    return f"{steps} steps were taken."


def stuck(scope: Scope, actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """Never come to a next step, in a process that has started another."""
    progress(0, 1, "Stuck")
    subprocess.run(["sleep", "600"], check=False)
    return ""


def broken(scope: Scope, actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """Fail as a bug would, or as something that can be explained."""
    if arguments.get("explained"):
        raise Explained("The disk is full.", repair="Make room.")
    raise RuntimeError("a bug")


KINDS.update(slow=slow, stuck=stuck, broken=broken)

if __name__ == "__main__":
    sys.exit(worker.main(sys.argv[1:]))
