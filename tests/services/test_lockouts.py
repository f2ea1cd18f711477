"""Whose sign-ins fail too often is locked for a while; the audit tells it, and an administrator undoes it."""

from datetime import datetime, timedelta

import pytest

from data_access import reading
from data_access.journal import Sought
from services import lockouts, people, sign_in, visits
from services.access import operator
from services.errors import NotFound
from services.lockouts import PER_ACCOUNT, PER_ADDRESS, WINDOW

PASSWORD = "correct horse battery"
HERE = "192.0.2.1"


@pytest.fixture
def ana(database_url, monkeypatch):
    """A person with a password; hashing is made quick, for what counts here is only whether it fits."""
    monkeypatch.setattr(sign_in, "_matches", lambda stored, password: password == PASSWORD)
    number = people.add(operator(), "ana", "Ana")
    sign_in.take_up(people.invite(operator(), number), PASSWORD, HERE, "a browser")
    return number


def fail(times, account="ana", address=HERE):
    for _ in range(times):
        with pytest.raises(sign_in.WrongPassword):
            sign_in.with_password(account, "wrong", address, "a browser")


def refused(account="ana", address=HERE):
    with pytest.raises(sign_in.TooManyAttempts):
        sign_in.with_password(account, PASSWORD, address, "a browser")


def told():
    """What the audit tells of lockouts, the oldest first: action, subject, address."""
    with reading() as work:
        found = work.journal.search(Sought())
    entries = [entry for entry in reversed(found) if entry["action"].startswith("sign-in ")]
    return [(entry["action"], entry["subject"], (entry["after"] or {}).get("address")) for entry in entries]


def test_a_lockout_is_told_once_and_so_is_what_was_refused_meanwhile(ana):
    fail(PER_ACCOUNT - 1)
    assert (told(), lockouts.standing(operator())) == ([], {})
    fail(1)
    assert told() == [("sign-in locked", "ana", HERE)]
    refused(address="192.0.2.2")
    refused()
    assert told() == [("sign-in locked", "ana", HERE), ("sign-in refused while locked", "ana", "192.0.2.2")]


def test_it_lasts_until_the_first_of_the_failures_is_past(ana, monkeypatch):
    before = datetime.now().astimezone()
    fail(1)
    after = datetime.now().astimezone()
    fail(PER_ACCOUNT - 1)
    until = lockouts.standing(operator())["ana"]
    assert before + WINDOW <= until <= after + WINDOW
    pass_to(monkeypatch, until - timedelta(seconds=1))
    refused()
    pass_to(monkeypatch, until)
    assert lockouts.standing(operator()) == {}
    assert sign_in.with_password("ana", PASSWORD, HERE, "a browser")


def test_an_administrator_lets_somebody_try_again_at_once(ana):
    fail(PER_ACCOUNT)
    lockouts.unlock(operator(), ana)
    assert told()[-1] == ("sign-in unlocked", "ana", None)
    assert lockouts.standing(operator()) == {}
    assert sign_in.with_password("ana", PASSWORD, HERE, "a browser")
    lockouts.unlock(operator(), ana)
    assert len(told()) == 2, "what was not locked is not told as unlocked"
    with pytest.raises(NotFound):
        lockouts.unlock(operator(), ana + 1)


def test_what_was_typed_as_an_account_that_is_none_stands_nowhere(ana):
    fail(PER_ACCOUNT, "my secret word")
    refused("my secret word")
    assert [(action, subject) for action, subject, _ in told()] == [
        ("sign-in locked", lockouts.UNKNOWN),
        ("sign-in refused while locked", lockouts.UNKNOWN),
    ]
    assert lockouts.standing(operator()) == {}
    with reading() as work:
        assert "my secret word" not in str(work.journal.search(Sought()))


def test_an_address_is_locked_for_all_accounts_and_told_by_itself(ana):
    for place in range(PER_ADDRESS):
        fail(1, f"somebody {place}")
    refused()
    assert told() == [
        ("sign-in from an address locked", HERE, HERE),
        ("sign-in from an address refused while locked", HERE, HERE),
    ]
    assert visits.current(sign_in.with_password("ana", PASSWORD, "192.0.2.2", "a browser")).account == "ana"


def pass_to(monkeypatch, moment):
    """Let it be another moment for what counts failures."""

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(lockouts, "datetime", Later)
