"""Figures that can be rebuilt at any time: summaries of periods and stored predictions."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, select

from data_access.drafts import from_parquet, to_parquet
from data_access.schema import core, jobs
from data_access.schema.base import table_of

SUMMARY = table_of(core.PeriodSummary)
PREDICTION = table_of(core.SlipPrediction)
MODEL = table_of(jobs.SlipModel)


class Derived:
    """Reads and writes of derived figures inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget(self, portfolio_id: int, since: date | None = None, *, predictions: bool = True) -> None:
        """Drop the derived figures from a date on, or all of them; predictions only where asked."""
        for table in (SUMMARY, PREDICTION) if predictions else (SUMMARY,):
            statement = delete(table).where(table.c.portfolio_id == portfolio_id)
            if since is not None:
                statement = statement.where(table.c.as_of >= since)
            self._connection.execute(statement)

    def count(self, portfolio_id: int, replacing: str) -> int:
        """Return a number that grows with each derived figure stored, with each prediction that the method `replacing`
        puts in the place of another, and with each slip model that begins to speak."""
        known = [
            select(func.count()).select_from(table).where(table.c.portfolio_id == portfolio_id)
            for table in (SUMMARY, PREDICTION)
        ]
        replaced = (PREDICTION.c.portfolio_id == portfolio_id) & (PREDICTION.c.method == replacing)
        known.append(select(func.count()).select_from(PREDICTION).where(replaced))
        spoken = func.coalesce(func.sum(MODEL.c.activations), 0)
        known.append(select(spoken).where(MODEL.c.portfolio_id == portfolio_id))
        return sum(int(self._connection.execute(statement).scalar_one()) for statement in known)

    def summaries(self, portfolio_id: int, method: str) -> dict[date, dict[str, Any]]:
        """Return the stored figures of each period made by that method version."""
        statement = select(SUMMARY).where(SUMMARY.c.portfolio_id == portfolio_id, SUMMARY.c.method == method)
        return {row.as_of: row.figures for row in self._connection.execute(statement.order_by(SUMMARY.c.as_of))}

    def store_summaries(self, portfolio_id: int, method: str, figures: Iterable[tuple[date, dict[str, Any]]]) -> None:
        """Store the figures of periods, in place of older ones."""
        for as_of, values in figures:
            same = (SUMMARY.c.portfolio_id == portfolio_id) & (SUMMARY.c.as_of == as_of)
            self._connection.execute(delete(SUMMARY).where(same))
            self._connection.execute(
                SUMMARY.insert().values(portfolio_id=portfolio_id, as_of=as_of, method=method, figures=values)
            )

    def predictions(self, portfolio_id: int, as_of: date, horizon: str, days: int, methods: Collection[str]) -> Any:
        """Return (rows, record) predicted at a date by one of the methods, or None where not yet worked out."""
        statement = select(PREDICTION).where(
            PREDICTION.c.portfolio_id == portfolio_id,
            PREDICTION.c.as_of == as_of,
            PREDICTION.c.horizon == horizon,
            PREDICTION.c.days == days,
            PREDICTION.c.method.in_(list(methods)),
        )
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else (from_parquet(row.rows), dict(row.record))

    def predicted_dates(self, portfolio_id: int, horizon: str, days: int, methods: Collection[str]) -> set[date]:
        """Return the dates for which predictions by one of the methods are stored."""
        statement = select(PREDICTION.c.as_of).where(
            PREDICTION.c.portfolio_id == portfolio_id,
            PREDICTION.c.horizon == horizon,
            PREDICTION.c.days == days,
            PREDICTION.c.method.in_(list(methods)),
        )
        return set(self._connection.execute(statement).scalars())

    def store_predictions(
        self,
        portfolio_id: int,
        as_of: date,
        horizon: str,
        days: int,
        method: str,
        rows: pd.DataFrame | bytes,
        record: Any,
    ) -> None:
        """Store what was predicted at a date, in place of an older prediction; rows as a frame or as its Parquet."""
        same = (
            (PREDICTION.c.portfolio_id == portfolio_id)
            & (PREDICTION.c.as_of == as_of)
            & (PREDICTION.c.horizon == horizon)
            & (PREDICTION.c.days == days)
        )
        self._connection.execute(delete(PREDICTION).where(same))
        self._connection.execute(
            PREDICTION.insert().values(
                portfolio_id=portfolio_id,
                as_of=as_of,
                horizon=horizon,
                days=days,
                method=method,
                rows=rows if isinstance(rows, bytes) else to_parquet(rows),
                record=record,
            )
        )
