"""The cookie of a place, and what is left of what somebody wrote."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from data_access.settings import settings
from ui.join import seats


def asked(scheme: str = "http", cookie: str = "") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return Request({"type": "http", "scheme": scheme, "path": "/join", "server": ("a", 80), "headers": headers})


def test_the_token_is_read_back_from_the_cookie():
    answer = seats.seated(Response(), "secret-token", asked())
    cookie = answer.headers["set-cookie"].split(";")[0]
    assert seats.token_of(asked(cookie=cookie)) == "secret-token"
    assert seats.token_of(asked()) == ""


@pytest.mark.parametrize(
    ("scheme", "public", "secure"), [("http", "", False), ("https", "", True), ("http", "https://a.test", True)]
)
def test_the_cookie_travels_only_encrypted_where_the_page_does(monkeypatch, scheme, public, secure):
    monkeypatch.setattr(settings(), "public_url", public)
    answer = seats.seated(Response(), "t", asked(scheme))
    assert ("Secure" in answer.headers["set-cookie"]) is secure


def test_leaving_takes_the_cookie_away():
    assert "Max-Age=0" in seats.left(Response()).headers["set-cookie"]


@pytest.mark.parametrize(
    ("words", "kept"), [("Zoë 東京 👍\n", "Zoë 東京 👍\n"), ("a\x00\x1b\u202eb", "ab"), ("\ud800", "")]
)
def test_what_no_database_stores_is_left_out(words, kept):
    assert seats.storable(words) == kept
