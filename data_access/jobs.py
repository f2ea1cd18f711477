"""Jobs as stored: asked for, under way, ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, update

from data_access.schema import jobs as schema
from data_access.schema.base import table_of

JOB = table_of(schema.Job)
ACTIVE: Final = ("queued", "running")


@dataclass(frozen=True)
class JobFacts:
    """One job. `state` is queued, running, done, failed or cancelled; moments are in UTC."""

    id: int
    portfolio_id: int
    kind: str
    arguments: dict[str, Any]
    state: str
    done: int
    total: int
    words: str
    message: str
    attempts: int
    data_version: int
    cancel_requested: bool
    asked_by: str
    created_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    finished_at: datetime | None


class Jobs:
    """Reads and writes of jobs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: dict[str, Any]) -> int:
        """Store a job that waits; return its number."""
        statement = JOB.insert().values(state="queued", **values).returning(JOB.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def get(self, job: int) -> JobFacts | None:
        """Return a job, or None."""
        row = self._connection.execute(select(JOB).where(JOB.c.id == job)).one_or_none()
        return None if row is None else _facts(row)

    def active(self, portfolio_id: int, kind: str) -> list[JobFacts]:
        """Return the jobs of a kind that wait or run, oldest first."""
        statement = select(JOB).where(JOB.c.portfolio_id == portfolio_id, JOB.c.kind == kind)
        return [_facts(row) for row in self._connection.execute(statement.where(JOB.c.state.in_(ACTIVE)))]

    def running(self) -> list[JobFacts]:
        """Return the jobs of all portfolios that run."""
        return [_facts(row) for row in self._connection.execute(select(JOB).where(JOB.c.state == "running"))]

    def newest(self, portfolio_id: int, kind: str) -> JobFacts | None:
        """Return the job of a kind that was asked for last, or None."""
        statement = select(JOB).where(JOB.c.portfolio_id == portfolio_id, JOB.c.kind == kind)
        row = self._connection.execute(statement.order_by(JOB.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else _facts(row)

    def change(self, job: int, values: dict[str, Any], only_in: tuple[str, ...] = ACTIVE) -> bool:
        """Set columns of a job that is in one of the states; return whether it was."""
        statement = update(JOB).where(JOB.c.id == job, JOB.c.state.in_(only_in)).values(**values)
        return bool(self._connection.execute(statement).rowcount)


def _facts(row: Row[Any]) -> JobFacts:
    return JobFacts(**row._mapping)
