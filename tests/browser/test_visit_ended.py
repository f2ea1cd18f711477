"""A tab whose visit has ended leads to the sign-in by itself, in a real browser, and from there back to its address."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from services import portfolios, visits
from services.access import operator
from tests.browser.people_served import let_settings_name, signed_in
from tests.services import town
from ui.asking import COOKIE

WANTED = "/dictionary?portfolio=town"
A_LINE = "address => new WebSocket(`${address.replace('http', 'ws')}/_stcore/stream`)"


@pytest.fixture(scope="module")
def running(start_apart):
    """A server where people sign in, and the address of its database."""
    return start_apart("ended", BELLWETHER_SIGN_IN="accounts")


@pytest.fixture
def tab(running, visit, monkeypatch):
    """Return a tab that shows a page to somebody who is signed in."""
    address, url = running
    let_settings_name(url, monkeypatch, "none")
    if not portfolios.listing(operator()):
        town.store()
    let_settings_name(url, monkeypatch, "accounts")
    visitor = visit(address)
    visitor.page.context.add_cookies([{"name": COOKIE, "value": signed_in("ana", "viewer"), "url": address}])
    visitor.page.goto(address + WANTED)
    expect(visitor.page.get_by_text("Data dictionary").last).to_be_visible(timeout=60_000)
    visitor.settle()
    return visitor


def end_visits():
    for one in visits.listing(operator()):
        visits.revoke(operator(), one.id)


def is_led_to_the_sign_in(tab):
    asked = tab.page.url
    tab.page.wait_for_url("**/sign-in?next=*", timeout=60_000)
    expect(tab.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert tab.page.get_by_text("Data dictionary").count() == 0
    assert tab.page.url == f"{tab.address}/sign-in?next={quote(asked.removeprefix(tab.address), safe='')}"


def test_a_tab_nobody_touches_shows_nothing_more_once_its_visit_has_ended(tab):
    end_visits()
    is_led_to_the_sign_in(tab)


def test_a_tab_whose_line_is_refused_is_led_there_too(tab):
    end_visits()
    tab.page.evaluate(A_LINE, tab.address)
    is_led_to_the_sign_in(tab)


def test_a_tab_whose_line_was_cut_stays_while_the_visit_counts(tab):
    with tab.page.expect_response("**/_stcore/host-config") as asked:
        tab.page.evaluate(f"address => ({A_LINE})(address).close()", tab.address)
    assert asked.value.status == 200
    tab.settle()
    assert WANTED in tab.page.url
