"""Table of how objectives were weighed: the judgments behind their points."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class Weighing(Keyed):
    """One way of weighing the members of a group of objectives, kept beside the points it gave.

    Rows are only ever added. `group_key` is empty for the objectives at the top; `judgments` holds what was answered,
    in the form of its method, `result` the weights with their consistency, and `snapshot_id` the edit that gave the
    objectives their points (empty where the points were those already).
    """

    __tablename__ = "weighing"
    __table_args__ = (Index("ix_weighing_portfolio", "portfolio_id", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    as_of: Mapped[date] = mapped_column(Date)
    group_key: Mapped[str] = mapped_column(Text)
    method: Mapped[str] = mapped_column(Text)
    judgments: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
