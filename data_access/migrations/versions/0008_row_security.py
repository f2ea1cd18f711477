"""Let reads on PostgreSQL see one portfolio only, whatever their queries say."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = [
    "event", "answer", "draft", "jobs", "lineage", "note", "own_project", "period_summary", "project_reader",
    "remembered_mapping", "reporting_period", "restricted_project", "saved_view", "scenario", "shown_subject",
    "slip_models", "slip_prediction", "upload", "snapshot", "benefit_values", "benefits", "changes", "communications",
    "contracts", "costs", "decisions", "dependencies", "documents", "gates", "impacts", "issues", "lessons",
    "milestones", "objectives", "projects", "quality", "resource_capacity", "resource_demand", "reviews", "risks",
    "stakeholders",
]  # fmt: skip
SHARED = ["portfolio", "value_note", "scenario_pin", "audit", "audit_head"]
MAKE_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader') THEN
        CREATE ROLE bellwether_reader NOLOGIN;
    END IF;
    EXECUTE format('GRANT bellwether_reader TO %I', current_user);
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
    RAISE NOTICE 'the role bellwether_reader was not made or granted here';
END $$
"""
SHOW_SCHEMA = """
DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO bellwether_reader', current_schema()); END $$
"""


def upgrade() -> None:
    """Make the role where that is allowed, and the policies where it is there."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    connection.execute(sa.text(MAKE_ROLE))
    if not _has_role(connection):
        return
    readable = ", ".join(f'"{name}"' for name in (*TABLES, *SHARED))
    connection.execute(sa.text(SHOW_SCHEMA))
    connection.execute(sa.text(f"GRANT SELECT ON {readable} TO bellwether_reader"))
    mine = "portfolio_id = nullif(current_setting('bellwether.portfolio', true), '')::bigint"
    for name in TABLES:
        connection.execute(sa.text(f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY'))
        connection.execute(sa.text(f'CREATE POLICY of_one_portfolio ON "{name}" USING ({mine})'))


def downgrade() -> None:
    """Take the policies away."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql" or not _has_role(connection):
        return
    readable = ", ".join(f'"{name}"' for name in (*TABLES, *SHARED))
    connection.execute(sa.text(f"REVOKE ALL ON {readable} FROM bellwether_reader"))
    for name in TABLES:
        connection.execute(sa.text(f'DROP POLICY IF EXISTS of_one_portfolio ON "{name}"'))
        connection.execute(sa.text(f'ALTER TABLE "{name}" DISABLE ROW LEVEL SECURITY'))


def _has_role(connection: sa.Connection) -> bool:
    return connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader'")).first() is not None
