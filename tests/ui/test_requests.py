"""Every request has a number, a line without what it asked for, and is counted under a label of a few."""

import anyio
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui import metrics, requests
from ui.requests import LENGTH, LETTERS, REQUEST_HEADER, Requests, note, route_of


def fine(request):
    note(request.scope, 7)
    return PlainTextResponse(request.headers.get(REQUEST_HEADER))


def broken(_):
    raise ValueError("12 Mill Lane")


async def stream(socket):
    await socket.accept()
    await socket.receive_bytes()
    await socket.send_bytes(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString())
    await socket.close()


@pytest.fixture
def client():
    routes = [Route("/budget", fine), Route("/invitation/{token}", broken), WebSocketRoute("/_stcore/stream", stream)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Requests)]))


@pytest.fixture
def said():
    with structlog.testing.capture_logs() as lines:
        yield lines
    structlog.contextvars.clear_contextvars()


def counted(name, **labels):
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


def test_a_request_has_a_number_that_a_client_cannot_choose(client, said):
    answer = client.get(
        "/budget?portfolio=secret-town", headers={REQUEST_HEADER: "forged", "X_Bellwether_Request": "2"}
    )
    number = answer.headers["X-Request-ID"]
    assert answer.text == number
    assert len(number) == LENGTH
    assert set(number) <= set(LETTERS)
    assert client.get("/budget").headers["X-Request-ID"] != number


def test_its_line_names_the_person_by_number_and_not_what_was_asked(client, said):
    client.get("/budget?portfolio=secret-town", headers={"Cookie": "bellwether=abcdef"})
    assert (said[0]["event"], said[0]["route"], said[0]["status"], said[0]["person"]) == ("request", "page", 200, 7)
    assert "milliseconds" in said[0]
    assert "secret-town" not in repr(said)
    assert "abcdef" not in repr(said)


def test_an_error_is_answered_with_its_number_and_without_its_words(client, said):
    before = counted("bellwether_requests_total", route="invitation", method="GET", status="500")
    answer = client.get("/invitation/token-of-somebody")
    number = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert number in answer.text
    assert "Mill Lane" not in answer.text
    assert [line["error"] for line in said if line["event"] == "request failed"] == [number]
    assert "token-of-somebody" not in repr(said)
    assert counted("bellwether_requests_total", route="invitation", method="GET", status="500") == before + 1


def test_an_open_page_is_counted_while_it_is_open_and_its_runs_are_timed(client, said):
    runs = counted("bellwether_run_seconds_count", kind="page")
    with client.websocket_connect("/_stcore/stream") as socket:
        assert counted("bellwether_connections") == 1
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        socket.send_bytes(ask.SerializeToString())
        socket.receive_bytes()
    assert counted("bellwether_run_seconds_count", kind="page") == runs + 1
    assert counted("bellwether_connections") == 0
    assert [line["event"] for line in said] == ["page opened", "page closed"]


def test_what_a_browser_sends_that_is_no_message_is_left_to_others():
    runs = requests.Runs()
    runs.asked({"type": "websocket.receive", "bytes": b"\xff\xff\xff"})
    runs.ended({"type": "websocket.send", "bytes": b""})


@given(st.text(max_size=60))
def test_whatever_is_asked_for_is_counted_under_one_of_a_few_words(path):
    few = {"page", "other", "upload", "stream", "health", "streamlit", *requests.OWN}
    assert route_of(f"/{path}") in few


def test_methods_nobody_knows_are_counted_as_one(client, said):
    before = counted("bellwether_requests_total", route="page", method="other", status="405")
    for method in ("FROB", "NICATE"):
        client.request(method, "/budget")
    assert counted("bellwether_requests_total", route="page", method="other", status="405") == before + 2


def test_numbers_are_not_shared_by_requests_at_once():
    seen = []

    async def app(scope, receive, send):
        await anyio.sleep(0)
        seen.append(structlog.contextvars.get_contextvars()["request"])
        await PlainTextResponse("")(scope, receive, send)

    async def ask():
        scope = {"type": "http", "method": "GET", "path": "/", "headers": []}

        async def send(_):
            await anyio.sleep(0)

        await Requests(app)(scope, None, send)

    async def several():
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(ask)

    anyio.run(several)
    assert len(set(seen)) == 5
