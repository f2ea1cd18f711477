"""Periods and publications as stored: a version that only rises, and what a publication rests on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from alembic import command
from sqlalchemy import inspect, text

from data_access import UnitOfWork, database, transaction
from data_access.publications import IN_REVIEW, OPEN, PUBLISHED, RESTATED, SIGNED_OFF
from data_access.seen_work import reading_as
from data_access.sight import Sight
from data_access.states import Coverage

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)
WHOLE = Coverage()
PORTFOLIO = """
INSERT INTO portfolio (id, key, name, currency, fiscal_start_month, fiscal_label, time_zone, thresholds, origin,
    data_version, created_at)
VALUES (1, 'one', 'One', 'USD', 1, 'ask', 'UTC', '{}', 'reported', 0, '2026-01-01 00:00:00')
"""
ONE = {"key": "one", "name": "One", "currency": "USD", "fiscal_start_month": 1, "time_zone": "UTC", "thresholds": {}}


@pytest.fixture
def portfolio(database_url: str) -> int:
    with transaction() as work:
        number = work.portfolios.add(ONE).id
        work.remarks.open_period(number, MAY)
        work.remarks.open_period(number, JUNE)
    return number


def _load(
    work: UnitOfWork, portfolio: int, as_of: date, keys: tuple[str, ...], content: str, coverage: Coverage = WHOLE
) -> int:
    told = {"register": "projects", "origin": "file", "file_name": "f.csv", "sha256": "s", "size": 1, "choices": {}}
    upload = work.uploads.add(portfolio, {**told, "report": {}, "received_by": "me"}, coverage)
    made = (portfolio, upload, "projects", as_of, coverage.key, len(keys), content)
    snapshot = work.uploads.add_snapshot(*made)
    rows = pd.DataFrame({"project_key": keys, "name": keys, "source_row": range(len(keys))})
    work.registers.append(portfolio, "projects", snapshot, as_of, rows)
    work.registers.settle(portfolio, "projects", as_of)
    return snapshot


def _publish(work: UnitOfWork, portfolio: int, as_of: date) -> int:
    _load(work, portfolio, as_of, ("A",), "hash")
    pins = work.publications.in_force(portfolio, "projects", as_of)
    return work.publications.add(portfolio, as_of, {"late": 3}, "m", "me", pins)


def test_a_step_is_taken_once_and_by_who_saw_the_present_version(portfolio: int) -> None:
    with transaction() as work:
        assert work.publications.step(portfolio, MAY, 1, IN_REVIEW)
        assert not work.publications.step(portfolio, MAY, 1, IN_REVIEW)
        assert work.publications.step(portfolio, MAY, 2, SIGNED_OFF, "Ann")
        period = work.remarks.periods(portfolio)[0]
        assert (period["status"], period["version"], period["signed_off_by"]) == (SIGNED_OFF, 3, "Ann")
        assert work.publications.step(portfolio, MAY, 3, PUBLISHED)
        assert work.remarks.periods(portfolio)[0]["signed_off_by"] == "Ann"
        assert work.publications.standing(portfolio, MAY, PUBLISHED, OPEN) == {MAY: 4, JUNE: 1}
        assert work.publications.standing(portfolio, JUNE, PUBLISHED) == {}


def test_a_publication_is_read_as_it_was_stored_and_the_last_one_tells_what_is_shown(portfolio: int) -> None:
    with transaction() as work:
        assert work.remarks.last_published(portfolio) is None
        number = _publish(work, portfolio, MAY)
        (told,) = work.publications.listing(portfolio)
        assert (told.id, told.as_of, told.figures, told.published_by) == (number, MAY, {"late": 3}, "me")
        assert work.remarks.last_published(portfolio) == MAY
        upload = work.uploads.listing(portfolio)[0]["id"]
        assert work.publications.resting_on(upload) == [MAY]
        assert work.publications.resting_on(upload + 1) == []


def test_corrections_are_read_newest_first(portfolio: int) -> None:
    with transaction() as work:
        number = _publish(work, portfolio, MAY)
        for reason in ("first", "second"):
            told = {"reason": reason, "approved_by": "Ann", "cause": "risks: x", "before": {"late": 3}, "after": {}}
            work.publications.restate(portfolio, number, "me", told)
        assert [one.reason for one in work.publications.restatements(portfolio)] == ["second", "first"]
        assert work.publications.restatements(portfolio + 1) == []


def test_who_does_not_see_all_sees_no_figure_no_correction_and_no_later_date(portfolio: int) -> None:
    with transaction() as work:
        told = {"reason": "r", "approved_by": "Ann", "cause": "contracts: x", "before": {}, "after": {}}
        work.publications.restate(portfolio, _publish(work, portfolio, MAY), "me", told)
        work.publications.step(portfolio, MAY, 1, RESTATED)
        _publish(work, portfolio, JUNE)
    with reading_as(Sight(hidden=frozenset({"P-1"}))) as work:
        assert [one.figures for one in work.publications.listing(portfolio)] == [{}, {}]
        assert work.publications.restatements(portfolio) == []
        assert work.remarks.periods(portfolio)[0]["status"] == PUBLISHED
    with reading_as(Sight(until=MAY)) as work:
        assert [one.as_of for one in work.publications.listing(portfolio)] == [MAY]
        assert len(work.publications.restatements(portfolio)) == 1
        assert work.publications.standing(portfolio, MAY, OPEN, RESTATED) == {MAY: 2}
        assert work.remarks.periods(portfolio)[0]["status"] == RESTATED
    with reading_as(Sight(unseen=frozenset({"contracts"}))) as work:
        assert work.publications.restatements(portfolio) == []
        assert work.remarks.periods(portfolio)[0]["status"] == PUBLISHED


def test_a_state_rests_on_the_snapshots_whose_rows_are_in_force(portfolio: int) -> None:
    with transaction() as work:
        first = _load(work, portfolio, MAY, ("A", "B"), "h1")
        part = _load(work, portfolio, MAY, ("B",), "h2", Coverage("rows", ("B",)))
        second = _load(work, portfolio, JUNE, ("A", "B", "C"), "h3")
        may = work.publications.in_force(portfolio, "projects", MAY)
        june = work.publications.in_force(portfolio, "projects", JUNE)
    assert [(one.snapshot_id, one.content_hash, one.rows) for one in may] == [(first, "h1", 1), (part, "h2", 1)]
    assert [(one.snapshot_id, one.content_hash, one.rows) for one in june] == [(second, "h3", 3)]
    with transaction() as work:
        _load(work, portfolio, MAY, ("A",), "h4", Coverage("rows", ("A",)))
        assert work.publications.in_force(portfolio, "projects", JUNE) == june
        assert work.publications.in_force(portfolio, "projects", MAY) != may
        assert work.publications.in_force(portfolio, "risks", MAY) == []


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a database without any table."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        url = request.getfixturevalue("new_postgresql_url")()
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    database.engine(url).dispose()


def test_periods_of_before_stay_as_they_are_when_the_tables_come_and_go(empty_url: str) -> None:
    with database.engine(empty_url).execution_options(write=True).begin() as connection:
        known = database._configuration(connection)
        command.upgrade(known, "0008")
        connection.execute(text(PORTFOLIO))
        connection.execute(text("INSERT INTO reporting_period VALUES (1, '2026-05-31', NULL, NULL, 'open', 1)"))
    for way, target, columns in ((command.upgrade, "0009", 9), (command.downgrade, "0008", 6)):
        with database.engine(empty_url).execution_options(write=True).begin() as connection:
            way(database._configuration(connection), target)
            assert len(inspect(connection).get_columns("reporting_period")) == columns
            assert ("publication" in inspect(connection).get_table_names()) == (target == "0009")
            told = connection.execute(text("SELECT status, as_of FROM reporting_period")).one()
            assert (told.status, str(told.as_of)) == ("open", "2026-05-31")
            if target == "0009":
                assert connection.execute(text("SELECT version FROM reporting_period")).scalar() == 1
