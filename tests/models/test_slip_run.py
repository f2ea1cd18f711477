"""One run answers one question: each date by the method its own record allowed then."""

import numpy as np
import pandas as pd
import pytest

from models import record
from models.slip_backtest import backtest
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_gate import TOO_FEW, gate
from models.slip_run import COLUMNS, model_run
from tests.models.slip_cases import reported
from tests.models.slip_portfolio import portfolio


@pytest.fixture(scope="module")
def history():
    return reported(projects=30, periods=12)


@pytest.fixture(scope="module")
def run(history):
    return model_run(history, "next", 30, jobs=1)


def test_the_gate_of_each_date_is_what_its_scores_then_allow(run):
    said = run.record.predictions
    for row in run.gates.itertuples():
        known = said.loc[said["outcome_date"] <= row.as_of]
        scores = {
            name: record.scores(
                known["slipped"], known[name].fillna(known["base_rate_known"]), known["base_rate_known"]
            )
            for name in (MODEL, TABLE)
        }
        pairs = run.training.loc[run.training["outcome_date"] <= row.as_of]
        made = gate(scores if len(known) else {}, len(pairs), pairs["outcome_date"].nunique())
        assert (row.method, row.reason, row.training_pairs) == (made.method, made.reason, len(pairs))


def test_the_last_gate_is_the_gate_of_the_run(run):
    assert (run.gate.method, run.gate.reason) == tuple(run.gates.iloc[-1][["method", "reason"]])
    assert run.model_from == run.gates["as_of"].max()
    assert ((run.gates["unsure"] > 0) == run.gates["method"].isin([BASE_RATE, TABLE])).all()


def test_the_probability_is_that_of_the_method_of_its_date(run):
    told = run.predictions
    for name, column in COLUMNS.items():
        rows = told.loc[told["method"] == name]
        np.testing.assert_array_equal(rows["probability"], rows[column])
    assert told["probability"].between(0, 1).all()
    assert not told.duplicated(["project_key", "as_of"]).any()


def test_the_newest_date_is_said_by_the_model_of_the_run(run, history):
    newest = run.predictions.loc[run.predictions["as_of"] == history["as_of"].max()]
    assert len(newest) == history["project_key"].nunique()
    assert run.gates["fitted"].iloc[-1] == run.model_from


def test_the_record_of_a_run_is_that_of_a_backtest_though_its_last_outcomes_are_a_year_old():
    history = reported(projects=40, periods=31)
    trained = model_run(history, "12m", 30, jobs=1).record.predictions
    tried = backtest(history, "12m", 30, draws=0, with_model=True).predictions
    keys = ["project_key", "as_of"]
    both = trained.merge(tried, on=keys, suffixes=("", "_tried"))
    assert len(both) == len(trained) == len(tried) > 0
    np.testing.assert_array_equal(both[MODEL], both[f"{MODEL}_tried"])


def test_reports_after_a_date_change_nothing_said_of_it(run, history):
    date = sorted(history["as_of"].unique())[-3]
    earlier = model_run(history.loc[history["as_of"] <= date], "next", 30, jobs=1)
    before, columns = run.gates.loc[run.gates["as_of"] <= date], ["as_of", "method", "reason", "training_pairs"]
    pd.testing.assert_frame_equal(before[columns], earlier.gates[columns])
    keys = ["project_key", "as_of"]
    both = run.predictions.merge(earlier.predictions, on=keys, suffixes=("", "_then"))
    fitted = earlier.gates.loc[earlier.gates["as_of"] < date, "as_of"]
    both = both.loc[both["as_of"].isin(fitted)]
    assert len(both)
    for name in COLUMNS.values():
        np.testing.assert_allclose(both[name], both[f"{name}_then"], atol=1e-9)


def test_outcomes_that_follow_from_nothing_are_not_told_apart():
    coin = {"design": 0.3, "construction": 0.3}
    rows = reported(projects=40, periods=10).drop(columns="forecast_finish")
    finish = portfolio(40, 10, seed=11, chances=coin)[["project_key", "as_of", "forecast_finish"]]
    even = rows.merge(finish, on=["project_key", "as_of"]).drop(columns="approved_baseline_finish")
    scores = model_run(even, "next", 30, jobs=1).record.methods[MODEL]
    assert scores.auc == pytest.approx(0.5, abs=0.1)


def test_a_short_history_gives_no_model_and_says_so(history):
    few = model_run(history.loc[history["as_of"] <= sorted(history["as_of"].unique())[3]], "next", 30, jobs=1)
    assert few.model is None
    assert few.gate.reason == TOO_FEW
    assert few.predictions.empty


@pytest.mark.parametrize("periods", [1, 2, 3])
def test_one_two_or_three_reports_are_no_error(periods):
    made = model_run(reported(projects=120, periods=periods), "next", 30, jobs=1)
    assert len(made.gates) == periods
    assert made.gates["training_pairs"].iloc[-1] == 120 * (periods - 1)


def test_yearly_reports_are_learnt_from():
    yearly = reported(projects=90, periods=48).loc[lambda rows: rows["as_of"].dt.month == 12]
    made = model_run(yearly, "next", 30, jobs=1)
    assert made.model is not None
    assert made.model.usual_exposure_days == pytest.approx(365, abs=1)


def test_a_history_without_a_fresh_report_is_refused(history):
    with pytest.raises(ValueError, match="fresh report"):
        model_run(history.assign(carried=True), "next", 30)
