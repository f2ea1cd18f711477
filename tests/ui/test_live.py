"""The event stream: told to whoever may see the workshop, and only as long as their visit counts."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from data_access.events import HUB
from services import people, visits
from services.access import operator
from services.workshops.terms import topic
from tests.services.workshops import round_table
from tests.ui.gate_served import open_visits, signed_in
from tests.ui.join.phones import served
from ui import live

SECONDS = 5


@pytest.fixture
def table(sqlite_url, monkeypatch):
    """A workshop that is open; no other process is listened to."""
    monkeypatch.setattr("data_access.events._listen", lambda hub: hub.retire())
    return round_table.opened(round_table.store())


def first_words(stream: AsyncIterator[str], *between: object) -> list[str]:
    """Return the first word of a stream, and the next one after each thing done."""

    async def listen() -> list[str]:
        words = [await asyncio.wait_for(anext(stream), SECONDS)]
        for doing in between:
            doing()  # type: ignore[operator]
            words.append(await asyncio.wait_for(anext(stream), SECONDS))
        await stream.aclose()  # type: ignore[attr-defined]
        return words

    return asyncio.run(listen())


def stream_of(table: round_table.Table, visit: str = "") -> AsyncIterator[str]:
    return live._told(visit, (topic(table.number, "step"), topic(table.number, "votes")))


def test_it_speaks_at_once_and_at_each_step_and_answer(table):
    device = table.join()
    doing = (lambda: table.take("ask_next"), lambda: table.vote(device, 1), lambda: table.take("reveal"))
    assert first_words(stream_of(table), *doing) == [f"data: {told}\n\n" for told in range(4)]


def test_it_says_nothing_of_what_was_answered(table):
    device = table.join()
    table.take("ask_next")
    (_, told) = first_words(stream_of(table), lambda: table.vote(device, 7))
    assert told == "data: 1\n\n"


def test_what_happens_at_once_is_told_at_once(table, monkeypatch):
    monkeypatch.setattr(live, "QUIET_SECONDS", 0.3)
    devices = [table.join() for _ in range(3)]
    table.take("ask_next")

    def all_vote() -> None:
        for device in devices:
            table.vote(device, 1)

    (_, told, then) = first_words(stream_of(table), all_vote, lambda: None)
    assert (told, then) == ("data: 1\n\n", ": still here\n\n")


def test_another_workshop_is_not_told(table, monkeypatch):
    monkeypatch.setattr(live, "QUIET_SECONDS", 0.3)
    other = round_table.opened(round_table.store("other"))
    assert first_words(stream_of(table), lambda: other.take("ask_next"))[1] == ": still here\n\n"


def test_whoever_goes_is_waited_for_no_more(table):
    first_words(stream_of(table))
    assert not HUB.anybody


def test_it_ends_with_the_visit(table, monkeypatch):
    client = signed_in(served(monkeypatch, sign_in="accounts"))
    (visit,) = open_visits()
    monkeypatch.setattr(live, "QUIET_SECONDS", 0.1)
    stream = stream_of(table, str(visit))
    assert first_words(stream_of(table, str(visit)), lambda: None)[1] == ": still here\n\n"
    with pytest.raises(StopAsyncIteration):
        first_words(stream, lambda: visits.revoke(operator(), visit))
    assert client.get(f"/events/workshop/town/{table.number}").status_code == 401


@pytest.mark.parametrize(
    "path", ["/events/workshop/town/999", "/events/workshop/nowhere/1", "/events/workshop/other/1"]
)
def test_a_workshop_that_is_not_here_is_not_told(table, monkeypatch, path):
    round_table.store("other")
    assert served(monkeypatch, sign_in="none").get(path).status_code == 404


def test_who_does_not_see_the_portfolio_hears_nothing(table, monkeypatch):
    address = f"/events/workshop/town/{table.number}"
    client = served(monkeypatch, sign_in="accounts")
    assert client.get(address).status_code == 401
    signed_in(client)
    (ana,) = people.listing(operator())
    people.set_role(operator(), ana.id, "", "")
    assert client.get(address).status_code == 404


def test_its_address_holds_for_any_key():
    assert live.address_of("a/b c", 3).endswith("/events/workshop/a%2Fb%20c/3")
