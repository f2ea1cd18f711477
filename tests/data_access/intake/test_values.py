"""Columns of texts become columns of values, each distinct text read once."""

import numpy as np
import pandas as pd
import pytest

from data_access.intake.mapping import ColumnMapping
from data_access.intake.values import read_column
from data_access.schema import REGISTERS

PROJECTS = REGISTERS["projects"].by_name


def read(portfolio, name: str, texts: list[str], **choices):
    """Return the column read from texts, one row each."""
    mapped = ColumnMapping("Header", name, **choices)
    return read_column(PROJECTS[name], mapped, np.arange(len(texts)), texts, portfolio)


def test_text_keeps_its_zeros_and_loses_only_blanks_around_it(portfolio):
    found = read(portfolio, "name", ["0012", "  Bridge ", "", "two\nlines"])
    assert found.values == ["0012", "Bridge", None, "two\nlines"]
    assert found.reasons == ["", "", "", ""]


def test_keys_are_composed_and_keep_hyphens_blanks_and_slashes(portfolio):
    found = read(portfolio, "project_key", ["A-1/b c", "Cafe\u0301", "00-12"])
    assert found.values == ["A-1/b c", "Café", "00-12"]


def test_invisible_characters_are_taken_out_and_said(portfolio):
    found = read(portfolio, "name", ["Bri\x07dge"])
    assert (found.values, found.reasons) == (["Bridge"], ["control characters taken out"])


def test_signs_that_turn_text_round_or_have_no_width_make_no_other_key(portfolio):
    found = read(portfolio, "project_key", ["\u202eP1\u202c", "P\u200b2", "\ufeffP3", "\u200b"])
    assert found.values == ["P1", "P2", "P3", None]
    assert set(found.reasons) == {"control characters taken out"}


def test_money_is_whole_numbers_with_gaps(portfolio):
    column = read(portfolio, "approved_budget", ["$1.10", "", "TBC"]).per_row
    assert column.dtype == "Int64"
    assert column.tolist() == [110, pd.NA, pd.NA]


def test_dates_far_in_the_future_are_held(portfolio):
    column = read(portfolio, "forecast_finish", ["2108-06-30", ""]).per_row
    assert str(column[0])[:10] == "2108-06-30"
    assert pd.isna(column[1])


@pytest.mark.parametrize(
    ("text", "percent_of", "value", "reason"),
    [
        ("45%", 100, 45.0, ""),
        ("0.45", 1, 45.0, ""),
        ("45%", 1, 45.0, ""),
        ("45", 100, 45.0, ""),
        ("145", 100, None, "outside its range"),
        ("PNS", 100, None, "not a number"),
    ],
)
def test_percentages_are_held_from_0_to_100(portfolio, text, percent_of, value, reason):
    found = read(portfolio, "percent_complete", [text], percent_of=percent_of)
    assert (found.values, found.reasons) == ([value], [reason])


def test_whole_numbers_are_whole(portfolio):
    found = read(portfolio, "level", ["2", "2.0", "2.5"])
    assert found.values == [2, 2, None]
    assert found.reasons[-1] == "not a whole number"


def test_flagged_rows_are_those_with_a_reason(portfolio):
    mapped = ColumnMapping("Header", "status")
    found = read_column(PROJECTS["status"], mapped, np.array([0, 1, 0, 1]), ["active", "Ongoing"], portfolio)
    assert found.flagged.tolist() == [1, 3]
