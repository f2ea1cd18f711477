"""Keep of each question whether its answers were ever shown or accepted: until then others can be added to it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; questions of a later round, or settled or shown ones, count as shown."""
    # With a default, for SQLite would else have to make the table anew, to which others refer.
    op.add_column("workshop_question", sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    question = sa.table(
        "workshop_question",
        sa.column("shown", sa.Boolean()),
        sa.column("round", sa.Integer()),
        sa.column("revealed", sa.Boolean()),
        sa.column("settled_at", sa.DateTime()),
    )
    seen = sa.or_(question.c.round > 1, question.c.revealed, question.c.settled_at.is_not(None))
    op.execute(question.update().where(seen).values(shown=sa.true()))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("workshop_question", "shown")
