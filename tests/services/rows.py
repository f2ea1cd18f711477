"""All that is stored, row by row, as no service shows it."""

from typing import Any

from sqlalchemy import select

from data_access import database
from data_access.schema import Base


def tables() -> set[str]:
    """Return the names of all tables."""
    return set(Base.metadata.tables)


def rows_of(table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, in no particular order."""
    with database.engine().connect() as connection:
        return [dict(row) for row in connection.execute(select(Base.metadata.tables[table])).mappings()]


def everything(*, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Return what all tables hold, for comparing it with itself later."""
    return {name: sorted(map(repr, rows_of(name))) for name in tables() - without}
