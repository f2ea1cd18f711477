"""Every state without a prediction says why."""

import pandas as pd

from models import history
from models.slip_eligibility import REASONS, as_eligible_now, eligibility


def test_each_state_gives_the_first_reason_that_holds():
    rows = pd.DataFrame(
        [
            ("active", "active", "2025-01-01", None, False, None, ""),
            ("nostatus", None, "2025-01-01", None, False, "2026-01-01", ""),
            ("proposed", "proposed", "2025-01-01", None, False, None, "not started"),
            ("held", "on hold", "2025-01-01", None, True, None, "on hold"),
            ("done", "completed", "2025-01-01", None, True, None, "completed"),
            ("finished", None, "2025-01-01", "2024-01-15", False, None, "completed"),
            ("dropped", "cancelled", None, None, False, None, "cancelled"),
            ("undated", "active", None, None, False, None, "no forecast"),
            ("silent", "active", None, None, True, None, "carried forward"),
            ("far", "active", "2099-12-31", None, False, None, "placeholder date"),
            ("long", "active", "2073-12-31", None, False, None, ""),
            ("old", None, "1970-01-01", None, False, None, "placeholder date"),
        ],
        columns=["project_key", "status", "forecast_finish", "actual_finish", "carried", "start_date", "expected"],
    )
    said = eligibility(history.complete(rows.assign(as_of="2024-02-01")))
    by_key = dict(zip(sorted(rows["project_key"]), said, strict=True))
    assert by_key == dict(zip(rows["project_key"], rows["expected"], strict=True))
    assert set(said) - {""} <= set(REASONS)


def test_a_prediction_kept_from_earlier_is_withdrawn_where_it_was_made_of_a_placeholder():
    kept = pd.DataFrame(
        {
            "project_key": ["far", "near", "done"],
            "reason": ["", "", "completed"],
            "time_left_days": [26_700.0, 900.0, 26_700.0],
            "probability": [0.02, 0.3, float("nan")],
        }
    )
    said = as_eligible_now(kept)
    assert said["reason"].tolist() == ["placeholder date", "", "completed"]
    assert said["probability"].isna().tolist() == [True, False, True]
    pd.testing.assert_frame_equal(as_eligible_now(kept.iloc[1:]), kept.iloc[1:])
