"""What an entry's hash covers, and how a head is written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit_chain import COVERED, GENESIS, Head, digest, is_own, settled
from data_access.journal import AUDIT

ENTRY = {
    "sequence": 3,
    "portfolio_id": 1,
    "data_version": 7,
    "at": datetime(2026, 11, 28, 9, 30, 1, 5, UTC),
    "actor": "Ann",
    "person_id": 4,
    "session_id": 5,
    "request_id": "r-1",
    "action": "rows edited",
    "subject": "projects as of 2026-10-31",
    "before": {"P1": {"name": "Brücke", "approved_budget": 100}},
    "after": {"P1": {"name": "Brücke", "approved_budget": 110}},
    "previous": GENESIS,
}
OTHER = {
    **dict.fromkeys(("sequence", "portfolio_id", "data_version", "person_id", "session_id"), 99),
    **dict.fromkeys(("actor", "request_id", "action", "subject", "previous"), "other"),
    "at": ENTRY["at"] + timedelta(microseconds=1),
    "before": {"P1": {"name": "Brücke", "approved_budget": 100.0}},
    "after": None,
}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_the_hash_covers_every_column_but_itself():
    assert {*COVERED, "hash"} == {column.name for column in AUDIT.columns}


@pytest.mark.parametrize("name", COVERED)
def test_a_change_in_any_column_changes_the_hash(name):
    assert digest({**ENTRY, name: OTHER[name]}) != digest(ENTRY)


def test_the_hash_is_the_same_for_ever():
    assert digest(ENTRY) == "6fa73e726ce4774709634b5ed66a718b4c127442a4fba457ced0794ced8d45e0"


def test_the_order_of_keys_and_the_time_zone_of_a_moment_do_not_matter():
    turned = {"approved_budget": 100, "name": "Brücke"}
    at = ENTRY["at"].astimezone(timezone(timedelta(hours=5)))
    assert digest({**ENTRY, "before": {"P1": turned}, "at": at}) == digest(ENTRY)


@given(st.dictionaries(st.text(), values, max_size=4))
def test_values_hash_the_same_before_they_are_stored_and_after(told):
    stored = settled(told)
    assert digest({**ENTRY, "after": settled(stored)}) == digest({**ENTRY, "after": stored})


@pytest.mark.parametrize("name", ["at", "actor", "before"])
def test_what_cannot_be_hashed_is_not_its_own(name):
    assert is_own({**ENTRY, "hash": digest(ENTRY)})
    assert not is_own({**ENTRY, name: None if name == "at" else b"\xff", "hash": digest(ENTRY)})


def test_a_head_is_read_as_it_is_written():
    head = Head(12, "ab" * 32)
    assert Head.read(f" {head}\n") == head


@pytest.mark.parametrize("text", ["", "12", "12:ab", "x:" + "0" * 64, "-1:" + "0" * 64, "12:" + "g" * 64])
def test_what_is_no_head_is_refused(text):
    with pytest.raises(ValueError, match="not a head"):
        Head.read(text)
