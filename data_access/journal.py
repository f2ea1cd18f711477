"""The audit and the events: written in the transaction of what they tell."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.schema import core
from data_access.schema.base import table_of

AUDIT = table_of(core.Audit)
EVENT = table_of(core.Event)


class Journal:
    """Writes and reads of the audit inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(
        self,
        portfolio_id: int | None,
        actor: str,
        action: str,
        subject: str,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Store who did what to what, and announce it to live pages."""
        now = datetime.now(UTC)
        self._connection.execute(
            AUDIT.insert().values(
                portfolio_id=portfolio_id,
                at=now,
                actor=actor,
                action=action,
                subject=subject,
                before=before,
                after=after,
            )
        )
        if portfolio_id is not None:
            self._connection.execute(EVENT.insert().values(portfolio_id=portfolio_id, kind=action, at=now))
            if self._connection.dialect.name == "postgresql":
                self._connection.exec_driver_sql(f"NOTIFY bellwether, '{int(portfolio_id)}'")

    def entries(self, portfolio_id: int, limit: int = 200) -> pd.DataFrame:
        """Return the newest audit entries: at, actor, action, subject, before, after."""
        columns = [AUDIT.c.at, AUDIT.c.actor, AUDIT.c.action, AUDIT.c.subject, AUDIT.c.before, AUDIT.c.after]
        statement = select(*columns).where(AUDIT.c.portfolio_id == portfolio_id).order_by(AUDIT.c.id.desc())
        rows = self._connection.execute(statement.limit(limit)).fetchall()
        return pd.DataFrame(rows, columns=[column.name for column in columns])
