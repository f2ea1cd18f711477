"""The rolling run fits on what was known at each date, and says when it fitted."""

import numpy as np
import pandas as pd
import pytest

from models import slip_model, slip_rolling
from models.slip_baselines import BASE_RATE, DATED, MODEL, methods
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import features
from models.slip_inputs import NAMES
from models.slip_logistic import FIVE_FEATURES
from models.slip_pairs import outcomes, pairs_of
from models.slip_rolling import REFIT_DAYS, REFIT_GROWTH, learned, origins, plain
from models.slip_training import training_pairs
from tests.models.slip_cases import reported

QUESTION = ("next", 30)


@pytest.fixture(scope="module")
def case():
    frame = features(reported(projects=30, periods=12))
    told = pd.concat([frame[["project_key", "as_of"]], outcomes(frame, *QUESTION), frame[list(NAMES)]], axis=1)
    states = told.loc[eligibility(frame) == ELIGIBLE]
    return frame, states.loc[states["outcome_date"].notna()], states


@pytest.fixture(scope="module")
def run(case):
    heard = []
    said, model, training = learned(*case, QUESTION, progress=lambda *told: heard.append(told))
    return said, model, training, heard


def by_hand(case):
    """Return what a loop says that cuts the history at each date and fits where the rule of the module says so."""
    frame, known, states = case
    parts, fitted_at, fitted_on, model = [], None, 0, None
    dates = sorted(states["as_of"].unique())
    for at in dates:
        train = known.loc[known["outcome_date"] <= at]
        if len(train) < 200 or train["outcome_date"].nunique() < 2:
            continue
        due = fitted_at is None or (at - fitted_at).days >= REFIT_DAYS or len(train) >= REFIT_GROWTH * fitted_on
        if due or at == dates[-1]:
            model = slip_model.fit(training_pairs(frame.loc[frame["as_of"] <= at], train, *QUESTION, at))
            fitted_at, fitted_on = at, len(train)
        parts.append(model.predict(states.loc[states["as_of"] == at]).assign(fitted=fitted_at))
    return pd.concat(parts)


def test_it_says_what_a_slow_loop_over_cut_histories_says(case, run):
    expected = by_hand(case)
    said = run[0].loc[expected.index]
    np.testing.assert_allclose(said[MODEL], expected["probability"], atol=1e-9)
    assert (said["fitted"] == expected["fitted"]).all()
    assert len(run[0]) == len(expected)


def test_every_origin_trains_on_outcomes_known_at_it_alone(case):
    _, known, states = case
    for origin in origins(known, states, None):
        assert (origin.known["outcome_date"] <= origin.at).all()
        assert len(origin.known) == (known["outcome_date"] <= origin.at).sum()
        assert (origin.states["as_of"] == origin.at).all()


def test_the_model_speaks_from_its_fit_on_and_the_newest_date_has_its_own(case, run):
    said, model, training, _ = run
    newest = case[2]["as_of"].max()
    dates = case[2].loc[said.index, "as_of"]
    assert (said["fitted"] <= dates).all()
    assert (said.loc[dates == newest, "fitted"] == newest).all()
    assert model.pairs == training["complete"].sum()
    assert (training["outcome_date"] <= newest).all()


def test_progress_is_told_after_each_fit(run):
    said, _, _, heard = run
    fits = said["fitted"].nunique()
    assert fits > 1
    assert heard == [(done, fits) for done in range(1, fits + 1)]


def test_what_progress_raises_ends_the_run(case):
    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        learned(*case, QUESTION, progress=stop)


def test_few_pairs_give_no_model_and_nothing_said(case):
    frame, known, states = case
    said, model, training = learned(frame, known.head(100), states, QUESTION)
    assert model is None
    assert said.empty
    assert training.empty
    assert list(said.columns) == [MODEL, FIVE_FEATURES, "fitted"]


def test_outcomes_of_one_kind_give_no_model_but_a_row_for_every_state(case):
    frame, known, states = case
    said, model, _ = learned(frame, known.assign(slipped=False), states, QUESTION)
    assert model is None
    assert said[MODEL].isna().all()
    assert len(said)


def test_a_start_leaves_earlier_dates_to_training(case):
    _, known, states = case
    start = sorted(states["as_of"].unique())[-2]
    rules = {BASE_RATE: methods(30)[BASE_RATE]}
    said = plain(known, states, rules, start)
    assert sorted(said["as_of"].unique()) == sorted(states["as_of"].unique())[-2:]
    first = said.loc[said["as_of"] == start]
    assert (first["training_pairs"] == (known["outcome_date"] <= start).sum()).all()
    assert not first["new_project"].any()


def test_the_minimum_is_two_hundred_pairs_with_outcomes_on_two_dates(case):
    known = case[1]
    assert slip_rolling.enough(known.head(200))
    assert not slip_rolling.enough(known.head(199))
    assert not slip_rolling.enough(known.head(200).assign(outcome_date=known["outcome_date"].iloc[0]))


def test_asked_by_the_date_of_the_next_report_only_the_days_asked_about_differ():
    history = reported(projects=24, periods=14)
    dates = sorted(history["as_of"].unique())
    history = history.loc[~history["as_of"].isin(dates[10:12])]
    frame = features(history)
    known = pairs_of(frame, "next", 30)
    said, model, _ = learned(frame, known, known, ("next", 30))
    newest = known.loc[known["as_of"] == known["as_of"].max()]
    gap = (newest["outcome_date"] - newest["as_of"]).dt.days
    again = model.predict(newest.assign(asked_days=gap.astype(float)))["probability"]
    fitted_last = said.loc[newest.index, "fitted"].eq(newest["as_of"].max())
    assert fitted_last.all()
    np.testing.assert_allclose(said.loc[newest.index, DATED], again)
    before = known.index[known["as_of"] == dates[9]]
    assert not np.allclose(said.loc[before, DATED], said.loc[before, MODEL])


def test_nobody_knows_the_report_after_the_newest():
    frame = features(reported(projects=24, periods=14))
    known = pairs_of(frame, "next", 30)
    states = pd.concat([frame[["project_key", "as_of"]], outcomes(frame, "next", 30), frame[list(NAMES)]], axis=1)
    said, _, _ = learned(frame, known, states, ("next", 30))
    newest = states.loc[said.index, "as_of"] == frame["as_of"].max()
    assert said.loc[newest, DATED].isna().all()
    assert said.loc[~newest, DATED].notna().all()
