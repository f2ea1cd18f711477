"""A page left open goes on as nobody's visit but its own."""

from data_access import transaction
from services import backups, people, visits
from services.access import operator


def signed_in(account: str) -> int:
    number = people.add(operator(), account, account.title())
    with transaction() as work:
        token = visits.begin(work, number, "192.0.2.1", "a browser")
    return visits.current(token).id


def test_a_visit_that_a_restore_undid_is_not_taken_for_the_next_one(database_url, tmp_path):
    backups.make(operator(), tmp_path / "before.zip")
    undone = signed_in("vera")
    assert visits.counts(undone)
    backups.restore(operator(), tmp_path / "before.zip")
    later = signed_in("anna")
    assert visits.counts(later)
    assert not visits.counts(undone)
