"""Rules by hand survive the way through an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.selection_rules import Rule
from services.rules_written import read, written

texts = st.text(max_size=12)
ends = st.none() | st.integers(0, 10**15)
pairs = st.builds(Rule, st.sampled_from(["requires", "excludes", "same"]), st.tuples(texts, texts), reason=texts)
groups = st.builds(
    Rule, st.just("group"), st.lists(texts, max_size=4).map(tuple), texts, ends, ends,
    st.sampled_from(["count", "money", "objective"]), st.none() | texts, st.just("hand"), texts,
)  # fmt: skip


@given(st.lists(pairs | groups, max_size=5))
def test_every_rule_by_hand_comes_back_as_it_was(rules):
    assert read(written(rules)) == tuple(rules)


@pytest.mark.parametrize(
    "text", ["", "[", "7", '{"a":1}', '[["requires",["A"]]]', '[["group",["A"],"x",-1]]', '[["same",[1,2]]]', "[[]]"]
)
def test_what_cannot_be_read_is_no_rule(text):
    assert read(text) == ()
