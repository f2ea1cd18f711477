"""People in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_access.settings import settings
from services.people import Person
from services.restrictions import Reader, Restricted
from services.rights import ROLES, Right
from ui.wording import people as wording

WHEN = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
ANA = Person(1, "ana", "Ana", "", "password", (), False, True, 0, 1)
NEW = replace(ANA, id=2, account="ben", name="Ben", ready=False)
OUT = replace(ANA, id=3, account="cat", name="Cat", disabled=True)


@pytest.fixture
def sign_in(monkeypatch):
    """Return how to say by what people sign in."""

    def by(kind, **more):
        monkeypatch.setenv("BELLWETHER_SIGN_IN", kind)
        for name, value in more.items():
            monkeypatch.setenv(f"BELLWETHER_{name.upper()}", value)
        settings.cache_clear()

    return by


@pytest.mark.parametrize(
    ("everybody", "told"),
    [
        ([], "Nobody has an account yet."),
        ([ANA], "1 person can sign in."),
        ([ANA, ANA], "2 people can sign in."),
        ([ANA, NEW], "Of 2 accounts, 1 can sign in and 1 has never signed in."),
        ([ANA, NEW, NEW, OUT], "Of 4 accounts, 1 can sign in, 2 have never signed in and 1 is disabled."),
    ],
)
def test_the_headline_counts_who_can_sign_in(everybody, told):
    assert wording.finding(everybody) == told


def test_where_somebody_stands_depends_on_how_people_sign_in(sign_in):
    sign_in("accounts")
    assert [wording.standing(one) for one in (ANA, NEW, OUT)] == ["Can sign in", "Needs an invitation", "Disabled"]
    assert wording.standing(replace(NEW, invited_until=WHEN)) == "Invited until 28 Nov 2026"
    sign_in("oidc")
    assert wording.standing(NEW) == "Has not come yet"


def test_a_provider_is_named_by_its_host(sign_in):
    sign_in("oidc")
    assert wording.signs_in_by(replace(ANA, by="https://id.example.org/realms/town")) == "id.example.org"
    assert wording.signs_in_by(replace(ANA, by="proxy")) == "Proxy"
    assert wording.signs_in_by(NEW) == "–"


@pytest.mark.parametrize("place", ["http://127.0.0.1:8674", "https://pmo.example.org/bellwether/"])
def test_an_invitation_leads_to_where_people_open_bellwether(place):
    assert wording.link("token", place) == f"{place.rstrip('/')}/invitation/token"


def test_whoever_is_locked_is_told_until_when_unless_they_are_disabled(sign_in):
    sign_in("accounts")
    assert wording.standing(ANA, WHEN) == "Locked until 06:00 UTC"
    assert wording.about(ANA, WHEN) == "Locked until 06:00 UTC"
    assert wording.standing(OUT, WHEN) == "Disabled"


def test_roles_are_told_with_the_names_of_portfolios():
    held = replace(ANA, roles=(("", "viewer", False), ("town", "facilitator", False), ("gone", "analyst", False)))
    told = wording.roles(held, {"town": "Small town"})
    assert told == "Viewer in all portfolios; Facilitator in Small town; Analyst in gone"
    assert wording.roles(ANA, {}) == "No role yet"


@pytest.mark.parametrize(
    ("browser", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126.0 Safari/604.1", "Chrome on iPad"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("curl/8.5", "A device that does not say"),
        ("", "A device that does not say"),
    ],
)
def test_a_device_is_told_in_words(browser, told):
    assert wording.device(browser) == told


def test_the_matrix_is_the_table_of_rights():
    rows = {row["right"].casefold(): row for row in wording.matrix()}
    for right in Right:
        assert {role for role in ROLES if rows[right.value][role]} == {
            role for role, held in ROLES.items() if right in held
        }


def test_readers_leave_out_those_who_see_all():
    here = [Reader(1, "ana", "Ana", "viewer", False), Reader(2, "ben", "Ben", "admin", True)]
    assert wording.readers(Restricted("W1", (1, 2)), here) == "Ana"
    assert wording.readers(Restricted("W1", (2,)), here) == "Nobody else"
    assert "administrators: Ben. For everybody else" in wording.kept(here)


def test_many_who_see_all_are_counted_past_the_first_eight():
    here = [Reader(place, f"p{place}", f"P{place}", "admin", True) for place in range(1, 11)]
    assert "P1, P2, P3, P4, P5, P6, P7, P8 and 2 others." in wording.kept(here)
