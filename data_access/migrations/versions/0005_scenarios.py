"""Keep scenarios with everything that determines them, and the snapshots they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "scenario",
        sa.Column("portfolio_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("copied_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_by", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_scenario_portfolio_id_portfolio")),
        sa.ForeignKeyConstraint(["copied_from_id"], ["scenario.id"], name=op.f("fk_scenario_copied_from_id_scenario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    op.create_index("ix_scenario_status", "scenario", ["portfolio_id", "status"])

    op.create_table(
        "scenario_pin",
        sa.Column("scenario_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("snapshot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name=op.f("fk_scenario_pin_scenario_id_scenario")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_scenario_pin_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_pin")),
        sa.UniqueConstraint("scenario_id", "snapshot_id", name=op.f("uq_scenario_pin_scenario_id")),
    )
    op.create_index(op.f("ix_scenario_pin_snapshot_id"), "scenario_pin", ["snapshot_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_scenario_pin_snapshot_id"), "scenario_pin")
    op.drop_table("scenario_pin")
    op.drop_index("ix_scenario_status", "scenario")
    op.drop_table("scenario")
