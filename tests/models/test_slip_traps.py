"""Traps in the dates of a portfolio are found where they were laid, and nowhere else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.slip_traps import DATES, HALVES, NO_YEAR, PAIRS, placeholders, reporting_gaps, too_little

NOW = pd.Timestamp("2026-10-31")
SEEDS = range(40)


def spread(seed=1, many=150, years=5):
    """Return finishes of a portfolio, more of them soon than late."""
    random = np.random.default_rng(seed)
    return pd.Series(NOW + pd.to_timedelta((365 * years * random.beta(1.2, 2.5, many)).round(), unit="D"))


def found(finishes):
    live = pd.DataFrame({"forecast_finish": finishes})
    reports = live.assign(project_key=[f"p{at}" for at in range(len(live))], as_of=NOW)
    return placeholders(live, reports)


def grid(finishes, rule):
    return finishes + rule


@pytest.mark.parametrize("seed", SEEDS)
def test_dates_worked_out_to_the_day_are_none(seed):
    assert not found(spread(seed)).any


@pytest.mark.parametrize("many", [25, 150, 2_000])
@pytest.mark.parametrize("years", [1, 3, 8])
@pytest.mark.parametrize("rule", [pd.offsets.MonthEnd(0), pd.offsets.QuarterEnd(0)], ids=["months", "quarters"])
def test_reporting_in_month_ends_or_quarter_ends_is_a_habit_and_no_trap(many, years, rule):
    for seed in range(10):
        assert not found(grid(spread(seed, many, years), rule)).any


@pytest.mark.parametrize("years", [1, 3, 8])
def test_some_in_month_ends_and_some_to_the_day_is_no_trap(years):
    for seed in range(20):
        finishes = spread(seed, 100, years)
        mixed = finishes.where(np.arange(100) % 2 == 0, finishes + pd.offsets.MonthEnd(0))
        assert not found(mixed).any


def test_a_portfolio_whose_year_ends_in_june_may_finish_somewhat_more_there():
    finishes = grid(spread(3), pd.offsets.MonthEnd(0))
    moved = finishes.where(np.arange(len(finishes)) % 6 > 0, finishes + pd.offsets.YearEnd(0, month=6))
    assert not found(moved).any


@pytest.mark.parametrize("rule", [pd.offsets.Day(0), pd.offsets.MonthEnd(0)], ids=["days", "months"])
def test_one_date_that_a_fifth_of_them_share_is_a_placeholder(rule):
    finishes = grid(spread(), rule)
    finishes[::5] = pd.Timestamp("2029-12-31")
    told = found(finishes)
    assert [one.date for one in told.one_date] == [pd.Timestamp("2029-12-31")]
    assert told.one_date[0].held >= 30
    assert told.one_date[0].usual < 10
    assert told.forecasts == 150


def test_two_placeholders_do_not_hide_each_other():
    finishes = spread()
    finishes[::5] = pd.Timestamp("2028-06-30")
    finishes[1::5] = pd.Timestamp("2028-12-31")
    assert {one.date for one in found(finishes).one_date} == {pd.Timestamp("2028-06-30"), pd.Timestamp("2028-12-31")}


def test_a_date_that_all_share_is_a_placeholder():
    (one,) = found(pd.Series([pd.Timestamp("2030-12-31")] * 30)).one_date
    assert one.held == 30


def test_a_placeholder_far_from_all_others_is_found():
    finishes = spread()
    finishes[::10] = pd.Timestamp("2050-12-31")
    assert [one.date.year for one in found(finishes).one_date] == [2050]


def test_a_handful_of_forecasts_tells_no_habit():
    assert not found(pd.Series([pd.Timestamp("2030-12-31")] * 19)).any


@pytest.mark.parametrize(("month", "day"), [(6, 30), (12, 31), (3, 31)])
def test_the_year_alone_is_found_on_any_last_day_of_a_year(month, day):
    finishes = spread()
    finishes[::2] = finishes[::2] + pd.offsets.YearEnd(0, month=month)
    told = found(finishes)
    assert told.year_end == ((month, day),)
    assert 75 <= told.year_end_held < 100


def test_half_years_are_found_together():
    halves = spread() + pd.offsets.QuarterEnd(0)
    halves = halves.where(halves.dt.month.isin([6, 12]), halves + pd.offsets.QuarterEnd(1))
    told = found(halves)
    assert told.year_end in (HALVES, ((6, 30),), ((12, 31),))


def test_a_finish_a_lifetime_away_is_found_in_whatever_report_it_stands():
    live = pd.DataFrame({"forecast_finish": spread()})
    reports = pd.DataFrame(
        {
            "project_key": ["a", "a", "b", "c"],
            "as_of": pd.to_datetime(["2024-01-31", "2024-02-29", "2024-01-31", "2024-01-31"]),
            "forecast_finish": np.array(["2108-10-21", "2027-10-21", "2070-01-01", "1900-01-01"], dtype="M8[s]"),
        }
    )
    told = placeholders(live, reports)
    assert told.far["project_key"].tolist() == ["a", "c"]
    assert told.far["forecast_finish"].dt.year.tolist() == [2108, 1900]
    assert told.any


def test_missing_forecasts_are_no_dates():
    assert not found(pd.Series(pd.NaT, index=range(40), dtype="datetime64[s]")).any
    assert not found(pd.Series([], dtype="datetime64[s]")).any


@given(some.permutations(range(60)))
def test_the_order_of_the_rows_changes_nothing(order):
    finishes = spread(many=60)
    finishes[::3] = pd.Timestamp("2028-06-30")
    finishes[1] = pd.Timestamp("2108-01-01")
    once, again = found(finishes), found(finishes.iloc[order])
    assert (once.one_date, once.year_end, once.year_end_held) == (again.one_date, again.year_end, again.year_end_held)
    assert once.far["forecast_finish"].tolist() == again.far["forecast_finish"].tolist()


def received(dates, many=50):
    return pd.Series(many, index=pd.DatetimeIndex(dates))


@pytest.mark.parametrize("rule", ["ME", "QE", "YE", "7D", "MS"])
def test_a_calendar_is_equal_however_long_its_months(rule):
    gaps = reporting_gaps(received(pd.date_range("2023-01-01", periods=18, freq=rule)))
    assert gaps is not None
    assert not gaps.unequal


def test_a_month_left_out_makes_gaps_unequal():
    dates = pd.date_range("2023-01-01", periods=18, freq="ME").delete(7)
    gaps = reporting_gaps(received(dates))
    assert gaps.unequal
    assert (gaps.usual, gaps.longest) == (31, 61)
    assert gaps.ratio == pytest.approx(61 / 31)


def test_a_date_put_in_between_makes_gaps_unequal():
    dates = [*pd.date_range("2023-01-01", periods=18, freq="ME"), pd.Timestamp("2023-08-10")]
    assert reporting_gaps(received(dates)).unequal
    assert reporting_gaps(received(dates).sample(frac=1, random_state=1)) == reporting_gaps(received(dates))


def test_a_correction_of_a_few_projects_is_no_reporting_date():
    told = received(pd.date_range("2023-01-01", periods=18, freq="ME"))
    told[pd.Timestamp("2023-08-10")] = 2
    assert not reporting_gaps(told).unequal


def test_two_dates_have_no_usual_gap():
    assert reporting_gaps(received(["2023-01-31", "2023-06-30"])) is None
    assert reporting_gaps(pd.Series([], index=pd.DatetimeIndex([]), dtype=float)) is None


def test_history_is_short_by_dates_by_outcomes_or_by_the_year():
    assert too_little(5, 900, 100) == (DATES,)
    assert too_little(12, 399, 399) == (PAIRS,)
    assert too_little(9, 900, 0) == (NO_YEAR,)
    assert too_little(2, 0, 0) == (DATES, PAIRS, NO_YEAR)
    assert too_little(24, 900, 700) == ()
    assert too_little(24, 900, None) == ()
