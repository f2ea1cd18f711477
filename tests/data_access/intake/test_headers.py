"""Headers in every spelling."""

from decimal import Decimal

import pytest

from data_access.intake.headers import is_known, normalised, unit_of, without_brackets


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Forecast Completion", "forecast completion"),
        ("estimatedCompletionDate", "estimated completion date"),
        ("Project - End Date\n(Latest Approved End Date)", "project end date latest approved end date"),
        ("PLANNED_COST", "planned cost"),
        ("% complete", "% complete"),
    ],
)
def test_spelling_is_folded(header, words):
    assert normalised(header) == words


def test_what_stands_in_brackets_can_be_left_out():
    assert without_brackets("Projected/Actual Cost ($ M)") == "projected actual cost"


@pytest.mark.parametrize(
    ("header", "multiplier", "currency"),
    [
        ("Planned Cost ($ M)", 1_000_000, "$"),
        ("Budget ($m)", 1_000_000, "$"),
        ("Budget ($k)", 1_000, "$"),
        ("Budget [EUR k]", 1_000, "EUR"),
        ("Budget ($000)", 1_000, "$"),
        ("Budget in thousands", 1_000, ""),
        ("Budget (£)", 1, "£"),
        ("Budget", 1, ""),
        ("Completion Date (B1)", 1, ""),
        ("Schedule Variance (in days)", 1, ""),
    ],
)
def test_the_unit_is_read_from_the_header(header, multiplier, currency):
    unit = unit_of(header)
    assert (unit.multiplier, unit.currency) == (Decimal(multiplier), currency)


def test_titles_and_synonyms_of_all_registers_are_known():
    assert is_known("PID")
    assert is_known("Planned Cost ($ M)")
    assert not is_known("Ward")
