"""The shares of the parts follow what each says of projects it was not fitted on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.slip_mixture import TOWARDS_EQUAL, equal_shares, shares


def drawn(pairs, seed=1):
    """Return outcomes and what a part that knows and a part that guesses say of them."""
    random = np.random.default_rng(seed)
    known = random.normal(0, 2, pairs)
    outcomes = random.random(pairs) < 1 / (1 + np.exp(-known))
    return outcomes, np.column_stack([known, random.normal(0, 2, pairs)])


@given(st.integers(2, 5), st.integers(1, 60), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_shares_are_not_negative_and_sum_to_one(parts, pairs, seed):
    random = np.random.default_rng(seed)
    told = random.normal(0, 3, (pairs, parts))
    found = shares(random.random(pairs) < 0.4, told)
    assert found.shape == (parts,)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)


def test_a_part_that_guesses_is_silenced_by_many_pairs_and_hardly_by_few():
    many, few = shares(*drawn(4_000)), shares(*drawn(6))
    assert many[0] > 0.9
    assert abs(few[0] - 0.5) < abs(many[0] - 0.5)


def test_parts_that_say_the_same_count_the_same():
    outcomes, told = drawn(500)
    assert shares(outcomes, told[:, [0, 0]]) == pytest.approx(equal_shares(2), abs=1e-3)


def test_no_other_share_costs_less():
    outcomes, told = drawn(60, seed=5)
    signs = np.where(outcomes, -1.0, 1.0)

    def cost(first):
        share = np.array([first, 1 - first])
        return np.logaddexp(0, signs * (told @ share)).sum() + TOWARDS_EQUAL * ((share - 0.5) ** 2).sum()

    tried = np.linspace(0, 1, 1001)
    assert shares(outcomes, told)[0] == pytest.approx(tried[np.argmin([cost(one) for one in tried])], abs=0.005)
