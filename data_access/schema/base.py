"""The declarative base and the columns every register row carries."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from data_access.schema.types import Identifier

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)


class RegisterRow(Base):
    """What every register row carries beside its facts.

    `valid_from` and `valid_to` are derived: the row is part of the register's state at date D
    when valid_from <= D < valid_to. Both are empty where the row's snapshot is not in use.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(Identifier, primary_key=True, autoincrement=True)
    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    as_of: Mapped[date] = mapped_column(Date)
    source_row: Mapped[int] = mapped_column(Integer)
    removed: Mapped[bool] = mapped_column(Boolean, default=False)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index, ...]:
        """Return the indexes by which states and histories are read."""
        name = cls.__tablename__
        return (
            Index(f"ix_{name}_validity", "portfolio_id", "valid_to", "valid_from"),
            Index(f"ix_{name}_as_of", "portfolio_id", "as_of"),
        )


SYSTEM_COLUMNS = (
    "id",
    "portfolio_id",
    "snapshot_id",
    "as_of",
    "source_row",
    "removed",
    "valid_from",
    "valid_to",
    "extra",
)


def table_of(row_class: type[Base]) -> Table:
    """Return the table behind a declarative class."""
    table = row_class.__table__
    assert isinstance(table, Table)
    return table
