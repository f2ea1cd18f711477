"""The slip model answers within bounds, the same each time, and from whatever inputs there are."""

import numpy as np
import pandas as pd
import pytest

from models import record, slip_model
from models.slip_model import FOLDS, LEAST, LOOSE, MOST, PARTS, SMOOTH, fit, fit_part
from tests.models.slip_cases import emptied, known_pairs, training

FEW_COLUMNS = ["project_key", "as_of", "outcome_date", "moved_days", "slipped", "time_left_days"]


@pytest.fixture(scope="module")
def pairs():
    return known_pairs()


@pytest.fixture(scope="module")
def model(pairs):
    return fit(pairs)


def test_a_chance_lies_within_its_bounds_and_on_the_index_of_the_states(model, pairs):
    asked = pairs.set_axis(np.arange(len(pairs)) + 7)
    said = model.predict(asked)["probability"]
    assert said.between(LEAST, MOST).all()
    assert said.index.equals(asked.index)


def test_a_signal_in_the_phase_is_told_of_projects_never_seen(model):
    others = known_pairs(seed=9)
    assert record.auc(others["slipped"], model.predict(others)["probability"]) > 0.8


def test_the_same_pairs_give_the_same_model(model, pairs):
    pd.testing.assert_frame_equal(model.predict(pairs), fit(pairs).predict(pairs), check_exact=True)


def test_a_state_is_said_alike_in_any_company(model, pairs):
    alone = pd.concat([model.predict(pairs.iloc[[at]]) for at in (0, 5, 9)])
    pd.testing.assert_frame_equal(alone, model.predict(pairs).iloc[[0, 5, 9]])


def test_the_shares_of_the_parts_sum_to_one(model):
    weights = [weight for weight, _ in model.parts.values()]
    assert tuple(model.parts) == PARTS["next"]
    assert sum(weights) == pytest.approx(1)
    assert min(weights) >= 0


@pytest.mark.parametrize(("firm", "loose"), list(zip(SMOOTH, LOOSE, strict=True)))
def test_a_regression_held_loosely_tells_states_further_apart(firm, loose):
    told = training()
    spread = [fit_part(name, told).log_odds(told, told["exposure_days"].to_numpy()).std() for name in (firm, loose)]
    assert spread[1] > spread[0]


def test_with_too_few_projects_to_leave_some_out_the_parts_count_alike(pairs):
    few = pairs.loc[pairs["project_key"].astype(str).isin(pairs["project_key"].astype(str).unique()[: 2 * FOLDS - 1])]
    weights = [weight for weight, _ in fit(few).parts.values()]
    assert weights == pytest.approx([1 / len(PARTS["next"])] * len(PARTS["next"]))


def test_the_chance_is_the_mean_of_the_log_odds_of_the_parts(model, pairs):
    exposure = model.exposure(pairs)
    told = sum(weight * part.log_odds(pairs, exposure) for weight, part in model.parts.values())
    expected = np.clip(1 / (1 + np.exp(-told)), LEAST, MOST)
    np.testing.assert_allclose(model.predict(pairs)["probability"], expected)


def test_states_with_every_input_missing_and_levels_never_seen_have_a_chance(model, pairs):
    for states in (emptied(pairs.head(3)), pairs.head(3).assign(phase="never", category="seen", department="yet")):
        assert model.predict(states)["probability"].between(LEAST, MOST).all()


def test_no_state_has_no_chance(model, pairs):
    assert model.predict(pairs.head(0)).empty


@pytest.mark.parametrize("columns", [[], ["phase"], ["rag_overall"], ["phase", "usual_gap_days", "last_move_days"]])
def test_a_register_of_a_few_columns_is_enough(pairs, columns):
    few = pairs[[*FEW_COLUMNS, *columns]]
    assert fit(few).predict(few)["probability"].between(LEAST, MOST).all()


@pytest.mark.parametrize("rows", [30, 200])
def test_few_pairs_are_enough(pairs, rows):
    few = pairs.sample(rows, random_state=1)
    assert fit(few).predict(pairs)["probability"].between(LEAST, MOST).all()


def test_twelve_months_learn_of_states_still_watched_and_ask_about_twelve_months():
    told = training("12m", periods=20)
    assert 0 < told["complete"].sum() < len(told)
    made = fit(told, "12m")
    assert [weight for weight, _ in made.parts.values()] == pytest.approx([0.25] * 4)
    assert (made.exposure(told) == slip_model.HORIZON_DAYS).all()
    assert made.predict(told)["probability"].between(LEAST, MOST).all()


def test_where_no_usual_gap_is_known_the_median_of_the_training_stands_in(model, pairs):
    gone = pairs.head(2).assign(usual_gap_days=[np.nan, 91.0])
    assert model.exposure(gone).tolist() == [model.usual_exposure_days, 91.0]
    assert model.exposure(pairs.head(1)[["time_left_days"]]).tolist() == [model.usual_exposure_days]


@pytest.mark.parametrize("outcome", [True, False])
def test_outcomes_of_one_kind_are_refused(pairs, outcome):
    with pytest.raises(ValueError, match="slipped"):
        fit(pairs.assign(slipped=outcome))
    with pytest.raises(ValueError, match="slipped"):
        fit(pairs.head(0))


def test_outcomes_dealt_out_by_chance_are_not_predicted_for_other_projects(pairs):
    random = np.random.default_rng(3)
    dealt = pairs.assign(slipped=random.permutation(pairs["slipped"].to_numpy()))
    number = dealt["project_key"].astype(str).str[1:].astype(int)
    learnt, asked = dealt.loc[number < 26], dealt.loc[number >= 26]
    assert record.auc(asked["slipped"], fit(learnt).predict(asked)["probability"]) == pytest.approx(0.5, abs=0.12)


@pytest.mark.parametrize(("horizon", "every", "alone"), [("next", 2, False), ("next", 1, True), ("12m", 2, True)])
def test_only_a_rarer_slip_by_the_next_report_is_learnt_beside_the_usual_one(horizon, every, alone):
    told = training(horizon, projects=2 * FOLDS - 1)
    rarer = told.assign(slipped=told["slipped"] & (np.arange(len(told)) % every == 0))
    exposure = told["exposure_days"].to_numpy()
    _, within = fit(rarer, horizon).parts["core"]
    by_itself = fit_part("core", rarer)
    assert np.allclose(within.log_odds(told, exposure), by_itself.log_odds(told, exposure)) == alone
