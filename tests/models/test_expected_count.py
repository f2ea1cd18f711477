"""The number of slips to expect: against brute force, and against simulation where projects share a cause."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm

from models import expected_count as counts
from models.expected_count import distribution, expected_count, likeliest_correlation, of_rate


@given(st.lists(st.floats(0, 1), max_size=8))
@settings(max_examples=60)
def test_the_distribution_agrees_with_every_combination_of_outcomes(chances):
    brute = np.zeros(len(chances) + 1)
    for outcome in itertools.product([0, 1], repeat=len(chances)):
        brute[sum(outcome)] += np.prod([p if slips else 1 - p for p, slips in zip(chances, outcome, strict=True)])
    assert distribution(chances) == pytest.approx(brute, abs=1e-12)


@pytest.mark.parametrize(("share", "outcomes"), [(0.5, 60.0), (0.92, 30.0), (0.06, 200.0)])
def test_a_rate_known_from_few_outcomes_widens_the_interval_as_much_as_drawing_the_rate_does(share, outcomes):
    plain, unsure = (expected_count([share] * 75, 0.8, factor) for factor in (0.0, of_rate(0.0, share, outcomes)))
    assert unsure.expected == plain.expected
    random = np.random.default_rng(2)
    rates = random.beta(share * outcomes + 0.5, (1 - share) * outcomes + 0.5, 200_000)
    low, high = np.quantile(random.binomial(75, rates), [0.1, 0.9])
    assert unsure.low == pytest.approx(low, abs=1)
    assert unsure.high == pytest.approx(high, abs=1)
    assert unsure.high - unsure.low > plain.high - plain.low


def test_a_rate_adds_to_the_common_factor_and_the_less_the_better_it_is_known():
    assert 0.1 < of_rate(0.1, 0.4, 1000.0) < of_rate(0.1, 0.4, 50.0) < 1
    assert of_rate(0.1, 0.4, 1e12) == pytest.approx(0.1)
    assert 0 < of_rate(0.0, 1.0, 40.0) < 1, "where all have slipped the rate is not certain either"


def test_equal_chances_are_binomial():
    assert distribution([0.3] * 50) == pytest.approx(binom.pmf(range(51), 50, 0.3), abs=1e-12)


def test_beyond_the_exact_limit_the_normal_is_close():
    chances = np.random.default_rng(1).random(counts.EXACT_LIMIT + 500) * 0.6
    exact = counts._convolved(chances[None, :])[0]
    assert np.abs(np.cumsum(distribution(chances)) - np.cumsum(exact)).max() < 2e-3


@given(st.lists(st.floats(0, 1), max_size=30), st.sampled_from([0.0, 0.05, 0.3]), st.floats(0.5, 0.95))
@settings(max_examples=40)
def test_the_interval_leaves_at_most_half_of_the_rest_on_each_side(chances, correlation, level):
    said, pmf = expected_count(chances, level, correlation), distribution(chances, correlation)
    tail = (1 - level) / 2 + 1e-9
    assert pmf[: said.low].sum() <= tail
    assert pmf[said.high + 1 :].sum() <= tail
    assert 0 <= said.low <= said.high <= said.n == len(chances)
    assert said.expected == pytest.approx(sum(chances))


@pytest.mark.parametrize("correlation", [0.05, 0.3])
@pytest.mark.parametrize("size", [40, 1500])
def test_a_shared_cause_keeps_the_mean_and_widens_the_interval(correlation, size):
    chances = np.linspace(0.05, 0.7, size)
    alone, shared = distribution(chances), distribution(chances, correlation)
    numbers = np.arange(size + 1)
    assert shared.sum() == pytest.approx(1, abs=1e-6)
    assert numbers @ shared == pytest.approx(numbers @ alone, rel=1e-4)
    assert (numbers**2) @ shared > (numbers**2) @ alone


def test_a_shared_cause_agrees_with_simulation():
    random, rho = np.random.default_rng(7), 0.2
    chances = np.array([0.1, 0.2, 0.5, 0.5, 0.8] * 6)
    shared, own = random.standard_normal((40_000, 1)), random.standard_normal((40_000, len(chances)))
    slips = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own < norm.ppf(chances)
    seen = np.bincount(slips.sum(axis=1), minlength=len(chances) + 1) / 40_000
    assert np.abs(np.cumsum(seen) - np.cumsum(distribution(chances, rho))).max() < 0.012


def test_no_project_gives_none():
    said = expected_count([])
    assert (said.n, said.expected, said.low, said.high) == (0, 0.0, 0, 0)


@pytest.mark.parametrize("wrong", [[1.2], [-0.1], [np.nan]])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ValueError, match="probability"):
        expected_count(wrong)


def test_the_correlation_follows_the_spread_of_past_counts():
    def past(slips):
        return pd.concat(
            pd.DataFrame({"as_of": at, "probability": 0.5, "slipped": [True] * k + [False] * (100 - k)})
            for at, k in enumerate(slips)
        )

    assert likeliest_correlation(past([50, 52, 47, 49, 51, 53])) == 0.0
    assert likeliest_correlation(past([20, 80, 35, 70, 50, 60])) >= 0.1
    assert likeliest_correlation(past([20, 80])) == counts.DEFAULT_CORRELATION
