"""Links of a whole column are those that would be made one by one."""

import pytest

from ui.filters import addresses

KEYS = ["A-1", "A/1 &b", "ä+ö", "000004"]


@pytest.mark.parametrize("context", [{}, {"portfolio": ["nyc"], "phase": ["Design", "IT & more"]}])
def test_a_column_of_links_equals_the_links_one_by_one(context, monkeypatch):
    monkeypatch.setattr(addresses, "query_of_context", lambda: context)
    one_by_one = [addresses.address("project", project=key) for key in KEYS]
    assert addresses.addresses_of("project", "project", KEYS) == one_by_one
