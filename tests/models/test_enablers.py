"""Inherited value is passed on, not made: the sum stays, and nothing moves without a share."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enablers import inherit

VALUE = pd.Series({"platform": 1.0, "data": 0.0, "app": 8.0, "site": 4.0})


def test_what_is_passed_on_is_split_over_all_that_is_required():
    found = inherit(VALUE, [("app", "platform"), ("app", "data"), ("site", "platform")], 0.5)
    assert found.to_dict() == {"platform": 5.0, "data": 2.0, "app": 4.0, "site": 2.0}


def test_only_own_value_is_passed_so_a_chain_or_a_circle_counts_nothing_twice():
    chain = inherit(VALUE, [("app", "platform"), ("platform", "data")], 0.5)
    assert chain.to_dict() == {"platform": 4.5, "data": 0.5, "app": 4.0, "site": 4.0}
    circle = inherit(VALUE, [("app", "site"), ("site", "app")], 1.0)
    assert (circle["app"], circle["site"]) == (4, 8)


def test_repeated_and_unknown_requirements_say_nothing():
    assert inherit(VALUE, [("app", "gone"), ("app", "app")], 1.0).equals(VALUE)
    twice = inherit(VALUE, [("app", "data"), ("app", "data")], 0.5)
    assert twice["data"] == 4


def test_less_than_nothing_is_not_passed_on():
    assert inherit(pd.Series({"a": -3.0, "b": 1.0}), [("a", "b")], 1.0).to_dict() == {"a": -3, "b": 1}


pairs = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=8)


@given(st.lists(st.floats(-5, 50), min_size=4, max_size=4), pairs, st.floats(0, 1))
def test_the_sum_of_all_value_stays(values, requires, share):
    value = pd.Series(values, index=list("abcd"))
    found = inherit(value, requires, share)
    assert found.sum() == pytest.approx(value.sum(), abs=1e-9)
    assert (found >= value.clip(upper=0) - 1e-9).all()
    assert inherit(value, requires, 0.0).equals(value)


def test_a_share_outside_nought_to_one_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        inherit(VALUE, [], 1.2)
