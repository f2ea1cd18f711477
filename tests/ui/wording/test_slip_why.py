"""Points add up as read, like cases are told as they ended, and a way out is said without promising anything."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.slip_recourse import Option, Recourse
from ui.wording import slip_why as wording

STATE = {"phase": "Design", "time_left_days": 335.0, "time_left_share": 0.4, "last_move_days": 120.0}
ADDED = {"time left": 0.224, "last move": 0.092, "gap": -0.004, "progress": 0.0, "phase": 0.018}


def test_the_way_to_a_chance_is_said_in_points_that_add_up():
    told = wording.steps(0.31, ADDED, 0.64, STATE)
    assert wording.why(told, 0.64, 283) == (
        "Over 283 past cases the method's own chance is 31% on average (a mean of chances, not what moved). Little "
        "time left for design (11 months) adds 22 points; a forecast that moved 120 days later last time adds 9; being "
        "in design adds 2: 64%."
    )
    assert told["points"].tolist() == [31, 22, 9, 2, 64]
    assert told["label"].tolist() == ["Average of past cases", "Time left", "Last move", "Phase", "Its chance"]


def test_what_lowers_a_chance_takes_points_off_and_small_ones_are_put_together():
    added = {f"group {at}": share for at, share in enumerate([-0.2, -0.05, 0.04, 0.03, 0.02, 0.01])}
    said = wording.why(wording.steps(0.5, added, 0.35, {}), 0.35, 900)
    assert "Group 0 takes 20 points off; group 1 takes 5 off; group 2 adds 4; group 3 adds 3; all else adds 3" in said


def test_nothing_to_tell_is_said_and_nothing_likely_reads_as_certain():
    assert wording.why(wording.steps(0.31, {"gap": 0.0}, 0.31, STATE), 0.31, 1) == (
        "Over 1 past case the method's own chance is 31% on average (a mean of chances, not what moved). Nothing "
        "known of this project moves it: 31%."
    )
    sure = wording.steps(0.31, {"gap": 0.688}, 0.998, STATE)
    assert wording.why(sure, 0.998, 10).endswith(": >99%.")


@given(st.floats(0, 1), st.lists(st.floats(-0.3, 0.3), min_size=1, max_size=11))
def test_whole_points_always_add_up(base, shares):
    chance = base + sum(shares)
    told = wording.steps(base, {f"g{at}": share for at, share in enumerate(shares)}, chance, {})
    assert told["points"].iloc[:-1].sum() == told["points"].iloc[-1] or not any(round(100 * s, 6) for s in shares)
    groups = told[told["kind"] == "group"]
    for row in groups.to_dict("records"):
        assert abs(row["points"] - 100 * shares[int(row["label"][1:])]) < 2


def case(**changes):
    told = {"project_key": "A", "phase": "Design", "time_left_days": 335.0, "moved_days": 120.0, "slipped": True}
    dates = {"as_of": pd.Timestamp("2021-03-31"), "outcome_date": pd.Timestamp("2022-03-31")}
    return told | dates | changes


def test_like_cases_are_told_as_they_ended():
    five = pd.DataFrame([case(slipped=at < 3) for at in range(5)])
    assert wording.similar(five, 30) == "Of the 5 most similar past cases, 3 moved later by more than 30 days."
    assert wording.similar(five.head(2), 90).startswith(
        "Of the 2 most similar past cases, all moved later by more than 90"
    )
    assert wording.similar(five.tail(2), 30).startswith("Of the 2 most similar past cases, none moved")
    assert wording.similar(five.head(1), 30) == "The most similar past case moved later by more than 30 days."
    assert wording.similar(five.tail(1), 30) == "The most similar past case did not move later by more than 30 days."
    assert wording.similar(five.head(0), 30).startswith("No other project")


def test_a_case_that_held_or_stood_past_its_forecast_says_so():
    assert wording.case(case(moved_days=0.0), "Bridge").endswith("11 months left: held by Mar 2022.")
    assert "with 2 months past its own forecast: −5 days" in wording.case(
        case(time_left_days=-60.0, moved_days=-5.0, phase=""), "Bridge"
    )


def test_within_twelve_months_a_case_is_told_at_its_furthest_and_as_it_ended():
    done = {"end_days": -147.0, "end_date": pd.Timestamp("2021-11-11"), "end_completed": True}
    assert wording.case(case(**done), "Pool").endswith(
        "11 months left: +120 days at its furthest within 12 months; completed on 11 Nov 2021, 147 days before the "
        "date forecast in Mar 2021."
    )
    undated = {"end_days": 61.0, "end_date": pd.NaT, "end_completed": True}
    assert wording.case(case(**undated), "Pool").endswith("; completed since, its last forecast +61 days.")
    still = {"end_date": pd.Timestamp("2022-02-28"), "end_completed": False}
    last = "in its last report, 28 Feb 2022."
    assert wording.case(case(end_days=30.0, **still), "Pool").endswith(f"within 12 months; +30 days {last}")
    assert wording.case(case(end_days=120.0, **still), "Pool").endswith(f"within 12 months, and so still {last}")
    assert wording.case(case(end_days=0.0, **still), "Pool").endswith(f"within 12 months; back at that date {last}")
    nothing = {"end_days": float("nan"), "end_date": pd.NaT, "end_completed": False}
    assert wording.case(case(**nothing), "Pool").endswith("left: +120 days at its furthest within 12 months.")


def test_counts_of_moves_within_twelve_months_say_that_they_are_of_the_furthest():
    two = pd.DataFrame([case(), case(slipped=False)])
    assert wording.similar(two, 30, "12m") == (
        "Of the 2 most similar past cases, 1 moved later by more than 30 days at their furthest within 12 months."
    )
    assert wording.own(9, 3, 30, "12m") == (
        "Of its own 9 past cases, 3 moved later by more than 30 days at their furthest within 12 months."
    )


LATER = Option(27, "", pd.Timestamp("2026-01-31"), 0.35, 0.64, True)
GATE = Option(0, "Construction", pd.Timestamp("2026-02-28"), 0.3, 0.7, False)


def test_a_way_under_the_threshold_says_what_the_method_would_say():
    found = Recourse(0.4, 0.64, 0.2, (GATE, LATER))
    gate, later = wording.recourse(found)
    assert gate == (
        "In Construction by the report of 28 Feb 2026 and with the forecast held, the method would then say 30%; still "
        "in its present phase, 70%."
    )
    assert later.startswith("With the forecast 27 weeks later, the method would say 35% instead of 64%.")
    assert later.endswith("To put the forecast later by so much now is the slip itself, taken at once.")


def test_an_honest_nothing_and_nothing_needed_are_answers():
    assert wording.recourse(Recourse(0.4, 0.64, 0.55, ())) == [
        "Nothing that the method knows and a project can change brings the chance under 40%: the lowest it would say "
        "of what was tried is 55%."
    ]
    assert wording.recourse(Recourse(0.4, 0.22, 0.2, ())) == ["Its chance, 22%, is under 40% already."]


def test_the_way_to_the_chance_stays_on_the_scale():
    added = {"time left": 0.65, "phase": -0.08, "progress": -0.06, "own record": 0.0}
    told = wording.steps(0.44, added, 0.95, {})
    way = told["points"].iloc[:-1].cumsum()
    assert way.between(0, 100).all()
    assert told["points"].iloc[:-1].sum() == told["points"].iloc[-1] == 95
    assert told["kind"].tolist()[0] == "average"
