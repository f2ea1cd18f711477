"""Traps of a portfolio are found in what was uploaded and in what is stored, each only where it is."""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.intake.warnings_history import KNOWS_THE_FUTURE
from models import slip_inputs
from models.slip_features import features
from models.slip_pairs import pairs
from models.slip_traps import DATES, NO_YEAR, PAIRS
from services import access, importing, intake, received, slip, slip_history, slip_training, slip_traps
from services.access import Scope
from tests.services import planted, slip_stand_in
from tests.services.planted import FUTURE, LAST, ME
from tests.services.slip_works import DATES as MONTHS
from tests.services.slip_works import LAST as LAST_MONTH
from tests.services.slip_works import reports, store


@pytest.fixture
def trapped(database_url: str) -> Scope:
    return planted.load(planted.trapped())


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Scope:
    return planted.load(planted.trapped())


def test_every_trap_laid_is_found(trapped):
    told = slip_traps.read(trapped, LAST, "next", 30)
    assert told.future == (FUTURE,)
    assert told.survivors == ("list.csv",)
    assert [one.date for one in told.placeholders.one_date] == [planted.PLACEHOLDER]
    assert told.placeholders.one_date[0].held == 21, "and one that finishes then in earnest"
    assert told.placeholders.far["forecast_finish"].dt.year.tolist() == [2108]
    assert told.far_names == ("Project 59",)
    assert (told.gaps.usual, told.gaps.longest) == (31, 153)
    assert told.little == ()


def test_a_clean_list_in_month_ends_has_none(sqlite_url):
    told = slip_traps.read(planted.load(planted.clean()), LAST, "next", 30)
    assert (told.future, told.survivors, told.far_names, told.gaps, told.little) == ((), (), (), None, ())
    assert not told.placeholders.any


def test_the_planted_column_is_caught_at_intake_and_plays_no_part_in_the_inputs(sqlite_url):
    text = planted.trapped()
    scope = planted.load(text)
    told = slip_traps.read(scope, LAST, "next", 30)
    assert told.future == (FUTURE,)
    assert told.future_read == ()
    assert told.inputs == len(slip_inputs.INPUTS)
    without = planted.load("\n".join(line.rsplit(",", 1)[0] for line in text.strip().split("\n")) + "\n", "without")
    assert slip_traps.read(without, LAST, "next", 30).future == ()
    with_it, bare = (slip_history.with_registers(one, LAST) for one in (scope, without))
    assert FUTURE not in with_it.columns
    for made in (features, lambda reported: pairs(reported, "12m", 30)):
        pd.testing.assert_frame_equal(made(with_it), made(bare))


def test_a_mapped_column_that_the_model_reads_is_told_as_such(on_sqlite, monkeypatch):
    def warned(listing, as_of):
        titles = ("Percent complete", "Actual finish", "Actual cost")
        return [("list.csv", KNOWS_THE_FUTURE, title) for title in titles]

    monkeypatch.setattr(slip_traps, "_warnings", warned)
    told = slip_traps.read(on_sqlite, LAST, "next", 30)
    assert told.future_read == ("Percent complete",), "of finished projects alone is the actual finish read"


def test_titles_are_those_of_the_register():
    assert {"Percent complete", "Start date"} <= slip_traps._read_titles()


def test_a_withdrawn_file_warns_of_nothing_any_more(trapped):
    upload = int(received.files(trapped)["upload"].iloc[0])
    intake.withdraw(ME, trapped, upload, "wrong list")
    now = access.scope(ME, "planted")
    told = slip_traps.read(now, LAST, "next", 30)
    assert (told.future, told.survivors, told.gaps) == ((), (), None)
    assert not told.placeholders.any
    assert importing.periods(now)


def test_nothing_reported_later_is_read(on_sqlite):
    early = planted.GAPPED[3].date()
    told = slip_traps.read(on_sqlite, early, "next", 30)
    assert told.gaps is None
    assert told.placeholders.far.empty
    assert told.dates == 4


def test_a_short_history_is_told(sqlite_url):
    scope = store({day: rows for day, rows in reports().items() if day <= MONTHS[3]})
    assert slip_traps.read(scope, MONTHS[3], "next", 30).little == (DATES, PAIRS, NO_YEAR)
    long_enough = store(reports(), "longer")
    assert slip_traps.read(long_enough, LAST_MONTH, "next", 30).little == ()
    assert slip_traps.read(long_enough, LAST_MONTH, "12m", 30).little == (PAIRS,)


def test_a_project_that_the_reader_may_not_see_is_neither_named_nor_counted(on_sqlite):
    whole = slip_traps.read(on_sqlite, LAST, "next", 30)
    few = replace(on_sqlite, hidden=frozenset(whole.placeholders.far["project_key"].astype(str)))
    told = slip_traps.read(few, LAST, "next", 30)
    assert len(whole.placeholders.far) == 1
    assert told.far_names == ()
    assert told.placeholders.far.empty
    assert told.placeholders.forecasts == whole.placeholders.forecasts - 1


def test_a_large_portfolio_looks_at_the_forecasts_of_the_date_alone(on_sqlite, monkeypatch):
    monkeypatch.setattr(slip_traps, "AT_ONCE_ROWS", 10)
    told = slip_traps.read(on_sqlite, LAST, "next", 30)
    assert told.placeholders.far.empty
    assert len(told.placeholders.one_date) == 1


def test_what_placeholder_dates_do_to_the_record_is_told_of_the_stored_model(sqlite_url, monkeypatch):
    slip_stand_in.put_in(monkeypatch)
    rows = reports()
    for part in rows.values():
        part["forecast_finish"] += pd.to_timedelta(3 * part.index, unit="D")
        part.loc[part["project_key"].between("P-040", "P-054"), "forecast_finish"] = planted.PLACEHOLDER.as_unit("s")
    scope = store(rows)
    slip_training.here(scope, ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)
    scored = slip.record(scope, LAST_MONTH, "next", 30)["methods"]["model"]
    told = slip_traps.read(scope, LAST_MONTH, "next", 30).placed
    assert (told.of, told.auc) == (scored["n"], pytest.approx(scored["auc"]))
    assert told.n % 15 == 0
    assert 0 < told.n < told.of
    assert told.auc_without > told.auc, "all the others move by their phase"
    assert slip_traps.read(scope, LAST_MONTH, "12m", 30).placed is None, "no stored model answers that"
