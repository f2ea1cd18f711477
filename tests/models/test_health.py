"""Status from evidence: bands, tolerances by class, and what is reported beside it."""

import numpy as np
import pandas as pd
import pytest

from models import health

THRESHOLDS = {
    "schedule_amber_days": 30,
    "schedule_red_days": 90,
    "cost_amber_percent": 10,
    "cost_red_percent": 20,
    "index_amber": 0.95,
    "index_red": 0.90,
    "exposure_amber_percent": 5,
    "exposure_red_percent": 10,
}


def status_of(
    thresholds: dict[str, float] = THRESHOLDS, classes: list[str | None] | None = None, **columns: list[float]
) -> pd.DataFrame:
    """Return the computed status of projects given some of the register's columns."""
    rows = len(next(iter(columns.values())))
    exposure = pd.Series(columns.pop("exposure", [np.nan] * rows))
    behind = pd.Series(columns.pop("behind", [0] * rows))
    state = pd.DataFrame(columns)
    found = health.evidence(state, exposure, behind)
    return health.computed(found, pd.Series(classes or [None] * rows, dtype=object), thresholds)


@pytest.mark.parametrize(("late", "expected"), [(-5, 1), (30, 1), (31, 3), (90, 3), (91, 5), (np.nan, np.nan)])
def test_a_schedule_is_amber_above_30_days_and_red_above_90(late, expected):
    found = status_of(late_days=[late])["schedule"].iloc[0]
    assert found == expected or (np.isnan(found) and np.isnan(expected))


@pytest.mark.parametrize(("forecast", "expected"), [(90.0, 1), (110.0, 1), (110.1, 3), (120.1, 5)])
def test_a_cost_is_amber_above_ten_percent_over_the_approved_budget_and_red_above_twenty(forecast, expected):
    assert status_of(approved_budget=[100.0], forecast_cost=[forecast])["cost"].iloc[0] == expected


def test_performance_indices_worsen_a_status_and_never_better_it():
    found = status_of(
        late_days=[0.0, 100.0, 0.0],
        earned_value=[80.0, 100.0, 93.0],
        planned_value=[100.0, 100.0, 100.0],
        actual_cost=[100.0, 80.0, 0.0],
    )
    assert found["schedule"].tolist() == [5, 5, 3]
    assert found["cost"].tolist()[:2] == [5, 1]
    assert np.isnan(found["cost"].iloc[2]), "nothing spent has no cost index, not an infinite one"


def test_a_tolerance_may_differ_for_one_investment_class():
    thresholds = THRESHOLDS | {"schedule_red_days:mandatory": 40}
    found = status_of(thresholds, ["mandatory", "run", None], late_days=[45.0, 45.0, 45.0])
    assert found["schedule"].tolist() == [5, 3, 3]


def test_a_share_of_the_duration_forgives_days_on_long_projects():
    thresholds = THRESHOLDS | {"schedule_amber_percent": 10}
    state = pd.DataFrame(
        {
            "late_days": [60.0, 60.0],
            "start_date": pd.to_datetime(["2020-01-01", "2024-01-01"]),
            "approved_baseline_finish": pd.to_datetime(["2025-01-01", "2024-07-01"]),
        }
    )
    found = health.evidence(state, pd.Series([np.nan, np.nan]), pd.Series([0, 0]))
    assert health.computed(found, pd.Series([None, None]), thresholds)["schedule"].tolist() == [1, 3]


def test_overall_is_the_worst_of_the_parts_but_a_late_report():
    found = status_of(late_days=[10.0, 10.0], exposure=[6.0, np.nan], forecast_cost=[100.0, 100.0], behind=[0, 3])
    assert found["risk"].tolist()[0] == 3
    assert found["reporting"].tolist() == [1, 5]
    assert found["overall"].tolist() == [3, 1]


def test_reported_overall_is_taken_as_said_else_the_worst_reported_part():
    state = pd.DataFrame({"rag_overall": [1.0, np.nan], "rag_schedule": [5.0, 3.0], "rag_cost": [np.nan, 1.0]})
    said = health.reported(state)
    assert said["overall"].tolist() == [1, 3]
    assert said["risk"].isna().all()


def test_reported_green_with_amber_evidence_disagrees_and_unknown_evidence_does_not():
    said, found = pd.Series([1.0, 1.0, 3.0, np.nan]), pd.Series([3.0, np.nan, 5.0, 5.0])
    assert health.disagrees(said, found).tolist() == [True, False, False, False]


def test_the_worse_status_wins_and_the_known_one_where_only_one_is():
    one = pd.DataFrame({"cost": [1.0, np.nan, 5.0]})
    other = pd.DataFrame({"cost": [3.0, 3.0, np.nan]})
    assert health.worse(one, other)["cost"].tolist() == [3, 3, 5]


def test_exposure_sums_open_threats_and_reads_steps_as_chances():
    risks = pd.DataFrame(
        {
            "project_key": ["a", "a", "a", "b", "b"],
            "direction": ["threat", "opportunity", "threat", None, "threat"],
            "probability": [0.5, 0.9, 0.5, 4.0, 0.2],
            "impact_cost": [100.0, 1000.0, 1000.0, 10.0, 50.0],
            "status": ["open", "open", "Closed", "open", "open"],
            "closed": pd.to_datetime([None, None, None, None, "2024-01-01"]),
        }
    )
    found = health.exposure_of(risks, pd.Series(["a", "b", "c"]))
    assert found.tolist()[:2] == [50, 7]
    assert np.isnan(found.iloc[2])
