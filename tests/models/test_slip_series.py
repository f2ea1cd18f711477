"""Many dates at once give what each date alone would give."""

import numpy as np
import pandas as pd
import pytest

from models.slip_forecast import forecast
from models.slip_series import forecasts
from tests.models.slip_portfolio import portfolio


def with_gaps() -> pd.DataFrame:
    """A history in which some projects miss reports, hold, or are done."""
    rows = portfolio(projects=50, periods=18)
    rows["status"] = "active"
    rows.loc[rows.index % 41 == 7, "status"] = "on hold"
    rows.loc[(rows["project_key"] == "p003") & (rows["as_of"] > "2022-09-01"), "status"] = "completed"
    return rows.drop(rows.index[rows.index % 37 == 5]).reset_index(drop=True)


@pytest.mark.parametrize("horizon", ["next", "12m"])
def test_each_forecast_equals_the_one_of_its_date_alone(horizon):
    history = with_gaps()
    dates = sorted(history["as_of"].unique())
    asked = [dates[-1], dates[-3], dates[5], dates[0]]
    for moment, made in forecasts(history, asked, horizon, 30, draws=20):
        alone = forecast(history, moment, horizon, 30)
        left = made.projects.set_index("project_key").sort_index()
        right = alone.projects.set_index("project_key").sort_index()
        pd.testing.assert_frame_equal(left, right)
        assert (made.method, made.note, made.correlation) == (alone.method, alone.note, alone.correlation)
        assert made.training_pairs == alone.training_pairs
        assert set(made.record.methods) == set(alone.record.methods)
        for name, told in made.record.methods.items():
            np.testing.assert_allclose(list(vars(told).values()), list(vars(alone.record.methods[name]).values()))
        if alone.record.methods:
            pd.testing.assert_frame_equal(made.record.calibration, alone.record.calibration)
            of_table = alone.record.origins[alone.record.origins["method"] == "phase x time left"]
            pd.testing.assert_frame_equal(made.record.origins, of_table.reset_index(drop=True), check_like=True)


def test_only_the_first_date_asked_bears_intervals():
    history = portfolio(projects=40, periods=14)
    dates = sorted(history["as_of"].unique())
    first, second = forecasts(history, dates[-2:], "next", 30, draws=5)
    assert set(first[1].record.intervals) == {"auc", "skill"}
    assert second[1].record.intervals == {}


def test_no_date_asked_makes_nothing():
    assert list(forecasts(portfolio(projects=4, periods=3), [], "next", 30)) == []
