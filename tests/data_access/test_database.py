"""The schema comes up on both databases, and an older file is backed up before it changes."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from data_access import database
from data_access.schema import Base


def test_the_migrations_give_exactly_the_schema_that_is_declared(database_url):
    with database.engine(database_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_upgrading_twice_changes_nothing(database_url):
    assert database.upgrade(database_url) is None
    assert database.revision(database_url) == database.newest_revision()


def test_a_new_database_is_empty(database_url):
    assert database.is_empty(database_url)


def test_a_file_with_another_revision_is_backed_up_before_its_upgrade(sqlite_url, monkeypatch):
    before = database.revision(sqlite_url)
    monkeypatch.setattr(database, "newest_revision", lambda: "a later one")
    backup = database.upgrade(sqlite_url)
    assert backup is not None
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (before,)


def test_addresses_of_postgresql_get_the_driver_that_is_installed():
    assert database.address("postgres://u:p@h/d").drivername == "postgresql+psycopg"
    assert database.address("postgresql://u:p@h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("revision", database.revisions())
def test_every_released_schema_comes_to_the_newest_with_its_rows(tmp_path, revision):
    url = f"sqlite:///{tmp_path / 'old.db'}"
    with database.engine(url).execution_options(write=True).begin() as connection:
        database.upgrade_within(connection, revision)
        connection.exec_driver_sql(
            "INSERT INTO portfolio (key, name, currency, fiscal_start_month, fiscal_label, time_zone, thresholds, "
            "origin, data_version, created_at) "
            "VALUES ('a', 'A', 'USD', 1, 'ask', 'UTC', '{}', 'reported', 3, '2026-01-01')"
        )
    database.upgrade(url)
    assert database.revision(url) == database.newest_revision()
    with database.engine(url).connect() as connection:
        assert database.standing(connection).versions == {"a": 3}
    database.engine(url).dispose()


def test_a_schema_of_a_later_version_is_refused_and_left_alone(database_url):
    with database.engine(database_url).execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(database.NewerSchema, match="newer than this version"):
        database.upgrade(database_url)
    assert database.revision(database_url) == "9999"
