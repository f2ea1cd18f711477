"""What people hear of a failing database, that nothing is left half done, and that all goes on without a restart."""

import logging
import sqlite3
from datetime import date

import psycopg
import pytest
from sqlalchemy import event

from data_access import database, faults, reading
from data_access import sqlite as embedded
from data_access.intake import Source
from services import access, databases, intake, notes, portfolios, uploads
from services.access import local_user
from services.errors import DatabaseFault, Explained

FILE = "As of,Project key,Name,Forecast finish,Approved budget\n" + "".join(
    f"2026-0{month}-28,P{n},Project {n},2027-01-31,{n}.50\n" for month in (1, 2) for n in range(9)
)


@pytest.fixture
def view(database_url):
    portfolios.create(local_user(), "city", "City", "USD")
    return access.scope(local_user(), "city")


def planned(view):
    file = uploads.read(local_user(), view, Source(FILE.encode(), "city.csv"), here=True)
    return uploads.plan(local_user(), view, file)["hash"]


def standing():
    with reading() as work:
        facts = work.portfolios.get("city")
        rows = work.registers.count(facts.id, "projects")
        return facts, rows, len(work.uploads.listing(facts.id)), work.journal.head()


def full():
    if database.engine().dialect.name == "postgresql":
        return psycopg.errors.DiskFull("no space left on device")
    error = embedded.driver().OperationalError("database or disk is full")
    error.sqlite_errorcode = 13
    return error


@pytest.mark.parametrize("failing", [1, 4, 9, 14, 19, 24])
def test_a_disk_that_fills_up_in_the_middle_leaves_nothing_and_the_same_import_succeeds_later(view, failing):
    plan, before, left = planned(view), standing(), [failing]

    def fail(*_):
        left[0] -= 1
        if left[0] == 0:
            raise full()

    for name in ("do_execute", "do_executemany"):
        event.listen(database.engine(), name, fail)
    try:
        with pytest.raises(DatabaseFault, match="is full") as told:
            intake.commit(local_user(), view, plan)
    finally:
        for name in ("do_execute", "do_executemany"):
            event.remove(database.engine(), name, fail)
    assert told.value.kind == "full"
    assert standing() == before
    assert intake.commit(local_user(), view, plan).snapshots == 2


def test_a_file_that_may_grow_no_more_is_told_with_the_free_space(sqlite_url):
    portfolios.create(local_user(), "city", "City", "USD")
    view = access.scope(local_user(), "city")
    before = standing()

    def limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with database.engine().connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def write_on():
        for _ in range(200):
            notes.add(local_user(), view, "P1", "x" * 900)

    event.listen(database.engine(), "checkout", limit)
    try:
        with pytest.raises(DatabaseFault, match="MB are free there"):
            write_on()
    finally:
        event.remove(database.engine(), "checkout", limit)
    pages = 2**30
    with database.engine().connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    notes.add(local_user(), view, "P1", "There is room again.")
    assert standing()[0] == before[0]


def test_a_file_that_can_only_be_read_is_read_and_saving_is_refused_in_words(sqlite_url, monkeypatch):
    portfolios.create(local_user(), "city", "City", "USD")
    view = access.scope(local_user(), "city")
    database.engine().dispose()
    monkeypatch.setattr(embedded, "only_readable", lambda _: True)
    assert portfolios.facts(view).name == "City"
    assert databases._write_problem() == "The database can only be read at present: no change can be saved."
    with pytest.raises(DatabaseFault, match="can only be read") as told:
        notes.add(local_user(), view, "P1", "Seen.")
    assert told.value.kind == "read-only"
    monkeypatch.undo()
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    notes.add(local_user(), view, "P1", "Seen.")


def test_a_server_that_does_not_answer_is_said_to_be_away_and_the_banner_says_so(monkeypatch, tmp_path):
    from data_access.settings import settings

    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@/none?host={tmp_path}")
    settings.cache_clear()
    assert not databases.answers()
    assert databases._write_problem() == "The database does not answer. Try again in a moment."
    with pytest.raises(DatabaseFault, match="not confirmed as saved"):
        portfolios.listing(local_user())


@pytest.mark.parametrize(
    ("code", "kind"),
    [(13, "full"), (8, "read-only"), (1032, "read-only"), (5, "busy"), (517, "busy"), (266, "failed"), (11, "damaged")],
)
def test_each_error_of_sqlite_has_its_kind_in_any_of_its_variants(code, kind):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert faults.kind_of(error) == kind


def test_errors_that_are_no_faults_of_the_database_pass_as_they_are():
    for error in (
        ValueError("x"),
        sqlite3.IntegrityError("x"),
        psycopg.errors.UniqueViolation("x"),
        FileNotFoundError(),
    ):
        assert faults.kind_of(error) is None
        with pytest.raises(type(error)), faults.told():
            raise error


def test_no_value_of_a_failing_statement_reaches_the_log(view, caplog):
    def fail(_cursor, statement, *_):
        if statement.startswith("INSERT INTO note"):
            raise full()

    event.listen(database.engine(), "do_execute", fail)
    try:
        with caplog.at_level(logging.WARNING), pytest.raises(DatabaseFault):
            notes.add(local_user(), view, "P1", "a-secret-word")
    finally:
        event.remove(database.engine(), "do_execute", fail)
    assert "database fault, full" in caplog.text
    assert "a-secret-word" not in caplog.text


def test_an_edit_that_is_saved_is_not_said_to_have_failed_where_its_figures_do(view, monkeypatch):
    from services import derived, edits

    def fail(*_):
        raise faults.fault("full")

    intake.commit(local_user(), view, planned(view))
    monkeypatch.setattr(derived, "refresh_and_train", fail)
    now = access.scope(local_user(), "city")
    rows = [{"project_key": "P1", "approved_budget": 77}]
    assert edits.edit_rows(local_user(), now, "projects", date(2026, 2, 28), rows) == 1


def test_a_newer_schema_is_refused_by_every_command_and_left_alone(database_url):
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for do in (databases.prepare, databases.upgrade):
        with pytest.raises(Explained, match="newer than this version"):
            do()
    assert database.revision() == "9999"
