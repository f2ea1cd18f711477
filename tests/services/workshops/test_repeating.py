"""A workshop held again is a new version: the same people and rules, asked about what holds now."""

import pytest

from services import access
from services.errors import Explained, NotFound
from services.workshops import challenging, deciding, joining, making, repeating
from services.workshops.rules import Rules
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME

NAMES = ("Anna", "Ben", "Carla")


def test_again_makes_a_new_version_with_the_same_people_and_rules(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    table.take("close")
    seat = table.now.seats[0]
    making.change_seat(ME, table.scope, table.number, seat.id, votes=True, delegate="Zoe", conflicts=["A"])
    before = table.now
    made = Table(ME, table.portfolio, repeating.again(ME, table.scope, table.number))
    assert table.now == before, "what was found and decided stays"
    assert (made.now.replaces, made.now.stage, made.now.code, made.now.result) == (table.number, "draft", None, None)
    assert (made.now.frame, made.now.anonymous) == (before.frame, before.anonymous)
    assert made.now.title == f"{before.title}, version 2"
    assert [(one.name, one.delegate, one.conflicts, one.taken, one.joined_at) for one in made.now.seats] == [
        ("Anna", "Zoe", ("A",), False, None), ("Ben", None, (), False, None), ("Carla", None, (), False, None),
    ]  # fmt: skip
    assert made.now.questions == ()


def test_who_only_joined_by_code_is_not_expected_the_next_time(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    table.join("Passer-by")
    table.take("close")
    made = Table(ME, table.portfolio, repeating.again(ME, table.scope, table.number))
    assert [seat.name for seat in made.now.seats] == ["Anna", "Ben", "Carla"]


def test_devices_of_the_old_version_do_not_sit_at_the_new_one(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    table.take("close")
    made = Table(ME, table.portfolio, repeating.again(ME, table.scope, table.number))
    made.take("open_session")
    assert not joining.sits(table.tokens["Anna"], made.now.code or "")


def test_a_workshop_under_way_cannot_be_done_again(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    with pytest.raises(Explained, match="still under way"):
        repeating.again(ME, table.scope, table.number)
    with pytest.raises(NotFound):
        repeating.again(ME, access.scope(ME, table.portfolio), 999)


def test_after_a_decision_the_new_version_begins_from_what_was_decided(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    for _ in range(2):
        table.ask(dict.fromkeys(NAMES, 0))
    table.take("close")
    points = {"O1": 10.0, "O2": 20.0, "O3": 70.0}
    deciding.accept_weights(
        ME, table.scope, table.number, table.now.version, AS_OF, "Board", points, dict.fromkeys(points, "So agreed.")
    )
    made = Table(ME, table.portfolio, repeating.again(ME, table.scope, table.number))
    shares = {each["key"]: each["share"] for each in made.now.frame["objectives"]}
    assert shares == pytest.approx({key: value / 100 for key, value in points.items()})


def test_a_challenge_held_again_asks_about_the_ratings_in_force(sqlite_url: str) -> None:
    scope = proposals.store()
    number = challenging.prepare_challenge(ME, scope, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    table = Table(ME, scope.portfolio, number)
    making.invite(ME, scope, number, [(name, "") for name in NAMES])
    table.take("open_session")
    table.join(*NAMES)
    table.ask(dict.fromkeys(NAMES, 4))
    table.take("close")
    (found,) = table.now.result["ratings"]
    pair = (found["project"], found["objective"])
    told = (table.number, table.now.version, AS_OF, "Board", {pair: "extreme"}, {})
    challenging.accept_ratings(ME, table.scope, *told)
    made = Table(ME, table.portfolio, repeating.again(ME, table.scope, number)).now
    now = {(each["project"], each["objective"]): each["rating"] for each in made.frame["ratings"]}
    assert now.get(pair, "extreme") == "extreme"
    assert made.frame["total"] == proposals.TOTAL
