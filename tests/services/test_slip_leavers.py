"""Who left before the outcome was known is read from what files leave out, and held against the record."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access import transaction
from data_access.states import Coverage
from models.slip_baselines import MODEL, TABLE
from models.slip_leavers import CANCELLED, UNEXPLAINED
from services import access, portfolios, slip, slip_history, slip_leavers, slip_training
from services.access import Scope
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, reports, store

LEFT_AT = 10


def whole(rows_by_date: dict[date, pd.DataFrame], key: str = "whole") -> Scope:
    """Store reports as files of the whole portfolio, so that who is missing in one has left."""
    facts = portfolios.create(ME, key, "Whole", "USD")
    told = {"register": "projects", "origin": "file", "file_name": "f.csv", "sha256": "s", "size": 1, "choices": {}}
    with transaction() as work:
        for day, rows in rows_by_date.items():
            upload = work.uploads.add(facts.id, told | {"report": {}, "received_by": ME.name}, Coverage())
            snapshot = work.uploads.add_snapshot(facts.id, upload, "projects", day, Coverage().key, len(rows), str(day))
            work.registers.append(facts.id, "projects", snapshot, day, rows)
        work.registers.settle(facts.id, "projects", min(rows_by_date))
        work.portfolios.raise_version(facts.id)
    return access.scope(ME, key)


def with_leavers() -> dict[date, pd.DataFrame]:
    """Return reports of which four projects are missing from a date on; two more are cancelled at it."""
    told = reports()
    for number, day in enumerate(DATES):
        if number >= LEFT_AT:
            rows = told[day]
            rows.loc[rows["project_key"].isin(["P-010", "P-011"]), "status"] = "cancelled"
            told[day] = rows[~rows["project_key"].isin(["P-020", "P-021", "P-022", "P-023"])].reset_index(drop=True)
    return told


@pytest.fixture
def scope(database_url: str) -> Scope:
    return whole(with_leavers())


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Scope:
    return whole(with_leavers())


def test_leavers_are_counted_by_how_they_left(scope):
    found = slip_leavers.read(scope, LAST, "next", 30).found
    assert found.count(UNEXPLAINED) == 4
    assert found.count(CANCELLED) == 3, "one more is cancelled at the last date"
    rate = found.base_rate()
    assert rate.held < rate.counted < rate.slipped


def test_who_is_left_out_of_a_file_has_left_at_once_and_who_is_carried_forward_has_not(sqlite_url):
    told = {day: rows for day, rows in with_leavers().items() if day <= DATES[LEFT_AT]}
    now = DATES[LEFT_AT]
    left = slip_leavers.read(whole(told), now, "next", 30).found
    assert left.count(UNEXPLAINED) == 4
    carried = slip_leavers.read(store(told), now, "next", 30).found
    assert carried.count(UNEXPLAINED) == 0
    later = slip_leavers.read(store(with_leavers(), "later"), DATES[LEFT_AT + 1], "next", 30).found
    assert later.count(UNEXPLAINED) == 4


def test_leaving_is_not_known_before_it_happened(on_sqlite):
    before = DATES[LEFT_AT - 1]
    assert slip_leavers.read(on_sqlite, before, "next", 30).found.count() == 0
    columns = slip_leavers.COLUMNS
    assert slip_leavers.gone(slip_history.evidence(on_sqlite, before, columns), before) == {}
    then = slip_leavers.gone(slip_history.evidence(on_sqlite, DATES[LEFT_AT], columns), DATES[LEFT_AT])
    assert set(then) == {"P-020", "P-021", "P-022", "P-023"}


def test_the_record_counted_is_the_record_of_the_page(on_sqlite):
    view = slip_leavers.read(on_sqlite, LAST, "next", 30)
    record = slip.record(on_sqlite, LAST, "next", 30)
    scores = record["methods"][TABLE]
    assert view.method == TABLE
    assert view.record.known == scores["n"]
    assert view.record.auc.counted == pytest.approx(scores["auc"])
    assert view.record.skill.counted == pytest.approx(scores["skill"])
    assert view.record.left == 7
    assert view.record.skill.slipped < view.record.skill.counted


def test_where_the_model_speaks_what_it_said_of_leavers_is_read_from_what_is_stored(on_sqlite, monkeypatch):
    slip_stand_in.put_in(monkeypatch)
    slip_training.here(on_sqlite, ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)
    view = slip_leavers.read(on_sqlite, LAST, "next", 30)
    scores = slip.record(on_sqlite, LAST, "next", 30)["methods"][MODEL]
    assert view.method == MODEL
    assert view.record.auc.counted == pytest.approx(scores["auc"])
    assert view.record.skill.counted == pytest.approx(scores["skill"])
    assert view.record.left == 7


def test_without_leavers_there_is_nothing_to_hold_against_the_record(sqlite_url):
    told = reports()
    told[LAST]["status"] = "active"
    view = slip_leavers.read(store(told), LAST, "12m", 30)
    assert (view.found.count(), view.record) == (0, None)
    assert not np.isnan(view.found.base_rate().counted)


def test_a_portfolio_too_large_to_do_it_while_one_waits_is_told_so(on_sqlite, monkeypatch):
    monkeypatch.setattr(slip_leavers, "MOST_ROWS", 10)
    assert slip_leavers.read(on_sqlite, LAST, "next", 30).found is None


def test_before_the_first_report_there_is_nothing(on_sqlite):
    assert slip_leavers.read(on_sqlite, date(2020, 1, 1), "next", 30) is None
