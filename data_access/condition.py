"""How the installation stands: what a monitor and the health page ask of the database."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import and_, func, select

from data_access import database
from data_access.jobs import JOB
from data_access.portfolios import TABLE as PORTFOLIO
from data_access.settings import settings
from data_access.uploads import SNAPSHOT, UPLOAD
from data_access.visits import SESSION


@dataclass(frozen=True)
class DataAge:
    """The newest data of a portfolio: their as-of date, and the moment a file was last received; None without any."""

    portfolio: str
    as_of: date | None
    received_at: datetime | None


@dataclass(frozen=True)
class Figures:
    """What a monitor counts. `jobs` holds (kind, state, count)."""

    sessions: int
    jobs: tuple[tuple[str, str, int], ...]
    ages: tuple[DataAge, ...]


def answer() -> tuple[str | None, float]:
    """Return the schema revision the database states, None without one, and the seconds it took to say so."""
    began = time.perf_counter()
    revision = database.revision()
    return revision, time.perf_counter() - began


def figures() -> Figures:
    """Return the counts of visits and jobs, and the age of each portfolio's data."""
    now = datetime.now(UTC)
    idle = now - timedelta(minutes=settings().session_idle_minutes)
    is_open = and_(SESSION.c.revoked_at.is_(None), SESSION.c.expires_at > now, SESSION.c.seen_at > idle)
    counted = select(JOB.c.kind, JOB.c.state, func.count()).group_by(JOB.c.kind, JOB.c.state)
    as_of = select(func.max(SNAPSHOT.c.as_of)).where(SNAPSHOT.c.portfolio_id == PORTFOLIO.c.id, SNAPSHOT.c.is_current)
    received = select(func.max(UPLOAD.c.received_at)).where(
        UPLOAD.c.portfolio_id == PORTFOLIO.c.id, UPLOAD.c.withdrawn_at.is_(None)
    )
    ages = select(PORTFOLIO.c.key, as_of.scalar_subquery(), received.scalar_subquery()).order_by(PORTFOLIO.c.key)
    with database.engine().begin() as connection:
        return Figures(
            int(connection.execute(select(func.count()).select_from(SESSION).where(is_open)).scalar_one()),
            tuple((kind, state, int(number)) for kind, state, number in connection.execute(counted)),
            tuple(DataAge(*row) for row in connection.execute(ages)),
        )
