"""Scenarios as stored on both databases: versions, exact numbers, soft deletion, and the snapshots they rest on."""

from datetime import date

import pytest

from data_access import reading, transaction
from data_access.states import Coverage

BEYOND_FLOATS = 2**53 + 1
VALUES = {"name": "A", "note": "", "status": "draft", "summary": {"cost": 1}, "decision": None, "copied_from_id": None}


@pytest.fixture
def portfolio(database_url):
    told = {"key": "city", "name": "City", "currency": "USD", "fiscal_start_month": 7, "fiscal_label": "end"}
    with transaction() as work:
        return work.portfolios.add({**told, "time_zone": "UTC", "thresholds": {}, "origin": "reported"}).id


def upload(portfolio):
    told = {"register": "projects", "origin": "file", "file_name": "f.csv", "sha256": "0", "size": 1, "choices": {}}
    with transaction() as work:
        number = work.uploads.add(portfolio, told | {"report": {}, "received_by": "me"}, Coverage())
        day = date(2026, 1, 31)
        return number, work.uploads.add_snapshot(portfolio, number, "projects", day, Coverage().key, 0, "h")


def kept(portfolio, pins=(), **more):
    values = VALUES | {"statement": {"cost": BEYOND_FLOATS, "value": [0.1, 1 / 3]}} | more
    with transaction() as work:
        return work.scenarios.add(portfolio, "me", values, pins)


def test_a_statement_comes_back_exactly(portfolio):
    number = kept(portfolio)
    with reading() as work:
        row = work.scenarios.get(portfolio, number)
        listed = work.scenarios.listing(portfolio)
    assert row["statement"] == {"cost": BEYOND_FLOATS, "value": [0.1, 1 / 3]}
    assert (row["version"], row["created_by"], row["decision"]) == (1, "me", None)
    assert row["created_at"].utcoffset() is not None
    assert "statement" not in listed[0]


def test_a_change_made_on_an_older_version_writes_nothing(portfolio):
    number = kept(portfolio)
    with transaction() as work:
        assert work.scenarios.change(number, 1, "you", {"name": "B"})
        assert not work.scenarios.change(number, 1, "late", {"name": "C"})
        row = work.scenarios.get(portfolio, number)
    assert (row["name"], row["version"], row["edited_by"], row["created_by"]) == ("B", 2, "you", "me")


def test_a_removed_scenario_is_nowhere_and_another_portfolio_never_sees_one(portfolio):
    number, other = kept(portfolio), kept(portfolio, name="B")
    with transaction() as work:
        assert work.scenarios.get(portfolio + 1, number) is None
        work.scenarios.remove(number, "me")
        assert work.scenarios.get(portfolio, number) is None
        assert [row["id"] for row in work.scenarios.listing(portfolio)] == [other]


def test_only_committed_scenarios_hold_an_upload(portfolio):
    (first, snapshot), (second, later) = upload(portfolio), upload(portfolio)
    draft, decided = kept(portfolio, [snapshot]), kept(portfolio, [snapshot], name="B", status="committed")
    with transaction() as work:
        assert work.scenarios.committed_on(first) == [(decided, "B")]
        assert work.scenarios.committed_on(second) == []
        work.scenarios.pin(decided, later)
        assert work.scenarios.committed_on(second) == [(decided, "B")]
        assert work.scenarios.withdrawn_pins(draft) == []
        work.uploads.withdraw(first, "me", "wrong")
        assert work.scenarios.withdrawn_pins(draft) == ["f.csv"]
        work.scenarios.change(draft, 1, "me", {}, [later])
        assert work.scenarios.withdrawn_pins(draft) == []
