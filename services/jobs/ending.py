"""How a job ends: by itself, called off, overdue, or with its process gone."""

from datetime import UTC, datetime
from typing import Final

from data_access import transaction
from data_access.jobs import JobFacts
from services.errors import Explained

FAULT: Final = "The work failed. The log of the server says why."
TOLD_TO_STOP: Final = "Its process was told to stop."


class Cancelled(Explained):
    """Somebody has called the work off."""


class Overdue(Explained):
    """The work took longer than a job may."""


class Orphaned(Explained):
    """The job's row is gone, counts as ended, or cannot be reached: nobody waits for this work."""


def finish(job: JobFacts, error: BaseException | None, told: str = "") -> None:
    """Store how a job ended, with its audit entry; one that counts as ended already stays as it is."""
    state, message = _ending(error, told)
    with transaction() as work:
        ended = {"state": state, "message": message, "finished_at": datetime.now(UTC)}
        if work.jobs.change(job.id, ended):
            after = {"message": message, "data_version": job.data_version}
            work.journal.record(job.portfolio_id, job.asked_by, f"{job.kind} {state}", str(job.id), after=after)


def _ending(error: BaseException | None, told: str) -> tuple[str, str]:
    if error is None:
        return "done", told
    if isinstance(error, KeyboardInterrupt):
        return "cancelled", TOLD_TO_STOP
    if isinstance(error, SystemExit):
        return "failed", TOLD_TO_STOP
    if isinstance(error, Explained):
        return "cancelled" if isinstance(error, Cancelled) else "failed", str(error)
    return "failed", FAULT
