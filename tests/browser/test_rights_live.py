"""The table of roles against a real server, over its own protocol: nothing forbidden is drawn, however it is asked."""

import urllib.error
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus

from data_access.settings import settings
from services import people, portfolios, visits
from services.access import operator
from services.rights import ROLES, rights_of
from tests.browser.live_client import Live
from tests.browser.people_served import Served, signed_in
from tests.services import town
from tests.services.people_met import show_drafts
from ui.navigation import ENTRIES, Entry

METRICS = "a-long-token-for-the-figures-0123456789"
ADDRESSES = ("/", "/portfolio", "/_stcore/host-config", "/media/a.png", "/metrics", "/_stcore/metrics",
             "/_stcore/upload_file/a/b", "/component/a/index.html", "/static/index.js")  # fmt: skip


@pytest.fixture(scope="module")
def running(start_apart):
    """A server where people sign in, and the address of its database."""
    return start_apart("rights", BELLWETHER_SIGN_IN="accounts", BELLWETHER_METRICS_TOKEN=METRICS)


@pytest.fixture
def served(running, monkeypatch):
    """A town on that server; one person of each role there, and some who have none, signed in anew for each test."""
    address, url = running
    monkeypatch.setenv("DATABASE_URL", url)
    settings.cache_clear()
    if not portfolios.listing(operator()):
        town.store()
        show_drafts("town")
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "accounts")
    settings.cache_clear()
    tokens = {role: signed_in(role, role) for role in ROLES}
    tokens["stranger"] = signed_in("stranger", "")
    tokens["revoked"] = signed_in("revoked", "admin")
    for visit in visits.listing(operator()):
        if visit.account == "revoked":
            visits.revoke(operator(), visit.id)
    tokens["disabled"] = signed_in("disabled", "admin")
    for person in people.listing(operator()):
        if person.account == "disabled":
            people.disable(operator(), person.id)
    return Served(address, tokens)


def test_no_page_is_drawn_for_whom_it_is_not(served, capsys):
    asked = drawn = 0
    missing = []
    for who, token in served.tokens.items():
        rights, menu = rights_of([who]), menu_of(served, token)
        for item in ENTRIES:
            for way in ("menu", "address", "script hash"):
                shown = item.stem in menu if way == "menu" else is_shown(served, token, item, way)
                if item.right in rights:
                    missing += [] if shown or item.hidden else [(who, item.stem, way)]
                else:
                    asked += 1
                    drawn += shown
    with capsys.disabled():
        print(f" [forbidden pages drawn: {drawn} of {asked}; pages of one's own missing: {missing}]", end="")
    assert (drawn, missing) == (0, [])
    assert asked > 100


def test_nobody_unknown_reaches_an_address(served):
    reached = 0
    for token in ("", "made-up", served.tokens["revoked"], served.tokens["disabled"]):
        for path in ADDRESSES:
            reached += _status(served.address + path, token) in (200, 204)
    assert reached == 0


@pytest.mark.parametrize("header", ["X-Bellwether-Visit", "x-bellwether-visit", "X_Bellwether_Visit"])
def test_a_claimed_visit_is_thrown_away(served, header):
    with pytest.raises(InvalidStatus):
        Live(served.address, **{header.replace("-", "_"): "1"})
    with Live(served.address, served.tokens["viewer"], **{header.replace("-", "_"): "1"}) as live:
        assert "people" not in live.run("portfolio").pages


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", "http://127.0.0.1:1"])
def test_a_foreign_page_cannot_connect_with_somebodys_cookie(served, origin):
    with pytest.raises(InvalidStatus):
        Live(served.address, served.tokens["admin"], origin=origin)


def test_a_page_of_another_cannot_be_taken_over(served):
    with Live(served.address, served.tokens["admin"]) as live:
        live.run("portfolio")
        session = live.session
    with pytest.raises(InvalidStatus):
        Live(served.address, served.tokens["viewer"], session)
    with Live(served.address, served.tokens["admin"], session) as live:
        assert live.run("portfolio").ended


def test_after_revocation_no_run_begins(served):
    token = served.tokens["admin"]
    with Live(served.address, token) as live, Live(served.address, token) as other:
        assert live.run("portfolio").ended
        assert other.run("people").ended
        end_visits("admin")
        late = [live.run("portfolio"), other.run("people", by_hash=True)]
    assert [run.ended or bool(run.drawn) for run in late] == [False, False]
    with pytest.raises(InvalidStatus):
        Live(served.address, token)


def end_visits(account: str) -> None:
    for visit in visits.listing(operator()):
        if visit.account == account:
            visits.revoke(operator(), visit.id)


def menu_of(served: Served, token: str) -> list[str]:
    try:
        with Live(served.address, token) as live:
            return live.run("dictionary").pages
    except InvalidStatus:
        return []


def is_shown(served: Served, token: str, item: Entry, way: str) -> bool:
    try:
        with Live(served.address, token) as live:
            if way == "script hash":
                live.run("dictionary")  # Only then does the session know the pages by their hashes.
            run = live.run(item.stem, by_hash=way == "script hash", query="portfolio=town")
    except InvalidStatus:
        return False
    return f'body: "{item.title}"' in run.drawn


def _status(address: str, token: str) -> int:
    request = urllib.request.Request(address, headers={"Cookie": f"bellwether={token}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return int(refused.code)
