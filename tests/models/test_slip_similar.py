"""The past cases most like a state: known then, of other projects, near in what the method uses."""

import numpy as np
import pandas as pd
import pytest

from models.slip_similar import own_past, similar

GROUPS = {"time left": ["time_left_days"], "phase": ["phase"], "last move": ["last_move_days"]}
NOW = pd.Timestamp("2026-01-31")


def case(key, left, phase="design", last=0.0, known="2025-06-30", as_of="2025-01-31", moved=10.0):
    return {
        "project_key": key,
        "as_of": pd.Timestamp(as_of),
        "outcome_date": pd.Timestamp(known),
        "moved_days": moved,
        "slipped": moved > 30,
        "phase": phase,
        "time_left_days": left,
        "last_move_days": last,
    }


def pairs(*cases):
    return pd.DataFrame(list(cases)).astype({"project_key": "category", "phase": "category"})


STATE = pd.Series({"project_key": "me", "phase": "design", "time_left_days": 300.0, "last_move_days": 0.0})
PAST = pairs(
    case("a", 310.0, moved=45.0),
    case("a", 305.0, as_of="2024-07-31"),
    case("b", 900.0),
    case("c", 300.0, phase="build"),
    case("me", 300.0),
    case("late", 300.0, known="2026-02-28"),
)


def test_the_nearest_come_first_each_project_once_and_never_itself():
    found = similar(STATE, PAST, NOW, GROUPS)
    assert found["project_key"].tolist() == ["a", "c", "b"]
    assert found["as_of"].iloc[0] == pd.Timestamp("2024-07-31")
    assert found["distance"].is_monotonic_increasing


def test_what_became_of_a_case_is_told():
    found = similar(STATE.replace(300.0, 312.0), PAST, NOW, GROUPS, count=1)
    told = found.iloc[0].to_dict()
    assert (told["moved_days"], told["slipped"], told["phase"], told["time_left_days"]) == (45.0, True, "design", 310.0)


def test_an_outcome_that_was_not_known_at_the_date_is_no_case():
    assert "late" not in similar(STATE, PAST, NOW, GROUPS)["project_key"].tolist()
    assert "late" in similar(STATE, PAST, pd.Timestamp("2026-02-28"), GROUPS)["project_key"].tolist()


def test_its_own_past_stands_apart_the_newest_first():
    both = pd.concat([PAST, pairs(case("me", 10.0, as_of="2025-02-28"), case("me", 1.0, known="2027-01-31"))])
    assert own_past(STATE, both, NOW)["time_left_days"].tolist() == [10.0, 300.0]


def test_a_group_weighs_as_much_as_the_method_uses_it():
    only_time = similar(STATE, PAST, NOW, GROUPS, {"time left": 1.0, "phase": 0.0})
    assert only_time["project_key"].tolist()[:2] == ["c", "a"]
    assert only_time["distance"].iloc[0] == 0.0


def test_missing_is_like_missing_and_a_spread_away_from_known():
    past = pairs(case("known", 300.0, last=0.0), case("first", 300.0, last=np.nan), case("far", 300.0, last=900.0))
    found = similar(pd.Series({**STATE, "last_move_days": np.nan}), past, NOW, GROUPS)
    assert found["project_key"].iloc[0] == "first"
    assert found["distance"].tolist()[1:] == pytest.approx([1 / 3, 1 / 3])


def test_of_equally_near_cases_the_newer_stands_first():
    past = pairs(case("old", 300.0, as_of="2023-01-31"), case("new", 300.0))
    assert similar(STATE, past, NOW, GROUPS)["project_key"].tolist() == ["new", "old"]


def test_without_a_known_case_there_is_none():
    assert similar(STATE, PAST, pd.Timestamp("2020-01-01"), GROUPS).empty
    assert similar(STATE, PAST.iloc[[4]], NOW, GROUPS).empty
