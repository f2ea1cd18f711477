"""Every state without a prediction says why."""

import pandas as pd

from models import history
from models.slip_eligibility import REASONS, eligibility


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
        ],
        columns=["project_key", "status", "forecast_finish", "actual_finish", "carried", "start_date", "expected"],
    )
    said = eligibility(history.complete(rows.assign(as_of="2024-02-01")))
    by_key = dict(zip(sorted(rows["project_key"]), said, strict=True))
    assert by_key == dict(zip(rows["project_key"], rows["expected"], strict=True))
    assert set(said) - {""} <= set(REASONS)
