"""Asking for long work, looking at it, calling it off.

At most one job of a kind waits or runs for a portfolio. A job whose process is silent for too long has died, whoever
looks at it first.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from data_access import UnitOfWork, reading
from data_access.jobs import JobFacts
from services.access import Actor, Scope, found, must, writing
from services.errors import NotFound
from services.jobs import child
from services.rights import Right
from services.seen import sight

SILENT_AFTER: Final = timedelta(seconds=45)
"""A worker beats every few seconds; a longer silence means that its process is gone."""
ASKED_BY: Final = {"robustness": Right.SEE}
"""Kinds that change nothing but answer a question, so that everybody who sees the portfolio may ask."""
SIGHT: Final = "sight"
"""What was kept from whoever asked, among the arguments of a job that answers a question."""
DIED: Final = "Its process ended without saying why."


@dataclass(frozen=True)
class Job:
    """A job as people see it. `state` is queued, running, done, failed or cancelled; `share` runs from 0 to 1."""

    id: int
    kind: str
    arguments: dict[str, Any]
    state: str
    done: int
    total: int
    words: str
    message: str
    asked_by: str
    data_version: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("queued", "running")

    @property
    def share(self) -> float:
        """How much is done."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


def start(scope: Scope, actor: Actor, kind: str, arguments: dict[str, Any] | None = None) -> int:
    """Let a process of its own do the work; return the job's number, that of the one under way where there is one."""
    job, is_new = ask(scope, actor, kind, arguments)
    if is_new:
        child.spawn(job)
    return job


def ask(scope: Scope, actor: Actor, kind: str, arguments: dict[str, Any] | None = None) -> tuple[int, bool]:
    """Store that the work is wanted; return the job's number and whether it is a new one that nobody does yet."""
    kept = {SIGHT: _sight(scope)} if kind in ASKED_BY and not sight(scope).whole else {}
    with writing(actor, scope, ASKED_BY.get(kind, Right.UPLOAD)) as (work, facts):
        for present in work.jobs.active(facts.id, kind):
            if not is_dead(present):
                return present.id, False
            bury(work, present)
        values = {
            "portfolio_id": facts.id,
            "kind": kind,
            "arguments": {**(arguments or {}), **kept},
            "asked_by": actor.name,
        }
        job = work.jobs.add({**values, "data_version": facts.data_version, "created_at": datetime.now(UTC)})
        work.journal.record(facts.id, actor.name, f"{kind} queued", str(job), after=arguments)
        return job, True


def status(scope: Scope, job: int) -> Job:
    """Return a job of the portfolio; one whose process is gone is told as failed."""
    with reading() as work:
        return _told(_held(work, scope, job), scope)


def newest(scope: Scope, kind: str) -> Job | None:
    """Return the job of a kind that was asked for last, or None."""
    with reading() as work:
        held = work.jobs.newest(found(work, scope.portfolio).id, kind)
    return None if held is None else _told(held, scope)


def cancel(actor: Actor, scope: Scope, job: int) -> None:
    """Call a job off: one that waits ends at once, one that runs at its next step, or is stopped soon after."""
    with writing(actor, scope, Right.SEE) as (work, facts):
        held = _held(work, scope, job)
        if held.asked_by != actor.name:
            must(work, actor, facts, Right.UPLOAD)
        if held.state not in ("queued", "running"):
            return
        if is_dead(held):
            bury(work, held)
            return
        over = {"state": "cancelled", "finished_at": datetime.now(UTC)}
        ended = work.jobs.change(job, {**over, "cancel_requested": True}, only_in=("queued",))
        if not ended:
            work.jobs.change(job, {"cancel_requested": True})
        work.journal.record(facts.id, actor.name, f"{held.kind} {'cancelled' if ended else 'called off'}", str(job))


def is_dead(job: JobFacts) -> bool:
    """Return whether the process of a job that waits or runs has been silent for too long."""
    last = job.heartbeat_at or job.created_at
    return job.state in ("queued", "running") and datetime.now(UTC) - last > SILENT_AFTER


def bury(work: UnitOfWork, job: JobFacts) -> None:
    """Store that a job failed because its process is gone."""
    work.jobs.change(job.id, {"state": "failed", "message": DIED, "finished_at": datetime.now(UTC)})
    work.journal.record(job.portfolio_id, job.asked_by, f"{job.kind} failed", str(job.id), after={"message": DIED})


def _held(work: UnitOfWork, scope: Scope, job: int) -> JobFacts:
    held = work.jobs.get(job)
    if held is None or held.portfolio_id != found(work, scope.portfolio).id:
        raise NotFound(f"This portfolio has no job {job}.")
    return held


def scope_of(portfolio: str, job: JobFacts) -> Scope:
    """Return what a job may read: what whoever asked for it saw then."""
    kept = job.arguments.get(SIGHT)
    if kept is None:
        return Scope(portfolio, job.data_version)
    until = None if kept["until"] is None else date.fromisoformat(kept["until"])
    return Scope(portfolio, job.data_version, frozenset(kept["hidden"]), frozenset(kept["unseen"]), until)


def _sight(scope: Scope) -> dict[str, Any]:
    until = None if scope.until is None else scope.until.isoformat()
    return {"hidden": sorted(scope.hidden), "unseen": sorted(scope.unseen), "until": until}


def _told(job: JobFacts, scope: Scope) -> Job:
    """Return a job as the reader sees it: the question and answer of one who sees otherwise stay theirs."""
    state, message = ("failed", DIED) if is_dead(job) else (job.state, job.message)
    arguments = {name: value for name, value in job.arguments.items() if name != SIGHT}
    if job.kind in ASKED_BY and sight(scope_of(scope.portfolio, job)) != sight(scope):
        arguments, message = {}, DIED if is_dead(job) else ""
    return Job(
        job.id,
        job.kind,
        arguments,
        state,
        job.done,
        job.total,
        job.words,
        message,
        job.asked_by,
        job.data_version,
        job.created_at,
        job.finished_at,
    )
