"""The second layer beneath every query: a read sees one portfolio, even where its query names none."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from data_access import UnitOfWork, database
from data_access.row_security import confine, tables
from services import access, notes, received, states
from services.access import Scope
from tests.services import watched


@pytest.fixture
def portfolios(postgresql_url: str) -> dict[str, int]:
    """Two portfolios with rows in every register, and their numbers, in a database with the policies."""
    for key in ("one", "other"):
        watched.build(key, marks=watched.KEYS[:10], drafts=False)
    with database.engine().begin() as connection:
        numbers = {row.key: row.id for row in connection.execute(text("SELECT key, id FROM portfolio"))}
    return numbers


def _owners(connection: Connection, table: str) -> set[int]:
    return set(connection.execute(text(f'SELECT DISTINCT portfolio_id FROM "{table}"')).scalars())


def test_a_query_without_a_condition_sees_one_portfolio(portfolios: dict[str, int]) -> None:
    with database.engine().begin() as connection:
        held = {table for table in tables() if len(_owners(connection, table)) == 2}
    assert len(held) >= 25
    for number in portfolios.values():
        with database.engine().begin() as connection:
            confine(UnitOfWork(connection), number)
            assert {table: _owners(connection, table) for table in held} == {table: {number} for table in held}


def test_who_reads_can_neither_write_nor_see_people(portfolios: dict[str, int]) -> None:
    for statement in ("DELETE FROM projects", "SELECT * FROM person", "SELECT * FROM web_session"):
        with database.engine().begin() as connection:
            confine(UnitOfWork(connection), portfolios["one"])
            with pytest.raises(DBAPIError, match="permission denied"):
                connection.execute(text(statement))


def test_the_confinement_ends_with_its_transaction(portfolios: dict[str, int]) -> None:
    with database.engine().connect() as connection:
        with connection.begin():
            confine(UnitOfWork(connection), -1)
            assert _owners(connection, "projects") == set()
        with connection.begin():
            assert _owners(connection, "projects") == set(portfolios.values())


def test_services_read_and_write_beneath_it(portfolios: dict[str, int]) -> None:
    scope: Scope = access.scope(watched.ME, "one")
    assert set(states.projects(scope, watched.LAST)["project_key"]) == {*watched.KEYS[:10], watched.SECRET}
    notes.add(watched.ME, scope, "P-01", "Words")
    assert [note.body for note in notes.listing(scope, "P-01")] == ["Words"]
    assert len(received.files(scope)) == len(received.files(access.scope(watched.ME, "other")))
    assert len(received.record(scope))
    watched.build("third", marks=watched.KEYS[:10], drafts=False)


def test_without_the_role_s_rights_reads_are_as_before(portfolios: dict[str, int]) -> None:
    with database.engine().begin() as connection:
        connection.execute(text("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM bellwether_reader"))
    with database.engine().begin() as connection:
        confine(UnitOfWork(connection), portfolios["one"])
        assert _owners(connection, "projects") == set(portfolios.values())


def test_every_table_of_a_portfolio_has_the_policy(postgresql_url: str) -> None:
    with database.engine().begin() as connection:
        held = connection.execute(text("SELECT tablename FROM pg_policies WHERE policyname = 'of_one_portfolio'"))
        assert set(held.scalars()) == set(tables())
