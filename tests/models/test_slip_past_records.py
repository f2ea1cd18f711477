"""The record of an earlier date is the record that a history cut at that date would have given."""

import numpy as np
import pandas as pd
import pytest

from models.expected_count import DEFAULT_CORRELATION, likeliest_correlation
from models.slip_backtest import backtest
from models.slip_baselines import BASE_RATE, TABLE
from models.slip_past_records import PastRecords
from tests.models.slip_portfolio import portfolio


@pytest.fixture(scope="module", params=["next", "12m"])
def case(request):
    history = portfolio(periods=36)
    dates = np.sort(history["as_of"].unique())
    return history, pd.Timestamp(dates[-4]), request.param


def test_an_earlier_record_is_that_of_the_history_cut_there(case):
    history, date, horizon = case
    told = PastRecords(backtest(history, horizon, 30, draws=0)).until(date, TABLE)
    then = backtest(history.loc[history["as_of"] <= date], horizon, 30, draws=0)
    assert told.methods.keys() == then.methods.keys()
    for name, scores in then.methods.items():
        assert vars(told.methods[name]) == pytest.approx(vars(scores), nan_ok=True)
    pd.testing.assert_frame_equal(told.calibration, then.calibration)
    table = then.origins.loc[then.origins["method"] == TABLE].reset_index(drop=True)
    known = told.origins.loc[told.origins["method"] == TABLE].reset_index(drop=True)
    pd.testing.assert_frame_equal(known[table.columns], table)


def test_the_correlation_is_that_of_the_predictions_known_then(case):
    history, date, horizon = case
    record = backtest(history, horizon, 30, draws=0)
    seen = record.predictions.loc[record.predictions["outcome_date"] <= date]
    wanted = likeliest_correlation(seen[["as_of", "slipped"]].assign(probability=seen[BASE_RATE]))
    assert PastRecords(record).correlation(date, BASE_RATE) == pytest.approx(wanted)


def test_before_the_first_outcome_there_is_no_record(case):
    history, _, horizon = case
    records = PastRecords(backtest(history, horizon, 30, draws=0))
    first = pd.Timestamp(history["as_of"].min())
    told = records.until(first, TABLE)
    assert told.methods == {}
    assert told.note
    assert records.correlation(first, TABLE) == DEFAULT_CORRELATION
