"""Tables of long work: jobs, and the slip models that one kind of them makes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class Job(Keyed):
    """One piece of long work on a portfolio: asked for, under way, or ended."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_kind", "portfolio_id", "kind", "state"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    kind: Mapped[str] = mapped_column(Text)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(Text)
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    words: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    data_version: Mapped[int] = mapped_column(Integer)
    cancel_requested: Mapped[bool] = mapped_column(Boolean, default=False)
    asked_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SlipModel(Keyed):
    """One fitted slip model of a portfolio and question, with what it learned from and how it did.

    `content` is the model as skops bytes and `sha256` their hash; `training` the pairs it was fitted on and `scored`
    the predictions of its rolling record, both as Parquet. One model of a question is active: it speaks.
    """

    __tablename__ = "slip_models"
    __table_args__ = (Index("ix_slip_models_question", "portfolio_id", "horizon", "days"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    horizon: Mapped[str] = mapped_column(Text)
    days: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
    data_version: Mapped[int] = mapped_column(Integer)
    code_version: Mapped[str] = mapped_column(Text)
    inputs: Mapped[list[str]] = mapped_column(JSON)
    pairs: Mapped[int] = mapped_column(Integer)
    base_rate: Mapped[float] = mapped_column(Float)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    training: Mapped[bytes] = mapped_column(LargeBinary)
    scored: Mapped[bytes] = mapped_column(LargeBinary)
    is_active: Mapped[bool] = mapped_column(Boolean)
    activations: Mapped[int] = mapped_column(Integer, default=0)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
