"""The sentence beside a chance, and the day the next report is due."""

import math

import pandas as pd
import pytest

from models.slip_reasons import length, next_report, reason, times_in_ten


def test_a_reason_says_where_the_project_stands_and_how_often_such_ones_moved() -> None:
    assert reason("Design", 335, 0.78, 52, 41, 0.3) == (
        "in design with only 11 months to its forecast finish; such projects moved 8 times in 10"
    )
    assert reason("Design", 1500, 0.78, 52, 41, 0.3).startswith("in design with 49 months to its forecast finish;")
    assert reason("IT Delivery", 335, 0.2, 52, 10, 0.3).startswith("in IT delivery with 11 months to its forecast")
    assert reason("", 335, 0.78, 52, 41, 0.3).startswith("only 11 months to its forecast finish; such")


@pytest.mark.parametrize("days", [-1, -20, -300, -1126])
def test_an_overdue_project_is_past_its_forecast_and_never_has_negative_time(days: int) -> None:
    said = reason("Construction", days, 0.9, 30, 27, 0.4)
    assert "past its own forecast, in construction; such projects moved 9 times in 10" in said
    assert "-" not in said
    assert "to its forecast finish" not in said


def test_a_project_due_on_the_day_of_the_report_has_no_time_left_to_name() -> None:
    assert reason("", 0, 0.5, 40, 20, 0.4).startswith("its own forecast falls on the day of the report; such")


def test_few_cases_are_called_few_and_the_chance_itself_is_quoted() -> None:
    assert reason("Design", 335, 0.61, 3, 0, 0.3).endswith(
        "3 cases like it on record; similar ones moved 6 times in 10"
    )
    assert "no case like it on record" in reason("Design", 335, 0.61, 0, 0, 0.3)


def test_the_base_rate_alone_speaks_of_the_portfolio() -> None:
    assert reason("Design", 335, 0.3, math.nan, math.nan, 0.3).endswith(
        "in this portfolio projects moved 3 times in 10"
    )


def test_no_chance_has_no_reason() -> None:
    assert reason("Design", 335, math.nan, 0, 0) == ""


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.0, "less than once in 20"), (0.06, "once in 10"), (0.5, "5 times in 10"), (0.94, "9 times in 10")],
)
def test_a_rate_is_said_in_tens(rate: float, words: str) -> None:
    assert times_in_ten(rate) == words


def test_a_length_is_in_days_until_it_is_well_over_a_month() -> None:
    assert [length(days) for days in (1, 44, 60, 1126)] == ["1 day", "44 days", "2 months", "37 months"]


def test_the_next_report_follows_the_usual_gap_and_keeps_to_month_ends() -> None:
    months = list(pd.date_range("2026-01-31", periods=4, freq="ME"))
    assert next_report(months) == pd.Timestamp("2026-05-31")
    assert next_report(list(pd.to_datetime(["2018-01-01", "2018-05-01", "2018-09-01"]))) == pd.Timestamp("2019-01-01")
    assert next_report(months[:1]) is None
