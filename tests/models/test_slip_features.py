"""Features come from the snapshots up to their date and from nothing later."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.slip_features import features, states_at

DATES = pd.to_datetime(["2024-01-31", "2024-02-29", "2024-03-31", "2024-05-31"])


@pytest.fixture
def reports():
    return pd.DataFrame(
        {
            "project_key": ["a", "a", "a", "b"],
            "as_of": DATES[[0, 1, 3, 1]],
            "forecast_finish": pd.to_datetime(["2024-06-29", "2024-07-29", None, "2024-02-09"]),
            "phase": ["design", "design", "build", None],
        }
    )


def test_a_small_history_by_hand(reports):
    frame = features(reports)
    assert frame["time_left_days"].tolist()[:2] == [150, 151]
    assert frame["time_left_days"].iloc[3] == -20
    assert frame["last_move_days"].isna().tolist() == [True, False, True, True]
    assert frame["last_move_days"].iloc[1] == 30
    assert frame["gap_days"].tolist()[1:3] == [29, 92]
    assert frame["phase"].tolist() == ["design", "design", "build", ""]


def test_states_are_the_newest_rows_and_stale_ones_are_carried_forward(reports):
    states = states_at(reports, pd.Timestamp("2024-04-15")).set_index("project_key")
    assert states.loc["a", "as_of"] == DATES[1]
    assert states["reason"].tolist() == ["", ""]
    later = states_at(reports, pd.Timestamp("2024-05-31")).set_index("project_key")
    assert later["reason"].to_dict() == {"a": "no forecast", "b": "carried forward"}
    assert pd.isna(later.loc["b", "time_left_days"])


def test_fresh_since_widens_what_counts_as_reported(reports):
    states = states_at(reports, pd.Timestamp("2024-05-31"), fresh_since=pd.Timestamp("2024-02-01"))
    assert states.set_index("project_key").loc["b", "reason"] == ""


@given(st.integers(0, 3), st.integers(-2000, 2000))
@settings(max_examples=25)
def test_no_later_snapshot_changes_an_earlier_feature(cut, shift):
    rows = pd.DataFrame(
        {
            "project_key": ["a"] * 4,
            "as_of": DATES,
            "forecast_finish": DATES + pd.Timedelta(days=300),
            "phase": ["design"] * 4,
        }
    )
    changed = rows.copy()
    late = changed["as_of"] > DATES[cut]
    changed.loc[late, "forecast_finish"] += pd.Timedelta(days=shift)
    changed.loc[late, "phase"] = "other"
    columns = ["project_key", "as_of", "phase", "time_left_days", "last_move_days", "gap_days"]
    before, after = features(rows)[columns], features(changed)[columns]
    known = before["as_of"] <= DATES[cut]
    pd.testing.assert_frame_equal(before[known].astype(str), after[known].astype(str))
