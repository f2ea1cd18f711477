"""What every answer says to the browser."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from data_access.settings import settings
from ui.headers import VISIT_SCRIPT, PageFrame, SecurityHeaders


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


NOBODY: Mapping[str, str] = {}


def ask(
    path: str, accept: str = "*/*", method: str = "GET", base_path: str = "", more: Mapping[str, str] = NOBODY
) -> Answer:
    async def frame(_):
        return HTMLResponse("<html><head><title>x</title></head></html>")

    async def data(_):
        return JSONResponse({"html": "<head>"})

    app = Starlette(
        routes=[Route("/", frame), Route("/data", data)],
        middleware=[Middleware(SecurityHeaders), Middleware(PageFrame, base_path=base_path)],
    )
    sent: list[dict[str, Any]] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    headers = [(b"accept", accept.encode()), (b"accept-encoding", b"gzip")]
    headers += [(name.encode(), value.encode()) for name, value in more.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b""}
    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.mark.parametrize("path", ["/", "/data", "/nowhere"])
def test_every_answer_keeps_to_this_host(path):
    headers = ask(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_frame_of_a_page_is_told_where_its_server_is():
    answer = ask("/", "text/html")
    assert b'<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>' in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_base_path_is_part_of_the_servers_address():
    assert b'location.origin+"/tools/bellwether/"' in ask("/", "text/html", base_path="tools/bellwether/").body


def test_other_answers_stay_as_they_are():
    assert json.loads(ask("/data", "text/html").body) == {"html": "<head>"}
    assert b"BACKEND_BASE_URL" not in ask("/").body


@pytest.fixture
def given(monkeypatch):
    """Return what sets settings of this process."""

    def give(**wanted: str) -> None:
        for name, value in wanted.items():
            monkeypatch.setenv(f"BELLWETHER_{name.upper()}", value)
        settings.cache_clear()

    return give


def connections(**headers: str) -> list[str]:
    """Return what a page may connect to, where it was asked for with these headers."""
    policy = ask("/", more=headers).headers["content-security-policy"].split("; ")
    (told,) = [part for part in policy if part.startswith("connect-src ")]
    return told.split()[1:]


def test_a_page_connects_to_its_own_host_alone(given):
    assert connections(host="127.0.0.1:8501") == ["'self'", "ws://127.0.0.1:8501", "wss://127.0.0.1:8501"]
    assert connections(host="[::1]:8501") == ["'self'", "ws://[::1]:8501", "wss://[::1]:8501"]
    assert connections() == ["'self'"]
    given(public_url="https://plans.example/tools")
    told = connections(host="127.0.0.1:8501")
    assert told[3:] == ["ws://plans.example", "wss://plans.example"]


@pytest.mark.parametrize("host", ["a; script-src *", "*", "a b", "a:*", "a/b", "'self'", "ws:"])
def test_a_host_that_is_none_widens_no_policy(host):
    assert connections(host=host) == ["'self'"]


def test_only_where_people_sign_in_a_page_watches_its_visit(given):
    assert VISIT_SCRIPT.encode() not in ask("/", "text/html").body
    given(sign_in="accounts")
    answer = ask("/", "text/html")
    assert b"</script><script>" + VISIT_SCRIPT.encode() + b"</script>" in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_the_script_of_a_page_can_stand_inside_it():
    assert "</" not in VISIT_SCRIPT
    assert "<!--" not in VISIT_SCRIPT
