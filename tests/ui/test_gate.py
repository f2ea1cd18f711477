"""Who is let in at the gate, from where, and as whom."""

import re
import time

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from services import people, visits
from services.access import operator
from services.errors import DatabaseFault
from tests.ui.gate_served import (
    APP_PATHS,
    HOST,
    ORIGIN,
    PAGE,
    PASSWORD,
    RAN,
    open_visits,
    server,
    session_in,
    signed_in,
)
from ui import websockets
from ui.asking import COOKIE
from ui.gate import VISIT_HEADER


@pytest.fixture
def serve(sqlite_url, monkeypatch):
    """Return a client of a server with these settings."""
    return server(monkeypatch)


@pytest.mark.parametrize("path", APP_PATHS)
def test_nobody_unknown_reaches_anything(serve, path):
    client = serve()
    for headers in ({}, PAGE, {VISIT_HEADER: "1"}, {"cookie": f"{COOKIE}=made-up"}, {"cookie": f'{COOKIE}="; a=b'}):
        assert client.get(path, headers=headers).status_code in (303, 401)
    assert RAN == []


def test_a_person_is_led_to_the_sign_in_and_back_to_the_address_wanted(serve):
    client = serve()
    answer = client.get("/budget?portfolio=a&budget_total=2.5", headers=PAGE)
    assert answer.headers["location"] == "/sign-in?next=%2Fbudget%3Fportfolio%3Da%26budget_total%3D2.5"
    asked = client.get(answer.headers["location"])
    assert 'name="next" value="/budget?portfolio=a&amp;budget_total=2.5"' in asked.text
    signed_in(client)
    client.cookies.clear()
    given = {"account": "ANA", "password": PASSWORD, "next": "/budget?portfolio=a&budget_total=2.5"}
    back = client.post("/sign-in", data=given, headers=ORIGIN)
    assert (back.status_code, back.headers["location"]) == (303, "/budget?portfolio=a&budget_total=2.5")
    cookie = back.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


@pytest.mark.parametrize("wanted", ["https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test", "javascript:x"])
def test_the_address_wanted_never_leads_elsewhere(serve, wanted):
    client = signed_in(serve())
    assert client.get("/sign-in", params={"next": wanted}).headers["location"] == "/"


def test_the_application_learns_whose_visit_it_is_and_not_what_a_client_claims(serve):
    client = signed_in(serve())
    (visit,) = open_visits()
    for spelled in (VISIT_HEADER, VISIT_HEADER.lower(), VISIT_HEADER.replace("-", "_")):
        assert client.get("/budget", headers={spelled: "999"}).text == str(visit)


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(serve):
    client = signed_in(serve())
    client.cookies.clear()
    known = client.post("/sign-in", data={"account": "ana", "password": "x" * 12}, headers=ORIGIN)
    unknown = client.post("/sign-in", data={"account": "zoe", "password": "x" * 12}, headers=ORIGIN)
    assert (known.status_code, unknown.status_code) == (403, 403)
    assert re.sub("ana|zoe", "", known.text) == re.sub("ana|zoe", "", unknown.text)


def test_an_account_is_closed_after_ten_failures_even_to_the_right_password(serve):
    client = signed_in(serve())
    client.cookies.clear()
    wrong = [client.post("/sign-in", data={"account": "ana", "password": "no"}, headers=ORIGIN) for _ in range(12)]
    assert [answer.status_code for answer in wrong] == [403] * 10 + [429] * 2
    right = client.post("/sign-in", data={"account": "ana", "password": PASSWORD}, headers=ORIGIN)
    assert right.status_code == 429


def test_a_foreign_page_can_neither_write_nor_connect(serve):
    client = signed_in(serve())
    for origin in ({}, {"origin": "https://elsewhere.test"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"}):
        assert client.post("/budget", headers=origin).status_code == 403
        assert client.post("/sign-out", headers=origin).status_code == 403
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("ws://127.0.0.1/_stcore/stream", headers={**origin}),
        ):
            pass
    assert RAN == []


def test_a_foreign_name_that_leads_here_is_refused(serve):
    client = signed_in(serve())
    assert client.get("/budget", headers={"host": "elsewhere.test"}).status_code == 403
    assert client.get("/sign-in", headers={"host": "elsewhere.test"}).status_code == 403


def test_counters_of_the_framework_are_not_served(serve):
    assert signed_in(serve()).get("/_stcore/metrics").status_code == 403


def test_without_sign_in_only_this_machine_is_served(serve):
    assert serve(sign_in="none").get("/budget", headers={VISIT_HEADER: "1"}).text == "nobody"
    assert serve(sign_in="none", client="192.0.2.7").get("/budget").status_code == 403
    assert serve(sign_in="none", client="not an address").get("/budget").status_code == 403


def test_an_open_page_ends_with_its_visit(serve):
    client = signed_in(serve())
    (visit,) = open_visits()
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", ""], headers={**ORIGIN}
    ) as socket:
        socket.receive_bytes()
        socket.send_bytes(b"")
        assert socket.receive_text() == str(visit)
        visits.revoke(operator(), visit)
        RAN.clear()
        socket.send_bytes(b"")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == 4401
    assert RAN == []
    assert client.get("/media/0123.png").status_code == 401


def test_an_open_page_ends_with_its_visit_even_if_nothing_is_done_on_it(serve, monkeypatch):
    monkeypatch.setattr(websockets, "ASKED_SECONDS", 0.05)
    client = signed_in(serve())
    (visit,) = open_visits()
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", ""], headers={**ORIGIN}
    ) as socket:
        socket.receive_bytes()
        socket.send_bytes(b"")
        assert socket.receive_text() == str(visit), "it stays while the visit counts"
        visits.revoke(operator(), visit)
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == 4401


def test_an_open_page_outlasts_a_database_that_does_not_answer(serve, monkeypatch):
    asked = []

    def fails(number: int) -> bool:
        asked.append(number)
        raise DatabaseFault("unreachable", "The database does not answer.", "", "")

    monkeypatch.setattr(websockets, "ASKED_SECONDS", 0.01)
    monkeypatch.setattr(visits, "stands", fails)
    client = signed_in(serve())
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", ""], headers={**ORIGIN}
    ) as socket:
        socket.receive_bytes()
        while len(asked) < 3:
            time.sleep(0.01)
        socket.send_bytes(b"")
        assert socket.receive_text() == str(open_visits()[0])


def test_a_page_session_cannot_be_taken_over(serve):
    client = signed_in(serve())
    thief = signed_in(TestClient(client.app, base_url=HOST, client=("127.0.0.1", 1), follow_redirects=False), "eve")
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", "mine"], headers={**ORIGIN}
    ) as socket:
        session = session_in(socket.receive_bytes())
    assert session == "x-session", "a session nobody knows is not gone on with"
    with pytest.raises(WebSocketDisconnect):
        thief.websocket_connect(
            "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", session], headers={**ORIGIN}
        ).__enter__()
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", session], headers={**ORIGIN}
    ) as socket:
        assert session_in(socket.receive_bytes()) == f"{session}-session", "its own visit goes on with it"
    put = {"content": b"a", "headers": ORIGIN}
    assert thief.put(f"/_stcore/upload_file/{session}/f", **put).status_code == 403
    assert client.put(f"/_stcore/upload_file/{session}/f", **put).status_code == 200


def test_uploads_are_counted_by_person(serve):
    client = signed_in(serve(uploads_per_minute="3", upload_bytes_per_hour="100"))
    with client.websocket_connect(
        "ws://127.0.0.1/_stcore/stream", ["streamlit", "x", ""], headers={**ORIGIN}
    ) as socket:
        address = f"/_stcore/upload_file/{session_in(socket.receive_bytes())}/f"
    codes = [client.put(address, content=b"a" * size, headers=ORIGIN).status_code for size in (10, 95, 10, 10, 10)]
    assert codes == [200, 429, 200, 200, 429]
    assert RAN == ["upload"] * 3


def test_signing_out_everywhere_ends_all_visits(serve):
    client = signed_in(serve())
    given = {"account": "ana", "password": PASSWORD}
    phone = TestClient(client.app, base_url=HOST, client=("127.0.0.1", 2), follow_redirects=False)
    assert phone.post("/sign-in", data=given, headers=ORIGIN).status_code == 303
    assert phone.get("/budget").status_code == 200
    assert client.post("/sign-out", data={"everywhere": "yes"}, headers=ORIGIN).status_code == 303
    assert phone.get("/budget").status_code == 401
    assert open_visits() == []


def test_an_invitation_serves_once_and_a_short_or_common_password_is_refused(serve):
    client = serve()
    number = people.add(operator(), "ana", "Ana")
    address = f"/invitation/{people.invite(operator(), number)}"
    short = client.post(address, data={"password": "short", "again": "short"}, headers=ORIGIN)
    common = client.post(address, data={"password": "password1234", "again": "password1234"}, headers=ORIGIN)
    differ = client.post(address, data={"password": PASSWORD, "again": "x"}, headers=ORIGIN)
    assert (short.status_code, common.status_code, differ.status_code) == (400, 400, 400)
    assert "one that very many people choose" in common.text
    told = {"password": PASSWORD, "again": PASSWORD}
    assert client.post(address, data=told, headers=ORIGIN).status_code == 303
    assert client.post(address, data=told, headers=ORIGIN).status_code == 410
