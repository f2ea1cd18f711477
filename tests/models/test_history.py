"""The history leaves sorted, complete and without rows that repeat an older report."""

import pandas as pd
import pytest

from models import history


def given(rows, **columns):
    frame = pd.DataFrame(rows, columns=["project_key", "as_of", "forecast_finish"])
    return frame.assign(as_of=pd.to_datetime(frame["as_of"]), **columns)


def test_rows_leave_sorted_by_project_and_date_with_every_column():
    frame = history.complete(
        given([("b", "2024-02-01", "2025-01-01"), ("a", "2024-02-01", None), ("b", "2024-01-01", "2024-12-01")])
    )
    assert frame["project_key"].tolist() == ["a", "b", "b"]
    assert frame["as_of"].is_monotonic_increasing is False
    assert frame["as_of"].dt.month.tolist() == [2, 1, 2]
    assert frame[["phase", "status", "category"]].eq("").all(axis=None)
    assert not frame["carried"].any()
    assert frame["rag_overall"].isna().all()


def test_rows_carried_forward_are_no_evidence():
    frame = history.evidence(
        given([("a", "2024-01-01", "2025-01-01"), ("a", "2024-02-01", "2025-01-01")], carried=[False, True])
    )
    assert len(frame) == 1


def test_keys_keep_their_leading_zeros_and_slashes():
    frame = history.complete(given([("0012", "2024-01-01", None), ("A/ü-1 b", "2024-01-01", None)]))
    assert frame["project_key"].astype(str).tolist() == ["0012", "A/ü-1 b"]


def test_a_placeholder_year_beyond_nanoseconds_is_kept():
    rows = given([("a", "2024-01-01", pd.Timestamp("2024-01-01"))])
    rows["forecast_finish"] = pd.Series([pd.Timestamp("9999-12-31")], dtype="datetime64[s]")
    assert history.complete(rows)["forecast_finish"].dt.year.tolist() == [9999]


def test_two_rows_of_one_project_and_date_are_refused():
    with pytest.raises(ValueError, match="two rows"):
        history.complete(given([("a", "2024-01-01", None), ("a", "2024-01-01", "2025-01-01")]))


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="forecast_finish"):
        history.complete(pd.DataFrame({"project_key": ["a"], "as_of": ["2024-01-01"]}))


def test_a_row_without_a_key_is_refused():
    with pytest.raises(ValueError, match="key"):
        history.complete(given([(None, "2024-01-01", None)]))


def test_the_finish_reported_is_the_actual_once_completed_and_none_once_cancelled():
    frame = history.complete(
        given(
            [(key, "2024-06-01", "2025-01-01") for key in "abcde"],
            status=["completed", "cancelled", "active", None, None],
            actual_finish=["2024-05-01", None, None, "2024-05-15", "2024-12-31"],
        )
    )
    finish = history.reported_finish(frame).dt.strftime("%Y-%m-%d")
    assert finish.isna().tolist() == [False, True, False, False, False]
    assert finish.drop(1).tolist() == ["2024-05-01", "2025-01-01", "2024-05-15", "2025-01-01"]
