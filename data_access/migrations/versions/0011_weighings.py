"""Keep the judgments behind the points of objectives, what each rating means, and how a measure is valued."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MEASURE_TEXTS = ("measure", "measure_unit", "value_shape", "value_steps")
MEASURE_NUMBERS = ("value_worst", "value_best", "value_bend")
MEANINGS = ("none_means", "low_means", "moderate_means", "strong_means", "extreme_means")


def upgrade() -> None:
    """Add the table and the columns, and on PostgreSQL what those who read may see of the table."""
    op.create_table(
        "weighing",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("judgments", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot_id", IDENTIFIER, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_weighing_portfolio_id_portfolio")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_weighing_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighing")),
    )
    op.create_index("ix_weighing_portfolio", "weighing", ["portfolio_id", "as_of"])
    for name in (*MEANINGS, *MEASURE_TEXTS):
        op.add_column("objectives", sa.Column(name, sa.Text(), nullable=True))
    for name in MEASURE_NUMBERS:
        op.add_column("objectives", sa.Column(name, sa.Float(), nullable=True))
    op.add_column("impacts", sa.Column("measured", sa.Float(), nullable=True))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql" and _has_role(connection):
        mine = "portfolio_id = nullif(current_setting('bellwether.portfolio', true), '')::bigint"
        connection.execute(sa.text("GRANT SELECT ON weighing TO bellwether_reader"))
        connection.execute(sa.text("ALTER TABLE weighing ENABLE ROW LEVEL SECURITY"))
        connection.execute(sa.text(f"CREATE POLICY of_one_portfolio ON weighing USING ({mine})"))


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_weighing_portfolio", "weighing")
    op.drop_table("weighing")
    with op.batch_alter_table("objectives") as batch_op:
        for name in (*MEANINGS, *MEASURE_TEXTS, *MEASURE_NUMBERS):
            batch_op.drop_column(name)
    with op.batch_alter_table("impacts") as batch_op:
        batch_op.drop_column("measured")


def _has_role(connection: sa.Connection) -> bool:
    return connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader'")).first() is not None
