"""A shrunk rate lies between what a cell shows and what its prior says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, betabinom

from models.slip_shrinkage import STRENGTHS, likeliest_strength, posterior_interval, shrunk

counts = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
rates = st.floats(0.001, 0.999)


@given(counts, rates, st.sampled_from(STRENGTHS))
def test_the_rate_lies_between_cell_and_prior(cell, prior, strength):
    moved, n = cell
    rate = float(shrunk(np.array(moved), np.array(n), np.array(prior), strength))
    own = moved / n if n else prior
    assert min(own, prior) - 1e-12 <= rate <= max(own, prior) + 1e-12
    assert 0 < rate < 1


@given(counts, rates)
def test_a_stronger_prior_pulls_further(cell, prior):
    moved, n = (np.array(value) for value in cell)
    distances = [abs(float(shrunk(moved, n, np.array(prior), strength)) - prior) for strength in STRENGTHS]
    assert np.all(np.diff(distances) <= 1e-12)


def test_three_of_four_against_a_half_with_the_weight_of_four_pairs():
    assert shrunk(np.array(3), np.array(4), np.array(0.5), 4.0) == pytest.approx(0.625)


def test_the_strength_is_the_likeliest_under_the_beta_binomial():
    moved, n, prior = np.array([1, 9, 5, 0]), np.array([10, 10, 10, 7]), np.array([0.4, 0.4, 0.5, 0.3])
    likelihood = [betabinom.logpmf(moved, n, strength * prior, strength * (1 - prior)).sum() for strength in STRENGTHS]
    assert likeliest_strength(moved, n, prior) == STRENGTHS[int(np.argmax(likelihood))]


def test_cells_alike_are_pooled_and_cells_apart_are_not():
    n, prior = np.full(20, 100), np.full(20, 0.3)
    assert likeliest_strength(np.full(20, 30), n, prior) == max(STRENGTHS)
    assert likeliest_strength(np.array([2, 98] * 10), n, np.full(20, 0.5)) == min(STRENGTHS)


def test_the_interval_is_that_of_the_beta_distribution_and_holds_the_mean():
    low, high = posterior_interval(np.array([8, 0]), np.array([10, 0]), np.array([0.5, 0.001]), 2.0, 0.90)
    assert [low[0], high[0]] == pytest.approx(beta.ppf([0.05, 0.95], 9, 3))
    assert low[1] <= 0.001 <= high[1]
