"""The best-worst method against its published case, its laws, and all weights on a grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import best_worst

answer = st.integers(1, 9)


def largest_deviation(weights, over, under, best, worst):
    return max(np.abs(weights[best] - over * weights).max(), np.abs(weights - under * weights[worst]).max())


def test_the_car_of_three_criteria_has_its_published_weights():
    found = best_worst.weights([8, 2, 1], [1, 5, 8])
    assert found.weights == pytest.approx([0.0714, 0.3214, 0.6071], abs=5e-5)
    assert found.xi == pytest.approx(0.0357, abs=5e-5)
    assert (found.best, found.worst) == (2, 0)
    assert found.input_ratio == pytest.approx(2 / 56)


@given(st.lists(st.floats(1, 3), min_size=1, max_size=5))
def test_answers_that_follow_known_weights_give_those_weights_back(between):
    raw = np.array([9.0, *[1 + each for each in between], 1.0])
    found = best_worst.weights(raw.max() / raw, raw, best=0, worst=len(raw) - 1)
    assert found.weights == pytest.approx(raw / raw.sum(), abs=1e-7)
    assert found.xi == pytest.approx(0, abs=1e-8)
    assert found.input_ratio == pytest.approx(0, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(answer.filter(lambda each: each > 1), answer, answer)
def test_no_weights_on_a_fine_grid_deviate_less(whole, over_middle, under_middle):
    over, under = np.array([1.0, over_middle, whole]), np.array([float(whole), under_middle, 1.0])
    found = best_worst.weights(over, under, best=0, worst=2)
    grid = np.arange(0, 1.0001, 0.02)
    tried = [
        largest_deviation(np.array([a, b, 1 - a - b]), over, under, 0, 2) for a in grid for b in grid if a + b <= 1
    ]
    assert largest_deviation(found.weights, over, under, 0, 2) == pytest.approx(found.xi, abs=1e-9)
    assert found.xi <= min(tried) + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_another_order_of_the_objectives_changes_no_weight(order):
    over, under = np.array([1, 3, 4, 9]), np.array([9, 2, 3, 1])
    found, moved = best_worst.weights(over, under), best_worst.weights(over[order], under[order])
    assert moved.xi == pytest.approx(found.xi, abs=1e-9)
    assert moved.weights == pytest.approx(found.weights[order], abs=1e-7)


def test_equally_important_objectives_weigh_the_same():
    found = best_worst.weights([1, 1, 1], [1, 1, 1], best=0, worst=1)
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert (found.xi, found.input_ratio) == (pytest.approx(0), 0)


@pytest.mark.parametrize(
    ("over", "under", "best", "complaint"),
    [
        ([1, 2], [2, 1, 3], None, "two objectives or more"),
        ([1], [1], None, "two objectives or more"),
        ([1, 10], [10, 1], None, "1 to 9"),
        ([1, 1, 5], [5, 4, 1], None, "2 times 1"),
        ([2, 3], [3, 1], None, "0 times 1"),
        ([1, 2, 5], [5, 3, 1], 1, "compared with itself"),
        ([1, 2], [1, 2], None, "are two"),
        ([1, 2, 5], [6, 3, 1], None, "5 in one row and 6"),
    ],
)
def test_answers_that_do_not_fit_together_are_refused(over, under, best, complaint):
    with pytest.raises(ValueError, match=complaint):
        best_worst.weights(over, under, best)
