"""Where the way in leads, and the cookie it hands out."""

from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from data_access.settings import settings
from ui.asking import COOKIE


def base() -> str:
    """Return the path below which everything is served, without a slash at its end."""
    given = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{given}" if given else ""


def below_base(path: str) -> str:
    """Return an address of this server."""
    return f"{base()}{path}"


def join_address(code: str) -> str:
    """Return the whole address at which a workshop is joined, as it is put on a wall."""
    return f"{origin()}{below_base('/join')}?code={code}"


def origin() -> str:
    """Return scheme, host and port by which this server is reached: as set, else as the present page was."""
    if settings().public_url:
        return settings().public_url.rstrip("/").removesuffix(base())
    parts = urlsplit(str(st.context.url or ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"http://127.0.0.1:{st.get_option('server.port')}"


def local(address: str) -> str:
    """Return an address of this host to lead on to; anything else becomes the first page.

    >>> local("/budget?portfolio=x"), local("//elsewhere.test/"), local("https://elsewhere.test")
    ('/budget?portfolio=x', '/', '/')
    """
    plain = address.isprintable() and "\\" not in address and address.startswith("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    return address if plain and not (parts.scheme or parts.netloc) else "/"


def let_in(answer: Response, token: str, request: Request) -> Response:
    """Hand a visit's token to the browser, where no script can read it."""
    secure = request.url.scheme == "https" or settings().public_url.startswith("https:")
    most = int(settings().session_hours * 3_600)
    answer.set_cookie(COOKIE, token, max_age=most, path="/", secure=secure, httponly=True, samesite="lax")
    return answer
