"""How objectives were weighed, as stored: the judgments behind their points, only ever added."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from data_access.schema import weighings
from data_access.schema.base import table_of

WEIGHING = table_of(weighings.Weighing)


class Weighings:
    """Reads and writes of weighings inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, portfolio_id: int, actor: str, as_of: date, values: Mapping[str, Any]) -> int:
        """Store a weighing (group_key, method, judgments, result, reason, snapshot_id) and return its number."""
        made = {"made_by": actor, "made_at": datetime.now(UTC), "as_of": as_of}
        statement = WEIGHING.insert().values(portfolio_id=portfolio_id, **values, **made).returning(WEIGHING.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def listing(self, portfolio_id: int, until: date) -> list[dict[str, Any]]:
        """Return the weighings as of a date or earlier, the newest first."""
        statement = (
            select(WEIGHING)
            .where(WEIGHING.c.portfolio_id == portfolio_id, WEIGHING.c.as_of <= until)
            .order_by(WEIGHING.c.id.desc())
        )
        return [dict(row) for row in self._connection.execute(statement).mappings()]
