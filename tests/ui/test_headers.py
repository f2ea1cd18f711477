"""What every answer says to the browser."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from ui.headers import BackendAddress, SecurityHeaders


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


def ask(path: str, accept: str = "*/*", method: str = "GET", base_path: str = "") -> Answer:
    async def frame(_):
        return HTMLResponse("<html><head><title>x</title></head></html>")

    async def data(_):
        return JSONResponse({"html": "<head>"})

    app = Starlette(
        routes=[Route("/", frame), Route("/data", data)],
        middleware=[Middleware(SecurityHeaders), Middleware(BackendAddress, base_path=base_path)],
    )
    sent: list[dict[str, Any]] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    headers = [(b"accept", accept.encode()), (b"accept-encoding", b"gzip")]
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
