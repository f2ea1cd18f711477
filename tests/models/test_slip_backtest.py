"""The rolling record: trained on the past alone, scored on what came next."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import slip_backtest, slip_table
from models.slip_backtest import backtest, rolling_predictions
from models.slip_baselines import BASE_RATE, BY_CATEGORY, REPORTED_RAG, TABLE
from models.slip_pairs import pairs
from tests.models.slip_portfolio import portfolio


def test_a_signal_in_the_phase_is_found_and_beats_every_rule():
    record = backtest(portfolio(), "next", 30)
    table = record.methods[TABLE]
    assert table.auc > 0.75
    assert table.skill > 0.2
    assert record.usable
    assert all(table.brier < other.brier for name, other in record.methods.items() if name != TABLE)
    assert record.methods[BASE_RATE].skill_known == 0


def test_without_a_signal_the_table_is_not_usable():
    record = backtest(portfolio(chances={"design": 0.3, "construction": 0.3}), "next", 30)
    assert abs(record.methods[TABLE].skill) < 0.05
    assert record.usable == (record.methods[TABLE].skill > 0 and record.methods[TABLE].skill_known > 0)


def test_each_origin_is_trained_only_on_outcomes_known_at_it():
    history = portfolio(periods=9)
    known = pairs(history, "next", 30)
    record = backtest(history, "next", 30)
    for origin, part in record.predictions.groupby("as_of"):
        train = known[known["outcome_date"] <= origin]
        now = known[known["as_of"] == origin]
        assert part["training_pairs"].unique().tolist() == [len(train)]
        expected = slip_table.fit(train).predict(now)["probability"].to_numpy()
        assert part.sort_values("project_key")[TABLE].to_numpy() == pytest.approx(expected)


def test_no_origin_counts_before_the_gate_is_open():
    record = backtest(portfolio(projects=60, periods=8), "next", 30)
    assert record.predictions["training_pairs"].min() >= slip_backtest.MINIMUM_PAIRS
    assert record.origins["origin"].min() == pd.Timestamp("2022-05-31")


def test_too_short_a_history_says_so():
    record = backtest(portfolio(projects=20, periods=5), "next", 30)
    assert record.note.startswith("Not enough history")
    assert record.methods == {}
    assert not record.usable


def test_many_pairs_with_one_outcome_date_are_not_enough():
    frame = pairs(portfolio(projects=300, periods=2), "next", 30)
    assert len(frame) == 300
    assert not slip_backtest.enough(frame)


def test_rules_without_any_data_are_left_out():
    record = backtest(portfolio(), "next", 30)
    assert REPORTED_RAG not in record.methods
    assert BY_CATEGORY in record.methods
    assert BY_CATEGORY not in backtest(portfolio().drop(columns="category"), "next", 30).methods


def test_origins_and_segments_add_up_to_the_pairs_predicted():
    record = backtest(portfolio(), "next", 30, start="2022-09-30")
    table = record.origins[record.origins["method"] == TABLE]
    assert table["n"].sum() == record.methods[TABLE].n == len(record.predictions)
    assert table["origin"].min() == pd.Timestamp("2022-09-30")
    assert record.calibration["n"].sum() == len(record.predictions)
    parts = [record.segments[name].n for name in ("due", "not due") if name in record.segments]
    assert sum(parts) == record.segments["all"].n
    low, high = record.intervals["auc"]
    assert low <= record.methods[TABLE].auc <= high


def test_projects_not_seen_in_training_are_scored_apart():
    history = portfolio(projects=80, periods=10)
    entered = history["project_key"].isin([f"p{at:03d}" for at in range(60, 80)]) & (history["as_of"] < "2022-08-31")
    record = backtest(history[~entered], "next", 30)
    assert record.segments["new projects"].n == 20


def test_twelve_months_train_only_on_horizons_that_are_over():
    record = backtest(portfolio(projects=120, periods=30), "12m", 30)
    first = record.predictions["as_of"].min()
    assert first == pd.Timestamp("2023-02-28")
    assert record.predictions["as_of"].max() == pd.Timestamp("2023-06-30")


def test_every_project_with_a_prediction_gets_one_even_if_its_outcome_is_not_known():
    history = portfolio(projects=60, periods=8)
    rolling = rolling_predictions(history, "next", 30)
    assert (rolling.groupby("as_of").size() == 60).all()
    assert rolling["as_of"].max() == history["as_of"].max()
    assert rolling["probability"].between(0, 1, inclusive="neither").all()
    seen = backtest(history, "next", 30).predictions
    both = rolling.merge(seen, on=["project_key", "as_of"])
    assert len(both) == len(seen)
    assert both["probability"].to_numpy() == pytest.approx(both[TABLE].to_numpy())


@pytest.mark.parametrize("horizon", ["next", "12m"])
@given(seed=st.integers(0, 1000), cut=st.integers(16, 24), shift=st.integers(-900, 900))
@settings(max_examples=6)
def test_no_later_snapshot_changes_an_earlier_prediction(horizon, seed, cut, shift):
    history = portfolio(projects=40, periods=26, seed=seed)
    moment = np.sort(history["as_of"].unique())[cut]
    changed = history.copy()
    late = changed["as_of"] > moment
    changed.loc[late, "forecast_finish"] += pd.Timedelta(days=shift)
    changed.loc[late, "phase"] = "later phase"
    before, after, alone = (
        rolling_predictions(frame, horizon, 30) for frame in (history, changed, history[~late].reset_index(drop=True))
    )
    until = before[before["as_of"] <= moment]
    assert len(until) > 0
    for other in (after[after["as_of"] <= moment], alone):
        pd.testing.assert_frame_equal(until, other.reset_index(drop=True), check_dtype=False)


def test_rows_carried_forward_change_no_figure():
    history = portfolio()
    last = history[history["as_of"] == history["as_of"].max()]
    silent = last.assign(as_of=last["as_of"] + pd.Timedelta(days=15), carried=True)
    with_them = pd.concat([history.assign(carried=False), silent])
    assert backtest(with_them, "next", 30).methods == backtest(history, "next", 30).methods


def test_rows_in_another_order_change_no_figure():
    history = portfolio()
    shuffled = history.sample(frac=1, random_state=3)
    assert backtest(shuffled, "next", 30).methods == backtest(history, "next", 30).methods
