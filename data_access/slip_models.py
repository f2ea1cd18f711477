"""Fitted slip models as stored: bytes with their hash, what they learned from, and how they did."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Row, delete, select, update

from data_access.drafts import from_parquet, to_parquet
from data_access.schema import jobs as schema
from data_access.schema.base import table_of

MODEL = table_of(schema.SlipModel)
HEAVY: Final = ("content", "training", "scored")
KEPT: Final = 12
"""So many models of a question are kept, the active one always among them."""


@dataclass(frozen=True)
class ModelFacts:
    """What is known of a stored model without its bytes; `base_rate` is that of its training pairs."""

    id: int
    portfolio_id: int
    horizon: str
    days: int
    as_of: date
    data_version: int
    code_version: str
    inputs: list[str]
    pairs: int
    base_rate: float
    record: dict[str, Any]
    sha256: str
    is_active: bool
    activations: int
    made_by: str
    made_at: datetime


LIGHT = [column for column in MODEL.c if column.name not in HEAVY]


class SlipModels:
    """Reads and writes of slip models inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: dict[str, Any], content: bytes, training: pd.DataFrame, scored: pd.DataFrame) -> int:
        """Store a model, let it speak in place of the one before, forget the oldest; return its number.

        `values` are the facts of `ModelFacts` but for those set here.
        """
        self.silence(values["portfolio_id"], values["horizon"], values["days"])
        made = {**values, "is_active": True, "activations": 1, "made_at": datetime.now(UTC)}
        parts = {"content": content, "training": to_parquet(training), "scored": to_parquet(scored)}
        number = int(
            self._connection.execute(MODEL.insert().values(**made, **parts).returning(MODEL.c.id)).scalar_one()
        )
        for old in self.listing(values["portfolio_id"], values["horizon"], values["days"])[KEPT:]:
            self._connection.execute(delete(MODEL).where(MODEL.c.id == old.id))
        return number

    def listing(self, portfolio_id: int, horizon: str, days: int) -> list[ModelFacts]:
        """Return the models of a question, newest first."""
        statement = select(*LIGHT).where(_question(portfolio_id, horizon, days)).order_by(MODEL.c.id.desc())
        return [_facts(row) for row in self._connection.execute(statement)]

    def get(self, portfolio_id: int, model: int) -> ModelFacts | None:
        """Return a model of the portfolio, or None."""
        statement = select(*LIGHT).where(MODEL.c.portfolio_id == portfolio_id, MODEL.c.id == model)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _facts(row)

    def active(self, portfolio_id: int, horizon: str, days: int) -> ModelFacts | None:
        """Return the model of a question that speaks, or None."""
        statement = select(*LIGHT).where(_question(portfolio_id, horizon, days), MODEL.c.is_active)
        row = self._connection.execute(statement.order_by(MODEL.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else _facts(row)

    def content(self, model: int) -> bytes:
        """Return the bytes of a model as stored."""
        return bytes(self._connection.execute(select(MODEL.c.content).where(MODEL.c.id == model)).scalar_one())

    def training(self, model: int) -> pd.DataFrame:
        """Return the pairs a model was fitted on."""
        return from_parquet(self._connection.execute(select(MODEL.c.training).where(MODEL.c.id == model)).scalar_one())

    def scored(self, model: int) -> pd.DataFrame:
        """Return what was predicted of each pair of a model's rolling record, beside what happened."""
        return from_parquet(self._connection.execute(select(MODEL.c.scored).where(MODEL.c.id == model)).scalar_one())

    def activate(self, chosen: ModelFacts) -> None:
        """Let a model speak in place of the one that did."""
        self.silence(chosen.portfolio_id, chosen.horizon, chosen.days)
        values = {"is_active": True, "activations": MODEL.c.activations + 1}
        self._connection.execute(update(MODEL).where(MODEL.c.id == chosen.id).values(**values))

    def silence(self, portfolio_id: int, horizon: str, days: int) -> None:
        """Let no model of a question speak."""
        statement = update(MODEL).where(_question(portfolio_id, horizon, days), MODEL.c.is_active)
        self._connection.execute(statement.values(is_active=False))


def _question(portfolio_id: int, horizon: str, days: int) -> Any:
    return (MODEL.c.portfolio_id == portfolio_id) & (MODEL.c.horizon == horizon) & (MODEL.c.days == days)


def _facts(row: Row[Any]) -> ModelFacts:
    return ModelFacts(**row._mapping)
