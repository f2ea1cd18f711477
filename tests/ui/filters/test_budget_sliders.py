"""A slider over money: ends that hold what they must, steps of three significant digits, and exact amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.filters.budget_sliders import money_range


@given(st.integers(0, 10**13), st.integers(1, 10**13))
def test_every_position_holds_the_least_and_the_last_one_all(low, more):
    span = money_range(low, low + more)
    assert low <= span.low * span.divisor < low + span.step * span.divisor
    assert span.high * span.divisor >= low + more
    assert (span.high - span.low) / span.step <= 1001
    assert span.low % span.step == span.high % span.step == 0


@pytest.mark.parametrize(
    ("position", "high", "amount"),
    [(2.46, 3.39e9, 2_460_000_000), (0.1 + 0.2, 1e9, 300_000_000), (41.3, 5e7, 41_300_000)],
)
def test_a_position_is_an_exact_amount_of_money(position, high, amount):
    assert money_range(0, high).money(position) == Decimal(amount)
