"""ASGI middleware before everything else: a number for each request, one line of the log, and counters.

The address asked for is never logged as it was written: it may hold the token of an invitation, the id of a page
session or a name. What is logged is what kind of address it was.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Final

import structlog
from google.protobuf.message import DecodeError
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_access.logs import log
from ui import metrics
from ui.navigation import ENTRIES

REQUEST_HEADER: Final = "X-Bellwether-Request"
"""The header by which a run learns the number of its connection; what a client sends under this name is dropped."""
NOTED: Final = "bellwether.noted"
LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter that is taken for another when it is read out on the telephone."""
LENGTH: Final = 8
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
OWN: Final = ("sign-in", "sign-out", "invitation", "join", "ready", "live", "metrics", "events", "media", "static")
PAGES: Final = frozenset(entry.stem for entry in ENTRIES)
QUIET: Final = frozenset({"static", "streamlit", "health", "live", "ready", "metrics"})
"""Addresses asked so often that their lines would bury the others; they are logged where they fail."""
SMALL: Final = 512
"""A message by which a run ends is smaller; larger ones are not looked into."""


@dataclass
class Noted:
    """What is learnt of a request on its way in. `person` is the number of an account, never a name."""

    request: str
    person: int | None = None
    began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.began


def number() -> str:
    """Return a number for a request or an error, short enough to be read out."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def note(scope: Scope, person: int | None) -> None:
    """Tell the log whose request it is."""
    noted = scope.get(NOTED)
    if isinstance(noted, Noted):
        noted.person = person


def route_of(path: str) -> str:
    """Return what kind of address it is: one of a few words, whatever was asked for.

    >>> route_of("/"), route_of("/budget"), route_of("/invitation/abc"), route_of("/_stcore/upload_file/a/b")
    ('page', 'page', 'invitation', 'upload')
    """
    first, _, rest = path.strip("/").partition("/")
    if first == "_stcore":
        known = {"upload_file": "upload", "stream": "stream", "health": "health"}
        return known.get(rest.partition("/")[0], "streamlit")
    if first in OWN:
        return first
    return "page" if first in PAGES or not first else "other"


class Requests:
    """Numbers, logs and counts each request."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where an error comes back, answer with its number."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        noted = Noted(number())
        name = REQUEST_HEADER.lower().encode()
        headers = [pair for pair in scope["headers"] if pair[0].lower().replace(b"_", b"-") != name]
        numbered = {**scope, "headers": [*headers, (name, noted.request.encode())], NOTED: noted}
        route = route_of(str(scope["path"]).removeprefix(self._base))
        structlog.contextvars.bind_contextvars(request=noted.request)
        try:
            if scope["type"] == "http":
                await self._answer(noted, route, numbered, receive, send)
            else:
                await self._connection(noted, numbered, receive, send)
        finally:
            structlog.contextvars.unbind_contextvars("request")

    async def _answer(self, noted: Noted, route: str, scope: Scope, receive: Receive, send: Send) -> None:
        status = 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = noted.request
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception:
            metrics.ERRORS.labels("request").inc()
            log().error("request failed", route=route, error=noted.request, person=noted.person, exc_info=True)
            if status:
                raise
            said = f"Something went wrong that nobody had foreseen. Support finds it in the log as {noted.request}.\n"
            await PlainTextResponse(said, 500)(scope, receive, told)
        finally:
            self._count(noted, route, str(scope["method"]), status)

    def _count(self, noted: Noted, route: str, method: str, status: int) -> None:
        method = method if method in METHODS else "other"
        metrics.REQUESTS.labels(route, method, str(status)).inc()
        metrics.REQUEST_SECONDS.labels(route).observe(noted.seconds)
        if route not in QUIET or status >= 400:
            _say("request", noted, route=route, method=method, status=status)

    async def _connection(self, noted: Noted, scope: Scope, receive: Receive, send: Send) -> None:
        state = {"open": False}
        runs = Runs()

        async def heard() -> Message:
            message = await receive()
            runs.asked(message)
            return message

        async def told(message: Message) -> None:
            if message["type"] == "websocket.accept":
                state["open"] = True
                metrics.CONNECTIONS.inc()
                _say("page opened", noted)
            runs.ended(message)
            await send(message)

        try:
            await self._app(scope, heard, told)
        finally:
            metrics.REQUESTS.labels("stream", "GET", "101" if state["open"] else "403").inc()
            if state["open"]:
                metrics.CONNECTIONS.dec()
            _say("page closed" if state["open"] else "page refused", noted)


class Runs:
    """Times the runs of one connection: from the first message that asks for one to the message that ends it."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._kind = "page"

    def asked(self, message: Message) -> None:
        """Look at what the browser sends."""
        content = message.get("bytes") if message["type"] == "websocket.receive" else None
        if not content or self._began is not None:
            return
        found = BackMsg()
        try:
            found.ParseFromString(content)
        except DecodeError:
            return
        if found.WhichOneof("type") == "rerun_script":
            self._began = time.perf_counter()
            self._kind = "part" if found.rerun_script.fragment_id else "page"

    def ended(self, message: Message) -> None:
        """Look at what the browser is sent."""
        content = message.get("bytes") if message["type"] == "websocket.send" else None
        if not content or self._began is None or len(content) > SMALL:
            return
        found = ForwardMsg()
        found.ParseFromString(content)
        if found.WhichOneof("type") == "script_finished":
            metrics.RUNS.labels(self._kind).observe(time.perf_counter() - self._began)
            self._began = None


def _say(event: str, noted: Noted, **more: object) -> None:
    log().info(event, person=noted.person, milliseconds=round(noted.seconds * 1_000), **more)
