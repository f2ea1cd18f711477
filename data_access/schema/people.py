"""Tables of people: who they are, what they may do where, and their visits."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.core import Keyed
from data_access.schema.types import UtcDateTime


class Person(Keyed):
    """Somebody who may sign in.

    `account` is the name they sign in with, in lower case. `issuer` and `subject` name them at an identity provider or
    proxy and are empty for a local account, whose `password` is an argon2id hash, or empty until the invitation is
    taken up. `version` rises with every change.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    account: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    password: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


class RoleGrant(Keyed):
    """A person's role in one portfolio, or in all of them where none is named.

    `by_group` tells grants that follow the groups of an identity provider, renewed at each sign-in, from those given by
    hand.
    """

    __tablename__ = "role_grant"
    __table_args__ = (Index("ix_role_grant_person", "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    portfolio_id: Mapped[int | None] = mapped_column(ForeignKey("portfolio.id"))
    role: Mapped[str] = mapped_column(Text)
    by_group: Mapped[bool] = mapped_column(Boolean, default=False)
    given_by: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnProject(Keyed):
    """A project whose registers a contributor keeps."""

    __tablename__ = "own_project"
    __table_args__ = (UniqueConstraint("portfolio_id", "project_key", "person_id"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    project_key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class RestrictedProject(Keyed):
    """A project that only its readers, the facilitators and the administrators see."""

    __tablename__ = "restricted_project"
    __table_args__ = (UniqueConstraint("portfolio_id", "project_key"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    project_key: Mapped[str] = mapped_column(Text)


class ProjectReader(Keyed):
    """A person who sees a restricted project."""

    __tablename__ = "project_reader"
    __table_args__ = (UniqueConstraint("portfolio_id", "project_key", "person_id"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    project_key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class ShownSubject(Keyed):
    """A role that sees a subject which is not shown to it by default, or the reverse.

    A subject is a register (stakeholders, contracts), a column (contingency) or what is not published yet (drafts).
    """

    __tablename__ = "shown_subject"
    __table_args__ = (UniqueConstraint("portfolio_id", "subject", "role"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    subject: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(Boolean)


class Session(Keyed):
    """A visit that was let in, known by the hash of the token in its cookie."""

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    browser: Mapped[str] = mapped_column(Text)


class Invitation(Keyed):
    """A link by which a person sets the password of a local account, once."""

    __tablename__ = "invitation"

    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInAttempt(Keyed):
    """A failed attempt to sign in, by account and by address, for the throttle."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_account", "account"), Index("ix_sign_in_attempt_address", "address"))

    account: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
