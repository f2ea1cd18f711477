"""A server with the addresses of workshops behind its gate, and devices that come to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession

from data_access.settings import settings
from tests.ui.gate_served import page, stream, upload
from ui.gate import Gate
from ui.join import routes as join
from ui.live import live_routes
from ui.sign_in.routes import routes as way_in

HOST = "http://127.0.0.1"
ORIGIN = {"origin": HOST}
KEY = "0123456789abcdef" * 2
STAND_INS = (
    Route("/_stcore/upload_file/{session}/{file}", upload, methods=["PUT", "DELETE"]),
    WebSocketRoute("/_stcore/stream", stream),
    Route("/{rest:path}", page, methods=["GET", "POST"]),
)


def served(monkeypatch: pytest.MonkeyPatch, **given: str) -> TestClient:
    """Return a device before a server with given settings."""
    for name, value in given.items():
        monkeypatch.setenv(f"BELLWETHER_{name.upper()}", value)
    settings.cache_clear()
    app = Starlette(routes=[*way_in(), *join.routes(), *live_routes(), *STAND_INS], middleware=[Middleware(Gate)])
    return TestClient(app, base_url=HOST, client=("127.0.0.1", 50_000), follow_redirects=False)


def sit(device: TestClient, code: str, name: str = "") -> Any:
    """Let a device sit down; return the answer."""
    return device.post("/join", data={"code": code, "sit": "yes", "name": name}, headers=ORIGIN)


class Line:
    """The live line of a device, as its page keeps it."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket

    def told(self, wanted: str) -> dict[str, Any]:
        """Return the next message of a kind: shown, saved, refused or noted."""
        while True:
            message: dict[str, Any] = json.loads(self.socket.receive_text())
            if wanted in message:
                return message

    def say(self, told: Any) -> None:
        """Send something, as JSON unless it is text."""
        self.socket.send_text(told if isinstance(told, str) else json.dumps(told))

    def vote(self, answer: Any, question: Any, number: Any = 1, key: Any = KEY) -> None:
        """Send an answer."""
        self.say({"question": question, "round": number, "answer": answer, "key": key})


@contextmanager
def line(device: TestClient, **headers: str) -> Iterator[Line]:
    """Yield the live line of a device."""
    with device.websocket_connect("ws://127.0.0.1/join/live", headers={**ORIGIN, **headers}) as socket:
        yield Line(socket)
