"""The rank order centroid against its published figures, and the centre that it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import rank_order


def test_published_centroids_of_four_and_five_objectives():
    assert rank_order.centroid(4) == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)
    assert rank_order.centroid(5) == pytest.approx([0.4567, 0.2567, 0.1567, 0.09, 0.04], abs=5e-5)


def test_the_centroid_is_the_mean_of_all_weights_that_agree_with_the_ranking():
    drawn = np.sort(np.random.default_rng(4).dirichlet(np.ones(5), 60_000), axis=1)[:, ::-1]
    assert drawn.mean(axis=0) == pytest.approx(rank_order.centroid(5), abs=0.002)


@given(st.permutations(range(1, 7)))
def test_each_objective_takes_the_weight_of_its_rank(ranks):
    assert rank_order.weights(ranks) == pytest.approx([rank_order.centroid(6)[rank - 1] for rank in ranks])


@given(st.lists(st.integers(1, 4), min_size=1, max_size=7))
def test_equal_ranks_weigh_the_same_better_ones_more_and_all_sum_to_one(ranks):
    found = rank_order.weights(ranks)
    assert found.sum() == pytest.approx(1)
    for i, first in enumerate(ranks):
        for j, second in enumerate(ranks):
            assert (first < second) == (found[i] > found[j] + 1e-12)


def test_ties_share_the_mean_of_the_ranks_they_fill():
    one, two, three, four = rank_order.centroid(4)
    assert rank_order.weights([1, 2, 2, 3]) == pytest.approx([one, (two + three) / 2, (two + three) / 2, four])
    assert rank_order.weights([1, 2.5, 2.5, 4]) == pytest.approx(rank_order.weights([1, 2, 2, 4]))


def test_a_missing_rank_and_an_empty_ranking_are_refused():
    with pytest.raises(ValueError, match="needs a rank"):
        rank_order.weights([1, np.nan])
    with pytest.raises(ValueError, match="at least one"):
        rank_order.weights([])
