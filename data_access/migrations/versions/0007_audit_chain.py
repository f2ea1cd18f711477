"""Chain the audit: number its entries without gaps, hash each with the one before, and keep them from change."""

import hashlib
import json
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GENESIS = "0" * 64
AT_ONCE = 1_000
CARRIED = ("portfolio_id", "at", "actor", "action", "subject", "before", "after")
EMPTY = ("data_version", "person_id", "session_id", "request_id")

KEPT_ON_SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'entries of the audit are never changed'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'entries of the audit are never deleted'); END",
    # INSERT OR REPLACE deletes without firing the trigger above.
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence) "
    "BEGIN SELECT RAISE(ABORT, 'entries of the audit are never replaced'); END",
    "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head "
    "BEGIN SELECT RAISE(ABORT, 'the head of the audit is never deleted'); END",
    "CREATE TRIGGER audit_head_rises BEFORE UPDATE ON audit_head WHEN NEW.sequence <= OLD.sequence "
    "BEGIN SELECT RAISE(ABORT, 'the head of the audit only rises'); END",
)
KEPT_ON_POSTGRESQL = (
    "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'entries of the audit are never changed or deleted'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()",
    "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_is_kept()",
    "CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()",
    "CREATE TRIGGER audit_head_rises BEFORE UPDATE ON audit_head "
    "FOR EACH ROW WHEN (NEW.sequence <= OLD.sequence) EXECUTE FUNCTION audit_is_kept()",
)


def upgrade() -> None:
    """Build the table anew, carry the entries over in their order, and forbid to change them."""
    before = _set_aside()
    made = _chained_table()
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", IDENTIFIER, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    connection = op.get_bind()
    sequence, previous, last = 0, GENESIS, 0
    while rows := _next(connection, before, last):
        entries = []
        for row in rows:
            sequence += 1
            carried = {name: row[name] for name in CARRIED}
            entry = {"sequence": sequence, **carried, **dict.fromkeys(EMPTY), "previous": previous}
            entries.append({**entry, "hash": _digest(entry)})
            previous, last = entries[-1]["hash"], row["id"]
        connection.execute(made.insert(), entries)
    connection.execute(head.insert().values(id=1, sequence=sequence, hash=previous))
    op.drop_table("audit_before")
    for statement in KEPT_ON_SQLITE if connection.dialect.name == "sqlite" else KEPT_ON_POSTGRESQL:
        op.execute(sa.DDL(statement))  # type: ignore[no-untyped-call]


def downgrade() -> None:
    """Take numbers, hashes and what was told of persons and visits away."""
    connection = op.get_bind()
    op.drop_table("audit_head")
    for name in ("portfolio_id", "actor", "action"):
        op.drop_index(op.f(f"ix_audit_{name}"), table_name="audit")
    op.rename_table("audit", "audit_chained")
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE audit_chained RENAME CONSTRAINT pk_audit TO pk_audit_chained")
    op.create_table(
        "audit",
        *_told(),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_portfolio_id"), "audit", ["portfolio_id"], unique=False)
    named = ", ".join(CARRIED)
    op.execute(f"INSERT INTO audit ({named}) SELECT {named} FROM audit_chained ORDER BY sequence")
    op.drop_table("audit_chained")
    if connection.dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")


def _set_aside() -> sa.Table:
    """Give the old table another name; return it."""
    op.drop_index(op.f("ix_audit_portfolio_id"), table_name="audit")
    op.rename_table("audit", "audit_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit_before RENAME CONSTRAINT pk_audit TO pk_audit_before")
    return sa.Table("audit_before", sa.MetaData(), sa.Column("id", IDENTIFIER, primary_key=True), *_told())


def _chained_table() -> sa.Table:
    made = op.create_table(
        "audit",
        sa.Column("sequence", IDENTIFIER, autoincrement=False, nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=True),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("session_id", IDENTIFIER, nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        *_told(),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
    )
    for name in ("portfolio_id", "actor", "action"):
        op.create_index(op.f(f"ix_audit_{name}"), "audit", [name], unique=False)
    return made


def _told() -> list[sa.Column[Any]]:
    return [
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
    ]


def _next(connection: sa.Connection, table: sa.Table, last: int) -> list[dict[str, Any]]:
    statement = sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(AT_ONCE)
    return [dict(row) for row in connection.execute(statement).mappings()]


def _digest(entry: dict[str, Any]) -> str:
    told = {**entry, "at": entry["at"].replace(tzinfo=UTC).isoformat(timespec="microseconds")}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()
