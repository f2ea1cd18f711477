"""A visit belongs to a person; who joins a workshop by code has a seat there and no visit."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take away visits of nobody, and what named the gathering they had joined."""
    op.execute("DELETE FROM web_session WHERE person_id IS NULL")
    with op.batch_alter_table("web_session") as batch_op:
        batch_op.drop_column("gathering")
        batch_op.alter_column("person_id", existing_type=IDENTIFIER, nullable=False)


def downgrade() -> None:
    """Let visits belong to nobody again."""
    with op.batch_alter_table("web_session") as batch_op:
        batch_op.alter_column("person_id", existing_type=IDENTIFIER, nullable=True)
        batch_op.add_column(sa.Column("gathering", sa.Text(), nullable=True))
