"""The cookie that says at which place of a workshop a device sits."""

from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from data_access.settings import settings
from ui.sign_in.addresses import below_base

SEAT_COOKIE: Final = "bellwether_seat"
SECONDS: Final = 14 * 24 * 3_600
"""Workshops whose answers are given beforehand are open for days."""


def token_of(connection: HTTPConnection) -> str:
    """Return the token of a device's place, or nothing."""
    return connection.cookies.get(SEAT_COOKIE, "")


def seated(answer: Response, token: str, request: Request) -> Response:
    """Hand the token of a place to the browser, where no script can read it."""
    secure = request.url.scheme == "https" or settings().public_url.startswith("https:")
    path = below_base("/join")
    answer.set_cookie(SEAT_COOKIE, token, max_age=SECONDS, path=path, secure=secure, httponly=True, samesite="lax")
    return answer


def left(answer: Response) -> Response:
    """Take the token away."""
    answer.delete_cookie(SEAT_COOKIE, path=below_base("/join"))
    return answer


def storable(words: str) -> str:
    r"""Return what somebody wrote without what no database stores or no screen shows.

    >>> storable("Anna\x00 Berg\ud800")
    'Anna Berg'
    """
    return "".join(letter for letter in words if letter.isprintable() or letter in "\n\t")
