"""The minutes tell each step and everybody who was there, and never who answered what."""

from dataclasses import asdict

import pytest

from services import portfolios
from services.access import Scope
from services.errors import NotFound
from services.workshops import challenging, making, minutes, voting
from services.workshops.minutes import Minutes
from services.workshops.rules import Rules
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def scope(sqlite_url: str) -> Scope:
    return proposals.store()


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return proposals.store()


def of(table: Table) -> Minutes:
    return minutes.minutes(table.scope, table.number)


def test_each_round_of_each_question_stands_with_how_often_each_answer_was_given(scope: Scope) -> None:
    table = open_workshop(ME, scope, AS_OF)
    table.ask({"Anna": -8, "Ben": 8, "Carla": 0}, accept=False)
    table.take("discuss", "ask_again")
    table.vote("Ben", -8)
    table.take("reveal", "accept")
    table.ask({"Anna": 1, "Ben": 1, "Carla": 3})
    table.take("close")
    first, second = of(table).agenda
    assert (first.number, second.number) == (1, 2)
    assert (first.left, first.right) == ("Growth", "Safety")
    assert [(each.number, each.answered, each.of, each.counts) for each in first.rounds] == [
        (1, 3, 3, {"-8": 1, "0": 1, "8": 1}),
        (2, 3, 3, {"-8": 2, "0": 1}),
    ]
    assert [each.counts for each in second.rounds] == [{"1": 2, "3": 1}]
    assert first.accepted is not None
    assert first.accepted["ratio"] == pytest.approx(9 ** (2 / 3))
    assert first.rounds[0].group is not None
    assert first.rounds[0].group["ratio"] == pytest.approx(1)


@pytest.mark.parametrize(("answers", "told"), [(2, False), (3, True)])
def test_a_round_with_fewer_than_three_answers_is_not_shown(scope: Scope, answers: int, told: bool) -> None:
    table = open_workshop(ME, scope, AS_OF)
    table.ask(dict.fromkeys(("Anna", "Ben", "Carla")[:answers], 5))
    (item,) = of(table).agenda
    assert item.rounds[0].answered == answers
    assert (item.rounds[0].counts is not None, item.rounds[0].group is not None) == (told, told)


def test_where_answers_bear_names_few_answers_are_shown_too(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF, rules=Rules(anonymous=False))
    table.ask({"Anna": 5})
    assert of(table).agenda[0].rounds[0].counts == {"5": 1}


def test_what_is_still_being_answered_is_not_in_the_minutes(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF)
    table.take("ask_next")
    table.vote("Anna", 5)
    assert of(table).agenda == ()
    table.take("reveal", "ask_again")
    (item,) = of(table).agenda if of(table).agenda else (None,)
    assert item is None or [each.number for each in item.rounds] == [1]


def test_the_trial_is_not_in_the_minutes(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF)
    table.take("warm_up", "reveal", "accept")
    table.ask({"Anna": 1, "Ben": 1, "Carla": 1})
    assert [each.number for each in of(table).agenda] == [1]


def test_no_name_stands_next_to_an_answer(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF, ("Anna", "Ben", "Carla", "Dora"))
    for said in ((-7, -6, -5, -4), (7, 6, 5, 4)):
        table.ask(dict(zip(("Anna", "Ben", "Carla", "Dora"), said, strict=True)))
    table.take("close")
    held = of(table)
    told = str([asdict(each) for each in held.agenda])
    assert "'-7': 1" in told
    for name in ("Anna", "Ben", "Carla", "Dora"):
        assert name not in told
        assert name not in str(held.workshop.result)
    assert not {"answer", "counts", "group_answer"} & set(asdict(held.roster[0]))


def test_how_an_accepted_answer_of_too_few_came_about_is_not_kept(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF)
    table.ask({"Anna": -7, "Ben": 3})
    told = of(table).agenda[0].accepted
    assert told is not None
    assert (told["answers"], set(told) & {"counts", "spread"}) == (2, set())


def test_the_roster_tells_who_came_for_whom_and_who_was_recused(here: Scope) -> None:
    made = challenging.prepare_challenge(ME, here, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    table = Table(ME, here.portfolio, made)
    making.invite(ME, here, made, [("Anna", "Board"), ("Ben", "")])
    anna, ben = table.now.seats
    making.change_seat(ME, here, made, anna.id, votes=True, delegate="Zoe", conflicts=["A", "B"])
    making.change_seat(ME, here, made, ben.id, votes=False)
    table.take("open_session")
    table.join("Anna", "Guest")
    told = [
        (each.name, each.group, each.votes, each.delegate, each.invited, each.came, each.recused)
        for each in of(table).roster
    ]
    assert told == [
        ("Anna", "Board", True, "Zoe", True, True, 2),
        ("Ben", "", False, None, True, False, 0),
        ("Guest", "", True, None, False, True, 0),
    ]


def test_dissent_bears_a_name_only_where_one_was_given(scope: Scope) -> None:
    table = open_workshop(ME, scope, AS_OF)
    voting.dissent(table.tokens["Anna"], " Safety comes first. ", "a" * 32)
    voting.dissent(table.tokens["Ben"], "I agree with nobody.", "b" * 32, named=True)
    assert {(each.words, each.name) for each in of(table).dissent} == {
        ("Safety comes first.", ""), ("I agree with nobody.", "Ben"),
    }  # fmt: skip


def test_a_workshop_of_another_portfolio_has_no_minutes_here(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF)
    other = town.store(town.MAY, key="other")
    with pytest.raises(NotFound):
        minutes.minutes(other, table.number)
    assert portfolios.facts(other).key == "other"
