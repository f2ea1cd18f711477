"""What stands in a cell, and the names of dimensions and measures."""

import pandas as pd
import pytest

from ui.wording import heatmap


def cell(**more):
    told = {"row": "mandatory", "column": "cost", "value": 0.64, "numerator": 64.0, "denominator": 100.0}
    return pd.DataFrame([told | {"hits": 7.0, "base": 12, "projects": 13, "money": 100.0} | more])


@pytest.mark.parametrize(
    ("measure", "more", "text", "note"),
    [
        ("money_amber", {}, "64%", "of 12"),
        ("money_amber", {"base": 3, "hits": 2.0}, "2", "of 3"),
        ("variance", {"value": 0.074}, "+7%", "of 12"),
        ("variance", {"value": 0.5, "base": 4, "hits": 1.0}, "1", "of 4"),
        ("expected_slips", {"numerator": 3.21}, "3.2", "of 12"),
        ("weighted_slip", {"value": 46.6}, "+47 d", "of 12"),
        ("alignment", {"base": 0, "value": float("nan")}, "–", "none of 13"),
    ],
)
def test_a_cell_shows_its_number_and_base_and_under_five_projects_the_count(measure, more, text, note):
    said = heatmap.in_words(cell(**more), measure, "investment_class", "health", "USD").iloc[0]
    assert (said["text"], said["note"]) == (text, note)


def test_names_of_dimensions_are_words_and_extra_columns_keep_their_header():
    assert heatmap.title("extra:Ward", "health", "alignment") == "Money on top objectives, by Ward and health"
    assert heatmap.label("investment_class", "mandatory") == "Mandatory"
    assert (heatmap.label("health", "all"), heatmap.label("phase", "all")) == ("Overall", "All")


def test_hover_is_free_of_markup_from_names():
    said = heatmap.in_words(cell(row="<i>x</i>"), "money_amber", "department", "health", "USD").iloc[0]
    assert "&lt;i&gt;x&lt;/i&gt;" in said["hover"]
    assert "$64 of $100 to go" in said["hover"]
