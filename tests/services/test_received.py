"""Periods, files and the record: who has reported, what is in use, and who did what."""

from datetime import date

import pandas as pd
import pytest

from services import intake, portfolios, received, uploads
from services.access import local_user, scope
from services.readings import Coverage, Source

ME = local_user()
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
HEAD = "Project ID,Project Name,Department,Status\n"
WATER = HEAD + "W1,Pumps,Water,active\nW2,Mains,Water,active\nW3,Outfall,Water,completed\n"
ROADS = HEAD + "R1,Kerbs,Roads,active\n"


def load(text, as_of, coverage, name="works.csv"):
    view = scope(ME, "works")
    plan = uploads.plan(ME, view, uploads.read(ME, view, Source(text.encode(), name)), as_of=as_of, coverage=coverage)
    return intake.commit(ME, view, plan["hash"]).upload


@pytest.fixture
def works(database_url):
    portfolios.create(ME, "works", "Works", "USD")


@pytest.fixture
def filled(works):
    water, roads = Coverage("department", ("Water",)), Coverage("department", ("Roads",))
    load(WATER, JUNE, water, "water-june.csv")
    load(ROADS, JUNE, roads, "roads-june.csv")
    return load(ROADS, JULY, roads, "roads-july.csv")


def test_a_portfolio_without_files_has_no_periods_and_no_late_departments(works):
    view = scope(ME, "works")
    assert received.periods(view).empty
    assert received.files(view).empty
    assert received.late(view, JULY) == []


def test_finished_projects_are_not_expected_again(filled):
    periods = received.periods(scope(ME, "works")).set_index("as_of")
    told = periods[["expected", "received", "carried"]]
    assert told.loc[pd.Timestamp(JUNE)].tolist() == [4, 4, 0]
    assert told.loc[pd.Timestamp(JULY)].tolist() == [3, 1, 2]


def test_the_newest_period_comes_first_with_what_its_files_speak_for(filled):
    periods = received.periods(scope(ME, "works"))
    assert list(periods["as_of"].dt.date) == [JULY, JUNE]
    assert periods["coverages"][0] == (("department", ("Roads",)),)
    assert periods["files"].tolist() == [1, 2]
    assert periods["received_by"].tolist() == [ME.name, ME.name]


def test_a_department_that_is_silent_is_late_and_says_since_when(filled):
    assert received.late(scope(ME, "works"), JUNE) == []
    (late,) = received.late(scope(ME, "works"), JULY)
    assert (late.department, late.expected, late.missing, late.last_heard) == ("Water", 2, 2, JUNE)


def test_a_corrected_file_takes_the_place_of_the_first(filled):
    load(ROADS.replace("active", "on hold"), JULY, Coverage("department", ("Roads",)), "roads-july-2.csv")
    files = received.files(scope(ME, "works")).set_index("file")
    assert files.loc["roads-july-2.csv", ["revision", "in_use"]].tolist() == [2, 1]
    assert files.loc["roads-july.csv", ["revision", "in_use"]].tolist() == [1, 0]
    assert received.periods(scope(ME, "works"))["replaced"].tolist() == [1, 0]


def test_a_withdrawn_file_is_kept_with_its_reason_and_no_longer_counts(filled):
    intake.withdraw(ME, scope(ME, "works"), filled, "sent too early")
    view = scope(ME, "works")
    files = received.files(view).set_index("file")
    assert files.loc["roads-july.csv", "withdrawn_reason"] == "sent too early"
    assert files.loc["roads-july.csv", "in_use"] == 0
    assert list(received.periods(view)["as_of"].dt.date) == [JUNE]


def test_the_record_says_who_did_what_and_why_newest_first(filled):
    intake.withdraw(ME, scope(ME, "works"), filled, "sent too early")
    record = received.record(scope(ME, "works"))
    assert record["action"].tolist() == ["upload withdrawn", *["upload committed"] * 3, "portfolio created"]
    assert record.loc[0, ["actor", "subject", "reason"]].tolist() == [
        ME.name,
        f"roads-july.csv ({filled})",
        "sent too early",
    ]
    assert record.loc[0, ["register", "rows"]].tolist() == [None, None]
    assert record.loc[1, "register"] == "Projects"
    assert record.loc[1, "rows"] > 0
