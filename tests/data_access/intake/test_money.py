"""Money becomes exact minor units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.money import LARGEST, MoneyReading, parse, parse_many
from data_access.intake.numbers import COMMA

DOLLARS = MoneyReading("USD")
MILLIONS = MoneyReading("USD", multiplier=Decimal(1_000_000), header_currency="$")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234.5", 123450),
        ("$1,234", 123400),
        ("$6,279,429", 627942900),
        ("(1,200)", -120000),
        ("-$5.25", -525),
        ("$ 12", 1200),
        ("USD 12.10", 1210),
        ("12.10 USD", 1210),
        ("2.306 ($m)", 230600000),
        ("1.2m", 120000000),
        ("$3.5 million", 350000000),
        ("750k", 75000000),
        ("0", 0),
        ("-0.01", -1),
    ],
)
def test_amounts_are_read(text, cents):
    assert parse(text, DOLLARS) == (cents, "")


@pytest.mark.parametrize("text", ["Exempt under Section 43", "TBC", "PNS", "N/A", "-", "$", "1.2.3", "12 apples"])
def test_words_are_never_zero(text):
    assert parse(text, DOLLARS) == (None, "not an amount")


def test_the_unit_of_the_header_counts_unless_the_value_states_its_own():
    assert parse("15.297", MILLIONS) == (1_529_700_000, "")
    assert parse("2.306 ($m)", MILLIONS) == (230_600_000, "")
    assert parse("500 k", MILLIONS) == (50_000_000, "")


def test_a_decimal_comma_is_read_where_the_column_has_it():
    assert parse("1.234,56 €", MoneyReading("EUR", notation=COMMA)) == (123456, "")


def test_another_currency_is_not_taken_over_without_a_rate():
    assert parse("£100", DOLLARS) == (None, "another currency")
    assert parse("CAD 100", DOLLARS) == (None, "another currency")
    assert parse("100", MoneyReading("USD", header_currency="£")) == (None, "another currency")
    rated = MoneyReading("USD", rates={"£": Decimal("1.25")})
    assert parse("£100", rated) == (12500, "converted at 1.25")


def test_a_dollar_sign_is_the_portfolio_s_own_dollar():
    assert parse("$100", MoneyReading("CAD")) == (10000, "")
    assert parse("US$100", MoneyReading("CAD")) == (None, "another currency")
    assert parse("$100", MoneyReading("EUR")) == (None, "another currency")


def test_fractions_of_the_smallest_unit_are_rounded_and_said():
    assert parse("0.125", DOLLARS) == (12, "rounded to the smallest unit of the currency")
    assert parse("12.4", MoneyReading("JPY", 0)) == (12, "rounded to the smallest unit of the currency")


def test_large_amounts_stay_exact_and_too_large_ones_are_emptied():
    assert parse("90071992547409.93", DOLLARS) == (9007199254740993, "")
    assert parse("92,233,720,368,547,758.07", DOLLARS) == (LARGEST, "")
    assert parse("92,233,720,368,547,758.08", DOLLARS) == (None, "amount too large")


amounts = st.one_of(
    st.decimals(-(10**16), 10**16, places=2).map(str),
    st.integers(-(10**16), 10**16).map("{:,}".format),
    st.text("0123456789.,-($)mk %", max_size=12),
    st.sampled_from(["", " ", "TBC", "0.125", "007", "-0", "1,23", "1,234.5", "123456789012.34"]),
)


@given(st.lists(amounts, max_size=20), st.sampled_from([0, 2, 3]), st.sampled_from(["1,234.56", "1.234,56"]))
def test_many_amounts_are_read_as_each_alone(texts, digits, notation):
    reading = MoneyReading("USD", digits, notation)
    alone = [parse(text.strip(), reading) if text.strip() else (None, "") for text in texts]
    assert list(zip(*parse_many(texts, reading), strict=True)) == alone


@given(st.integers(-(10**14), 10**14))
def test_minor_units_survive_being_written_and_read(cents):
    written = f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    assert parse(written, DOLLARS) == (cents, "")
    assert parse_many([written], DOLLARS) == ([cents], [""])
