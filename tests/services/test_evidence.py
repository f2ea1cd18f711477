"""What projects report beside what is known of them, read from a database."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access import transaction
from data_access.states import Coverage
from services import access, evidence, portfolios, portrait
from services.access import Scope
from services.errors import Explained
from tests.services import slip_works, town

ME = access.Actor("tester", "admin")
DATES = [day.date() for day in pd.date_range("2024-01-31", periods=20, freq="ME")]
LAST = DATES[-1]


@pytest.fixture
def scope(database_url):
    return town.store()


@pytest.fixture
def on_sqlite(sqlite_url):
    return town.store()


def read(scope, as_of=town.JUNE, filters=()):
    return evidence.read(scope, portrait.read(scope, as_of), "12m", 30, filters)


def test_green_reports_with_evidence_are_listed_the_strongest_first(scope):
    found = read(scope)
    listed = found.disagreeing("better").set_index("project_key")
    assert listed["points"].tolist() == [2, 2, 2, 2]
    assert listed.index.tolist() == ["W2", "W1", "R1", "W5"], "equally strong, so the most money to go first"
    assert (listed.loc["R1", "check_late"], listed.loc["R1", "said_overall"]) == (5, 1), "181 days late"
    assert listed.loc["W2", "check_over"] == 5, "140 against 100"
    assert listed.loc["W5", "check_risk"] == 5
    assert (listed.loc["W1", "moves_since"], listed.loc["W1", "moved_since_days"]) == (1, 90)


def test_a_red_report_on_time_and_on_budget_is_worse_than_its_evidence(scope):
    listed = read(scope).disagreeing("worse")
    assert listed["project_key"].tolist() == ["W4", "W3"]
    assert listed["points"].tolist() == [2, 1]


def test_who_reports_no_status_is_counted_apart(scope):
    found = read(scope)
    assert (found.silent, found.carried) == (1, 0), "R3 reports no status"
    assert (found.green, found.not_green) == (5, 2)
    assert "R2" not in set(found.rows["project_key"]), "it is finished"


def test_filters_keep_their_projects_alone(on_sqlite):
    assert set(read(on_sqlite, filters=(("department", "Roads"),)).rows["project_key"]) == {"R1", "R4"}


def test_nothing_reported_later_is_read(on_sqlite):
    may = read(on_sqlite, town.MAY)
    assert may.rows.set_index("project_key").loc["W1", "moves_since"] == 0
    assert may.rows.set_index("project_key").loc["W2", "check_over"] == 1, "110 is not over ten percent"


def test_a_project_not_reported_this_time_is_no_evidence(on_sqlite):
    rows = town.projects(town.JUNE)
    late = date(2026, 7, 31)
    with transaction() as work:
        facts = work.portfolios.get("town")
        assert facts is not None
        told = {"register": "projects", "origin": "file", "file_name": "july.csv", "sha256": "s", "size": 1}
        told |= {"choices": {}, "report": {}, "received_by": "tester"}
        coverage = Coverage("department", ("Roads",))
        upload = work.uploads.add(facts.id, told, coverage)
        roads = rows[rows["department"] == "Roads"].assign(source_row=range(2, 6))
        snapshot = work.uploads.add_snapshot(facts.id, upload, "projects", late, coverage.key, len(roads), "july")
        work.registers.append(facts.id, "projects", snapshot, late, roads)
        work.registers.settle(facts.id, "projects", late)
        work.portfolios.raise_version(facts.id)
    found = read(access.scope(ME, "town"), late)
    assert found.carried == 5
    assert set(found.rows["project_key"]) == {"R1", "R4"}


def test_without_any_reported_status_there_are_no_rows(sqlite_url):
    scope = slip_works.store(slip_works.reports())
    found = read(scope, slip_works.LAST)
    assert found.rows.empty
    assert found.silent > 0
    assert evidence.steady(found, 6).empty


def rated(statuses: bool = True) -> Scope:
    """Store 40 projects over twenty months: North moves every forecast, South none; both report green and red."""
    facts = portfolios.create(ME, "rated", "Rated", "USD")
    with transaction() as work:
        for number, day in enumerate(DATES):
            key = np.arange(40)
            north = key < 20
            finish = pd.Timestamp("2027-06-30") + pd.to_timedelta(np.where(north, 40 * number, 0), unit="D")
            rows = pd.DataFrame(
                {
                    "project_key": [f"P{one:02}" for one in key],
                    "name": [f"Project {one}" for one in key],
                    "department": np.where(north, "North", np.where(key == 39, "Tiny", "South")),
                    "status": "active",
                    "forecast_finish": pd.DatetimeIndex(finish).astype("datetime64[s]"),
                    "start_date": pd.Timestamp("2024-01-01"),
                    "planned_value": pd.array(np.full(40, 1000 * (number + 1)), dtype="Int64"),
                    "earned_value": pd.array(np.full(40, 500 * (number + 1)), dtype="Int64"),
                    "source_row": key + 2,
                }
            ).astype({"department": object, "status": object, "start_date": "datetime64[s]"})
            if statuses:
                changed = (key % 2 == 1) & (number >= 15)
                rows["rag_overall"] = pd.array(np.where(changed, 5, 1), dtype="Int64")
            slip_works.load(work, facts.id, day, rows)
        work.registers.settle(facts.id, "projects", DATES[0])
        work.portfolios.raise_version(facts.id)
    return access.scope(ME, "rated")


def test_still_ratings_are_flagged_with_how_far_the_forecast_moved(sqlite_url):
    found = read(rated(), LAST)
    still = evidence.steady(found, 6)
    assert len(still) == 20, "the other twenty turned red five reports ago"
    assert still["status_reports"].eq(20).all()
    assert still["moved_since_days"].tolist() == [760.0] * 10 + [0.0] * 10
    assert len(evidence.steady(found, 3)) == 40


def test_spi_in_time_is_read_off_the_planned_values_of_the_past(sqlite_url):
    rows = read(rated(), LAST).rows
    assert rows["spi"].eq(0.5).all()
    assert rows["spi_t"].between(0.45, 0.55).all()
    assert rows["check_progress"].eq(5).all()


def test_the_record_tells_what_became_of_green_statements_by_department(sqlite_url):
    scope = rated()
    told = evidence.stated(scope, portrait.read(scope, LAST), "next", 30, "department")
    green = told.groups[told.groups["stated"] == "green"].set_index("group")
    assert (green.loc["North", "share"], green.loc["South", "share"]) == (1, 0)
    assert told.too_few == ("Tiny",), "one project would be a record of its people"
    red = told.groups[told.groups["stated"] == "amber or red"].set_index("group")
    assert red.loc["North", "outcomes"] == 10 * 4


def test_outcomes_not_yet_known_are_not_in_the_record(sqlite_url):
    scope = rated()
    early = evidence.stated(scope, portrait.read(scope, DATES[1]), "next", 30, "department")
    whole = early.groups[early.groups["group"] == ""].iloc[0]
    assert whole["outcomes"] == 40


def test_the_record_keeps_to_the_filters(sqlite_url):
    scope = rated()
    told = evidence.stated(scope, portrait.read(scope, LAST), "next", 30, "location", (("department", "South"),))
    assert told.groups["outcomes"].tolist()[0] == 19 * 19
    assert told.groups["share"].tolist()[0] == 0


def test_no_record_is_kept_by_person(sqlite_url):
    scope = rated()
    found = portrait.read(scope, LAST)
    assert evidence.dimensions(found) == ["department"]
    for person in ("sponsor", "manager", "rag_assured_by", "extra:Lead"):
        with pytest.raises(Explained):
            evidence.stated(scope, found, "next", 30, person)


def test_a_portfolio_without_statuses_has_a_record_of_its_finishes(sqlite_url):
    scope = rated(statuses=False)
    told = evidence.stated(scope, portrait.read(scope, LAST), "next", 30, "department")
    assert set(told.groups["stated"]) == {"all"}
