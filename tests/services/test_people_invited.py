"""Invitations: who gets a link, and until when it holds."""

from datetime import UTC, datetime, timedelta

import pytest

from data_access import transaction
from data_access.settings import settings
from services import people, sign_in
from services.errors import Explained
from services.people import INVITED_FOR
from tests.services import town
from tests.services.people_met import OPERATOR, everywhere, let_people_sign_in

PASSWORD = "several words do well"


@pytest.fixture
def boss(database_url, monkeypatch):
    """An administrator of everything, signed in, beside a town."""
    town.store()
    let_people_sign_in(monkeypatch)
    return everywhere("admin")


def test_an_invitation_is_pending_until_it_is_taken_up(boss):
    number = people.add(boss, "ana", "Ana")
    assert people.read(boss, number).invited_until is None
    token = people.invite(boss, number)
    until = people.read(boss, number).invited_until
    assert abs(until - datetime.now(UTC) - INVITED_FOR) < timedelta(minutes=1)
    sign_in.take_up(token, PASSWORD, "192.0.2.1", "a browser")
    one = people.read(boss, number)
    assert (one.ready, one.invited_until, one.visits) == (True, None, 1)
    assert one.seen_at is not None


def test_a_new_invitation_takes_the_place_of_the_earlier_one(boss):
    number = people.add(boss, "ana", "Ana")
    first, second = people.invite(boss, number), people.invite(boss, number)
    with pytest.raises(Explained):
        sign_in.invited(first)
    assert sign_in.invited(second).account == "ana"


def test_no_token_stands_in_the_audit(boss):
    token = people.invite(boss, people.add(boss, "ana", "Ana"))
    with transaction() as work:
        assert token not in str(list(work.journal.chain()))


def test_nobody_is_invited_who_is_disabled_or_signs_in_elsewhere(boss, monkeypatch):
    number = people.add(boss, "ana", "Ana")
    people.disable(boss, number)
    with pytest.raises(Explained, match="disabled"):
        people.invite(boss, number)
    people.disable(boss, number, False)
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "oidc")
    settings.cache_clear()
    with pytest.raises(Explained, match="do not sign in by password"):
        people.invite(boss, number)


def test_people_can_be_prepared_where_nobody_signs_in_yet(sqlite_url):
    number = people.add(OPERATOR, "ana", "Ana", role="admin")
    assert sign_in.invited(people.invite(OPERATOR, number)).account == "ana"
    people.set_role(OPERATOR, number, "", "")
    assert people.read(OPERATOR, number).roles == ()
