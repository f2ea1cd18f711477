"""A past case is told with what stood at its end, not only with the furthest forecast on the way."""

import pandas as pd
import pytest

from models.slip_endings import endings
from models.slip_features import features
from models.slip_pairs import pairs_of

START = "2024-05-31"


def history(*rows):
    told = pd.DataFrame(rows, columns=["project_key", "as_of", "forecast_finish", "status", "actual_finish"])
    return told.assign(
        **{name: pd.to_datetime(told[name]) for name in ("as_of", "forecast_finish", "actual_finish")},
        category="Works",
        phase="Build",
    )


POOL = (
    ("pool", START, "2025-02-05", "active", None),
    ("pool", "2024-06-30", "2025-07-03", "active", None),
    ("pool", "2024-09-30", None, "completed", "2024-09-11"),
)
BRIDGE = (
    ("bridge", START, "2025-02-05", "active", None),
    ("bridge", "2024-11-30", "2025-07-03", "active", None),
    ("bridge", "2025-05-31", "2025-03-07", "active", None),
    ("bridge", "2025-06-30", "2026-01-31", "active", None),
)


def first(told):
    return told.loc[(told["as_of"] == START)].reset_index(drop=True)


def test_a_project_that_moved_far_later_and_was_completed_sooner_ended_sooner():
    told = history(*POOL, *BRIDGE)
    case = first(pairs_of(features(told), "12m", 30)).set_index("project_key").loc[["pool"]].reset_index()
    assert case["moved_days"].tolist() == [148.0], "the furthest forecast on the way is the outcome"
    found = endings(told, case).iloc[0]
    assert found["end_days"] == -147.0
    assert found["end_completed"]
    assert found["end_date"] == pd.Timestamp("2024-09-11")


def test_a_forecast_that_came_back_is_told_as_it_stood_in_the_last_report_within_the_twelve_months():
    found = endings(history(*BRIDGE), first(history(*BRIDGE))).iloc[0]
    assert (found["end_days"], bool(found["end_completed"])) == (30.0, False)
    assert found["end_date"] == pd.Timestamp("2025-05-31")


def test_a_project_completed_without_an_actual_finish_has_no_date_of_completion():
    undated = ("pool", "2024-09-30", "2025-04-06", "completed", None)
    found = endings(history(*POOL[:2], undated), first(history(*POOL))).iloc[0]
    assert (found["end_days"], bool(found["end_completed"])) == (60.0, True)
    assert pd.isna(found["end_date"])


def test_each_case_keeps_its_row_and_what_is_not_known_is_missing():
    told = history(*POOL, *BRIDGE, ("last", START, "2025-01-31", "active", None))
    cases = first(told).iloc[::-1].set_axis([7, 8, 9])
    found = endings(told, cases)
    assert found.index.tolist() == [7, 8, 9]
    by_project = dict(zip(cases["project_key"], found["end_days"], strict=True))
    assert by_project == pytest.approx({"pool": -147.0, "bridge": 30.0, "last": float("nan")}, nan_ok=True)


def test_what_was_only_carried_forward_is_no_end():
    told = history(*BRIDGE).assign(carried=[False, False, True, False])
    found = endings(told, first(told)).iloc[0]
    assert (found["end_days"], found["end_date"]) == (148.0, pd.Timestamp("2024-11-30"))


def test_no_case_has_no_end():
    assert endings(history(*POOL), first(history(*POOL)).head(0)).empty
