"""Fiscal years and whole amounts shared out over them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fiscal_years import apportioned, first_day, label, later, shares_after, shares_by_days, spent_by


@pytest.mark.parametrize(
    ("day", "month", "first"),
    [
        (date(2026, 6, 30), 7, date(2025, 7, 1)),
        (date(2026, 7, 1), 7, date(2026, 7, 1)),
        (date(2026, 1, 1), 1, date(2026, 1, 1)),
        (date(2026, 12, 31), 12, date(2026, 12, 1)),
    ],
)
def test_a_day_falls_into_the_year_that_began_last(day, month, first):
    assert first_day(day, month) == first


def test_a_year_is_named_as_the_portfolio_names_it():
    july = date(2026, 7, 1)
    assert [label(july, naming) for naming in ("end", "start", "ask")] == ["FY27", "FY26", "2026-27"]
    assert label(date(1999, 7, 1), "end") == "FY00"
    assert label(date(2026, 1, 1), "end") == "2026"


def test_days_are_shared_over_the_years_they_lie_in():
    starts = [date(2026, 7, 1), date(2027, 7, 1), date(2028, 7, 1)]
    shares = shares_by_days(date(2027, 6, 1), date(2027, 7, 31), starts)
    assert shares.tolist() == [0.5, 0.5, 0.0]
    beyond = shares_by_days(date(2027, 6, 30), date(2029, 6, 30), starts)
    assert beyond.tolist() == pytest.approx([1 / 731, 366 / 731, 364 / 731])


@pytest.mark.parametrize("ends", [None, date(2026, 1, 1)])
def test_without_an_end_ahead_all_falls_into_the_first_year(ends):
    assert shares_by_days(date(2026, 10, 31), ends, [date(2026, 7, 1), date(2027, 7, 1)]).tolist() == [1.0, 0.0]


@given(
    st.lists(st.integers(0, 10**15), min_size=1, max_size=5).flatmap(
        lambda totals: st.tuples(
            st.just(totals),
            st.lists(
                st.lists(st.floats(0, 1e12), min_size=3, max_size=3).filter(lambda row: sum(row) > 0),
                min_size=len(totals),
                max_size=len(totals),
            ),
        )
    )
)
def test_shares_add_up_to_the_last_unit_and_follow_their_weights(drawn):
    totals, weights = drawn
    shared = apportioned(np.array(totals, dtype=np.int64), np.array(weights))
    assert shared.sum(axis=1).tolist() == totals
    assert (shared >= 0).all()
    exact = np.array(totals)[:, None] * (np.array(weights) / np.array(weights).sum(axis=1, keepdims=True))
    assert (np.abs(shared - exact) <= 2).all()


def test_an_amount_without_any_weight_is_refused():
    with pytest.raises(ValueError, match="weight above zero"):
        apportioned(np.array([5]), np.array([[0.0, 0.0]]))


def test_money_of_a_year_is_spent_evenly_up_to_a_day():
    starts = [date(2026, 7, 1), date(2027, 7, 1), date(2028, 7, 1)]
    assert spent_by(date(2026, 7, 1), date(2026, 7, 1), None, starts).tolist() == [0, 0, 0]
    half = spent_by(date(2027, 12, 31), date(2026, 10, 31), date(2028, 6, 30), starts)
    assert half.tolist() == pytest.approx([1, 183 / 365, 0])
    assert spent_by(date(2031, 1, 1), date(2026, 10, 31), date(2030, 1, 1), starts).tolist() == [1, 1, 1]


@given(st.dates(date(2026, 1, 1), date(2033, 1, 1)), st.dates(date(2026, 1, 1), date(2033, 1, 1)))
def test_more_is_spent_by_a_later_day_and_all_of_it_by_the_finish(one, other):
    starts, begins, ends = [date(2026, 7, 1), date(2027, 7, 1), date(2028, 7, 1)], date(2026, 9, 1), date(2030, 3, 1)
    earlier, later_day = sorted((one, other))
    first, second = (spent_by(day, begins, ends, starts) for day in (earlier, later_day))
    assert (first <= second).all()
    assert ((first >= 0) & (second <= 1)).all()
    assert spent_by(ends, begins, ends, starts).tolist() == [1, 1, 1]


def test_what_lies_after_a_day_begins_on_the_next_one():
    days = np.array(["2026-06-30", "2027-06-29", "2027-06-30", "NaT"], dtype="datetime64[D]")
    shares = shares_after(days, [date(2026, 7, 1), date(2027, 7, 1)])
    assert shares[:, 0].tolist() == pytest.approx([1, 1 / 365, 0, 0])
    assert shares[:, 1].tolist() == [1, 1, 1, 0]


@given(st.lists(st.lists(st.integers(0, 10**12), min_size=4, max_size=4), min_size=1, max_size=3), st.integers(0, 6))
def test_amounts_moved_to_later_years_keep_their_sum_and_never_come_earlier(drawn, years):
    amount = np.array(drawn, dtype=np.int64)
    moved = later(amount, years)
    assert moved.sum(axis=1).tolist() == amount.sum(axis=1).tolist()
    assert (np.cumsum(moved, axis=1) <= np.cumsum(amount, axis=1)).all()
    assert not moved[:, : min(years, 3)].any()
