"""Weights from points of swings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import swing


@given(st.lists(st.integers(0, 100), max_size=7), st.integers(0, 7))
def test_weights_are_points_over_their_sum_and_keep_their_ratios(others, place):
    points = [*others[:place], 100, *others[place:]]
    found = swing.weights(points)
    assert found.sum() == pytest.approx(1)
    assert found / found.max() == pytest.approx(np.array(points) / 100)


@pytest.mark.parametrize("points", [[100, -1], [101, 100], [100, np.nan]])
def test_points_outside_the_scale_are_refused(points):
    with pytest.raises(ValueError, match="0 to 100"):
        swing.weights(points)


@pytest.mark.parametrize("points", [[], [90, 50]])
def test_without_a_most_valued_swing_there_are_no_weights(points):
    with pytest.raises(ValueError, match="100 points"):
        swing.weights(points)
