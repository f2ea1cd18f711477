"""Keep workshops: questions, places, who has voted, and ballots that name nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "workshop", "workshop_seat", "workshop_question", "workshop_turnout", "workshop_ballot", "workshop_dissent",
)  # fmt: skip
CONFINED = "workshop"


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _own_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    """Add the tables, and on PostgreSQL what those who read may see of them."""
    _workshop()
    _seats()
    _questions()
    _answers()
    connection = op.get_bind()
    if connection.dialect.name == "postgresql" and _has_role(connection):
        mine = "portfolio_id = nullif(current_setting('bellwether.portfolio', true), '')::bigint"
        connection.execute(sa.text(f"GRANT SELECT ON {', '.join(TABLES)} TO bellwether_reader"))
        connection.execute(sa.text(f"ALTER TABLE {CONFINED} ENABLE ROW LEVEL SECURITY"))
        connection.execute(sa.text(f"CREATE POLICY of_one_portfolio ON {CONFINED} USING ({mine})"))


def downgrade() -> None:
    """Take them away."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _workshop() -> None:
    op.create_table(
        "workshop",
        sa.Column("portfolio_id", _key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("frame", sa.JSON(), nullable=False),
        sa.Column("current_id", _key(), nullable=True),
        sa.Column("discuss_until", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("replaces_id", _key(), nullable=True),
        *_own_key("workshop"),
        _leads("workshop", "portfolio_id", "portfolio"),
        _leads("workshop", "replaces_id", "workshop"),
        sa.UniqueConstraint("code", name=op.f("uq_workshop_code")),
    )
    op.create_index("ix_workshop_portfolio", "workshop", ["portfolio_id", "stage"])


def _seats() -> None:
    op.create_table(
        "workshop_seat",
        sa.Column("workshop_id", _key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("voter_group", sa.Text(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=True),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=True),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        *_own_key("workshop_seat"),
        _leads("workshop_seat", "workshop_id", "workshop"),
        sa.UniqueConstraint("workshop_id", "name", name=op.f("uq_workshop_seat_workshop_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_workshop_seat_token_hash")),
    )


def _questions() -> None:
    op.create_table(
        "workshop_question",
        sa.Column("workshop_id", _key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_key", sa.Text(), nullable=False),
        sa.Column("right_key", sa.Text(), nullable=False),
        sa.Column("stake", sa.BigInteger(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        *_own_key("workshop_question"),
        _leads("workshop_question", "workshop_id", "workshop"),
        sa.UniqueConstraint("workshop_id", "position", name=op.f("uq_workshop_question_workshop_id")),
    )


def _answers() -> None:
    op.create_table(
        "workshop_turnout",
        sa.Column("question_id", _key(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("seat_id", _key(), nullable=False),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "round", "seat_id", name=op.f("pk_workshop_turnout")),
        _leads("workshop_turnout", "question_id", "workshop_question"),
        _leads("workshop_turnout", "seat_id", "workshop_seat"),
    )
    op.create_table(
        "workshop_ballot",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", _key(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("voter_group", sa.Text(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_ballot")),
        _leads("workshop_ballot", "question_id", "workshop_question"),
        sa.UniqueConstraint("question_id", "round", "key_hash", name=op.f("uq_workshop_ballot_question_id")),
    )
    op.create_index(op.f("ix_workshop_ballot_question_id"), "workshop_ballot", ["question_id"])
    op.create_table(
        "workshop_dissent",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workshop_id", _key(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_dissent")),
        _leads("workshop_dissent", "workshop_id", "workshop"),
    )
    op.create_index(op.f("ix_workshop_dissent_workshop_id"), "workshop_dissent", ["workshop_id"])


def _has_role(connection: sa.Connection) -> bool:
    return connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = 'bellwether_reader'")).first() is not None
