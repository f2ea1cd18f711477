"""What the slip risk page shows: ordered, filtered, with reported status and money beside the chance."""

import numpy as np
import pandas as pd
import pytest

from services import slip, slip_view
from services.access import Scope
from tests.services.slip_works import DATES, LAST, reports, store


@pytest.fixture
def works(database_url: str) -> Scope:
    """The portfolio with status, department and money."""
    rows = reports()
    for part in rows.values():
        part["rag_overall"] = np.where(part.index % 4 == 2, 1, 5)
        part["department"] = np.where(part.index < 30, "Roads", "Water")
        part["forecast_cost"] = pd.array(part.index * 100_00 + 100, dtype="Int64")
    return store(rows)


def test_the_likeliest_stand_first_and_among_equals_the_dearest(works: Scope) -> None:
    shown = slip_view.read(works, LAST, "next", 30)
    chances, money = shown.predicted["probability"], shown.predicted["cost_to_go"]
    assert chances.is_monotonic_decreasing
    for _, equal in money.groupby(chances.to_numpy()):
        assert equal.is_monotonic_decreasing
    assert len(shown.predicted) + len(shown.unpredicted) == 60
    assert (shown.unpredicted["reason_none"] != "").all()


def test_reported_status_stands_beside_the_likeliest_fifth(works: Scope) -> None:
    shown = slip_view.read(works, LAST, "next", 30)
    assert shown.top == int(np.ceil(0.2 * len(shown.predicted)))
    assert shown.top_green == (shown.predicted.head(shown.top)["rag_overall"] == 1).sum()


def test_yearly_reports_let_both_horizons_end_on_the_same_day(works: Scope) -> None:
    assert not slip_view.read(works, LAST, "12m", 30).same_end
    days = [day.replace(year=day.year - 2 + at, month=12, day=31) for at, day in enumerate([LAST] * 3)]
    yearly = store(dict(zip(days, list(reports().values())[-3:], strict=True)), "yearly")
    for horizon in ("next", "12m"):
        assert slip_view.read(yearly, days[-1], horizon, 30).same_end


def test_filters_narrow_the_list_and_the_expectation_but_not_the_method(works: Scope) -> None:
    everything = slip_view.read(works, LAST, "next", 30)
    roads = slip_view.read(works, LAST, "next", 30, (("department", "Roads"),))
    assert set(roads.predicted["department"]) == {"Roads"}
    assert roads.expectation.eligible == len(roads.predicted) < everything.expectation.eligible
    assert roads.record == everything.record


def test_the_cells_say_how_many_projects_stand_there_now(works: Scope) -> None:
    shown = slip_view.read(works, LAST, "next", 30)
    assert shown.cells["now"].sum() == len(shown.predicted)


def test_the_trend_has_one_number_per_date_once_worked_out(works: Scope) -> None:
    assert slip_view.trend(works, LAST, "next", 30) == []
    slip.refresh(works)
    numbers = slip_view.trend(works, LAST, "next", 30)
    assert 3 < len(numbers) <= len(DATES)
    assert numbers[-1] == pytest.approx(slip.expectation(works, LAST).expected)
    assert slip_view.trend(Scope(works.portfolio, works.data_version, frozenset({"P-001"})), LAST, "next", 30) == []


def test_what_is_lacking_is_told_where_no_method_speaks(database_url: str) -> None:
    two = store(dict(list(reports(250).items())[:2]))
    shown = slip_view.read(two, DATES[1], "next", 30)
    assert shown.lack == slip_view.Lack(no_forecast=0, no_history=250, outcomes=250, outcome_dates=1, shorter=False)
    assert slip_view.read(two, DATES[1], "12m", 30).lack == slip_view.Lack(0, 250, 0, 0, False)


def test_few_outcomes_are_counted_with_their_dates(database_url: str) -> None:
    few = store(dict(list(reports(60).items())[:3]))
    lack = slip_view.read(few, DATES[2], "next", 30).lack
    assert lack is not None
    assert (lack.outcomes, lack.outcome_dates) == (120, 2)


def test_a_shorter_horizon_that_speaks_is_told(works: Scope) -> None:
    early = DATES[8]
    assert slip_view.read(works, early, "12m", 30).lack is not None
    assert slip_view.read(works, early, "12m", 30).lack.shorter
    assert slip_view.read(works, LAST, "next", 30).lack is None


def test_projects_without_a_forecast_finish_are_told_apart_from_a_short_history(database_url: str) -> None:
    without = store({day: part.drop(columns="forecast_finish") for day, part in reports().items()})
    lack = slip_view.read(without, LAST, "12m", 30).lack
    assert lack is not None
    assert (lack.no_forecast, lack.no_history) == (56, 0)
