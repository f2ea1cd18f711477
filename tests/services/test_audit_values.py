"""Values of an entry: what changed, under the names people know."""

from hypothesis import given
from hypothesis import strategies as st

from services.audit_values import MOST, Value, changed_values

leaves = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=3)
told = st.dictionaries(st.text(), st.recursive(leaves, lambda inner: st.dictionaries(st.text(), inner)), max_size=4)


def test_values_of_a_row_have_the_titles_of_its_columns_and_money_in_units():
    before = {"P-1": {"name": "Pumps", "approved_budget": 12_345, "extra": "a"}}
    after = {"P-1": {"name": "Pumps", "approved_budget": 20_000, "extra": "b"}}
    assert changed_values("rows edited", "projects as of 2026-10-31", before, after, "USD") == (
        Value(("P-1", "Approved budget"), "money", 123.45, 200.0),
        Value(("P-1", "extra"), "other", "a", "b"),
    )


def test_a_removed_row_has_its_values_before_only():
    found = changed_values("rows removed", "risks as of 2026-10-31", {"P R": {"title": "Flood"}}, {"P R": None}, "USD")
    assert found == (Value(("P R", "Title"), "text", "Flood", None),)


def test_values_of_anything_else_keep_their_own_names_and_numbers():
    found = changed_values("portfolio changed", "works", {"a": {"b": 1}, "c": 2}, {"a": {"b": 1.0}, "c": 2}, "USD")
    assert found == (Value(("a", "b"), "", 1, 1.0),)


def test_lists_of_values_that_have_names_are_numbered():
    after = {"steps": [{"kind": "renamed"}, {"kind": "split"}], "dates": ["2026-01-31", "2026-02-28"]}
    assert [value.names for value in changed_values("x", "y", None, after, "")] == [
        ("steps", "1", "kind"),
        ("steps", "2", "kind"),
        ("dates",),
    ]


def test_no_entry_tells_without_end():
    after = {str(place): place for place in range(MOST + 5)}
    assert len(changed_values("x", "y", None, after, "")) == MOST


@given(told)
def test_nothing_changed_where_all_is_the_same(values):
    assert changed_values("x", "y", values, values, "USD") == ()


@given(told, told)
def test_before_and_after_change_places_together(before, after):
    there = {(one.names, repr(one.before), repr(one.after)) for one in changed_values("x", "y", before, after, "")}
    back = {(one.names, repr(one.after), repr(one.before)) for one in changed_values("x", "y", after, before, "")}
    assert there == back
