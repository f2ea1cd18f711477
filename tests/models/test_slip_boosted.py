"""The trees keep their directions, their seed and their bounds."""

import numpy as np
import pytest

from models.slip_boosted import FURTHEST, LEFT_OUT, Boosted, fit_boosted
from models.slip_inputs import INPUTS
from tests.models.slip_cases import emptied, training


@pytest.fixture(scope="module")
def pairs():
    return training()


@pytest.fixture(scope="module")
def trees(pairs):
    return fit_boosted(pairs, pairs["exposure_days"].to_numpy())


def exposure(states):
    return np.full(len(states), 30.0)


@pytest.mark.parametrize(
    "item", [item for item in INPUTS if item.monotone and item.name not in LEFT_OUT], ids=lambda item: item.name
)
def test_a_larger_value_of_a_directed_input_never_moves_the_chance_the_other_way(trees, pairs, item):
    states = pairs.head(60)
    assert item.name in trees.names
    low, high = np.nanmin(pairs[item.name]), np.nanmax(pairs[item.name])
    steps = np.linspace(low, high, 9)
    told = np.array([trees.log_odds(states.assign(**{item.name: step}), exposure(states)) for step in steps])
    assert (np.diff(told, axis=0) * item.monotone >= -1e-9).all()


def test_some_directed_inputs_are_among_the_trees(trees):
    assert {"own_slip_rate", "phase_slip_rate", "rag_overall"} <= set(trees.names)


def test_inputs_that_tell_the_date_are_left_out(trees):
    assert not LEFT_OUT & set(trees.names)


def test_the_same_pairs_give_the_same_trees(trees, pairs):
    again = fit_boosted(pairs, pairs["exposure_days"].to_numpy())
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
