"""Dates are read exactly, and day and month are never guessed silently."""

from datetime import date

import pytest

from data_access.intake.dates import DateReading, evidence, parse

MONTH_FIRST = DateReading("month first")
DAY_FIRST = DateReading("day first")
APRIL = DateReading(fiscal_start_month=4, fiscal_label="end")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("2024-03-31T00:00:00", date(2024, 3, 31)),
        ("2024/03/31", date(2024, 3, 31)),
        ("20240331", date(2024, 3, 31)),
        ("March 31, 2017", date(2017, 3, 31)),
        ("31 Mar 2017", date(2017, 3, 31)),
        ("31-Mar-17", date(2017, 3, 31)),
        ("2nd September 2019", date(2019, 9, 2)),
    ],
)
def test_unambiguous_dates_are_read_in_any_order(text, day):
    assert parse(text, MONTH_FIRST) == (day, "")
    assert parse(text, DAY_FIRST) == (day, "")


def test_the_order_decides_what_both_orders_fit():
    assert parse("05/01/2014 12:00:00 AM", MONTH_FIRST) == (date(2014, 5, 1), "")
    assert parse("05/01/2014 12:00:00 AM", DAY_FIRST) == (date(2014, 1, 5), "")


def test_a_date_that_is_impossible_in_the_chosen_order_is_not_turned_around():
    assert parse("31/12/2012", MONTH_FIRST) == (None, "impossible date")
    assert parse("2012-30-09", DAY_FIRST) == (None, "impossible date")
    assert parse("30/02/2012", DAY_FIRST) == (None, "impossible date")


def test_a_fiscal_year_stands_for_its_last_day_and_says_so():
    assert parse("2023-24", APRIL) == (date(2024, 3, 31), "last day of the fiscal year")
    start = DateReading(fiscal_start_month=4, starts=True)
    assert parse("2023-24", start) == (date(2023, 4, 1), "first day of the fiscal year")


def test_a_month_and_a_quarter_stand_for_their_last_day():
    assert parse("Feb 2024", APRIL) == (date(2024, 2, 29), "last day of the month")
    assert parse("Q4 2024", APRIL) == (date(2024, 3, 31), "last day of the quarter")


@pytest.mark.parametrize("text", ["TBC", "N/A", "-", "Exempt under Section 43", "PNS", "soon"])
def test_words_are_no_dates(text):
    assert parse(text, APRIL) == (None, "not a date")


def test_serial_numbers_are_dates_in_workbooks_only():
    assert parse("45382", DateReading(typed=True))[0] == date(2024, 3, 31)
    assert parse("45382", DateReading())[0] is None


def test_evidence_counts_what_fits_one_order_only():
    found = evidence(["31/12/2012", "01/02/2012", "2012-30-09", "03/03/2013", "45/13/2012"])
    assert (found.day_first, found.month_first, found.both) == (1, 0, 1)
    assert found.order == "day first"


def test_both_orders_in_one_column_decide_nothing():
    assert evidence(["22/09/2011", "04/26/2012"]).order == "undecided"
    assert evidence(["01/02/2012"]).order == "undecided"
    assert evidence(["2012-01-02", "03/03/2013"]).order == ""


def test_one_slip_among_many_values_that_fit_both_orders_decides_nothing():
    many = [f"{month:02d}/{day:02d}/2024" for month in range(1, 7) for day in range(1, 7) if month != day]
    assert evidence([*many, "13/02/2024"]).order == "undecided"
    assert evidence([*many, "13/02/2024"]).is_faint
    assert evidence([*many, "13/02/2024", "14/02/2024"]).order == "day first"
