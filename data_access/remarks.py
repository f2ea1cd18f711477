"""What people add beside the registers: notes, saved views, lineage, reporting periods."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from data_access.schema import core, periods
from data_access.schema.base import table_of

NOTE = table_of(core.Note)
VIEW = table_of(core.SavedView)
LINEAGE = table_of(core.Lineage)
PERIOD = table_of(periods.ReportingPeriod)
PUBLICATION = table_of(periods.Publication)


class Remarks:
    """Reads and writes of remarks inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, statement: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def add_note(self, portfolio_id: int, project_key: str, actor: str, body: str) -> None:
        """Store a dated remark on a project."""
        self._connection.execute(
            NOTE.insert().values(
                portfolio_id=portfolio_id,
                project_key=project_key,
                written_at=datetime.now(UTC),
                written_by=actor,
                body=body,
            )
        )

    def notes(self, portfolio_id: int, project_key: str) -> list[dict[str, Any]]:
        """Return the remarks on a project, newest first."""
        wanted = (NOTE.c.portfolio_id == portfolio_id) & (NOTE.c.project_key == project_key)
        return self._rows(select(NOTE).where(wanted).order_by(NOTE.c.id.desc()))

    def views(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return the saved views by name."""
        return self._rows(select(VIEW).where(VIEW.c.portfolio_id == portfolio_id).order_by(VIEW.c.name))

    def save_view(self, portfolio_id: int, name: str, page: str, query: str, actor: str) -> None:
        """Store an address under a name, in place of one of the same name."""
        self.remove_view(portfolio_id, name)
        self._connection.execute(
            VIEW.insert().values(portfolio_id=portfolio_id, name=name, page=page, query=query, saved_by=actor)
        )

    def remove_view(self, portfolio_id: int, name: str) -> None:
        """Forget a saved view."""
        self._connection.execute(delete(VIEW).where(VIEW.c.portfolio_id == portfolio_id, VIEW.c.name == name))

    def lineage(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return all decisions on keys that became others, by date."""
        return self._rows(select(LINEAGE).where(LINEAGE.c.portfolio_id == portfolio_id).order_by(LINEAGE.c.as_of))

    def add_lineage(self, portfolio_id: int, from_key: str, to_key: str, kind: str, as_of: date, actor: str) -> None:
        """Store that a key became another; saying so again replaces it."""
        same = (
            (LINEAGE.c.portfolio_id == portfolio_id) & (LINEAGE.c.from_key == from_key) & (LINEAGE.c.to_key == to_key)
        )
        self._connection.execute(delete(LINEAGE).where(same))
        self._connection.execute(
            LINEAGE.insert().values(
                portfolio_id=portfolio_id,
                from_key=from_key,
                to_key=to_key,
                kind=kind,
                as_of=as_of,
                decided_by=actor,
            )
        )

    def periods(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return the reporting periods by date."""
        return self._rows(select(PERIOD).where(PERIOD.c.portfolio_id == portfolio_id).order_by(PERIOD.c.as_of))

    def open_period(self, portfolio_id: int, as_of: date) -> None:
        """Store a reporting period for a date that has none."""
        table = PERIOD
        known = select(table.c.id).where(table.c.portfolio_id == portfolio_id, table.c.as_of == as_of)
        if self._connection.execute(known).first() is None:
            self._connection.execute(table.insert().values(portfolio_id=portfolio_id, as_of=as_of, status="open"))

    def last_published(self, portfolio_id: int) -> date | None:
        """Return the newest date that was published, restated ones among them, or None where none ever was."""
        wanted = select(func.max(PUBLICATION.c.as_of)).where(PUBLICATION.c.portfolio_id == portfolio_id)
        found: date | None = self._connection.execute(wanted).scalar()
        return found
