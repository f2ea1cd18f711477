"""Plans kept for a day, and how a portfolio's files were read last time."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, select

from data_access.schema import core
from data_access.schema.base import table_of

DRAFT = table_of(core.Draft)
PART = table_of(core.DraftPart)
MAPPING = table_of(core.RememberedMapping)
KEPT = timedelta(hours=24)


def to_parquet(rows: pd.DataFrame) -> bytes:
    """Return the frame as Parquet bytes."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()


def from_parquet(stored: bytes) -> pd.DataFrame:
    """Return the frame that `to_parquet` stored."""
    return pd.read_parquet(io.BytesIO(stored))


class Drafts:
    """Reads and writes of drafts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: dict[str, Any]) -> int:
        """Store a draft; forget those older than a day; return its number."""
        now = datetime.now(UTC)
        old = select(DRAFT.c.id).where(DRAFT.c.made_at < now - KEPT)
        self._connection.execute(delete(PART).where(PART.c.draft_id.in_(old)))
        self._connection.execute(delete(DRAFT).where(DRAFT.c.made_at < now - KEPT))
        statement = DRAFT.insert().values(made_at=now, **values).returning(DRAFT.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def add_part(self, draft_id: int, as_of: date, rows: pd.DataFrame, notes: pd.DataFrame) -> None:
        """Store the rows of one date of a draft."""
        self._connection.execute(
            PART.insert().values(draft_id=draft_id, as_of=as_of, rows=to_parquet(rows), notes=to_parquet(notes))
        )

    def get(self, portfolio_id: int, plan_hash: str) -> dict[str, Any] | None:
        """Return the draft with that plan hash, or None where there is none or it is over a day old."""
        statement = (
            select(DRAFT)
            .where(DRAFT.c.portfolio_id == portfolio_id, DRAFT.c.plan_hash == plan_hash)
            .where(DRAFT.c.made_at >= datetime.now(UTC) - KEPT)
            .order_by(DRAFT.c.id.desc())
        )
        row = self._connection.execute(statement).mappings().first()
        return None if row is None else dict(row)

    def part(self, draft_id: int, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return rows and value notes of one date of a draft."""
        statement = select(PART.c.rows, PART.c.notes).where(PART.c.draft_id == draft_id, PART.c.as_of == as_of)
        row = self._connection.execute(statement).one()
        return from_parquet(row.rows), from_parquet(row.notes)

    def remove(self, draft_id: int) -> None:
        """Forget a draft."""
        self._connection.execute(delete(PART).where(PART.c.draft_id == draft_id))
        self._connection.execute(delete(DRAFT).where(DRAFT.c.id == draft_id))

    def remembered(self, portfolio_id: int, register: str, signature: str | None = None) -> list[dict[str, Any]]:
        """Return remembered choices of reading, newest first."""
        statement = select(MAPPING).where(MAPPING.c.portfolio_id == portfolio_id, MAPPING.c.register == register)
        if signature is not None:
            statement = statement.where(MAPPING.c.signature == signature)
        return [dict(row) for row in self._connection.execute(statement.order_by(MAPPING.c.id.desc())).mappings()]

    def remember(self, portfolio_id: int, register: str, signature: str, choices: dict[str, Any]) -> None:
        """Keep how a file with these headers was read."""
        same = (
            (MAPPING.c.portfolio_id == portfolio_id)
            & (MAPPING.c.register == register)
            & (MAPPING.c.signature == signature)
        )
        self._connection.execute(delete(MAPPING).where(same))
        self._connection.execute(
            MAPPING.insert().values(portfolio_id=portfolio_id, register=register, signature=signature, choices=choices)
        )
