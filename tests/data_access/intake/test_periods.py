"""Periods by the portfolio's fiscal year."""

from datetime import date

import pytest

from data_access.intake.periods import LABEL_UNDECIDED, NOT_A_PERIOD, parse


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023-24", (date(2023, 4, 1), "fiscal year")),
        ("2023/2024", (date(2023, 4, 1), "fiscal year")),
        ("FY2023-24", (date(2023, 4, 1), "fiscal year")),
        ("FY24", (date(2023, 4, 1), "fiscal year")),
        ("FY2024", (date(2023, 4, 1), "fiscal year")),
        ("2024", (date(2023, 4, 1), "fiscal year")),
        ("2024-03", (date(2024, 3, 1), "month")),
        ("2024-03-01", (date(2024, 3, 1), "month")),
        ("Mar 2024", (date(2024, 3, 1), "month")),
        ("March-24", (date(2024, 3, 1), "month")),
        ("03/2024", (date(2024, 3, 1), "month")),
        ("2024-Q1", (date(2023, 4, 1), "quarter")),
        ("Q4 FY24", (date(2024, 1, 1), "quarter")),
    ],
)
def test_periods_are_read_by_a_fiscal_year_that_ends_in_its_label(text, period):
    assert parse(text, 4, "end") == period


def test_a_label_of_one_year_can_name_the_year_it_starts_in():
    assert parse("FY24", 4, "start") == (date(2024, 4, 1), "fiscal year")


def test_a_label_of_one_year_is_undecided_until_somebody_says():
    assert parse("FY24", 4, "ask") == LABEL_UNDECIDED
    assert parse("2024-Q1", 4, "ask") == LABEL_UNDECIDED
    assert parse("FY24", 1, "ask") == (date(2024, 1, 1), "fiscal year")


@pytest.mark.parametrize("text", ["2023-25", "2024-13", "soon", "Foo 2024", "24"])
def test_other_texts_are_no_periods(text):
    assert parse(text, 4, "end") == NOT_A_PERIOD
