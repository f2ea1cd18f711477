"""The live line of a phone: what it is told, what it may say, and what becomes of everything else."""

import pytest
from starlette.websockets import WebSocketDisconnect

from data_access import reading
from services.workshops import making, voting
from tests.services.workshops import round_table
from tests.services.workshops.round_table import FACILITATOR
from tests.ui.join.phones import KEY, line, served, sit
from ui.join import live
from ui.join.seats import SEAT_COOKIE

HOSTILE = {
    "no text": "",
    "not JSON": "{",
    "a word": '"words"',
    "a list": '["words"]',
    "a number": "1",
    "nothing": "null",
    "deep": "[" * 4_000,
    "no key": '{"question": 1, "round": 1, "answer": 1}',
    "an endless number": '{"question": 1, "round": 1, "answer": Infinity, "key": "k"}',
    "a huge question": '{"question": 1' + "0" * 40 + ', "round": 1, "answer": 1, "key": "' + KEY + '"}',
    "a large question": '{"question": 99999999999, "round": 1, "answer": 1, "key": "' + KEY + '"}',
    "a part of an answer": '{"question": 1, "round": 1, "answer": 1.5, "key": "' + KEY + '"}',
    "a word as answer": '{"question": 1, "round": 1, "answer": "1 OR 1", "key": "' + KEY + '"}',
    "an object as question": '{"question": {"a": 1}, "round": 1, "answer": 1, "key": "' + KEY + '"}',
    "half a letter": '{"words": "\\ud800", "name": "\\ud800"}',
}


@pytest.fixture
def table(sqlite_url):
    """A workshop that is open."""
    return round_table.opened(round_table.store())


@pytest.fixture
def device(table, monkeypatch):
    """A device that sits at it."""
    found = served(monkeypatch, sign_in="accounts")
    assert sit(found, table.code).status_code == 303
    return found


def test_a_phone_is_told_each_step_and_says_saved_only_what_is_stored(device, table):
    with line(device) as phone:
        assert phone.told("shown")["shown"]["stage"] == "lobby"
        table.take("ask_next")
        told = phone.told("shown")
        assert told["shown"]["question"]["left"]["name"]
        assert told["me"]["may_answer"]
        asked = table.question.id
        phone.vote(-3, asked)
        assert phone.told("saved")["saved"] == {"question": asked, "round": 1, "answer": -3}
        assert table.ballots() == [-3]
        phone.vote(2, asked)
        phone.told("saved")
        phone.vote(2, asked)
        phone.told("saved")
        assert table.ballots() == [2]
        table.take("reveal")
        assert phone.told("shown")["shown"]["stage"] == "revealed"
        phone.vote(8, asked)
        assert "closed" in phone.told("refused")["refused"]
        assert table.ballots() == [2]


def test_answers_are_never_told_before_they_are_shown(device, table):
    table.take("ask_next")
    others = [table.join() for _ in range(3)]
    for other in others:
        table.vote(other, 7)
    with line(device) as phone:
        told = phone.told("shown")
        assert "counts" not in told["shown"]["question"]
        assert "7" not in str(told["shown"]["question"].get("accepted"))
        table.take("reveal")
        assert phone.told("shown")["shown"]["question"]["counts"] == {"7": 3}


def test_a_phone_that_comes_back_finds_where_it_stands(device, table):
    table.take("ask_next")
    with line(device) as phone:
        phone.told("shown")
        phone.vote(None, table.question.id)
        phone.told("saved")
    with line(device) as phone:
        assert phone.told("shown")["me"]["answered"]
    assert table.ballots() == [None]


def test_a_phone_learns_at_once_that_its_place_does_not_vote_any_more(device, table):
    with line(device) as phone:
        assert phone.told("shown")["me"]["votes"]
        making.change_seat(FACILITATOR, table.scope, table.number, table.now.seats[0].id, votes=False, conflicts=["O1"])
        me = phone.told("shown")["me"]
        assert (me["votes"], me["conflicts"]) == (False, ["Clean water"])
        table.take("ask_next")
        me = phone.told("shown")["me"]
        assert (me["may_answer"], list(me["kept_out"])) == ([], [str(table.question.id)])


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_else_is_said_is_refused_and_the_line_goes_on(device, table, name):
    table.take("ask_next")
    with line(device) as phone:
        phone.told("shown")
        phone.say(HOSTILE[name])
        assert phone.told("refused")["refused"]
        phone.vote(1, table.question.id)
        phone.told("saved")
    assert table.ballots() == [1]
    with reading() as work:
        assert work.workshops.dissents(table.number) == []


def test_bytes_are_no_message(device, table):
    table.take("ask_next")
    with line(device) as phone:
        phone.told("shown")
        phone.socket.send_bytes(b"\x00\xff")
        assert phone.told("refused")["refused"]


@pytest.mark.parametrize("answer", [9, -9, 2**31, True, "3", 0.5])
def test_an_answer_that_is_not_on_the_scale_is_refused(device, table, answer):
    table.take("ask_next")
    with line(device) as phone:
        phone.vote(answer, table.question.id)
        phone.told("refused")
    assert table.ballots() == []


@pytest.mark.parametrize("key", ["", "short", KEY + "0", KEY[:-1] + "'", None, 5])
def test_a_key_that_is_none_is_refused(device, table, key):
    table.take("ask_next")
    with line(device) as phone:
        phone.vote(1, table.question.id, key=key)
        phone.told("refused")
    assert table.ballots() == []


def test_another_key_does_not_let_a_place_answer_twice(device, table):
    table.take("ask_next")
    with line(device) as phone:
        phone.vote(1, table.question.id)
        phone.told("saved")
        phone.vote(8, table.question.id, key="f" * 32)
        assert "another device" in phone.told("refused")["refused"]
    assert table.ballots() == [1]


def test_a_question_of_another_workshop_or_round_is_refused(device, table):
    other = round_table.opened(round_table.store("other"))
    other.join()
    other.take("ask_next")
    table.take("ask_next")
    with line(device) as phone:
        phone.vote(1, other.question.id)
        phone.told("refused")
        for number in (0, 2, -1):
            phone.vote(1, table.question.id, number)
            phone.told("refused")
    assert (table.ballots(), other.ballots()) == ([], [])


def test_a_message_too_long_and_too_many_messages_end_the_line(device, table):
    with line(device) as phone:
        phone.told("shown")
        phone.say("x" * (live.LONGEST + 1))
        with pytest.raises(WebSocketDisconnect) as ended:
            phone.told("never")
        assert ended.value.code == live.TOO_MUCH
    with line(device) as phone:
        for _ in range(live.A_MINUTE + 1):
            phone.say("1")
        with pytest.raises(WebSocketDisconnect) as ended:
            phone.told("never")
        assert ended.value.code == live.TOO_MUCH


@pytest.mark.parametrize("cookie", ["", f"{SEAT_COOKIE}=", f"{SEAT_COOKIE}=made-up"])
def test_who_sits_nowhere_is_sent_away(table, monkeypatch, cookie):
    stranger = served(monkeypatch, sign_in="accounts")
    with line(stranger, cookie=cookie) as phone, pytest.raises(WebSocketDisconnect) as ended:
        phone.told("shown")
    assert ended.value.code == live.NOT_SEATED


@pytest.mark.parametrize("sign_in", ["accounts", "none"])
@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", ""])
def test_a_page_elsewhere_cannot_speak_with_somebodys_cookie(device, monkeypatch, sign_in, origin):
    other = served(monkeypatch, sign_in=sign_in)
    cookie = f"{SEAT_COOKIE}={device.cookies[SEAT_COOKIE]}"
    with pytest.raises(WebSocketDisconnect), line(other, cookie=cookie, origin=origin) as phone:
        phone.told("shown")


def test_a_place_that_is_freed_ends_its_line_and_votes_no_more(device, table):
    token = device.cookies[SEAT_COOKIE]
    table.take("ask_next")
    with line(device) as phone:
        phone.told("shown")
        making.free_seat(FACILITATOR, table.scope, table.number, table.now.seats[0].id)
        with pytest.raises(WebSocketDisconnect) as ended:
            phone.told("never")
        assert ended.value.code == live.NOT_SEATED
    with pytest.raises(voting.NotSeated):
        voting.vote(token, table.question.id, 1, 1, KEY)


def test_a_view_for_the_minutes_is_kept_as_it_was_written(device, table):
    table.take("abandon")
    with line(device) as phone:
        assert phone.told("shown")["me"]["signs"] == ""
        said = {"words": " I would put <b>safety</b>\x00 first. ", "named": False, "key": KEY}
        for _ in range(2):
            phone.say(said)
            assert phone.told("noted") == {"noted": True}
        phone.say({"words": "  ", "named": False, "key": KEY})
        phone.told("refused")
    with reading() as work:
        (said,) = work.workshops.dissents(table.number)
    assert (said["words"], said["given_name"]) == ("I would put <b>safety</b> first.", "")


def test_nobody_signs_a_view_with_a_name_that_is_not_that_of_the_place(device, table):
    table.take("abandon")
    with line(device) as phone:
        for claimed in ({"named": True}, {"named": "Eve"}, {"named": False, "name": "Eve"}):
            phone.say({"words": f"I saw it otherwise: {len(claimed)}.", "key": KEY, **claimed})
            phone.told("refused" if claimed["named"] is True else "noted")
    with reading() as work:
        assert {said["given_name"] for said in work.workshops.dissents(table.number)} == {""}


def test_who_is_on_the_list_signs_with_that_name(sqlite_url, monkeypatch):
    table = round_table.opened(round_table.store(), ("Anna Berg", ""))
    device = served(monkeypatch, sign_in="accounts")
    sit(device, table.code, "Anna Berg")
    table.take("abandon")
    with line(device) as phone:
        assert phone.told("shown")["me"]["signs"] == "Anna Berg"
        phone.say({"words": "Safety first.", "named": True, "key": KEY})
        phone.told("noted")
    with reading() as work:
        assert [said["given_name"] for said in work.workshops.dissents(table.number)] == ["Anna Berg"]
