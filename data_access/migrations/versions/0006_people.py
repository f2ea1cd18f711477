"""Keep people, their roles and visits, and which projects and subjects not everybody sees."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "person",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("account", name=op.f("uq_person_account")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_person_issuer")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_account", "sign_in_attempt", ["account"], unique=False)
    op.create_index("ix_sign_in_attempt_address", "sign_in_attempt", ["address"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"], unique=False)
    op.create_table(
        "own_project",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("project_key", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_project_person_id_person")),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_own_project_portfolio_id_portfolio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_project")),
        sa.UniqueConstraint("portfolio_id", "project_key", "person_id", name=op.f("uq_own_project_portfolio_id")),
    )
    op.create_index(op.f("ix_own_project_person_id"), "own_project", ["person_id"], unique=False)
    op.create_table(
        "project_reader",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("project_key", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_project_reader_person_id_person")),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_project_reader_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_reader")),
        sa.UniqueConstraint("portfolio_id", "project_key", "person_id", name=op.f("uq_project_reader_portfolio_id")),
    )
    op.create_index(op.f("ix_project_reader_person_id"), "project_reader", ["person_id"], unique=False)
    op.create_table(
        "restricted_project",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("project_key", sa.Text(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_restricted_project_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restricted_project")),
        sa.UniqueConstraint("portfolio_id", "project_key", name=op.f("uq_restricted_project_portfolio_id")),
    )
    op.create_table(
        "role_grant",
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("portfolio_id", IDENTIFIER, nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("by_group", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.id"], name=op.f("fk_role_grant_portfolio_id_portfolio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index("ix_role_grant_person", "role_grant", ["person_id"], unique=False)
    op.create_table(
        "shown_subject",
        sa.Column("portfolio_id", IDENTIFIER, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_shown_subject_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_subject")),
        sa.UniqueConstraint("portfolio_id", "subject", "role", name=op.f("uq_shown_subject_portfolio_id")),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("gathering", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_web_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_web_session_person_id"), table_name="web_session")
    op.drop_table("web_session")
    op.drop_table("shown_subject")
    op.drop_index("ix_role_grant_person", table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_table("restricted_project")
    op.drop_index(op.f("ix_project_reader_person_id"), table_name="project_reader")
    op.drop_table("project_reader")
    op.drop_index(op.f("ix_own_project_person_id"), table_name="own_project")
    op.drop_table("own_project")
    op.drop_index(op.f("ix_invitation_person_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index("ix_sign_in_attempt_address", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_account", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("person")
