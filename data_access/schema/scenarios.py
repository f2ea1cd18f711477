"""Tables of scenarios: plans of a budget kept with everything that determines them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class Scenario(Keyed):
    """One plan: what was asked, of which data, and what was chosen.

    `statement` holds everything needed to solve it again, `summary` the few figures a list of scenarios shows, and
    `decision` what was decided, by whom and why, once it is committed. `version` rises with every change.
    """

    __tablename__ = "scenario"
    __table_args__ = (Index("ix_scenario_status", "portfolio_id", "status"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    name: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    statement: Mapped[dict[str, Any]] = mapped_column(JSON)
    summary: Mapped[dict[str, Any]] = mapped_column(JSON)
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("scenario.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_by: Mapped[str] = mapped_column(Text)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_by: Mapped[str | None] = mapped_column(Text)


class ScenarioPin(Keyed):
    """A snapshot that a scenario rests on."""

    __tablename__ = "scenario_pin"
    __table_args__ = (UniqueConstraint("scenario_id", "snapshot_id"),)

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenario.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
