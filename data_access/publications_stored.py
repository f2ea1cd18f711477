"""Publications and restatements as they are stored, read without trust in what is stored, to be compared."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Text, cast, select, type_coerce

from data_access.portfolios import TABLE as PORTFOLIO
from data_access.publications import PUBLICATION, RESTATEMENT


@dataclass(frozen=True)
class StoredRow:
    """A publication or a restatement: `words` are its plain texts, `figures` those it holds by name.


    `as_of` is the date in ISO form; `at` and figures are None where somebody made them unreadable.
    """

    portfolio_id: int
    portfolio: str
    as_of: str
    at: datetime | None
    words: dict[str, str]
    figures: dict[str, Any]


class PublicationsStored:
    """Reads of all that was ever published or restated, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def publications(self) -> list[StoredRow]:
        """Return every publication; `figures` holds those published as "figures"."""
        return self._rows(PUBLICATION, PUBLICATION.c.published_at, ("published_by", "method"), ("figures",))

    def restatements(self) -> list[StoredRow]:
        """Return every restatement in the order they were made; `figures` holds those "before" and "after"."""
        words = ("made_by", "reason", "approved_by", "cause")
        return self._rows(RESTATEMENT, RESTATEMENT.c.made_at, words, ("before", "after"))

    def _rows(self, table: Any, at: Any, words: tuple[str, ...], figures: tuple[str, ...]) -> list[StoredRow]:
        told = [table.c[name] for name in words] + [cast(table.c[name], Text).label(name) for name in figures]
        dated = [type_coerce(PUBLICATION.c.as_of, Text).label("day"), type_coerce(at, Text).label("moment")]
        statement = select(table.c.portfolio_id, PORTFOLIO.c.key, *dated, *told).order_by(table.c.id)
        statement = statement.outerjoin_from(table, PORTFOLIO, PORTFOLIO.c.id == table.c.portfolio_id)
        if table is RESTATEMENT:
            statement = statement.outerjoin(PUBLICATION, PUBLICATION.c.id == RESTATEMENT.c.publication_id)
        return [
            StoredRow(
                int(row["portfolio_id"]),
                str(row["key"]),
                str(row["day"]),
                _moment(row["moment"]),
                {name: str(row[name]) for name in words},
                {name: _json(row[name]) for name in figures},
            )
            for row in self._connection.execute(statement).mappings()
        ]


def _json(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return None


def _moment(told: Any) -> datetime | None:
    try:
        return (told if isinstance(told, datetime) else datetime.fromisoformat(told)).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None
