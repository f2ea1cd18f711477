"""Numbers on fixed scales: shapes, ends, and that no project moves another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.value_functions import Scale, valued

number = st.floats(-50, 150)
scales = st.one_of(
    st.builds(Scale, st.just("linear"), st.just("days"), st.just(0.0), st.just(100.0), st.booleans()),
    st.builds(
        Scale,
        st.just("exponential"),
        st.just("days"),
        st.just(0.0),
        st.just(100.0),
        st.booleans(),
        st.floats(0.1, 8) | st.floats(-8, -0.1),
    ),
    st.just(Scale("stepped", "days", 0, 100, steps=((0, 0), (30, 0.4), (70, 1)))),
    st.just(Scale("stepped", "days", 0, 100, higher_is_better=False, steps=((0, 1), (30, 0.5), (90, 0)))),
)


@given(scales, st.lists(number, min_size=1, max_size=8), st.lists(number, max_size=4), st.integers(0, 7))
def test_a_project_added_or_removed_never_changes_the_value_or_order_of_the_others(scale, numbers, added, removed):
    before = valued(numbers, scale).values
    after = valued([*added, *numbers], scale).values[len(added) :]
    assert np.array_equal(before, after)
    fewer = valued(np.delete(numbers, removed % len(numbers)), scale).values
    assert np.array_equal(np.delete(before, removed % len(numbers)), fewer)


@given(scales, number, number)
def test_better_numbers_are_never_worth_less(scale, first, second):
    low, high = valued(sorted([first, second]), scale).values
    assert 0 <= low <= 1
    assert 0 <= high <= 1
    assert (low <= high) if scale.higher_is_better else (low >= high)


@pytest.mark.parametrize("kind", ["linear", "exponential"])
@pytest.mark.parametrize("better", [True, False])
def test_the_ends_are_worth_nothing_and_everything(kind, better):
    found = valued([20, 80], Scale(kind, "k", 20, 80, better, bend=2.0)).values
    assert found == pytest.approx([0, 1] if better else [1, 0])


def test_an_exponential_function_has_its_written_form_and_is_nearly_linear_for_a_slight_bend():
    found = valued([30], Scale("exponential", "k", 0, 100, bend=3)).values[0]
    assert found == pytest.approx((1 - np.exp(-0.9)) / (1 - np.exp(-3)))
    assert valued([30], Scale("exponential", "k", 0, 100, bend=1e-7)).values[0] == pytest.approx(0.3, abs=1e-6)
    assert valued([30], Scale("exponential", "k", 0, 100, bend=-3)).values[0] < 0.3 < found


def test_steps_hold_from_their_start_on():
    scale = Scale("stepped", "k", 0, 100, steps=((0, 0), (30, 0.4), (70, 1)))
    assert valued([0, 29.9, 30, 69, 70, 100], scale).values.tolist() == [0, 0, 0.4, 0.4, 1, 1]


def test_numbers_beyond_the_scale_count_as_its_ends_and_are_counted():
    found = valued([-1, 0, 50, 101, 1e9, np.nan], Scale("linear", "k", 0, 100))
    assert found.values[:5].tolist() == [0, 0, 0.5, 1, 1]
    assert np.isnan(found.values[5])
    assert (found.below, found.above, found.missing) == (1, 2, 1)


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ({"kind": "linear", "lower": 5, "upper": 5}, "lies below"),
        ({"kind": "linear", "upper": np.inf}, "lies below"),
        ({"kind": "curved"}, "no value function curved"),
        ({"kind": "exponential"}, "bend"),
        ({"kind": "exponential", "bend": float("nan")}, "bend"),
        ({"kind": "stepped"}, "first step starts at the lower bound"),
        ({"kind": "stepped", "steps": ((1, 0), (5, 1))}, "first step"),
        ({"kind": "stepped", "steps": ((0, 0), (5, 1), (5, 1))}, "one above the other"),
        ({"kind": "stepped", "steps": ((0, 0), (200, 1))}, "above the upper bound"),
        ({"kind": "stepped", "steps": ((0, 0), (5, 2))}, "from 0 to 1"),
        ({"kind": "stepped", "steps": ((0, 1), (5, 0))}, "only rise or only fall"),
    ],
)
def test_settings_that_are_no_scale_are_refused(setting, complaint):
    with pytest.raises(ValueError, match=complaint):
        Scale(**{"unit": "k", "lower": 0, "upper": 100, **setting})
