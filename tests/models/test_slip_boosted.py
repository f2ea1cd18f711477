"""The trees keep their directions, their seed and their bounds, and hear their guide."""

from dataclasses import replace

import numpy as np
import pytest

from models.slip_boosted import FURTHEST, GUIDE_FOLDS, LEFT_OUT, Boosted, fit_boosted
from models.slip_inputs import INPUTS
from models.slip_smooth import SmoothLogistic
from tests.models.slip_cases import emptied, training


@pytest.fixture(scope="module")
def pairs():
    return training()


@pytest.fixture(scope="module")
def trees(pairs):
    return fit_boosted(pairs, pairs["exposure_days"].to_numpy(), guided=True)


def exposure(states):
    return np.full(len(states), 30.0)


def saying(log_odds):
    """Return a guide that says the same of every state."""
    return SmoothLogistic((), (), np.zeros(1), log_odds)


@pytest.mark.parametrize(
    "item", [item for item in INPUTS if item.monotone and item.name not in LEFT_OUT], ids=lambda item: item.name
)
def test_a_larger_value_of_a_directed_input_never_moves_the_chance_the_other_way(trees, pairs, item):
    states, trees = pairs.head(60), replace(trees, guide=saying(-1.0))
    assert item.name in trees.names
    low, high = np.nanmin(pairs[item.name]), np.nanmax(pairs[item.name])
    steps = np.linspace(low, high, 9)
    told = np.array([trees.log_odds(states.assign(**{item.name: step}), exposure(states)) for step in steps])
    assert (np.diff(told, axis=0) * item.monotone >= -1e-9).all()


def test_some_directed_inputs_are_among_the_trees(trees):
    assert {"own_slip_rate", "phase_slip_rate", "rag_overall"} <= set(trees.names)


def test_the_more_the_guide_says_the_more_the_trees_say(trees, pairs):
    told = [replace(trees, guide=saying(said)).log_odds(pairs, exposure(pairs)) for said in np.linspace(-4, 4, 9)]
    assert (np.diff(told, axis=0) >= -1e-9).all()
    assert (told[-1] > told[0] + 0.1).any()


def test_with_too_few_projects_to_leave_some_out_the_guide_is_not_heard(pairs):
    kept = pairs["project_key"].astype(str).isin(pairs["project_key"].astype(str).unique()[: 2 * GUIDE_FOLDS - 1])
    few = pairs.loc[kept]
    trees = fit_boosted(few, few["exposure_days"].to_numpy(), guided=True)
    deaf, loud = (replace(trees, guide=saying(said)).log_odds(few, exposure(few)) for said in (-5.0, 5.0))
    np.testing.assert_array_equal(deaf, loud)


def test_trees_without_a_guide_are_kept_without_one(pairs):
    alone = fit_boosted(pairs, pairs["exposure_days"].to_numpy())
    assert alone.guide is None
    again = Boosted.from_dict(alone.as_dict())
    np.testing.assert_array_equal(alone.log_odds(pairs, exposure(pairs)), again.log_odds(pairs, exposure(pairs)))


def test_inputs_that_tell_the_date_are_left_out(trees):
    assert not LEFT_OUT & set(trees.names)


def test_the_same_pairs_give_the_same_trees(trees, pairs):
    again = fit_boosted(pairs, pairs["exposure_days"].to_numpy(), guided=True)
    np.testing.assert_array_equal(trees.log_odds(pairs, exposure(pairs)), again.log_odds(pairs, exposure(pairs)))


def test_missing_inputs_and_levels_never_seen_stay_within_the_bounds(trees, pairs):
    for states in (emptied(pairs.head(4)), pairs.head(4).assign(phase="never seen")):
        told = trees.log_odds(states, exposure(states))
        assert np.isfinite(told).all()
        assert (np.abs(told) <= FURTHEST).all()


def test_states_without_an_input_of_the_fit_are_refused(trees, pairs):
    with pytest.raises(ValueError, match="lack inputs"):
        trees.log_odds(pairs.drop(columns="own_slip_rate"), exposure(pairs))


def test_trees_survive_being_told_as_plain_values(trees, pairs):
    again = Boosted.from_dict(trees.as_dict())
    np.testing.assert_array_equal(trees.log_odds(pairs, exposure(pairs)), again.log_odds(pairs, exposure(pairs)))
