"""One total shared out over years."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.yearly_limits import shared

amounts = st.lists(st.integers(0, 10**15), min_size=4, max_size=4).map(np.array)
by_hand = st.lists(st.none() | st.integers(0, 10**15), min_size=4, max_size=4)


@given(st.integers(0, 10**16), by_hand, amounts, amounts)
def test_years_add_up_to_the_total_and_those_set_by_hand_stand(total, hand, above, wanted):
    limits = shared(total, hand, above, wanted)
    assert all(limit == stated for limit, stated in zip(limits, hand, strict=True) if stated is not None)
    if None in hand:
        assert sum(limits) == max(total, sum(limit or 0 for limit in hand))


@given(st.integers(0, 10**16), amounts, amounts)
def test_what_stands_above_the_line_is_paid_in_every_free_year_where_the_total_pays_for_it(total, above, wanted):
    limits = shared(total, [None] * 4, above, wanted)
    if total >= above.sum():
        assert all(limit >= needed for limit, needed in zip(limits, above.tolist(), strict=True))


@given(st.integers(0, 10**15), st.integers(0, 10**15), by_hand, amounts, amounts)
def test_more_in_total_gives_no_year_less_but_for_one_unit_of_rounding(total, more, hand, above, wanted):
    less_of, more_of = shared(total, hand, above, wanted), shared(total + more, hand, above, wanted)
    assert all(b >= a - 1 for a, b in zip(less_of, more_of, strict=True))


def test_years_nobody_wants_share_alike():
    assert shared(10, [None, None], np.zeros(2, dtype=int), np.zeros(2, dtype=int)) == (5, 5)
