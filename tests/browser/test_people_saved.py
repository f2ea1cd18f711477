"""The page of people in a real browser: one click saves, links lead to this server, the audit leads to the log."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from data_access import reading
from data_access.journal import Sought
from services import people, portfolios
from services.access import operator
from tests.browser.people_served import let_settings_name, signed_in
from tests.services import town
from ui.asking import COOKIE
from ui.requests import LENGTH

SAVE = ".st-key-people_own_save button"


@pytest.fixture(scope="module")
def running(start_apart):
    """A server where people sign in, and the address of its database."""
    return start_apart("people", BELLWETHER_SIGN_IN="accounts")


@pytest.fixture
def page_of(running, visit, monkeypatch):
    """Return what opens the page of people, for an administrator, on a contributor of the town."""
    address, url = running
    let_settings_name(url, monkeypatch, "none")
    if not portfolios.listing(operator()):
        town.store()
    let_settings_name(url, monkeypatch, "accounts")
    signed_in("ana", "contributor", "town")

    def opened(size):
        visitor = visit(address)
        visitor.page.context.add_cookies([{"name": COOKIE, "value": signed_in("boss", "admin"), "url": address}])
        visitor.resize(size)
        visitor.open("people", {"person": "ana", "portfolio": "town"})
        expect(visitor.page.locator(SAVE)).to_be_visible(timeout=60_000)
        return visitor

    return opened


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_one_click_saves_the_projects_just_chosen(page_of, size):
    visitor = page_of(size)
    (ana,) = [one.id for one in people.listing(operator()) if one.account == "ana"]
    people.set_own_projects(operator(), ana, "town", [])
    visitor.open("people", {"person": "ana", "portfolio": "town"})
    expect(visitor.page.locator(SAVE)).to_be_disabled(timeout=60_000)
    choice = visitor.page.locator(".st-key-people_one").get_by_test_id("stMultiSelect").locator("input")
    choice.scroll_into_view_if_needed()
    for _ in range(2):
        choice.click()
        visitor.page.keyboard.press("ArrowDown")
        visitor.page.keyboard.press("Enter")
        visitor.page.keyboard.press("Escape")
        visitor.settle()
    expect(visitor.page.locator(SAVE)).to_be_enabled()
    # By its place, as a hand clicks: what is clicked by name is sought anew where it moved.
    box = visitor.page.locator(SAVE).bounding_box()
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(visitor.page.locator(SAVE)).to_be_disabled(timeout=30_000)
    assert len(people.own_projects(operator(), ana, "town")) == 2
    with reading() as work:
        last = work.journal.search(Sought(), rows=1)[0]
    assert (last["action"], last["actor"]) == ("own projects changed", "Boss")
    assert len(last["request_id"]) == LENGTH, "support finds the connection in the log"


def test_an_invitation_leads_to_this_server(page_of):
    visitor = page_of("desk")
    visitor.page.get_by_role("button", name="nvitation link").click()
    link = visitor.page.get_by_role("dialog").locator("code").first
    expect(link).to_contain_text("/invitation/", timeout=30_000)
    assert urlsplit(link.inner_text()).netloc == urlsplit(visitor.address).netloc
