"""Signing in at an OpenID provider, in a real browser, against a provider that can be made to answer wrongly."""

import json
import time

import pytest
from joserfc.jwk import OctKey, RSAKey
from playwright.sync_api import expect

from data_access.settings import settings
from services import people, portfolios, visits
from services.access import operator
from tests.browser.conftest import _free_port
from tests.browser.mock_provider import CLIENT, SECRET, Provider
from tests.services import town

WANTED = "/dictionary?portfolio=town"


@pytest.fixture(scope="module")
def provider():
    """A provider, whose answers are right unless a test spoils them."""
    opened = Provider(_free_port())
    opened.start()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def running(start_apart, provider):
    """A server where people sign in at the provider, and the address of its database."""
    given = {
        "BELLWETHER_SIGN_IN": "oidc",
        "BELLWETHER_PUBLIC_URL": "ADDRESS",
        "BELLWETHER_SECRET": "kJ8s-2mQx7Zr_4LpW9vTn5Yb1Dg6Hc3Fe0Ua",
        "BELLWETHER_OIDC_ISSUER": provider.issuer,
        "BELLWETHER_OIDC_CLIENT_ID": CLIENT,
        "BELLWETHER_OIDC_CLIENT_SECRET": SECRET,
        "BELLWETHER_GROUP_ROLES": json.dumps({"pmo": "facilitator"}),
    }
    return start_apart("openid", **given)


@pytest.fixture
def address(running, provider, monkeypatch):
    """Address of that server, its database named to this process too."""
    provider.spoil, provider.signed_with = lambda claims: claims, provider.key
    monkeypatch.setenv("DATABASE_URL", running[1])
    settings.cache_clear()
    if not portfolios.listing(operator()):
        town.store()
    return running[0]


def sign_in(visitor, who):
    """Go from the wanted page over the provider and back."""
    visitor.page.goto(visitor.address + WANTED)
    visitor.page.get_by_role("link", name="Continue").click()
    visitor.page.get_by_role("link", name=who).click()


def test_somebody_of_the_right_group_comes_back_to_the_page_they_wanted(visit, address):
    visitor = visit(address)
    sign_in(visitor, "ana")
    expect(visitor.page.get_by_text("Ana Ruiz, facilitator")).to_be_visible(timeout=60_000)
    assert "/dictionary?portfolio=town" in visitor.page.url
    (ana,) = [person for person in people.listing(operator()) if person.account == "ana@city.test"]
    assert ana.roles == (("", "facilitator", True),)


def test_an_address_the_provider_did_not_verify_opens_nobody_elses_account(visit, address):
    visitor = visit(address)
    sign_in(visitor, "eve")
    expect(visitor.page.get_by_text("Data dictionary is not open to you")).to_be_visible(timeout=60_000)
    (eve,) = [person for person in people.listing(operator()) if person.name == "Eve"]
    assert (eve.email, eve.roles) == ("", ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"exp": int(time.time()) - 600},
        {"aud": "another client"},
        {"iss": "http://elsewhere.test"},
        {"nonce": "of another sign-in"},
        {"sub": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_answer_that_is_wrong_lets_nobody_in(visit, address, provider, wrong):
    provider.spoil = lambda claims: {name: value for name, value in {**claims, **wrong}.items() if value is not None}
    assert_refused(visit, address)


def test_a_token_signed_by_somebody_else_lets_nobody_in(visit, address, provider):
    provider.signed_with = RSAKey.generate_key(2048, {"kid": "k1"})
    assert_refused(visit, address)


def test_a_token_signed_with_what_the_client_knows_lets_nobody_in(visit, address, provider):
    provider.signed_with = OctKey.import_key(SECRET.ljust(64, "."))
    assert_refused(visit, address)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(visit, address):
    visitor = visit(address)
    visitor.page.goto(f"{address}/sign-in/return?code=a&state=b")
    expect(visitor.page.get_by_text("The provider's answer could not be accepted.")).to_be_visible()


def test_who_is_disabled_meanwhile_is_refused_although_the_provider_vouches(visit, address):
    visitor = visit(address)
    sign_in(visitor, "ana")
    expect(visitor.page.get_by_text("Ana Ruiz, facilitator")).to_be_visible(timeout=60_000)
    (ana,) = [person for person in people.listing(operator()) if person.account == "ana@city.test"]
    people.disable(operator(), ana.id)
    visitor.page.goto(address + WANTED)
    visitor.page.get_by_role("link", name="Continue").click()
    visitor.page.get_by_role("link", name="ana").click()
    expect(visitor.page.get_by_text("This account is disabled.")).to_be_visible()
    people.disable(operator(), ana.id, False)


def assert_refused(visit, address):
    before = len(visits.listing(operator()))
    visitor = visit(address)
    sign_in(visitor, "ana")
    expect(visitor.page.get_by_text("The provider's answer could not be accepted.")).to_be_visible()
    assert len(visits.listing(operator())) == before
