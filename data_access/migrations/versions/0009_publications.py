"""Let periods be signed off and published, and keep what is corrected afterwards with its reason and approver."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ["publication", "restatement"]
SHARED = ["publication_pin"]
NEW = ["version", "signed_off_by", "signed_off_at"]


def upgrade() -> None:
    """Add the columns and the tables, and let reads see them portfolio by portfolio."""
    op.add_column("reporting_period", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("reporting_period", sa.Column("signed_off_by", sa.Text(), nullable=True))
    op.add_column("reporting_period", sa.Column("signed_off_at", sa.DateTime(), nullable=True))
    _add_publication()
    _add_pins()
    _add_restatement()
    connection = op.get_bind()
    if connection.dialect.name != "postgresql" or not _has_role(connection):
        return
    readable = ", ".join((*TABLES, *SHARED))
    connection.execute(sa.text(f"GRANT SELECT ON {readable} TO bellwether_reader"))
    mine = "portfolio_id = nullif(current_setting('bellwether.portfolio', true), '')::bigint"
    for name in TABLES:
        connection.execute(sa.text(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"))
        connection.execute(sa.text(f"CREATE POLICY of_one_portfolio ON {name} USING ({mine})"))


def downgrade() -> None:
    """Take them away; the policies go with their tables."""
    op.drop_table("restatement")
    op.drop_table("publication_pin")
    op.drop_table("publication")
    with op.batch_alter_table("reporting_period") as changed:
        for name in NEW:
            changed.drop_column(name)


def _add_publication() -> None:
    op.create_table(
        "publication",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_publication_portfolio_id_portfolio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("portfolio_id", "as_of", name=op.f("uq_publication_portfolio_id")),
    )


def _add_pins() -> None:
    op.create_table(
        "publication_pin",
        sa.Column("publication_id", IDENTIFIER, nullable=False),
        sa.Column("snapshot_id", IDENTIFIER, nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_pin_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_publication_pin_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_pin")),
        sa.UniqueConstraint("publication_id", "snapshot_id", name=op.f("uq_publication_pin_publication_id")),
    )
    op.create_index(op.f("ix_publication_pin_snapshot_id"), "publication_pin", ["snapshot_id"])


def _add_restatement() -> None:
    op.create_table(
        "restatement",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("publication_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_restatement_portfolio_id_portfolio")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_restatement_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restatement")),
    )
    op.create_index(op.f("ix_restatement_portfolio_id"), "restatement", ["portfolio_id"])
    op.create_index(op.f("ix_restatement_publication_id"), "restatement", ["publication_id"])


def _has_role(connection: sa.Connection) -> bool:
    return connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader'")).first() is not None
