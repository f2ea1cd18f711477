"""The addresses below /join: a code leads to places, a place to the phone, and a guest to nothing else."""

from html import escape

import pytest
from starlette.websockets import WebSocketDisconnect

from services.workshops import joining, making
from tests.services.workshops import round_table
from tests.services.workshops.round_table import FACILITATOR
from tests.ui.gate_served import APP_PATHS, PAGE, RAN
from tests.ui.join.phones import ORIGIN, line, served, sit
from ui.join.seats import SEAT_COOKIE

ANNA = ("Anna <b>Berg</b>", "")


@pytest.fixture
def table(sqlite_url):
    """A workshop that is open, with one person on its list."""
    return round_table.opened(round_table.store(), ANNA)


@pytest.fixture
def device(table, monkeypatch):
    """A device before a server where people sign in; nobody has signed in on it."""
    return served(monkeypatch, sign_in="accounts")


def test_whoever_comes_is_asked_for_the_code(device):
    answer = device.get("/join")
    assert answer.status_code == 200
    assert "Six letters and figures" in answer.text


def test_a_code_however_typed_leads_to_its_places(device, table):
    typed = f" {table.code[:3].lower()}-{table.code[3:]} "
    places = device.post("/join", data={"code": typed}, headers=ORIGIN)
    assert places.status_code == 200, "it is answered at the same address, which holds no code"
    assert "Anna &lt;b&gt;Berg&lt;/b&gt;" in places.text
    assert "<b>Berg" not in places.text
    assert "Join without a name" in places.text


def test_a_code_typed_on_a_device_that_sits_leads_on_without_it(device, table):
    sit(device, table.code)
    answer = device.post("/join", data={"code": table.code}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")
    nothing = device.post("/join", data={"code": ""}, headers=ORIGIN)
    assert (nothing.status_code, nothing.headers["location"]) == (303, "/join")


def test_a_phone_connects_to_its_own_host_alone(device, table):
    sit(device, table.code)
    policy = device.get("/join").headers["content-security-policy"].split("; ")
    assert "connect-src 'self' ws://127.0.0.1 wss://127.0.0.1" in policy


def test_a_place_says_who_sits_there_for_somebody(device, table):
    seat = table.now.seats[0]
    making.change_seat(FACILITATOR, table.scope, table.number, seat.id, votes=True, delegate="Zoe <b>Ito</b>")
    told = device.get("/join", params={"code": table.now.code}).text
    assert f"Zoe &lt;b&gt;Ito&lt;/b&gt;, for {escape(seat.name)}" in told


def test_an_unknown_code_is_told_and_after_many_no_more_are_looked_at(device, table):
    answer = device.get("/join?code=ZZZZZZ")
    assert (answer.status_code, "leads to no workshop" in answer.text) == (404, True)
    for _ in range(joining.PER_ADDRESS):
        device.get("/join?code=ZZZZZZ")
    assert device.get(f"/join?code={table.code}").status_code == 429
    assert sit(device, table.code).status_code == 429


def test_who_sits_down_gets_a_cookie_that_no_script_reads(device, table):
    answer = sit(device, table.code, ANNA[0])
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "path=/join", SEAT_COOKIE):
        assert part in cookie
    phone = device.get("/join")
    assert 'data-base="/join"' in phone.text
    assert "default-src 'none'" in phone.headers["content-security-policy"]
    assert phone.headers["cache-control"] == "no-store"


def test_a_named_place_is_given_once_until_it_is_left(device, table, monkeypatch):
    sit(device, table.code, ANNA[0])
    other = served(monkeypatch, sign_in="accounts")
    refused = sit(other, table.code, ANNA[0].upper())
    assert refused.status_code == 400
    assert "sits at the place" in refused.text
    assert SEAT_COOKIE not in other.cookies
    assert device.post("/join/leave", headers=ORIGIN).status_code == 303
    assert sit(other, table.code, ANNA[0]).status_code == 303


def test_where_only_the_list_may_join_nobody_else_does(sqlite_url, monkeypatch):
    table = round_table.opened(round_table.store(), ANNA, anybody=False)
    device = served(monkeypatch, sign_in="accounts")
    assert "Join without a name" not in device.get(f"/join?code={table.code}").text
    for name in ("", "Eve"):
        assert sit(device, table.code, name).status_code == 400
    assert [seat.name for seat in table.now.seats] == [ANNA[0]]


def test_where_answers_bear_names_that_is_said_and_a_name_is_asked(sqlite_url, monkeypatch):
    table = round_table.opened(round_table.store(), anonymous=False)
    device = served(monkeypatch, sign_in="accounts")
    assert "Answers bear the name" in device.get(f"/join?code={table.code}").text
    assert sit(device, table.code).status_code == 400
    assert sit(device, table.code, "Eve").status_code == 303


def test_names_are_kept_as_a_screen_can_show_them(device, table):
    assert sit(device, table.code, "  Eve\x00\u202e  of   \ud7ff the town" + "x" * 500).status_code == 303
    (name,) = [seat.name for seat in table.now.seats if not seat.invited]
    assert name.startswith("Eve of")
    assert len(name) <= 80
    assert name.isprintable()


def test_a_closed_workshop_is_joined_by_nobody(device, table):
    code = table.code
    table.take("close")
    assert device.get(f"/join?code={code}").status_code == 404
    assert sit(device, code).status_code == 404


@pytest.mark.parametrize("origin", [{}, {"origin": "https://elsewhere.test"}, {"origin": "null"}])
def test_no_page_elsewhere_can_make_a_device_sit_or_leave(device, table, origin):
    given = {"code": table.code, "sit": "yes"}
    assert device.post("/join", data=given, headers=origin).status_code == 403
    sit(device, table.code, ANNA[0])
    assert device.post("/join/leave", headers=origin).status_code == 403
    assert table.now.seats[0].taken


def test_a_phone_of_a_workshop_that_is_over_is_asked_for_the_next_code_and_finds_its_way_back(device, table):
    code = table.code
    sit(device, code, ANNA[0])
    table.take("close")
    for address, status in (("/join", 200), (f"/join?code={code}", 404), ("/join?code=ZZZZZZ", 404)):
        asked = device.get(address)
        assert (asked.status_code, "Six letters and figures" in asked.text) == (status, True)
        assert 'data-base="/join"' not in asked.text
    told = device.get("/join").text
    assert "Weights of 2027" in told
    assert 'href="/join?afterwards"' in told
    assert 'data-base="/join"' in device.get("/join?afterwards").text


def test_a_phone_of_a_workshop_that_is_over_joins_the_next_one(device, table):
    sit(device, table.code, ANNA[0])
    table.take("close")
    following = round_table.opened(round_table.store("other"), ("Anna Berg", ""))
    assert "Anna Berg" in device.get(f"/join?code={following.code}").text
    assert sit(device, following.code, "Anna Berg").status_code == 303
    assert 'data-base="/join"' in device.get("/join").text
    assert following.now.seats[0].taken


def test_the_end_of_a_workshop_is_shown_to_nobody_who_was_not_there(device, table):
    table.take("close")
    assert "Six letters and figures" in device.get("/join?afterwards").text


def test_while_a_workshop_goes_on_its_phone_stays_its_phone(device, table):
    sit(device, table.code, ANNA[0])
    for address in ("/join", f"/join?code={table.code}", "/join?code=ZZZZZZ", "/join?afterwards"):
        assert 'data-base="/join"' in device.get(address).text


@pytest.mark.parametrize("name", ["phone.js", "screens.js", "dissent.js", "phone.css"])
def test_the_phone_gets_its_files_and_no_others(device, name):
    assert device.get(f"/join/files/{name}").status_code == 200
    for other in ("routes.py", "..%2Froutes.py", "%2e%2e/live.py", "phone.html", "a/b"):
        assert device.get(f"/join/files/{other}").status_code == 404


@pytest.mark.parametrize("path", [*APP_PATHS, "/workshop", "/wall", "/alignment", "/join-me", "/joining"])
def test_a_guest_reaches_no_page_and_no_picture(device, table, path):
    RAN.clear()
    sit(device, table.code, ANNA[0])
    # The browser itself sends the cookie only below /join; here it is sent everywhere.
    everywhere = {"cookie": f"{SEAT_COOKIE}={device.cookies[SEAT_COOKIE]}; bellwether={device.cookies[SEAT_COOKIE]}"}
    for headers in (everywhere, {**everywhere, **PAGE}):
        assert device.get(path, headers=headers).status_code in (303, 401)
    assert device.post(path, headers={**everywhere, **ORIGIN}).status_code == 401
    assert RAN == []


@pytest.mark.parametrize("path", ["/join/portfolio", "/join/_stcore/host-config", "/join/media/a.png", "/join/"])
def test_below_join_there_is_nothing_of_the_pages(device, path):
    RAN.clear()
    assert device.get(path).status_code == 404
    assert RAN == []


def test_a_guest_hears_no_events_uploads_nothing_and_opens_no_page_session(device, table):
    RAN.clear()
    sit(device, table.code, ANNA[0])
    everywhere = {"cookie": f"{SEAT_COOKIE}={device.cookies[SEAT_COOKIE]}", **ORIGIN}
    assert device.get(f"/events/workshop/town/{table.number}", headers=everywhere).status_code == 401
    assert device.put("/_stcore/upload_file/a/b", content=b"x", headers=everywhere).status_code == 401
    for path in ("/_stcore/stream", "/join/_stcore/stream", "/join/live/_stcore/stream"):
        with (
            pytest.raises(WebSocketDisconnect),
            device.websocket_connect(f"ws://127.0.0.1{path}", headers=everywhere, subprotocols=["streamlit", "x"]),
        ):
            pass
    assert RAN == []
    with line(device) as phone:
        assert phone.told("shown")["shown"]["stage"] == "lobby"
