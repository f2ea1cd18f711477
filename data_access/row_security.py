"""Row-level security of PostgreSQL: a second layer beneath the conditions of every query.

A read on behalf of somebody takes on the role `READER`, which owns nothing, and to which a policy shows the rows of the
one portfolio that its transaction names, and none where it names none, whatever the queries say. The program's own role
owns the tables and writes as before. Where the role is not there, reads stay with the program's own.
"""

from typing import Final

from sqlalchemy import text

from data_access.schema.base import Base
from data_access.work import UnitOfWork

READER: Final = "bellwether_reader"
CONFINE: Final = """
SELECT set_config('bellwether.portfolio', :portfolio, true),
    set_config('role', coalesce((
        SELECT rolname FROM pg_roles WHERE rolname = 'bellwether_reader'
        AND pg_has_role(current_user, oid, 'MEMBER') AND has_table_privilege(oid, 'projects', 'SELECT')
    ), current_setting('role')), true)
"""
"""The role belongs to the whole server, its rights to one database: without them there, it is not taken on."""


def tables() -> list[str]:
    """Return the tables whose rows each belong to one portfolio."""
    owned = [table for table in Base.metadata.sorted_tables if "portfolio_id" in table.c]
    return [table.name for table in owned if not table.c.portfolio_id.nullable]


def confine(work: UnitOfWork, portfolio_id: int) -> None:
    """Let the rest of a transaction that reads see one portfolio only; SQLite knows no such layer."""
    connection = work._connection
    if connection.dialect.name == "postgresql":
        connection.execute(text(CONFINE), {"portfolio": str(portfolio_id)})
