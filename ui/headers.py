"""ASGI middleware around the whole application: what every answer says to the browser."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.settings import settings

CSP: Final = "Content-Security-Policy"
POLICY: Final = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "object-src 'none'",
)
PLACE: Final = re.compile(r"[a-zA-Z0-9._-]+(:[0-9]{1,5})?|\[[0-9a-fA-F:.]+\](:[0-9]{1,5})?")
"""A host with its port; what is none has no place in a policy."""
VISIT_SCRIPT: Final = (Path(__file__).resolve().parent / "static" / "visit.js").read_text("utf-8")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def may_connect(host: str) -> str:
    """Return the part of a policy on what a page may reach: this host as it was asked for, and by its public name.

    Live connections are named beside 'self', which older browsers do not take to hold for them.

    >>> may_connect("127.0.0.1:8501")
    "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"
    """
    places = dict.fromkeys((host, urlsplit(settings().public_url).netloc))
    live = [f"{scheme}://{place}" for place in places if PLACE.fullmatch(place) for scheme in ("ws", "wss")]
    return " ".join(["connect-src 'self'", *live])


class SecurityHeaders:
    """Adds the headers that keep pages from loading, or being framed by, anything outside this host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        policy = "; ".join([*POLICY, may_connect(Headers(scope=scope).get("host", ""))])

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {CSP: policy, **HEADERS}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, complete)


class PageFrame:
    """Tells the frame of every page where its server is, and what to do when the visit ends.

    Without the first the browser looks below the address of the page ("/portfolio/_stcore/health"), which costs a
    round trip and writes two errors into its console on each deep link. Without the second an open page whose visit
    has ended says that its connection failed, and leads nowhere.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        path = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
        self._address = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{path}"}}</script>'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is a page's frame, complete its head."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        # The frame is changed as text, so it must not arrive compressed.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []
        body = bytearray()

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            await self._finish(held[0], bytes(body), send)

        await self._app({**scope, "headers": plain}, receive, complete)

    async def _finish(self, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        # A page that brings a policy of its own is none of the application's frame.
        if body and headers.get("content-type", "").startswith("text/html") and CSP not in headers:
            visit = f"<script>{VISIT_SCRIPT}</script>" if settings().sign_in != "none" else ""
            body = body.replace(b"<head>", f"<head>{self._address}{visit}".encode(), 1)
            if "content-length" in headers:
                headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})
