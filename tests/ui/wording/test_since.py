"""The date that a change is counted from is never mistaken for the as-of date."""

from datetime import date

from ui.wording.since import short_day


def test_a_date_of_another_year_keeps_its_year_and_one_of_the_same_year_does_not_repeat_it():
    as_of = date(2026, 10, 31)
    assert short_day(date(2025, 10, 31), as_of) == "31 Oct 2025"
    assert short_day(date(2026, 9, 30), as_of) == "30 Sep"
    assert short_day(None, as_of) == ""
