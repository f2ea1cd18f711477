"""Rules by hand survive the way through an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.selection_rules import Rule
from services.rules_written import read, unread, written

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


@given(st.lists(pairs | groups, max_size=5))
def test_of_rules_that_were_written_none_is_unread(rules):
    assert unread(written(rules)) == 0


@pytest.mark.parametrize(
    ("text", "how_many"),
    [("[", 1), ("7", 1), ('{"a":1}', 1), ("[" * 100_000, 1), ('[["same",["A","B"]],["same",[1,2]],7]', 2), ("[]", 0)],
)
def test_rules_that_cannot_be_read_are_counted(text, how_many):
    assert unread(text) == how_many
    assert len(read(text)) == (1 if how_many == 2 else 0)
