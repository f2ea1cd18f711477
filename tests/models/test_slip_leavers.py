"""Projects that left before their outcome was known are counted by how they left, and bound what is said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.record import auc, skill
from models.slip_backtest import rolling_predictions
from models.slip_baselines import TABLE
from models.slip_leavers import CANCELLED, COMPLETED, KINDS, UNEXPLAINED, Leavers, leavers, record_bounds
from models.slip_pairs import pairs
from tests.models.slip_portfolio import portfolio

MONTHS = pd.date_range("2023-01-31", periods=16, freq="ME")
FAR = pd.Timestamp("2030-06-30")


def course(key, steps, status="active", finish=FAR):
    """Return the reports of one project at the given months, all alike."""
    return [{"project_key": key, "as_of": MONTHS[at], "forecast_finish": finish, "status": status} for at in steps]


def ended(key, at, status, finish=None, after=()):
    """Return a project that is active until a month and then of a status, without a finish unless given."""
    last = course(key, [at], status, pd.NaT if finish is None else finish)
    return course(key, range(at)) + last + course(key, after, status, pd.NaT if finish is None else finish)


def history(*courses):
    """Return the history of such projects, with one that reports throughout."""
    rows = [row for part in (course("steady", range(16)), *courses) for row in part]
    return pd.DataFrame(rows)


def kinds(found: Leavers, key: str) -> list[str]:
    return found.left.loc[found.left["project_key"].astype(str) == key, "kind"].tolist()


def test_a_portfolio_that_reports_throughout_has_no_leavers():
    for horizon in ("next", "12m"):
        found = leavers(history(course("other", range(16))), horizon, 30)
        assert found.count() == 0
        rate = found.base_rate()
        assert rate.counted == rate.held == rate.slipped == 0


def test_a_state_whose_time_is_not_over_is_no_leaver():
    found = leavers(history(), "next", 30)
    assert (len(found.pairs), found.open) == (15, 1)
    found = leavers(history(), "12m", 30)
    assert (len(found.pairs), found.open) == (4, 12)


def test_a_cancelled_project_leaves_with_the_state_before_or_with_the_year_before():
    story = history(ended("gone", 13, "cancelled", after=(14, 15)))
    assert kinds(leavers(story, "next", 30), "gone") == [CANCELLED]
    left = leavers(story, "12m", 30).left
    assert left["kind"].tolist() == [CANCELLED] * 3, "the states from which a whole year has passed"
    assert left["as_of"].tolist() == list(MONTHS[1:4]), "of the first the year ended before"


def test_a_project_cancelled_in_a_year_that_still_runs_is_not_counted_yet():
    found = leavers(history(ended("gone", 6, "cancelled", after=range(7, 16))), "12m", 30)
    assert len(kinds(found, "gone")) == 4
    assert found.open == 12 + 2


def test_a_completed_project_leaves_only_where_it_gave_no_finish():
    without = history(ended("done", 3, "completed"))
    assert kinds(leavers(without, "next", 30), "done") == [COMPLETED]
    assert kinds(leavers(without, "12m", 30), "done") == [COMPLETED], "earlier states have a later forecast to go by"
    dated = history(ended("done", 3, "completed", FAR))
    assert kinds(leavers(dated, "next", 30), "done") == []
    assert kinds(leavers(dated, "12m", 30), "done") == []


def test_a_project_that_falls_silent_left_without_a_word():
    story = history(course("lost", range(5)))
    assert kinds(leavers(story, "next", 30), "lost") == [UNEXPLAINED]
    assert kinds(leavers(story, "12m", 30), "lost") == [UNEXPLAINED] * 4


def test_one_missing_report_is_not_taken_for_leaving_unless_a_file_left_it_out():
    story = history(course("late", range(15)))
    assert leavers(story, "next", 30).count() == 0
    found = leavers(story, "next", 30, {"late": MONTHS[15]})
    assert kinds(found, "late") == [UNEXPLAINED]


def test_who_reports_every_quarter_is_not_missed_after_two_months():
    assert leavers(history(course("slow", (1, 4, 7, 10, 13))), "next", 30).count() == 0


def test_a_project_that_came_back_has_its_outcome():
    story = history(course("back", [0, 1, 2, *range(8, 16)]))
    for horizon in ("next", "12m"):
        assert kinds(leavers(story, horizon, 30), "back") == []


def test_a_project_that_reports_without_a_finish_has_not_left():
    story = history(course("mute", range(4)) + course("mute", range(4, 16), finish=pd.NaT))
    found = leavers(story, "next", 30)
    assert (found.count(), found.undated) == (0, 1)
    found = leavers(story, "12m", 30)
    assert (found.count(), found.undated) == (0, 4)


def test_who_was_never_given_a_chance_is_not_counted():
    assert leavers(history(course("paused", range(5), "on hold")), "next", 30).count() == 0
    assert leavers(history(course("undated", range(5), finish=pd.NaT)), "next", 30).count() == 0


def test_nothing_and_one_report_have_no_rate():
    for story in (history().head(0), history().head(1)):
        found = leavers(story, "12m", 30)
        assert found.count() == 0
        assert np.isnan(found.base_rate().counted)


FATES = some.sampled_from(["reports", "silent", "cancelled", "completed", "completed and dated", "mute"])
PROJECT = some.tuples(FATES, some.integers(1, 15), some.lists(some.sampled_from([0, 0, 40]), min_size=16, max_size=16))


def story_of(projects):
    """Return a history of projects told as (fate, month of it, moves)."""
    rows = []
    for number, (fate, at, moves) in enumerate(projects):
        for month in range(16):
            if fate == "silent" and month >= at:
                break
            over = month >= at and fate not in ("reports", "silent")
            status = {"cancelled": "cancelled", "completed": "completed", "completed and dated": "completed"}.get(fate)
            dated = not over or fate == "completed and dated"
            finish = FAR + pd.Timedelta(days=int(sum(moves[: month + 1]))) if dated else pd.NaT
            key, as_of = f"p{number}", MONTHS[month]
            one = {"project_key": key, "as_of": as_of, "forecast_finish": finish}
            rows.append(one | {"status": status if over and status else "active"})
    return pd.DataFrame([*course("steady", range(16)), *rows])


def by_hand(story, horizon):
    """Return what became of every state that left, looked up row by row: {(key, month): kind}."""
    told = {}
    for key, rows in story.groupby("project_key"):
        rows = rows.sort_values("as_of").to_dict("records")
        silent = (MONTHS[-1] - rows[-1]["as_of"]).days > 1.5 * 31
        for at, row in enumerate(rows):
            end = row["as_of"] + pd.offsets.MonthEnd(12)
            if row["status"] != "active" or pd.isna(row["forecast_finish"]) or (horizon == "12m" and end > MONTHS[-1]):
                continue
            later = rows[at + 1 :][:1] if horizon == "next" else [one for one in rows[at + 1 :] if one["as_of"] <= end]
            statuses = {one["status"] for one in later}
            if "cancelled" in statuses:
                told[key, row["as_of"]] = CANCELLED
            elif "completed" in statuses and all(pd.isna(one["forecast_finish"]) for one in later):
                told[key, row["as_of"]] = COMPLETED
            elif silent and (not later if horizon == "next" else rows[-1]["as_of"] < end):
                told[key, row["as_of"]] = UNEXPLAINED
    return told


@pytest.mark.parametrize("horizon", ["next", "12m"])
@settings(max_examples=40)
@given(projects=some.lists(PROJECT, min_size=1, max_size=6))
def test_leavers_are_those_found_row_by_row(horizon, projects):
    story = story_of(projects)
    found = leavers(story, horizon, 30)
    counted = {(str(row.project_key), row.as_of): row.kind for row in found.left.itertuples()}
    assert counted == by_hand(story, horizon)


@settings(max_examples=30)
@given(projects=some.lists(PROJECT, min_size=1, max_size=6))
def test_rates_lie_between_their_bounds_and_all_states_are_accounted_for(projects):
    story = story_of(projects)
    for horizon in ("next", "12m"):
        found = leavers(story, horizon, 30)
        known = pairs(story, horizon, 30)
        assert len(found.pairs) == len(known)
        for kind in (*KINDS, None):
            rate = found.base_rate(kind)
            assert rate.held <= rate.counted <= rate.slipped or not len(known)
        assert sum(found.count(kind) for kind in KINDS) == found.count()
        asked = (story["status"] == "active") & story["forecast_finish"].notna()
        assert len(known) + found.count() + found.open + found.undated == asked.sum()


def test_the_order_of_the_rows_changes_nothing():
    story = story_of([("silent", 5, [40] * 16), ("cancelled", 9, [0] * 16), ("completed", 3, [0] * 16)])
    once, again = leavers(story, "12m", 30), leavers(story.sample(frac=1, random_state=7), "12m", 30)
    pd.testing.assert_frame_equal(once.left, again.left)
    assert once.base_rate() == again.base_rate()


def test_the_record_counts_leavers_either_way_with_what_was_said_of_them():
    when = pd.Timestamp("2024-01-31")
    known = pd.DataFrame({"project_key": ["a", "b", "c"], "as_of": when, "slipped": [True, False, False]})
    left = pd.DataFrame({"project_key": ["d", "e"], "as_of": when, "kind": [CANCELLED, UNEXPLAINED]})
    said = pd.DataFrame({"project_key": list("abcd"), "as_of": when, "probability": [0.9, 0.2, 0.4, 0.3]})
    told = record_bounds(Leavers(known, left, 0, 0), said)
    assert (told.known, told.left) == (3, 1), "of e nothing was said"
    assert told.auc.counted == auc([1, 0, 0], [0.9, 0.2, 0.4]) == 1
    assert told.auc.slipped == auc([1, 0, 0, 1], [0.9, 0.2, 0.4, 0.3]) == 0.75
    assert told.skill.held == pytest.approx(skill([1, 0, 0, 0], [0.9, 0.2, 0.4, 0.3], [0.25] * 4))
    assert told.skill.slipped == pytest.approx(skill([1, 0, 0, 1], [0.9, 0.2, 0.4, 0.3], [0.5] * 4))


def test_without_predicted_leavers_the_record_stands_as_counted():
    story = portfolio()
    found = leavers(story, "next", 30)
    told = record_bounds(found, rolling_predictions(story, "next", 30, method=TABLE))
    assert told.left == 0
    assert told.auc.counted == told.auc.held == told.auc.slipped
