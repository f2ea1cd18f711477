"""Reasons of decisions by hand survive the way through an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reasons_written import LONGEST, MOST, read, told, written

texts = st.text(max_size=LONGEST + 5).map(told)


@given(st.dictionaries(st.text(max_size=8), texts, max_size=5))
def test_every_reason_given_comes_back_as_it_was(reasons):
    assert read(written(reasons)) == {key: text for key, text in reasons.items() if text}


@pytest.mark.parametrize("text", ["", "[", "7", '{"a":"b"}', '[["A"]]', '[["A",1]]', '["A"]', '[["A","  "]]'])
def test_what_cannot_be_read_is_no_reason(text):
    assert read(text) == {}


def test_an_address_cannot_bring_more_or_longer_reasons_than_are_kept():
    many = {f"P{place:04d}": "x" * (2 * LONGEST) for place in range(2 * MOST)}
    found = read(written(many))
    assert len(found) == MOST
    assert {len(text) for text in found.values()} == {LONGEST}
