"""A gate before a stand-in application, and people who come to it."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_access.settings import settings
from services import people, visits
from services.access import operator
from ui.gate import VISIT_HEADER, Gate
from ui.sign_in.routes import routes

HOST = "http://127.0.0.1"
PAGE = {"accept": "text/html"}
ORIGIN = {"origin": HOST}
PASSWORD = "correct horse battery"
RAN: list[str] = []


async def page(request):
    RAN.append(request.url.path)
    return HTMLResponse(request.headers.get(VISIT_HEADER, "nobody"))


async def stream(socket: WebSocket) -> None:
    await socket.accept(subprotocol="streamlit")
    told = ForwardMsg()
    told.new_session.initialize.session_id = socket.headers.get("sec-websocket-protocol", "").split(",")[-1].strip()
    told.new_session.initialize.session_id += "-session"
    await socket.send_bytes(told.SerializeToString())
    try:
        while True:
            await socket.receive_bytes()
            RAN.append("rerun")
            await socket.send_text(socket.headers.get(VISIT_HEADER, "nobody"))
    except WebSocketDisconnect:
        return


async def upload(request):
    RAN.append("upload")
    return PlainTextResponse(request.headers.get(VISIT_HEADER, "nobody"))


APP_PATHS = (
    "/",
    "/budget",
    "/media/0123.png",
    "/_stcore/host-config",
    "/component/x/index.html",
    "/events",
    "/static/a.js",
)


def server(monkeypatch: pytest.MonkeyPatch) -> Callable[..., TestClient]:
    """Return what makes a client of a server with given settings, at an address of its own."""

    def make(client: str = "127.0.0.1", base_url: str = HOST, **given: str) -> TestClient:
        for name, value in {"sign_in": "accounts", **given}.items():
            monkeypatch.setenv(f"BELLWETHER_{name.upper()}", value)
        settings.cache_clear()
        RAN.clear()
        paths = [Route("/_stcore/upload_file/{session}/{file}", upload, methods=["PUT", "DELETE"])]
        paths += [WebSocketRoute("/_stcore/stream", stream), Route("/{rest:path}", page, methods=["GET", "POST"])]
        app = Starlette(routes=[*routes(), *paths], middleware=[Middleware(Gate)])
        return TestClient(app, base_url=base_url, client=(client, 50_000), follow_redirects=False)

    return make


def signed_in(client: TestClient, account: str = "ana", role: str = "viewer") -> TestClient:
    number = people.add(operator(), account, account.title())
    people.set_role(operator(), number, "", role)
    token = people.invite(operator(), number)
    told = {"password": PASSWORD, "again": PASSWORD}
    answer = client.post(f"/invitation/{token}", data=told, headers=ORIGIN)
    assert answer.status_code == 303, answer.text
    return client


def open_visits() -> list[int]:
    return [visit.id for visit in visits.listing(operator())]


def session_in(content: bytes) -> str:
    told = ForwardMsg()
    told.ParseFromString(content)
    return told.new_session.initialize.session_id
