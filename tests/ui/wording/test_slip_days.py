"""Moves are said as intervals, and how well intervals have held is said as it was."""

import pandas as pd
import pytest

from ui.wording import slip_days as wording

NAN = float("nan")


def test_an_interval_is_never_a_point_date():
    assert wording.interval(47, 184.2) == "+47 to +184 days"
    assert wording.interval(30, 30) == "+30 days"
    assert wording.finish_range(pd.Timestamp("2027-01-15"), 47, 184) == "Mar 2027 to Jul 2027"
    assert wording.finish_range(pd.Timestamp("2027-01-15"), 0, 2) == "about Jan 2027"


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


def test_without_a_prediction_there_is_a_dash_and_no_sentence():
    assert wording.interval(NAN, NAN) == wording.finish_range(pd.NaT, 1, 2) == "–"
    assert wording.chances(NAN, 0.1) == ""


COVERAGE = pd.DataFrame(
    {"level": [0.5, 0.8], "n": [940, 940], "share": [0.41, 0.69], "shown": [0.52, 0.815], "at_or_below": [0.6, 0.82]}
)


def test_how_often_intervals_held_is_told_with_its_base():
    assert wording.coverage(COVERAGE) == (
        "Of 940 past predictions with a known outcome 82% stayed within the days said for eight in ten, and 52% within "
        "those said for half."
    )
    assert wording.coverage(COVERAGE.assign(n=0)) == ""
    assert wording.coverage(COVERAGE.head(0)) == ""


def test_wider_and_narrower_intervals_say_why():
    assert wording.moved_levels({0.5: 0.5, 0.8: 0.8}, COVERAGE) == ""
    assert wording.moved_levels({0.5: 0.6, 0.8: 0.9}, COVERAGE) == (
        "They are drawn wider than the method alone would have them, because too few past moves stayed within its own "
        "figures (69% in place of 80%)."
    )
    assert "narrower than the method alone would have them, because too many" in wording.moved_levels(
        {0.8: 0.7}, COVERAGE.assign(share=0.9)
    )


def test_what_is_known_of_the_days_is_said_with_how_many_were_judged():
    levels = {0.5: 0.5, 0.8: 0.9}
    assert wording.held(COVERAGE, levels, 940, 940) == [
        wording.coverage(COVERAGE),
        wording.moved_levels(levels, COVERAGE),
    ]
    assert wording.held(COVERAGE, levels, 940, 9_400)[2] == "Judged on 940 of 9,400 past predictions."
    assert wording.held(COVERAGE, {}, 0, 0) == [
        "No days said at a past date have an outcome yet, so nothing is known of how they hold."
    ]


def test_what_is_shown_over_an_interval_holds_the_chances():
    row = {"p50_days": 47.0, "p80_days": 184.0, "chance_30": 0.64, "chance_90": 0.4}
    assert wording.hover("Bridge", row) == (
        "<b>Bridge</b><br>+47 to +184 days<br>64% to move more than 30 days, 40% more than 90"
    )
