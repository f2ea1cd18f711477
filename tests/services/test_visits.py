"""A page left open goes on as nobody's visit but its own."""

from datetime import datetime, timedelta

from data_access import transaction
from data_access.settings import settings
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


def test_a_page_left_open_is_nobodys_presence(sqlite_url, monkeypatch):
    visit = signed_in("vera")
    an_hour = timedelta(hours=1)
    began = visits.listing(operator())[0].seen_at
    pass_to(monkeypatch, began + an_hour)
    assert visits.stands(visit)
    assert visits.listing(operator())[0].seen_at == began
    assert visits.counts(visit)
    assert visits.listing(operator())[0].seen_at == began + an_hour
    pass_to(monkeypatch, began + an_hour + timedelta(minutes=settings().session_idle_minutes))
    assert not visits.stands(visit)
    assert not visits.stands(visit + 1), "a visit that never was does not stand"


def pass_to(monkeypatch, moment: datetime) -> None:
    """Let it be a later moment for the service."""

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(visits, "datetime", Later)
