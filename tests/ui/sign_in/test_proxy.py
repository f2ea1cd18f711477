"""Only the proxy says who somebody is, and only as long as it says so."""

import pytest

from services import people
from services.access import operator
from tests.ui.gate_served import open_visits, server


@pytest.fixture
def serve(sqlite_url, monkeypatch):
    """Return a client of a server with these settings."""
    return server(monkeypatch)


PROXY = {"sign_in": "proxy", "proxy_secret": "a long secret of the proxy"}
SECRET = {"x-bellwether-proxy-secret": PROXY["proxy_secret"]}


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-user": "boss"},
        {"x-forwarded-user": "boss", "x-bellwether-proxy-secret": "guessed"},
        {"x-forwarded-user": "boss", "x-bellwether-proxy-secret": ""},
        SECRET,
        {**SECRET, "x-forwarded-user": " "},
    ],
)
def test_only_the_proxy_says_who_somebody_is(serve, headers):
    client = serve(**PROXY)
    assert client.get("/sign-in", headers=headers).status_code == 403
    assert open_visits() == []


def test_whom_the_proxy_names_is_let_in_with_the_roles_of_their_groups_and_no_longer_than_it_names_them(serve):
    client = serve(**PROXY, group_roles='{"pmo": "facilitator"}')
    ana = {**SECRET, "x-forwarded-user": "ana", "x-forwarded-groups": "staff, pmo"}
    assert client.get("/sign-in?next=/budget", headers=ana).headers["location"] == "/budget"
    assert client.get("/budget", headers=ana).status_code == 200
    assert client.get("/budget", headers={**ana, "x-forwarded-user": "eve"}).status_code == 401
    assert client.get("/budget").status_code == 401
    (person,) = people.listing(operator())
    assert person.roles == (("", "facilitator", True),)
    client.cookies.clear()
    client.get("/sign-in", headers={**ana, "x-forwarded-groups": "staff"})
    (person,) = people.listing(operator())
    assert person.roles == ()
