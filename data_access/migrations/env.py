"""Runs migrations on the connection that data_access.database hands over."""

from typing import Any, Literal

from alembic import context

from data_access.schema import Base
from data_access.schema.types import Money, UtcDateTime


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Return a plain SQLAlchemy type for our own ones, so that revisions never import the schema."""
    if kind == "type" and isinstance(item, Money):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
