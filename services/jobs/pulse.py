"""The pulse of a running job: it tells how far the work is, and hears when the work should end."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from data_access import reading, transaction
from data_access.jobs import JobFacts
from data_access.settings import settings
from services.errors import Explained, Moved
from services.jobs.ending import Cancelled, Orphaned, Overdue, finish

TICK_SECONDS: Final = 0.5
BEAT_SECONDS: Final = 5.0
GRACE_SECONDS: Final = 10.0
"""So long the work may take to reach its next step once it should end; then its process is ended."""
UNREACHABLE_SECONDS: Final = 60.0


@dataclass
class _Said:
    done: int = 0
    total: int = 0
    words: str = ""


class Pulse:
    """A thread beside the work. Calling the pulse tells progress, and raises where the work should end.

    Writes at most twice a second, each in a short transaction. With `own_process` the process group is ended where
    the work does not stop by itself in time.
    """

    def __init__(self, job: JobFacts, *, own_process: bool) -> None:
        self._job, self._own_process = job, own_process
        self._said, self._written = _Said(), _Said()
        self._began = self._beat = self._reached = time.monotonic()
        self._verdict: Explained | None = None
        self._judged = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"pulse of job {job.id}", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def __call__(self, done: int, total: int, words: str) -> None:
        """Take in how far the work is; raises Cancelled, Moved, Overdue or Orphaned where it should end."""
        self._said = _Said(done, total, words)
        self.check()

    def check(self) -> None:
        """Raise where the work should end."""
        if self._verdict is not None:
            raise self._verdict

    def _run(self) -> None:
        while not self._over.wait(TICK_SECONDS):
            try:
                self._tick()
                self._reached = time.monotonic()
            except Exception:
                if time.monotonic() - self._reached > UNREACHABLE_SECONDS:
                    self._judge(Orphaned("The database could not be reached for a minute."))
            if self._verdict is not None and time.monotonic() - self._judged > GRACE_SECONDS:
                self._end()

    def _tick(self) -> None:
        said, now = self._said, time.monotonic()
        if now - self._began > settings().job_minutes * 60:
            self._judge(Overdue(f"The work was stopped after {settings().job_minutes:g} minutes."))
        values: dict[str, Any] = {}
        if said != self._written:
            values = vars(said) | {"heartbeat_at": datetime.now(UTC)}
        elif now - self._beat > BEAT_SECONDS:
            values = {"heartbeat_at": datetime.now(UTC)}
        if values:
            self._beat = now
        self._hear(values)
        self._written = said

    def _hear(self, values: dict[str, Any]) -> None:
        """Write what is new, and take in what others have written."""
        with transaction() if values else reading() as work:
            held = work.jobs.get(self._job.id)
            if held is None or held.state != "running":
                self._judge(Orphaned("The job counts as ended."))
                return
            if values:
                work.jobs.change(held.id, values, only_in=("running",))
            version = work.portfolios.version(held.portfolio_id)
        if held.cancel_requested:
            self._judge(Cancelled("The work was called off; what it had not finished is not kept."))
        elif version != self._job.data_version:
            self._judge(Moved("The data moved while the work was under way."))

    def _judge(self, verdict: Explained) -> None:
        present = self._verdict
        if present is None or (isinstance(present, Moved) and not isinstance(verdict, Moved)):
            self._verdict, self._judged = verdict, time.monotonic()

    def _end(self) -> None:
        """End this process and all that it started, where it leads a group of its own."""
        if not self._own_process or isinstance(self._verdict, Moved | None) or os.getpgrp() != os.getpid():
            return
        finish(self._job, self._verdict)
        os.killpg(os.getpgrp(), signal.SIGKILL)
