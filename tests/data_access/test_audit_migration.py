"""Entries written before the audit was chained get their chain, and keep it when the schema goes back and forth."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command

from data_access import database, reading
from data_access.audit_chain import Head
from services import audit

AT = datetime(2026, 3, 1, 12, 30, 0, 250_000)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path, monkeypatch):
    """Address of a database without any table."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        url = request.getfixturevalue("new_postgresql_url")()
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    database.engine(url).dispose()


def go(url, revision):
    with database.engine(url).execution_options(write=True).begin() as connection:
        way = command.downgrade if revision.startswith("-") else command.upgrade
        way(database._configuration(connection), revision.lstrip("-"))


def write_as_before(url, subjects):
    """Write entries as the program did before, with gaps in their numbers."""
    columns = [sa.column("id"), sa.column("portfolio_id"), sa.column("at", sa.DateTime())]
    columns += [sa.column(name) for name in ("actor", "action", "subject")]
    table = sa.table("audit", *columns, sa.column("before", sa.JSON()), sa.column("after", sa.JSON()))
    rows = [
        {"id": 3 * place + 2, "portfolio_id": 1, "at": AT, "actor": "Ann", "action": "rows edited", "subject": subject}
        | {"before": None, "after": {"names": ["é", 0.1, None], "place": place}}
        for place, subject in enumerate(subjects)
    ]
    with database.engine(url).execution_options(write=True).begin() as connection:
        connection.execute(table.insert(), rows)


def test_entries_written_before_are_chained_in_their_order_and_stay_as_they_were(empty_url):
    go(empty_url, "0006")
    subjects = [f"row {place}" for place in range(1_005)]
    write_as_before(empty_url, subjects)
    go(empty_url, "0007")
    found = audit.verify()
    assert (found.whole, found.entries) == (True, 1_005)
    with reading() as work:
        rows = list(work.journal.chain())
    assert [row["subject"] for row in rows] == subjects
    assert {row["at"] for row in rows} == {AT.replace(tzinfo=UTC)}
    assert rows[7]["after"] == {"names": ["é", 0.1, None], "place": 7}
    head = audit.head()
    go(empty_url, "-0006")
    go(empty_url, "0007")
    assert audit.head() == head


def test_an_audit_without_entries_has_a_head_all_the_same(empty_url):
    go(empty_url, "0007")
    assert audit.head() == Head(0, "0" * 64)
    assert audit.verify().whole
