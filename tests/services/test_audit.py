"""The audit verified along its chain: what is broken, where and how; and who may read it."""

import random

import pytest

from benchmarks.faults import tampering, tampering_ways
from benchmarks.faults.tampering_ways import Attack, hashed
from data_access import UnitOfWork, transaction
from data_access.journal import AUDIT
from services import audit, portfolios
from services.access import Actor, local_user
from services.errors import Explained, NotAllowed, NotFound

ME = local_user()
READER = Actor("Vera", "viewer")


def broken(way, kept=None):
    """Return kind and place of what is found after a tampering done by hand."""
    with tampering.tampered() as connection:
        rows = [dict(row) for row in connection.execute(AUDIT.select().order_by(AUDIT.c.sequence)).mappings()]
        way(Attack(connection, rows, random.Random(1)))
        found = audit.verify_within(UnitOfWork(connection), kept)
        return found.kind, found.sequence


@pytest.fixture
def ten(database_url):
    """Ten entries."""
    tampering.fill(random.Random(1), 10)


def test_an_audit_that_nobody_touched_is_whole(ten):
    found = audit.verify()
    assert (found.whole, found.entries, found.head) == (True, 10, audit.head())


def test_every_one_of_many_tamperings_is_found(ten):
    tried, found = tampering.trial(10 * len(tampering_ways.WAYS), random.Random(2))
    assert found == tried
    assert tried.total() == 10 * len(tampering_ways.WAYS)


def test_hashes_that_leave_out_the_one_before_would_miss_some(sqlite_url):
    with tampering.done_wrong():
        tampering.fill(random.Random(1), 10)
        assert audit.verify().whole
        tried, found = tampering.trial(10 * len(tampering_ways.WAYS), random.Random(2))
    assert found["change_hash_and_link"] == 0
    assert found["change"] == tried["change"]


def test_what_was_done_to_the_audit_is_told_with_its_place(ten):
    def changed(attack):
        attack.write({**attack.rows[4], "actor": "Eve"}, 5)

    def changed_and_hashed(attack):
        attack.write(hashed(attack.rows[4], actor="Eve"), 5)

    def removed(attack):
        attack.delete(5)

    def removed_and_closed(attack):
        attack.delete(5)
        attack.move(6, -1)

    def swapped(attack):
        for row, place in ((attack.rows[4], 8), (attack.rows[7], 5)):
            attack.write({**row, "sequence": -place}, row["sequence"])
        attack.connection.execute(AUDIT.update().where(AUDIT.c.sequence < 0).values(sequence=-AUDIT.c.sequence))

    def inserted(attack):
        attack.move(5, 1)
        attack.connection.execute(AUDIT.insert().values(**hashed(attack.rows[4], actor="Eve")))

    def cut(attack):
        attack.delete(10)
        attack.delete(9)

    ways = (changed, changed_and_hashed, removed, removed_and_closed, swapped, inserted, cut, tampering_ways.append)
    assert {way.__name__: broken(way) for way in ways} == {
        "changed": ("changed", 5),
        "changed_and_hashed": ("changed", 5),
        "removed": ("removed", 5),
        "removed_and_closed": ("removed", 5),
        "swapped": ("reordered", 5),
        "inserted": ("inserted", 5),
        "cut": ("cut tail", 9),
        "append": ("inserted", 11),
    }


def test_only_a_head_kept_outside_tells_of_a_chain_written_anew_to_its_end(ten):
    head = audit.head()
    assert broken(tampering_ways.rewrite) == ("", None)
    assert broken(tampering_ways.rewrite, head) == ("rewritten", 10)
    assert broken(tampering_ways.cut_with_head) == ("", None)
    assert broken(tampering_ways.cut_with_head, head)[0] == "cut tail"


def test_a_head_kept_long_ago_still_belongs_to_the_chain(ten):
    kept = audit.head()
    tampering.fill(random.Random(3), 3)
    assert audit.verify(kept).whole
    assert audit.verify(audit.kept_head("0:" + "0" * 64)).whole
    assert audit.verify(audit.kept_head(f"{kept.sequence - 1}:{kept.hash}")).kind == "rewritten"
    with pytest.raises(Explained, match="not a head"):
        audit.kept_head("ten")


def test_administrators_read_the_entries_of_a_portfolio_or_of_all(database_url):
    portfolios.create(ME, "works", "Works", "USD")
    portfolios.create(ME, "parks", "Parks", "EUR")
    with transaction() as work:
        work.journal.record(None, "Ann", "signed in", "ann")
    assert [entry.portfolio for entry in audit.entries(ME, None, audit.Sought())] == [None, "parks", "works"]
    (entry,) = audit.entries(ME, "works", audit.Sought(portfolio_id=99))
    assert (entry.action, entry.subject, entry.data_version) == ("portfolio created", "works", 0)
    assert audit.count(ME, "works", audit.Sought()) == 1
    assert audit.recorded(ME, "works") == audit.Recorded((ME.name,), ("portfolio created",))
    assert audit.recorded(ME, None).actions == ("portfolio created", "signed in")


@pytest.mark.parametrize("portfolio", ["works", None])
def test_nobody_else_reads_them(sqlite_url, portfolio):
    portfolios.create(ME, "works", "Works", "USD")
    for read in (audit.count, audit.entries):
        with pytest.raises(NotAllowed):
            read(READER, portfolio, audit.Sought())
    with pytest.raises(NotAllowed):
        audit.recorded(READER, portfolio)
    with pytest.raises(NotFound):
        audit.count(ME, "nowhere", audit.Sought())
