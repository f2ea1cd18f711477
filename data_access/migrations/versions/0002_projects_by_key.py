"""Find the reports of one project without reading those of all."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_projects_key", "projects", ["portfolio_id", "project_key", "as_of"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_projects_key", "projects")
