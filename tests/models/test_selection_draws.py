"""Draws stay within what they were allowed, and the seed decides them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.selection_draws import LEVELS, NOT_RATED, as_rated, factors, impacts, one_weight, scaled, weights

POINTS = np.array([50.0, 30.0, 20.0])
RATED = np.array([[0, 2, 4], [1, NOT_RATED, 3]])


@given(st.integers(0, 1000), st.floats(0, 1))
def test_shares_have_the_sum_one_and_come_from_the_range(seed, within):
    drawn = weights(POINTS, within, 50, np.random.default_rng(seed))
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    assert (drawn >= 0).all()
    low, high = np.maximum(POINTS / 100 - within, 0), POINTS / 100 + within
    assert (drawn <= high / (high + low.sum() - low) + 1e-12).all()


def test_without_any_range_the_weights_are_the_stated_ones():
    np.testing.assert_allclose(weights(POINTS, 0.0, 3, np.random.default_rng(1)), [[0.5, 0.3, 0.2]] * 3)


def test_ratings_move_one_level_at_most_and_what_is_not_rated_can_be_any():
    drawn = impacts(RATED, 400, np.random.default_rng(2))
    assert set(drawn[:, 0, 0]) == {0, 1}
    assert set(drawn[:, 0, 1]) == {1, 3, 6}
    assert set(drawn[:, 0, 2]) == {6, 9}
    assert set(drawn[:, 1, 1]) == set(LEVELS) == {0, 1, 3, 6, 9}


def test_what_is_not_rated_adds_nothing_as_rated():
    assert as_rated(RATED).tolist() == [[0, 3, 9], [1, 0, 6]]


def test_values_and_costs_stay_within_their_share():
    value = np.array([10.0, -4.0, 0.0])
    drawn = scaled(value, 0.2, 100, np.random.default_rng(3))
    assert (np.abs(drawn - value) <= 0.2 * np.abs(value) + 1e-12).all()
    assert factors(5, 0.1, 100, np.random.default_rng(4)).min() >= 0.9


def test_the_same_seed_draws_the_same():
    one, other = (weights(POINTS, 0.1, 5, np.random.default_rng(7)) for _ in range(2))
    assert (one == other).all()


@given(st.integers(0, 2), st.floats(-1, 1))
def test_one_weight_moves_and_the_others_keep_their_proportions(place, change):
    found = one_weight(POINTS, place, change)
    others = np.delete(found, place)
    stated = np.delete(POINTS, place)
    np.testing.assert_allclose(found.sum(), 1.0)
    np.testing.assert_allclose(others * stated.sum(), stated * others.sum(), atol=1e-12)
    assert 0 <= found[place] <= 1


def test_a_measured_impact_is_drawn_as_it_is_or_a_level_lower_or_higher():
    rated = np.where(RATED == NOT_RATED, 0.0, as_rated(RATED) + 0.4)
    drawn = impacts(RATED, 400, np.random.default_rng(2), rated)
    plain = impacts(RATED, 400, np.random.default_rng(2))
    same = plain == as_rated(RATED)
    known = np.broadcast_to(RATED != NOT_RATED, same.shape)
    assert np.array_equal(drawn[same & known], np.broadcast_to(rated, same.shape)[same & known])
    assert np.array_equal(drawn[~(same & known)], plain[~(same & known)])
