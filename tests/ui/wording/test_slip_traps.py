"""Traps are told as what was found, why it matters and what to do; leavers in a sentence and a table."""

import re

import pandas as pd
import pytest

from models.slip_leavers import CANCELLED, COMPLETED, UNEXPLAINED, Bounds, Leavers, RecordBounds
from models.slip_traps import DATES, HALVES, NO_YEAR, PAIRS, Gaps, OneDate, Placeholders
from services.slip_leavers import LeaversView
from services.slip_traps import Traps
from ui.wording import slip_traps as wording

NOW = pd.Timestamp("2024-01-31")
NO_FAR = pd.DataFrame({"project_key": [], "as_of": [], "forecast_finish": []})


def far(*years):
    finishes = pd.to_datetime([f"{year}-10-21" for year in years]).astype("datetime64[s]")
    return pd.DataFrame(
        {"project_key": [f"k{at}" for at in range(len(years))], "as_of": NOW, "forecast_finish": finishes}
    )


def found(**other):
    dates = {"forecasts": 100, "one_date": (), "year_end": (), "year_end_held": 0, "far": NO_FAR}
    placed = Placeholders(**{name: other.pop(name, value) for name, value in dates.items()})
    told = {"horizon": "next", "future": (), "future_read": (), "inputs": 36, "survivors": (), "far_names": ()}
    told |= {"gaps": None, "little": (), "dates": 24, "pairs": 900}
    return Traps(placeholders=placed, **(told | other))


EVERYTHING = {
    "future": ("Total A", "Total B"),
    "survivors": ("list.csv",),
    "one_date": (OneDate(pd.Timestamp("2031-06-30"), 20, 1.4),),
    "year_end": HALVES,
    "year_end_held": 80,
    "far": far(2108),
    "far_names": ("North bridge",),
    "gaps": Gaps(31, 28, 152),
    "little": (DATES, PAIRS, NO_YEAR),
}


def test_nothing_found_is_nothing_told():
    assert wording.traps(found()) == []


@pytest.mark.parametrize("trap", ["future", "survivors", "one_date", "year_end", "far", "gaps", "little"])
def test_each_trap_is_told_alone(trap):
    (one,) = wording.traps(found(**{trap: EVERYTHING[trap]}))
    assert one.what
    assert one.why
    assert one.do


@pytest.mark.parametrize("horizon", ["next", "12m"])
def test_all_of_it_reads_as_plain_sentences(horizon):
    told = wording.traps(found(**EVERYTHING, horizon=horizon))
    assert len(told) == 7
    for sentence in [part for one in told for part in (f"{one.name}.", one.what, one.why, one.do)]:
        assert re.match(r"[A-Z0-9]", sentence), sentence
        assert sentence.endswith("."), sentence
        assert not re.search(r"[!_]|nan|None", sentence), sentence


def test_where_no_forecast_was_ever_loaded_that_is_the_cause_and_not_the_history():
    (one,) = wording.traps(found(forecasts=0, pairs=0, little=(PAIRS, NO_YEAR)))
    assert one.name == "No forecast finish"
    assert "mapping" in one.do
    assert "history" not in one.what + one.do
    assert wording.traps(found(forecasts=0, pairs=0, dates=0)) == []
    (short,) = wording.traps(found(forecasts=50, pairs=0, little=(PAIRS,)))
    assert short.name == "Little history"
    assert "interval" not in short.do


def test_columns_that_know_the_future_are_named_and_said_to_play_no_part():
    (one,) = wording.traps(found(future=("Total A", "Total B")))
    assert one.name == "Columns that know the future"
    assert one.what.startswith("Total A and Total B hold one value per project at all dates")
    assert "The model reads its 36 named inputs only, and these are not among them." in one.why
    (one,) = wording.traps(found(future=("Total A",)))
    assert one.name == "A column that knows the future"
    assert one.what.startswith("Total A holds one value")
    assert "this is not among them" in one.why


def test_a_column_that_the_model_does_read_is_not_called_harmless():
    (one,) = wording.traps(found(future=("Total A", "Percent complete"), future_read=("Percent complete",)))
    assert "The model reads Percent complete, so its record may look better than it is." in one.why
    assert "named inputs" not in one.why


def test_a_placeholder_is_told_with_what_would_be_usual():
    two = (OneDate(pd.Timestamp("2031-06-30"), 20, 1.4), OneDate(pd.Timestamp("2029-12-31"), 12, 2.0))
    (one,) = wording.traps(found(one_date=two))
    assert one.what == (
        "Of 100 live forecasts 20 stand on 30 Jun 2031 and 12 stand on 31 Dec 2029, where about 2 would be usual."
    )


def test_the_year_alone_and_the_half_year_are_told():
    (one,) = wording.traps(found(year_end=((6, 30),), year_end_held=60))
    assert one.what == "60 of 100 live forecasts stand on 30 Jun, so only the year is given."
    (one,) = wording.traps(found(year_end=HALVES, year_end_held=80))
    assert one.what == "80 of 100 live forecasts stand on 30 Jun and 31 Dec, so only the half-year is given."


def test_a_far_finish_is_told_with_its_project_where_the_reader_sees_it():
    (one,) = wording.traps(found(far=far(2108), far_names=("North bridge",)))
    assert one.what == "A finish in 2108 was reported on 31 Jan 2024 (North bridge)."
    (one,) = wording.traps(found(far=far(2108, 2999)))
    assert one.what == "2 reports of 2 unfinished projects give a finish in 2108 to 2999."


def test_gaps_say_what_the_next_committee_then_means():
    (one,) = wording.traps(found(gaps=Gaps(153, 120, 276)))
    assert one.what == "Reports lie 120 to 276 days apart, 153 as a rule: the longest gap is 1.8 times the usual one."
    assert "is 120 days off for some past cases and 276 for others" in one.why
    assert one.do.startswith("Use the chance within 12 months")
    (one,) = wording.traps(found(gaps=Gaps(153, 120, 276), horizon="12m"))
    assert "shown here" in one.do


def test_little_history_says_in_what_it_is_little():
    (one,) = wording.traps(found(little=(DATES, NO_YEAR), dates=1))
    assert one.what == "Only 1 reporting date and no outcome over 12 months yet."


def leavers(kinds, slipped=2, of=8, open_=0, undated=0):
    pairs = pd.DataFrame({"project_key": "p", "as_of": NOW, "slipped": [at < slipped for at in range(of)]})
    left = pd.DataFrame({"project_key": [f"k{at // 2}" for at in range(len(kinds))], "as_of": NOW, "kind": kinds})
    return Leavers(pairs, left, open_, undated)


def test_leavers_are_told_with_both_ends():
    told = leavers([CANCELLED, UNEXPLAINED])
    record = RecordBounds(8, 2, Bounds(0.7, 0.65, 0.75), Bounds(0.1, 0.12, 0.05))
    assert wording.leavers(LeaversView(told, record, "")) == (
        "2 of 10 past cases ended without an outcome: 1 cancelled and 1 no longer reported. 25.0% of the others moved; "
        "had all of these slipped it would be 40.0%, had none 20.0%. All of them had been given a chance: with those "
        "counted either way, AUC would lie between 0.650 and 0.750 (now 0.700), and Brier skill between 0.050 and "
        "0.120 (now 0.100)."
    )


def test_leavers_nobody_predicted_leave_the_record_alone():
    told = leavers([CANCELLED])
    for record in (None, RecordBounds(8, 0, Bounds(1, 1, 1), Bounds(1, 1, 1))):
        assert "AUC" not in wording.leavers(LeaversView(told, record, ""))


def test_nobody_left_and_too_many_to_say_are_told():
    assert wording.leavers(LeaversView(leavers([]), None, "")) == wording.NOBODY_LEFT
    assert wording.leavers(LeaversView(None, None, "")) == wording.NOT_WORKED_OUT


def test_in_a_list_of_survivors_it_is_not_said_that_nobody_left():
    said = wording.leavers(LeaversView(leavers([]), None, ""), survivors=True)
    assert said == wording.SURVIVORS != wording.NOBODY_LEFT


def test_the_table_has_a_line_per_way_of_leaving_and_one_for_all():
    rows = wording.leavers_rows(leavers([CANCELLED, CANCELLED, UNEXPLAINED, COMPLETED]))
    assert rows["outcome"].tolist() == ["Completed without a date", "Cancelled", "No longer reported", wording.ALL_LEFT]
    assert rows["cases"].tolist() == [1, 2, 1, 4]
    assert rows["projects"].tolist() == [1, 1, 1, 2]
    assert rows["as_slipped"].tolist()[-1] == 0.5
    assert len(wording.leavers_rows(leavers([CANCELLED]))) == 1, "all of one way need no sum"


def test_cases_that_are_not_over_are_told_apart():
    assert wording.not_counted(leavers([])) == ""
    assert wording.not_counted(leavers([], open_=3, undated=1)) == (
        "Not among them, and counted nowhere: 3 further cases whose time is not over yet and 1 of projects that still "
        "report, but no finish."
    )
