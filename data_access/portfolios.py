"""Portfolios as stored: facts, data version, and the lock that serialises writers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from data_access.schema import core
from data_access.schema.base import table_of

TABLE = table_of(core.Portfolio)
NO_MINOR_UNITS = {"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "UGX", "PYG", "RWF"}
THREE_MINOR_DIGITS = {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"}


def minor_digits(currency: str) -> int:
    """Return how many decimal digits the currency has (ISO 4217)."""
    if currency in NO_MINOR_UNITS:
        return 0
    return 3 if currency in THREE_MINOR_DIGITS else 2


@dataclass(frozen=True)
class PortfolioFacts:
    """What is fixed or set for a portfolio. `origin` is reported, or generated for a made-up one."""

    id: int
    key: str
    name: str
    currency: str
    minor_digits: int
    fiscal_start_month: int
    fiscal_label: str
    time_zone: str
    thresholds: dict[str, Any]
    origin: str
    data_version: int


def _facts(row: Row[Any]) -> PortfolioFacts:
    return PortfolioFacts(
        row.id,
        row.key,
        row.name,
        row.currency,
        minor_digits(row.currency),
        row.fiscal_start_month,
        row.fiscal_label,
        row.time_zone,
        dict(row.thresholds),
        row.origin,
        row.data_version,
    )


class Portfolios:
    """Reads and writes of portfolios inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self) -> list[PortfolioFacts]:
        """Return all portfolios by name."""
        return [_facts(row) for row in self._connection.execute(select(TABLE).order_by(TABLE.c.name))]

    def get(self, key: str) -> PortfolioFacts | None:
        """Return the portfolio with that key, or None."""
        row = self._connection.execute(select(TABLE).where(TABLE.c.key == key)).one_or_none()
        return None if row is None else _facts(row)

    def key_of(self, portfolio_id: int) -> str:
        """Return the key of a portfolio."""
        return str(self._connection.execute(select(TABLE.c.key).where(TABLE.c.id == portfolio_id)).scalar_one())

    def version(self, portfolio_id: int) -> int:
        """Return the data version of a portfolio as it is now."""
        statement = select(TABLE.c.data_version).where(TABLE.c.id == portfolio_id)
        return int(self._connection.execute(statement).scalar_one())

    def lock(self, key: str) -> PortfolioFacts | None:
        """Return the portfolio, keeping other writers of it out until the transaction ends."""
        statement = select(TABLE).where(TABLE.c.key == key).with_for_update()
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _facts(row)

    def add(self, facts: dict[str, Any]) -> PortfolioFacts:
        """Store a new portfolio and return it."""
        self._connection.execute(TABLE.insert().values(**facts, data_version=0, created_at=datetime.now(UTC)))
        added = self.get(str(facts["key"]))
        assert added is not None
        return added

    def change(self, portfolio_id: int, values: dict[str, Any]) -> None:
        """Set columns of a portfolio."""
        self._connection.execute(update(TABLE).where(TABLE.c.id == portfolio_id).values(**values))

    def raise_version(self, portfolio_id: int) -> int:
        """Raise the data version by one and return it."""
        statement = (
            update(TABLE)
            .where(TABLE.c.id == portfolio_id)
            .values(data_version=TABLE.c.data_version + 1)
            .returning(TABLE.c.data_version)
        )
        return int(self._connection.execute(statement).scalar_one())
