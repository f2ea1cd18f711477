"""People, their roles, and what is kept from whom: reads and writes inside one transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, or_, select, update

from data_access.schema import people
from data_access.schema.base import table_of

PERSON = table_of(people.Person)
GRANT = table_of(people.RoleGrant)
OWN = table_of(people.OwnProject)
RESTRICTED = table_of(people.RestrictedProject)
READER = table_of(people.ProjectReader)
SHOWN = table_of(people.ShownSubject)


@dataclass(frozen=True)
class PersonFacts:
    """Somebody who may sign in; `password` is the hash of it."""

    id: int
    account: str
    name: str
    email: str | None
    issuer: str | None
    password: str | None
    created_at: datetime
    disabled_at: datetime | None
    version: int


@dataclass(frozen=True)
class Grant:
    """A role in one portfolio, or in all of them where `portfolio_id` is None."""

    portfolio_id: int | None
    role: str
    by_group: bool
    given_by: str
    given_at: datetime


def _facts(row: Row[Any]) -> PersonFacts:
    named = ("id", "account", "name", "email", "issuer", "password", "created_at", "disabled_at", "version")
    return PersonFacts(*(getattr(row, name) for name in named))


class People:
    """Reads and writes of people inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self) -> list[PersonFacts]:
        """Return everybody by name."""
        return [_facts(row) for row in self._connection.execute(select(PERSON).order_by(PERSON.c.name, PERSON.c.id))]

    def get(self, person: int) -> PersonFacts | None:
        """Return the person of that number, or None."""
        return self._one(select(PERSON).where(PERSON.c.id == person))

    def by_account(self, account: str) -> PersonFacts | None:
        """Return the person who signs in under that name, or None."""
        return self._one(select(PERSON).where(PERSON.c.account == account.casefold()))

    def by_subject(self, issuer: str, subject: str) -> PersonFacts | None:
        """Return the person an identity provider knows by that subject, or None."""
        return self._one(select(PERSON).where(PERSON.c.issuer == issuer, PERSON.c.subject == subject))

    def add(self, account: str, name: str, email: str | None, **more: Any) -> PersonFacts:
        """Store a new person and return them."""
        values = {"account": account.casefold(), "name": name, "email": email, "created_at": datetime.now(UTC), **more}
        number = self._connection.execute(PERSON.insert().values(**values, version=1).returning(PERSON.c.id)).scalar()
        added = self.get(int(number or 0))
        assert added is not None
        return added

    def change(self, person: int, values: dict[str, Any], seen: int | None = None) -> bool:
        """Set columns of a person, if still at the version seen; return whether that was so."""
        statement = update(PERSON).where(PERSON.c.id == person)
        if seen is not None:
            statement = statement.where(PERSON.c.version == seen)
        done = self._connection.execute(statement.values(**values, version=PERSON.c.version + 1))
        return done.rowcount == 1

    def grants(self, person: int) -> list[Grant]:
        """Return the roles of a person."""
        columns = [GRANT.c.portfolio_id, GRANT.c.role, GRANT.c.by_group, GRANT.c.given_by, GRANT.c.given_at]
        rows = self._connection.execute(select(*columns).where(GRANT.c.person_id == person).order_by(GRANT.c.id))
        return [Grant(*row) for row in rows]

    def roles(self, person: int, portfolio_id: int | None) -> list[str]:
        """Return the roles a person holds in a portfolio, those in all portfolios among them."""
        here: ColumnElement[bool] = GRANT.c.portfolio_id.is_(None)
        if portfolio_id is not None:
            here = or_(here, GRANT.c.portfolio_id == portfolio_id)
        rows = self._connection.execute(select(GRANT.c.role).where(GRANT.c.person_id == person, here))
        return [str(role) for role in rows.scalars()]

    def administrators(self) -> int:
        """Return how many people who are not disabled administer all portfolios."""
        statement = (
            select(func.count(func.distinct(PERSON.c.id)))
            .join(GRANT, GRANT.c.person_id == PERSON.c.id)
            .where(GRANT.c.role == "admin", GRANT.c.portfolio_id.is_(None), PERSON.c.disabled_at.is_(None))
        )
        return int(self._connection.execute(statement).scalar_one())

    def grant(self, person: int, portfolio_id: int | None, role: str, given_by: str, *, by_group: bool = False) -> None:
        """Give a person a role in a portfolio, or in all, in place of the one given there before in the same way."""
        self.take(person, portfolio_id, by_group=by_group)
        values = {"person_id": person, "portfolio_id": portfolio_id, "role": role, "by_group": by_group}
        self._connection.execute(GRANT.insert().values(**values, given_by=given_by, given_at=datetime.now(UTC)))

    def take(self, person: int, portfolio_id: int | None, *, by_group: bool = False) -> int:
        """Take a person's role in a portfolio, or in all; return how many were taken."""
        where = GRANT.c.portfolio_id.is_(None) if portfolio_id is None else GRANT.c.portfolio_id == portfolio_id
        statement = delete(GRANT).where(GRANT.c.person_id == person, GRANT.c.by_group == by_group, where)
        return self._connection.execute(statement).rowcount

    def take_group_roles(self, person: int) -> None:
        """Take all roles that followed from groups."""
        self._connection.execute(delete(GRANT).where(GRANT.c.person_id == person, GRANT.c.by_group))

    def own_projects(self, person: int, portfolio_id: int) -> set[str]:
        """Return the projects whose registers the person keeps as a contributor."""
        where = (OWN.c.person_id == person) & (OWN.c.portfolio_id == portfolio_id)
        return set(self._connection.execute(select(OWN.c.project_key).where(where)).scalars())

    def set_own_projects(self, person: int, portfolio_id: int, keys: set[str]) -> None:
        """Store which projects the person keeps, in place of those stored."""
        self._connection.execute(delete(OWN).where(OWN.c.person_id == person, OWN.c.portfolio_id == portfolio_id))
        rows = [{"person_id": person, "portfolio_id": portfolio_id, "project_key": key} for key in sorted(keys)]
        if rows:
            self._connection.execute(OWN.insert(), rows)

    def restricted(self, portfolio_id: int) -> set[str]:
        """Return the projects that not everybody sees."""
        statement = select(RESTRICTED.c.project_key).where(RESTRICTED.c.portfolio_id == portfolio_id)
        return set(self._connection.execute(statement).scalars())

    def readable(self, person: int, portfolio_id: int) -> set[str]:
        """Return the restricted projects the person is a reader of."""
        where = (READER.c.person_id == person) & (READER.c.portfolio_id == portfolio_id)
        return set(self._connection.execute(select(READER.c.project_key).where(where)).scalars())

    def readers(self, portfolio_id: int, key: str) -> set[int]:
        """Return the people who see a restricted project."""
        where = (READER.c.portfolio_id == portfolio_id) & (READER.c.project_key == key)
        return set(self._connection.execute(select(READER.c.person_id).where(where)).scalars())

    def restrict(self, portfolio_id: int, key: str, readers: set[int] | None) -> None:
        """Let only its readers see a project; None opens it to everybody again."""
        for table in (READER, RESTRICTED):
            where = (table.c.portfolio_id == portfolio_id) & (table.c.project_key == key)
            self._connection.execute(delete(table).where(where))
        if readers is None:
            return
        named = {"portfolio_id": portfolio_id, "project_key": key}
        self._connection.execute(RESTRICTED.insert().values(**named))
        if readers:
            self._connection.execute(READER.insert(), [{**named, "person_id": person} for person in sorted(readers)])

    def shown(self, portfolio_id: int) -> dict[tuple[str, str], bool]:
        """Return by (subject, role) what was decided on showing it; what is missing follows the default."""
        rows = self._connection.execute(select(SHOWN).where(SHOWN.c.portfolio_id == portfolio_id))
        return {(row.subject, row.role): bool(row.shown) for row in rows}

    def show(self, portfolio_id: int, subject: str, role: str, shown: bool) -> None:
        """Store whether a role sees a subject."""
        named = {"portfolio_id": portfolio_id, "subject": subject, "role": role}
        where = (SHOWN.c.portfolio_id == portfolio_id) & (SHOWN.c.subject == subject) & (SHOWN.c.role == role)
        self._connection.execute(delete(SHOWN).where(where))
        self._connection.execute(SHOWN.insert().values(**named, shown=shown))

    def _one(self, statement: Select[Any]) -> PersonFacts | None:
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _facts(row)
