"""Tables of workshops: the question under way, who may vote, who has voted, and the ballots, which name nobody.

Nothing here leads from a ballot to a person: a ballot has a random number as key, no time, and the hash of a random key
that only the voter's own device holds. That somebody has voted stands in another table, whose rows are made before
anybody votes; see `data_access.ballots` for the order in which both are written.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base
from data_access.schema.core import Keyed
from data_access.schema.types import Identifier, UtcDateTime


class Workshop(Keyed):
    """A session in which people judge together, led by a facilitator.

    `kind` is weights or challenge; `stage` one of `services.workshops.terms`, from draft to accepted; `current_id` the
    question under way. `frame` holds what was fixed before opening: the objectives or projects with their statements,
    how answers are put together, the groups with their say, the quorum; and in numbers how far people were when answers
    beforehand ended (`beforehand`). `result` holds what was found at the end, `decision` who accepted it, with what
    departures and why. `version` rises with every step.
    """

    __tablename__ = "workshop"
    __table_args__ = (Index("ix_workshop_portfolio", "portfolio_id", "stage"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date] = mapped_column(Date)
    stage: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text, unique=True)
    anonymous: Mapped[bool] = mapped_column(Boolean)
    practice: Mapped[bool] = mapped_column(Boolean)
    frame: Mapped[dict[str, Any]] = mapped_column(JSON)
    current_id: Mapped[int | None] = mapped_column(Identifier)
    discuss_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("workshop.id"))


class WorkshopSeat(Keyed):
    """A place at the table: somebody invited, or somebody who joined by code.

    `token_hash` is that of the token which the device at this place shows; empty until somebody sits down. `delegate`
    names who sits here instead, `conflicts` the projects on which this place does not judge.
    """

    __tablename__ = "workshop_seat"
    __table_args__ = (UniqueConstraint("workshop_id", "name"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    name: Mapped[str] = mapped_column(Text)
    voter_group: Mapped[str] = mapped_column(Text)
    votes: Mapped[bool] = mapped_column(Boolean)
    invited: Mapped[bool] = mapped_column(Boolean)
    delegate: Mapped[str | None] = mapped_column(Text)
    conflicts: Mapped[list[str]] = mapped_column(JSON)
    token_hash: Mapped[str | None] = mapped_column(Text, unique=True)
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WorkshopQuestion(Keyed):
    """One thing asked: which of two objectives matters more, or how much a project serves an objective.

    `left_key` and `right_key` are objectives; for a rating `left_key` is the project. `stake` is the money that hangs
    on it, in minor units. `accepted` is the group's answer once it was accepted, on the scale of the ballots. `shown`
    says that answers to it were shown or accepted once: without names nobody can be added to it from then on.
    """

    __tablename__ = "workshop_question"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    position: Mapped[int] = mapped_column(Integer)
    left_key: Mapped[str] = mapped_column(Text)
    right_key: Mapped[str] = mapped_column(Text)
    stake: Mapped[int | None] = mapped_column(BigInteger)
    round: Mapped[int] = mapped_column(Integer)
    revealed: Mapped[bool] = mapped_column(Boolean)
    shown: Mapped[bool] = mapped_column(Boolean)
    accepted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WorkshopTurnout(Base):
    """Whether a place has answered a question in a round: made when the question is asked, before anybody answers."""

    __tablename__ = "workshop_turnout"

    question_id: Mapped[int] = mapped_column(ForeignKey("workshop_question.id"), primary_key=True)
    round: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seat_id: Mapped[int] = mapped_column(ForeignKey("workshop_seat.id"), primary_key=True)
    voted: Mapped[bool] = mapped_column(Boolean)


class WorkshopBallot(Base):
    """An answer that names nobody: the question, the hash of the voter's random key, and what it says.

    `answer` is on the scale of the question: -8 to 8 for a pair (0 equal, 8 the right one extremely more), 0 to 4 for a
    rating; empty where the voter abstains. `voter_group` is empty where a group is too small to be told apart.
    """

    __tablename__ = "workshop_ballot"
    __table_args__ = (UniqueConstraint("question_id", "round", "key_hash"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("workshop_question.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    key_hash: Mapped[str] = mapped_column(Text)
    voter_group: Mapped[str] = mapped_column(Text)
    answer: Mapped[int | None] = mapped_column(Integer)


class WorkshopDissent(Base):
    """A view that somebody wants in the minutes; it bears the name of their place only where they asked for it.

    Its number is a hash of the words and of a random key that only the device holds, so that words sent twice stand
    once. Nothing in it leads to a place or to a ballot.
    """

    __tablename__ = "workshop_dissent"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    given_name: Mapped[str] = mapped_column(Text)
