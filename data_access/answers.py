"""Answers of projects to what their evidence says: added, never overwritten."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from data_access.schema import answers
from data_access.schema.base import table_of

ANSWER = table_of(answers.Answer)


class Answers:
    """Reads and writes of answers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self, portfolio_id: int, until: date, keys: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Return every answer given for dates up to one, the withdrawn and corrected among them, oldest first."""
        wanted = (ANSWER.c.portfolio_id == portfolio_id) & (ANSWER.c.as_of <= until)
        if keys is not None:
            wanted &= ANSWER.c.project_key.in_(list(keys))
        statement = select(ANSWER).where(wanted).order_by(ANSWER.c.as_of, ANSWER.c.id)
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def add(self, portfolio_id: int, actor: str, told: dict[str, Any]) -> int:
        """Store an answer (project_key, as_of, body, said_by, asked, corrects_id) and return its number."""
        values = {**told, "portfolio_id": portfolio_id, "written_at": datetime.now(UTC), "written_by": actor}
        added = self._connection.execute(ANSWER.insert().values(values).returning(ANSWER.c.id))
        return int(added.scalar_one())

    def withdraw(self, number: int, actor: str, reason: str) -> None:
        """Take an answer out of use; its words stay."""
        told = {"withdrawn_at": datetime.now(UTC), "withdrawn_by": actor, "withdrawn_reason": reason}
        self._connection.execute(update(ANSWER).where(ANSWER.c.id == number).values(told))
