"""Numbers in either notation."""

from decimal import Decimal

import pytest

from data_access.intake.numbers import COMMA, DOT, evidence, signed


@pytest.mark.parametrize(
    ("text", "notation", "number"),
    [
        ("1,234.56", DOT, "1234.56"),
        ("1.234,56", COMMA, "1234.56"),
        ("1 234,56", COMMA, "1234.56"),
        ("1'234.56", DOT, "1234.56"),
        ("1,234", DOT, "1234"),
        ("1,234", COMMA, "1.234"),
        ("(1,200)", DOT, "-1200"),
        ("-5", DOT, "-5"),
        ("5-", DOT, "-5"),
        ("−5", DOT, "-5"),
        (".5", DOT, "0.5"),
        ("1E+06", DOT, "1000000"),
    ],
)
def test_a_number_is_read_exactly(text, notation, number):
    assert signed(text, notation) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234,56", "1,23", "12,34,567", "1..2", "PNS", "", "1 2"])
def test_what_does_not_fit_the_notation_is_no_number(text):
    assert signed(text, DOT) is None


def test_values_with_one_reading_decide_the_notation():
    assert evidence(["1,234", "1,5"]).notation == COMMA
    assert evidence(["1,234", "12.5"]).notation == DOT
    assert evidence(["1.234", "2.345"]).ambiguous_dots == 2
    assert evidence(["1.234.567"]).notation == COMMA
    assert evidence(["1.5", "1,5"]).mixed
