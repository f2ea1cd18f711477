"""The figure of projects expected to slip: an interval today, a number alone where it was published otherwise."""

from datetime import date

from models.expected_count import ExpectedCount
from services.partial_dates import Outstanding
from ui.wording import portfolio_slipping as wording

EXPECTED = ExpectedCount(240, 67.4, 60, 75, 0.8, 0.02)
TO_COME = Outstanding(28, 100, ("Parks", "Water"), date(2026, 10, 31))


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


def test_of_a_date_that_only_part_has_reported_for_no_fall_is_told():
    before = {"expected": 120.0, "predicted": 340}
    figure = wording.slipping(EXPECTED, "within 12 months", "", before, "31 Oct", TO_COME)
    assert figure["note"] == "of the 240 that reported, within 12 months"
    assert figure["change"] == "not compared with 31 Oct: 100 have yet to report"
    told = wording.slipping_told({"expected": 58.2, "predicted": 231}, "within 12 months", before, "31 Oct", TO_COME)
    assert told["change"] == figure["change"]


def test_a_date_that_only_part_had_reported_for_is_not_compared_with():
    before = {"expected": 12.0, "predicted": 28, "partial": True}
    figure = wording.slipping(EXPECTED, "within 12 months", "", before, "30 Nov")
    assert figure["change"] == "not compared with 30 Nov: only part had reported then"


def test_who_is_still_to_come_is_told_by_department_where_there_are_any():
    assert wording.still_to_come(TO_COME) == (
        "2 departments (100 live projects) have yet to report for this date; their newest chances are of 31 Oct 2026."
    )
    alone = Outstanding(9, 1, (), date(2026, 9, 30))
    assert wording.still_to_come(alone) == (
        "1 live project has yet to report for this date; its newest chances are of 30 Sep 2026."
    )


def test_the_course_names_the_dates_it_leaves_out():
    periods = [{"as_of": date(2026, month, 28), "partial": month > 9} for month in (9, 10, 11)]
    assert wording.partly(periods) == (
        "The course leaves out 28 Oct 2026 and 28 Nov 2026: only part of the projects had reported."
    )
    assert wording.partly(periods[:1]) == ""
