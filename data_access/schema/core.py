"""Tables of the portfolio itself: uploads, snapshots, lineage, audit, events."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base
from data_access.schema.types import Identifier, UtcDateTime


class Keyed(Base):
    """A table with a number of its own as key."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Identifier, primary_key=True, autoincrement=True)


class Portfolio(Keyed):
    """A series of dated reporting periods with one currency and one fiscal year."""

    __tablename__ = "portfolio"

    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    fiscal_start_month: Mapped[int] = mapped_column(Integer)
    fiscal_label: Mapped[str] = mapped_column(Text, default="ask")
    time_zone: Mapped[str] = mapped_column(Text)
    thresholds: Mapped[dict[str, Any]] = mapped_column(JSON)
    origin: Mapped[str] = mapped_column(Text, default="reported")
    data_version: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Upload(Keyed):
    """One file read one way, or one edit."""

    __tablename__ = "upload"

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"), index=True)
    register: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(Integer)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    coverage: Mapped[dict[str, Any]] = mapped_column(JSON)
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_by: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(Text)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class Snapshot(Keyed):
    """The rows of one register at one date from one upload."""

    __tablename__ = "snapshot"
    __table_args__ = (Index("ix_snapshot_register", "portfolio_id", "register", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"), index=True)
    register: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date] = mapped_column(Date)
    coverage_key: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer)
    is_current: Mapped[bool] = mapped_column(Boolean)
    rows: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(Text)


class ValueNote(Keyed):
    """A stored value that is not what a reader would read in the file."""

    __tablename__ = "value_note"
    __table_args__ = (Index("ix_value_note_row", "snapshot_id", "source_row"),)

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    source_row: Mapped[int] = mapped_column(Integer)
    column: Mapped[str] = mapped_column(Text)
    original: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class Draft(Keyed):
    """A plan waiting for its commit: kept a day."""

    __tablename__ = "draft"

    plan_hash: Mapped[str] = mapped_column(Text, index=True)
    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    register: Mapped[str] = mapped_column(Text)
    base_data_version: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)


class DraftPart(Keyed):
    """The parsed rows of one date of a draft, as Parquet."""

    __tablename__ = "draft_part"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    as_of: Mapped[date] = mapped_column(Date)
    rows: Mapped[bytes] = mapped_column(LargeBinary)
    notes: Mapped[bytes] = mapped_column(LargeBinary)


class RememberedMapping(Keyed):
    """How a portfolio's files of a register were read last time."""

    __tablename__ = "remembered_mapping"
    __table_args__ = (UniqueConstraint("portfolio_id", "register", "signature"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    register: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(Text)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)


class Lineage(Keyed):
    """A key that became another: renamed, split, merged or moved."""

    __tablename__ = "lineage"
    __table_args__ = (UniqueConstraint("portfolio_id", "from_key", "to_key"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    from_key: Mapped[str] = mapped_column(Text)
    to_key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date] = mapped_column(Date)
    decided_by: Mapped[str] = mapped_column(Text)


class Audit(Base):
    """Who did what to what, when, on which data, with the values before and after.

    Entries are chained: `hash` covers all other columns, the hash of the entry before among them, and `sequence` has no
    gaps. Triggers forbid to change or delete them; a migration that builds this table anew must make them again.
    """

    __tablename__ = "audit"

    sequence: Mapped[int] = mapped_column(Identifier, primary_key=True, autoincrement=False)
    portfolio_id: Mapped[int | None] = mapped_column(Integer, index=True)
    data_version: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(Text, index=True)
    person_id: Mapped[int | None] = mapped_column(Identifier)
    session_id: Mapped[int | None] = mapped_column(Identifier)
    request_id: Mapped[str | None] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text, index=True)
    subject: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)


class AuditHead(Base):
    """The one row that says where the audit ends, so that entries cut off its end are missed; locked by who appends."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(Identifier)
    hash: Mapped[str] = mapped_column(Text)


class Event(Keyed):
    """Something that happened in a committed transaction, for live pages."""

    __tablename__ = "event"

    portfolio_id: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Note(Keyed):
    """A dated remark on a project."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_project", "portfolio_id", "project_key"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    project_key: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class SavedView(Keyed):
    """A name for an address."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("portfolio_id", "name"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    name: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    saved_by: Mapped[str] = mapped_column(Text)


class PeriodSummary(Keyed):
    """Derived: a period's figures with the method version that made them."""

    __tablename__ = "period_summary"
    __table_args__ = (UniqueConstraint("portfolio_id", "as_of"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    as_of: Mapped[date] = mapped_column(Date)
    method: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)


class SlipPrediction(Keyed):
    """Derived: every project's chance to slip as predicted at one date, as Parquet."""

    __tablename__ = "slip_prediction"
    __table_args__ = (UniqueConstraint("portfolio_id", "as_of", "horizon", "days"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    as_of: Mapped[date] = mapped_column(Date)
    horizon: Mapped[str] = mapped_column(Text)
    days: Mapped[int] = mapped_column(Integer)
    method: Mapped[str] = mapped_column(Text)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[bytes] = mapped_column(LargeBinary)
