"""People in words: the headline, where somebody stands, from which device they visit."""

from datetime import UTC, datetime

import pytest

from data_access.settings import settings
from services.people import Person
from services.restrictions import Reader, Restricted
from services.rights import KEEPS_ALL, ROLES, Right
from ui.wording import people as wording

UNTIL = datetime(2026, 12, 5, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "accounts")
    settings.cache_clear()
    yield
    settings.cache_clear()


def somebody(number=1, **more):
    plain = {"account": "ana", "name": "Ana", "email": "", "by": "password", "roles": (), "disabled": False}
    return Person(number, **{**plain, "ready": False, "visits": 0, "version": 1, **more})


def reader(number, name, role):
    return Reader(number, name.lower(), name, role, role in KEEPS_ALL)


def test_the_headline_accounts_for_everybody():
    ready, waiting, out = somebody(ready=True), somebody(), somebody(ready=True, disabled=True)
    assert wording.finding([]) == "Nobody has an account yet."
    assert wording.finding([ready]) == "1 person can sign in."
    told = wording.finding([ready, ready, waiting, out, out, out])
    assert told == "Of 6 accounts, 2 can sign in, 1 has never signed in and 3 are disabled."


def test_whoever_is_disabled_is_said_to_be_so_whatever_else_holds():
    assert wording.standing(somebody(ready=True, disabled=True, invited_until=UNTIL)) == "Disabled"


def test_whoever_waits_is_told_by_what_they_wait_for(monkeypatch):
    assert wording.standing(somebody()) == "Needs an invitation"
    assert wording.standing(somebody(invited_until=UNTIL)) == "Invited until 5 Dec 2026"
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "oidc")
    settings.cache_clear()
    assert wording.standing(somebody()) == "Has not come yet"


def test_a_month_keeps_its_capital_in_the_line_about_a_person():
    assert wording.about(somebody(invited_until=UNTIL)) == "ana, invited until 5 Dec 2026"


def test_an_address_that_is_the_account_is_said_once():
    told = wording.about(somebody(account="ana@example.org", email="Ana@example.org", ready=True))
    assert told == "ana@example.org, can sign in"


def test_what_somebody_signs_in_by_is_the_host_of_their_provider():
    assert wording.signs_in_by(somebody(by="https://id.example.org/realms/city")) == "id.example.org"
    assert wording.signs_in_by(somebody(by="proxy")) == "Proxy"
    assert wording.signs_in_by(somebody()) == "Password"


def test_roles_are_told_with_where_they_hold():
    held = somebody(roles=(("", "viewer", False), ("town", "facilitator", True)))
    assert wording.roles(held, {"town": "Small town"}) == "Viewer in all portfolios; Facilitator in Small town"
    assert wording.roles(somebody(), {}) == "No role yet"


def test_the_link_stands_under_the_public_address(monkeypatch):
    assert wording.link("abc") == "http://127.0.0.1:8501/invitation/abc"
    monkeypatch.setenv("BELLWETHER_PUBLIC_URL", "https://plans.example.org/")
    settings.cache_clear()
    assert wording.link("abc") == "https://plans.example.org/invitation/abc"


@pytest.mark.parametrize(
    ("browser", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126.0 Mobile Safari/604.1", "Chrome on iPad"),
        ("Mozilla/5.0 (Linux; Android 14; SM-S911B) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
         "Samsung Internet on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("curl/8.5.0", "A device that does not say"),
        ("", "A device that does not say"),
    ],
)  # fmt: skip
def test_a_device_is_told_in_words(browser, told):
    assert wording.device(browser) == told


def test_the_matrix_is_the_table_of_rights():
    rows = wording.matrix()
    assert len(rows) == len(Right)
    for row, right in zip(rows, Right, strict=True):
        assert {role for role in ROLES if row[role] == "Yes"} == {role for role in ROLES if right in ROLES[role]}


def test_readers_are_told_beside_those_who_see_all():
    people = [reader(1, "Ana", "viewer"), reader(2, "Ben", "facilitator"), reader(3, "Cat", "admin")]
    assert wording.readers(Restricted("W1", (1, 2)), people) == "Ana"
    assert wording.readers(Restricted("W1", (2,)), people) == "Nobody else"
    assert "administrators: Ben and Cat. For everybody else" in wording.kept(people)
    assert "none yet. For everybody else" in wording.kept(people[:1])


def test_of_many_who_see_all_some_are_counted():
    people = [reader(number, f"P{number}", "admin") for number in range(wording.MOST + 3)]
    assert f"P{wording.MOST - 1} and 3 others" in wording.kept(people)
    assert f"P{wording.MOST}" not in wording.kept(people)
