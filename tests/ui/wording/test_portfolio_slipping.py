"""The figure of projects expected to slip: an interval today, a number alone where it was published otherwise."""

from models.expected_count import ExpectedCount
from ui.wording import portfolio_slipping as wording

EXPECTED = ExpectedCount(240, 67.4, 60, 75, 0.8, 0.02)


def test_an_expectation_is_an_interval_and_its_change_is_of_the_expectation():
    figure = wording.slipping(EXPECTED, "within 12 months (by 31 Dec 2027)", "", {"expected": 60.4}, "30 Sep")
    assert figure["value"] == "60 to 75"
    assert figure["note"] == "of 240, within 12 months"
    assert figure["change"] == "+7 expected since 30 Sep"
    assert wording.slipping(None, "", "Not enough history.", None, "")["note"] == "Not enough history."


def test_an_expectation_over_another_number_of_projects_is_told_with_both_bases():
    figure = wording.slipping(EXPECTED, "within 12 months", "", {"expected": 60.4, "predicted": 300}, "30 Sep")
    assert figure["change"] == "67 expected, was 60 of 300"
    assert "direction" not in figure


def test_what_was_published_is_a_number_that_says_its_interval_is_not_kept():
    told = {"expected": 58.2, "predicted": 231}
    figure = wording.slipping_told(
        told, "within 12 months (by 31 Dec 2027)", {"expected": 55.0, "predicted": 231}, "30 Sep"
    )
    assert (figure["value"], figure["change"]) == ("about 58", "+3 expected since 30 Sep")
    assert figure["note"] == "of 231, within 12 months; its interval is not kept"
