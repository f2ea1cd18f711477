"""The journal: one chain for all writers, kept from change, sought in the database, its head in the log."""

import logging
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from data_access import database, reading, transaction
from data_access.audit_chain import GENESIS, Head
from data_access.audit_search import Sought
from data_access.journal import AUDIT, HEAD

FACTS = {"name": "Works", "currency": "USD", "fiscal_start_month": 1, "time_zone": "UTC", "thresholds": {}}


def tell(*subjects, portfolio=None, actor="Ann", action="rows edited", **values):
    with transaction() as work:
        for subject in subjects:
            work.journal.record(portfolio, actor, action, subject, **values)


def tell_in_vain():
    with transaction() as work:
        work.journal.record(None, "Ann", "rows edited", "never")
        work.journal.settle()
        raise ZeroDivisionError


def portfolio(key="works"):
    with transaction() as work:
        return work.portfolios.add({**FACTS, "key": key}).id


def entries():
    with reading() as work:
        return list(work.journal.chain())


def found(**sought):
    with reading() as work:
        rows = work.journal.search(Sought(**sought))
        assert work.journal.count(Sought(**sought)) == len(rows)
    return [row["subject"] for row in rows]


def test_entries_are_numbered_without_gaps_and_each_names_the_one_before(database_url):
    tell("first", "second")
    with pytest.raises(ZeroDivisionError):
        tell_in_vain()
    tell("third")
    rows = entries()
    assert [(row["sequence"], row["subject"]) for row in rows] == [(1, "first"), (2, "second"), (3, "third")]
    assert [row["previous"] for row in rows] == [GENESIS, rows[0]["hash"], rows[1]["hash"]]
    with reading() as work:
        assert work.journal.head() == Head(3, rows[2]["hash"])


def test_an_entry_tells_the_data_version_that_its_transaction_leaves(database_url):
    number = portfolio()
    with transaction() as work:
        work.journal.record(number, "Ann", "rows edited", "before the version rises")
        work.portfolios.raise_version(number)
        work.journal.record(None, "Ann", "person added", "elsewhere")
    assert [row["data_version"] for row in entries()] == [1, None]


def test_an_entry_names_who_acts_and_what_is_told_of_it_alone_goes_first(database_url):
    with transaction() as work:
        work.journal.record(None, "nobody", "signed in", "ann", person=9)
        work.journal.acting(4, 5, "r-1")
        work.journal.record(None, "Ann", "rows edited", "row")
        work.journal.record(None, "Ann", "rows edited", "row", session=6)
    told = [(row["person_id"], row["session_id"], row["request_id"]) for row in entries()]
    assert told == [(9, None, None), (4, 5, "r-1"), (4, 6, "r-1")]


def test_an_entry_names_the_request_that_the_log_speaks_of(sqlite_url):
    with structlog.contextvars.bound_contextvars(request="ABCD2345"):
        tell("in a request")
    tell("in none")
    assert [row["request_id"] for row in entries()] == ["ABCD2345", None]


def test_many_writers_at_once_make_one_chain(database_url):
    numbers = [portfolio(f"works-{place}") for place in range(4)]

    def write(place):
        for turn in range(5):
            tell(f"{place}.{turn}", portfolio=numbers[place])

    threads = [threading.Thread(target=write, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    rows = entries()
    assert [row["sequence"] for row in rows] == list(range(1, 21))
    assert [row["previous"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'Eve'",
        "DELETE FROM audit WHERE sequence = 1",
        "UPDATE audit_head SET sequence = 1",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_entries_and_the_head(database_url, statement):
    tell("first", "second")
    with (
        pytest.raises(DBAPIError, match="audit"),
        database.engine().execution_options(write=True).begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert [row["actor"] for row in entries()] == ["Ann", "Ann"]


def test_an_entry_is_not_replaced_either(sqlite_url):
    tell("first")
    row = {**entries()[0], "actor": "Eve"}
    with (
        pytest.raises(DBAPIError, match="replaced"),
        database.engine().execution_options(write=True).begin() as connection,
    ):
        connection.execute(AUDIT.insert().prefix_with("OR REPLACE").values(**row))


def test_tables_of_the_audit_are_not_emptied_at_once(postgresql_url):
    tell("first")
    for table in ("audit", "audit_head"):
        with pytest.raises(DBAPIError, match="audit"), database.engine().begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {table}")


def test_without_a_head_nothing_is_written(sqlite_url):
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_head_no_delete")
        connection.execute(HEAD.delete())
    with pytest.raises(RuntimeError, match="head of the audit is missing"):
        tell("first")
    assert entries() == []


def test_the_head_goes_to_the_log_and_only_once_it_is_committed(database_url, caplog):
    caplog.set_level(logging.INFO, "bellwether.audit")
    with pytest.raises(ZeroDivisionError):
        tell_in_vain()
    assert caplog.messages == []
    tell("first")
    with reading() as work:
        assert caplog.messages == [f"audit head {work.journal.head()}"]


def test_entries_are_sought_by_person_action_words_days_and_portfolio(database_url):
    number = portfolio()
    tell("Bridge", portfolio=number, after={"note": {"said": "Grüße, 50% (done)"}})
    tell("Tunnel", actor="Ben", action="note added", before={"note": "bridge"})
    assert found() == ["Tunnel", "Bridge"]
    assert found(portfolio_id=number) == ["Bridge"]
    assert found(person="Ben") == found(action="note added") == ["Tunnel"]
    assert found(words="BRIDGE") == ["Tunnel", "Bridge"]
    assert found(words="grüße 50%") == ["Bridge"]
    assert found(words="5_%") == found(words="bridge nowhere") == []
    today = datetime.now(UTC).date()
    assert found(first=today - timedelta(days=1), last=today + timedelta(days=1)) == ["Tunnel", "Bridge"]
    assert found(last=today - timedelta(days=2)) == found(first=today + timedelta(days=2)) == []
    assert found(last=date.max) == ["Tunnel", "Bridge"]


def test_pages_of_entries_follow_each_other_newest_first(database_url):
    tell(*map(str, range(7)))
    with reading() as work:
        pages = [[row["subject"] for row in work.journal.search(Sought(), first, 3)] for first in (0, 3, 6)]
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_entries_that_were_made_unreadable_are_read_as_such(sqlite_url):
    tell("first", after={"a": 1})
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET after = '{', at = 'once'")
    (row,) = entries()
    assert (row["after"], row["at"]) == ({"unreadable": True}, None)


def test_what_is_recorded_is_what_stood_there_at_the_time(database_url):
    told = {"names": ("a", "b"), 1: "one"}
    with transaction() as work:
        work.journal.record(None, "Ann", "rows edited", "row", after=told)
        told["names"] = ("c",)
    assert entries()[0]["after"] == {"names": ["a", "b"], "1": "one"}
    with database.engine().connect() as connection:
        assert connection.execute(select(AUDIT.c.after)).scalar() == {"names": ["a", "b"], "1": "one"}
