"""Moves are said as intervals, and how well intervals have held is said as it was."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wording import slip_days as wording
from ui.wording.spreadsheet import neutralised

NAN = float("nan")


def test_an_interval_is_never_a_point_date():
    assert wording.interval(47, 184.2) == "47 to 184 days later"
    assert wording.interval(0, 1) == "0 to 1 day later"
    assert wording.interval(-12, 30) == "12 days earlier to 30 later"
    assert wording.interval(-1, 0) == "1 to 0 days earlier"
    assert wording.interval(30, 30) == "30 days later or less in eight of ten"
    assert wording.interval(-5, -5) == "5 days earlier or more in eight of ten"
    assert wording.interval(0, 0.4) == "no later in eight of ten"
    assert wording.finish_range(pd.Timestamp("2027-01-15"), 47, 184) == "Mar 2027 to Jul 2027"
    assert wording.finish_range(pd.Timestamp("2027-01-15"), 0, 2) == "Jan 2027 or earlier (8 in 10)"


@given(st.integers(-400, 2000), st.integers(0, 900))
def test_no_cell_of_days_begins_like_a_formula_or_names_one_month_alone(p50, more):
    assert neutralised(wording.interval(p50, p50 + more)) == wording.interval(p50, p50 + more)
    reads = wording.finish_range(pd.Timestamp("2027-01-15"), p50, p50 + more)
    assert " to " in reads or reads.endswith("or earlier (8 in 10)")


@pytest.mark.parametrize(
    ("p50", "p80", "said"),
    [
        (1, 2, "Half of such forecasts move later by 1 day or less, eight in ten by 2 days or less."),
        (-5, 90, "Half of such forecasts hold or come earlier, eight in ten move later by 90 days or less."),
        (-5, 0, "Eight in ten of such forecasts hold or come earlier."),
        (NAN, NAN, ""),
    ],
)
def test_the_middle_and_eight_in_ten_are_said_in_words(p50, p80, said):
    assert wording.sentence(p50, p80) == said


def test_within_twelve_months_days_are_said_to_be_those_at_the_furthest():
    assert wording.sentence(47, 184, "12m") == (
        "At their furthest within 12 months, half of such forecasts move later by 47 days or less, eight in ten by 184 "
        "days or less."
    )
    assert wording.sentence(-5, 0, "12m").startswith("At their furthest within 12 months, eight in ten of such")
    assert wording.reads(pd.Timestamp("2027-01-15"), 47, 184, "next") == (
        "Its forecast finish would then read Mar 2027 to Jul 2027."
    )
    assert "stayed at their furthest within the days shown" in wording.coverage(COVERAGE, "12m")
    assert (wording.counted("next"), wording.counted("12m")) == ("", wording.FURTHEST)


def test_without_a_prediction_there_is_a_dash_and_no_sentence():
    assert wording.interval(NAN, NAN) == wording.finish_range(pd.NaT, 1, 2) == "–"
    assert wording.chances(NAN, 0.1) == ""


def test_two_chances_that_are_the_same_say_why():
    assert wording.chances(0.95, 0.95) == (
        "95% to move later by more than 30 days, and the same by more than 90: worked out apart, the second came out "
        "no lower, and it cannot be higher."
    )
    assert wording.chances(0.95, 0.95, one_rate=True) == (
        "95% to move later by more than 30 days, and the same by more than 90."
    )
    rows = pd.DataFrame({"chance_30": [0.95, 0.4, 0.3, NAN], "chance_90": [0.95, 0.4, 0.1, NAN]})
    assert wording.same_chances(rows).startswith(
        "For 2 of 4 projects both chances are the same: the two are worked out"
    )
    assert wording.same_chances(rows.tail(2)) == ""


COVERAGE = pd.DataFrame(
    {"level": [0.5, 0.8], "n": [940, 940], "share": [0.41, 0.69], "shown": [0.52, 0.815], "at_or_below": [0.6, 0.82]}
).assign(moved_n=[0, 300], moved_shown=[NAN, 0.79], moved_share=[NAN, 0.7])


def test_how_often_intervals_held_is_told_with_its_base():
    assert wording.coverage(COVERAGE) == (
        "Of 940 past predictions with a known outcome 82% stayed within the days shown for eight in ten, and 52% "
        "within those shown for half."
    )
    assert wording.read_as({}, COVERAGE) == ""
    off = COVERAGE.assign(shown=[0.5, 0.74])
    assert wording.read_as({0.8: 0.8}, off) == "So where it says eight in ten, read 74 in 100."
    assert wording.held(off, {0.8: 0.8}, 940, 940)[1] == wording.read_as({}, off)
    assert wording.coverage(COVERAGE.assign(n=0)) == ""
    assert wording.coverage(COVERAGE.head(0)) == ""


def test_wider_intervals_are_told_with_what_was_kept_before_and_after_each_truly():
    assert wording.moved_levels({0.5: 0.5, 0.8: 0.8}, COVERAGE) == ""
    assert wording.moved_levels({0.5: 0.6, 0.8: 0.9}, COVERAGE) == (
        "Those shown now are drawn wider, as far as the chances beside them allow, since the figures of the method "
        "alone kept 69% in place of 80%. At the past dates that were already drawn anew, from what was known then, 79% "
        "of 300 stayed within them; 70% would have without."
    )
    narrower = wording.moved_levels({0.8: 0.7}, COVERAGE.assign(share=0.9))
    assert narrower.startswith("Those shown now are drawn narrower")
    assert "alone kept 90% in place of 80%." in narrower


def test_eight_in_ten_is_worth_what_intervals_drawn_as_now_have_kept():
    wider, off = {0.5: 0.5, 0.8: 0.9}, COVERAGE.assign(shown=0.72)
    assert wording.read_as(wider, off) == "", "79 in 100 were kept where they were drawn so"
    worse = wording.read_as(wider, off.assign(moved_shown=0.73))
    assert worse == "So where it says eight in ten, read 73 in 100."
    first = off.assign(moved_n=0, moved_shown=NAN, moved_share=NAN)
    assert wording.read_as(wider, first) == ""
    assert wording.moved_levels(wider, first).endswith("so what that brings is not known yet.")


def test_what_is_known_of_the_days_is_said_with_how_many_were_judged():
    levels = {0.5: 0.5, 0.8: 0.9}
    assert wording.held(COVERAGE, levels, 940, 940) == [
        wording.coverage(COVERAGE),
        wording.moved_levels(levels, COVERAGE),
    ]
    assert wording.held(COVERAGE, levels, 940, 9_400)[2] == "Judged on 940 of 9,400 past predictions."
    assert wording.held(COVERAGE, {}, 0, 0) == [
        "No days said at a past date by the method that speaks now have an outcome yet, so nothing is known of how "
        "they hold."
    ]


def test_what_is_shown_over_an_interval_holds_the_chances():
    row = {"p50_days": 47.0, "p80_days": 184.0, "chance_30": 0.64, "chance_90": 0.4}
    assert wording.hover("Bridge", row) == (
        "<b>Bridge</b><br>47 to 184 days later<br>64% to move more than 30 days, 40% more than 90"
    )
