"""Tables of reporting periods: where each stands, what was published of it, and what was corrected since."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class ReportingPeriod(Keyed):
    """A status date with what is expected of it.

    `status` is open, in review, signed off, published or restated. `version` rises with every step from one to the
    next; `signed_off_by` and `signed_off_at` are empty until it is signed off, and again where it is reopened.
    """

    __tablename__ = "reporting_period"
    __table_args__ = (UniqueConstraint("portfolio_id", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    as_of: Mapped[date] = mapped_column(Date)
    opens: Mapped[date | None] = mapped_column(Date)
    due: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(Text, default="open")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    signed_off_by: Mapped[str | None] = mapped_column(Text)
    signed_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Publication(Keyed):
    """The figures of a period as they were published: never changed afterwards.

    `figures` are those of `PeriodSummary`, made by the method and the thresholds that `method` names.
    """

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("portfolio_id", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    as_of: Mapped[date] = mapped_column(Date)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    method: Mapped[str] = mapped_column(Text)
    published_by: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PublicationPin(Keyed):
    """A snapshot that a publication rests on, with the hash of its content then."""

    __tablename__ = "publication_pin"
    __table_args__ = (UniqueConstraint("publication_id", "snapshot_id"),)

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    register: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(Text)


class Restatement(Keyed):
    """A correction of a period that was published: why, who approved it, and its figures before and after.

    `cause` names what was written: a file, a withdrawal, rows edited.
    """

    __tablename__ = "restatement"

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cause: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
