"""Numbers, money, days and dates as they are written."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wording import formats
from ui.wording.formats import DASH


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (1_240_000_000, "$1.24 bn"),
        (999_999_999, "$1 bn"),
        (999_400_000, "$999 m"),
        (14_210_000_000, "$14.2 bn"),
        (38_000_000, "$38 m"),
        (410_000, "$410 k"),
        (1_000, "$1 k"),
        (999.6, "$1 k"),
        (87, "$87"),
        (0.5, "$0.5"),
        (0, "$0"),
        (-2_500_000, "−$2.5 m"),
        (2.34e12, "$2.34 tn"),
    ],
)
def test_money_has_three_significant_digits_and_a_scale(amount, written):
    assert formats.money(amount, "USD") == written


def test_money_without_a_sign_of_its_own_bears_its_code():
    assert formats.money(1_200_000, "CHF") == "CHF 1.2 m"
    assert formats.money_exact(1_200_000, "JPY", 0) == "¥1,200,000"


@given(st.floats(min_value=1, max_value=1e14))
def test_money_is_never_further_off_than_half_a_digit(amount):
    written = formats.money(amount, "USD").removeprefix("$")
    number, _, unit = written.partition(" ")
    scale = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}[unit]
    assert float(number.replace(",", "")) * scale == pytest.approx(amount, rel=0.00501)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT])
def test_what_is_missing_is_a_dash_everywhere(missing):
    assert formats.money(missing, "USD") == DASH
    assert formats.money_exact(missing, "USD") == DASH
    assert formats.days(missing) == DASH
    assert formats.months(missing) == DASH
    assert formats.day(missing) == DASH
    assert formats.month(missing) == DASH
    assert formats.percent(missing) == DASH
    assert formats.points(missing) == DASH
    assert formats.number(missing) == DASH
    assert formats.count(missing, "project") == DASH
    assert formats.text(missing) == DASH


def test_days_have_a_sign_only_where_there_is_a_change():
    assert [formats.days(value) for value in (47, -37, 0, 0.4, 1)] == [
        "+47 days",
        "−37 days",
        "0 days",
        "0 days",
        "+1 day",
    ]


def test_dates_read_the_same_from_every_source():
    assert formats.day(date(2026, 9, 30)) == formats.day(pd.Timestamp("2026-09-30 13:00")) == "30 Sep 2026"


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.0001, "<1%"), (0.006, "1%"), (0.72, "72%"), (0.9999, ">99%"), (1, "100%"), (-0.03, "−3%")],
)
def test_percentages_never_round_something_to_nothing(share, written):
    assert formats.percent(share) == written


def test_a_change_of_shares_is_in_points():
    assert [formats.points(value) for value in (0.03, 0.01, -0.01, 0)] == [
        "+3 points",
        "+1 point",
        "−1 point",
        "0 points",
    ]


def test_an_interval_that_closes_is_one_number():
    assert formats.between(59.6, 75.2) == "60 to 75"
    assert formats.between(2.9, 3.1) == "3"


@pytest.mark.parametrize(("probability", "words"), [(1, ">99%"), (0.996, ">99%"), (0, "<1%"), (0.63, "63%")])
def test_a_chance_never_reads_as_certain(probability, words):
    assert formats.chance(probability) == words


def test_a_column_of_money_gets_one_scale():
    assert formats.money_scale([2e9, 5e6]) == (1e9, "bn")
    assert formats.money_scale([float("nan"), 12.0]) == (1.0, "")


@given(st.text(min_size=1), st.integers(min_value=2, max_value=40))
def test_a_shortened_text_never_exceeds_its_width(text, width):
    assert len(formats.shortened(text, width)) <= width
