"""Table of what projects answer where their report and the evidence differ."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class Answer(Keyed):
    """What somebody answered for a project at one as-of date, about its status and the evidence of that date.

    Rows are only ever added: a correction is a row of its own that names the one it corrects, and a withdrawn answer
    keeps its words beside who withdrew it, when and why. `asked` holds the status and the checks it was asked about.
    """

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_project", "portfolio_id", "project_key", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    project_key: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date] = mapped_column(Date)
    body: Mapped[str] = mapped_column(Text)
    said_by: Mapped[str] = mapped_column(Text)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(Text)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
