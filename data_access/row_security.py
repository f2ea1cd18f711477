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
POLICY: Final = "of_one_portfolio"
SHARED: Final = ("portfolio", "value_note", "scenario_pin", "audit", "audit_head")
"""Tables that readers need beside those with a portfolio of their own; they are reached by its rows' numbers."""

MAKE_ROLE: Final = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader') THEN
        CREATE ROLE bellwether_reader NOLOGIN;
    END IF;
    EXECUTE format('GRANT bellwether_reader TO %I', current_user);
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
    RAISE NOTICE 'the role bellwether_reader was not made or granted here';
END $$
"""
"""Needs the right to create roles; without it the administrator of the server makes and grants the role."""

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


def enabling(names: list[str]) -> list[str]:
    """Return the statements that put the policy on tables and let the role read them; the role has to be there."""
    mine = "portfolio_id = nullif(current_setting('bellwether.portfolio', true), '')::bigint"
    readable = ", ".join(f'"{name}"' for name in (*names, *SHARED))
    policies = [
        statement
        for name in names
        for statement in (
            f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY {POLICY} ON "{name}" USING ({mine})',
        )
    ]
    return [f"GRANT SELECT ON {readable} TO {READER}", *policies]


def disabling(names: list[str]) -> list[str]:
    """Return the statements that take the policy and the role's rights away."""
    readable = ", ".join(f'"{name}"' for name in (*names, *SHARED))
    policies = [
        statement
        for name in names
        for statement in (f'DROP POLICY {POLICY} ON "{name}"', f'ALTER TABLE "{name}" DISABLE ROW LEVEL SECURITY')
    ]
    return [f"REVOKE ALL ON {readable} FROM {READER}", *policies]


def confine(work: UnitOfWork, portfolio_id: int) -> None:
    """Let the rest of a transaction that reads see one portfolio only; SQLite knows no such layer."""
    connection = work._connection
    if connection.dialect.name == "postgresql":
        connection.execute(text(CONFINE), {"portfolio": str(portfolio_id)})
