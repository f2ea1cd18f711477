"""Workshops as stored: a step is taken once, a place belongs to one device, and views come in no order."""

from datetime import UTC, date, datetime

import pytest

from data_access import UnitOfWork, transaction
from services import portfolios
from services.access import operator

HELD = {"kind": "weights", "title": "One", "as_of": date(2026, 5, 31), "anonymous": True, "practice": False}
SEAT = {"voter_group": "", "votes": True, "invited": True, "delegate": None, "conflicts": [], "token_hash": None}


@pytest.fixture
def portfolio(database_url):
    return portfolios.create(operator(), "town", "Town", "USD").id


def made(work: UnitOfWork, portfolio: int, **values: object) -> int:
    return work.workshops.add(portfolio, "me", {**HELD, "frame": {}, **values})


def seat(work: UnitOfWork, number: int, name: str, **values: object) -> int:
    return work.workshops.add_seat(number, {**SEAT, "name": name, "joined_at": None, **values})


def test_a_workshop_is_read_as_it_was_stored_and_only_in_its_portfolio(portfolio):
    with transaction() as work:
        number = made(work, portfolio, frame={"quorum": 3})
        found = work.workshops.get(number, portfolio)
        assert found is not None
        assert (found["title"], found["frame"], found["stage"], found["version"]) == ("One", {"quorum": 3}, "draft", 1)
        assert (found["result"], found["decision"], found["code"]) == (None, None, None)
        assert work.workshops.get(number, portfolio + 1) is None
        later = made(work, portfolio, replaces_id=number)
        assert [row["id"] for row in work.workshops.listing(portfolio)] == [later, number]
        assert work.workshops.listing(portfolio + 1) == []


def test_a_step_is_taken_once_by_who_saw_the_present_version(portfolio):
    with transaction() as work:
        number = made(work, portfolio)
        assert work.workshops.change(number, 1, {"stage": "lobby", "code": "ABC234"})
        assert not work.workshops.change(number, 1, {"stage": "closed"})
        found = work.workshops.by_code("ABC234")
        assert found is not None
        assert (found["id"], found["stage"], found["version"]) == (number, "lobby", 2)
        assert work.workshops.by_code("ABC235") is None


def test_a_place_belongs_to_one_device_until_it_is_freed(portfolio):
    with transaction() as work:
        number = made(work, portfolio)
        place = seat(work, number, "Anna")
        assert work.workshops.sit(place, "first")
        assert not work.workshops.sit(place, "second")
        assert work.workshops.seat_of("second") is None
        found = work.workshops.seat_of("first")
        assert found is not None
        assert found["id"] == place
        assert work.workshops.change_seat(place, {"token_hash": None})
        assert work.workshops.sit(place, "second")
        assert work.workshops.seat_of("first") is None


def test_only_a_place_at_which_nobody_ever_sat_is_taken_away(portfolio):
    with transaction() as work:
        number = made(work, portfolio)
        never, once = seat(work, number, "Anna"), seat(work, number, "Ben", joined_at=datetime.now(UTC))
        work.workshops.remove_seat(never)
        work.workshops.remove_seat(once)
        assert [each["name"] for each in work.workshops.seats(number)] == ["Ben"]


def test_questions_come_in_their_order_and_change_one_by_one(portfolio):
    with transaction() as work:
        number = made(work, portfolio)
        keys = {"left_key": "O1", "right_key": "O2", "asked_at": datetime.now(UTC)}
        second = work.workshops.add_question(number, {"position": 1, **keys})
        first = work.workshops.add_question(number, {"position": 0, **keys})
        work.workshops.change_question(first, {"revealed": True})
        assert [(each["id"], each["revealed"]) for each in work.workshops.questions(number)] == [
            (first, True),
            (second, False),
        ]
        held = work.workshops.hold_question(second)
        assert held is not None
        assert (held["round"], held["revealed"], held["accepted"]) == (1, False, None)
        assert work.workshops.question(second + first) is None


def test_views_for_the_minutes_are_numbered_by_chance(portfolio):
    with transaction() as work:
        number = made(work, portfolio)
        for place in range(12):
            work.workshops.dissent(number, str(place), "", "k" * 32)
        told = [int(each["words"]) for each in work.workshops.dissents(number)]
        assert sorted(told) == list(range(12))
        assert told != list(range(12))
