"""The forecast at a date: by the method that its own past allows, with a reason for every project left out."""

import numpy as np
import pandas as pd
import pytest

from models.expected_count import DEFAULT_CORRELATION
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_forecast import NO_RECORD, TABLE_FAILS, TOO_FEW, forecast, with_rate
from tests.models.slip_portfolio import portfolio

END = "2023-02-28"


def test_the_table_is_used_where_it_beats_the_base_rate():
    said = forecast(portfolio(), END, "next", 30)
    assert said.method == TABLE
    assert said.training_pairs == 60 * 13
    by_phase = said.projects.groupby("phase")["probability"].mean()
    assert by_phase["design"] > 0.45
    assert by_phase["construction"] < 0.2
    assert said.projects["reason"].eq("").all()
    assert said.projects[["n", "moved", "low", "high", "time_left_to_days"]].notna().all(axis=None)


def test_the_base_rate_is_used_where_the_table_fails():
    worse = next(
        said
        for seed in range(40)
        if not (said := forecast(portfolio(seed=seed, chances={"a": 0.3, "b": 0.3}), END, "next", 30)).record.usable
    )
    assert worse.method == BASE_RATE
    assert worse.note == TABLE_FAILS
    assert worse.projects["probability"].iloc[0] == pytest.approx(worse.base_rate, abs=0.01)
    assert worse.projects["probability"].nunique() == 1
    assert worse.projects["n"].isna().all()


def test_enough_to_fit_but_not_to_test_gives_the_base_rate():
    said = forecast(portfolio(projects=110, periods=3), "2022-03-31", "next", 30)
    assert (said.method, said.note) == (BASE_RATE, NO_RECORD)


def test_a_base_rate_of_few_projects_is_told_as_less_sure_than_one_of_many():
    few, many = (forecast(portfolio(projects=n, periods=3), "2022-03-31", "next", 30) for n in (110, 1100))
    assert few.method == many.method == BASE_RATE
    assert DEFAULT_CORRELATION < many.correlation < few.correlation
    by_project = np.arange(len(few.projects)).repeat(2)
    assert with_rate(0.05, MODEL, pd.Series(by_project % 2), pd.Series(by_project)) == 0.05


def test_too_little_history_gives_no_prediction_and_says_so_per_project():
    said = forecast(portfolio(periods=3), "2022-03-31", "next", 30)
    assert (said.method, said.note) == ("", TOO_FEW)
    assert said.projects["reason"].eq("not enough history").all()
    assert said.projects["probability"].isna().all()


def test_one_report_of_each_is_no_error():
    said = forecast(portfolio(periods=1), "2022-01-31", "12m", 30)
    assert np.isnan(said.base_rate)
    assert said.training_pairs == 0


def test_projects_without_a_prediction_say_why():
    history = portfolio().assign(status="active")
    last = history["as_of"] == history["as_of"].max()
    for key, status in [("p000", "on hold"), ("p001", "proposed"), ("p002", "completed"), ("p003", "cancelled")]:
        history.loc[last & (history["project_key"] == key), "status"] = status
    history.loc[last & (history["project_key"] == "p004"), "forecast_finish"] = pd.NaT
    history = history[~(last & (history["project_key"] == "p005"))]
    said = forecast(history, END, "next", 30).projects.set_index("project_key")
    reasons = ["on hold", "not started", "completed", "cancelled", "no forecast", "carried forward", ""]
    assert said["reason"].iloc[:7].tolist() == reasons
    assert said["probability"].isna().tolist()[:7] == [True] * 6 + [False]


def test_nothing_after_the_date_is_read():
    history = portfolio(periods=20)
    early = history[history["as_of"] <= END]
    pd.testing.assert_frame_equal(
        forecast(history, END, "next", 30).projects, forecast(early, END, "next", 30).projects
    )


def test_a_record_at_hand_gives_the_same_forecast():
    first = forecast(portfolio(), END, "next", 30)
    again = forecast(portfolio(), END, "next", 30, record=first.record)
    pd.testing.assert_frame_equal(first.projects, again.projects)
    assert first.correlation == again.correlation
