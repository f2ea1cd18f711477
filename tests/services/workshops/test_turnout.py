"""Who has joined and answered: numbers, names only in the first round, and never what anybody said."""

import pytest

from services.errors import NotFound
from services.workshops import joining, making
from services.workshops.turnout import Turnout, turnout
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, proposals.store(), AS_OF)


@pytest.fixture
def here(sqlite_url: str) -> Table:
    return open_workshop(ME, proposals.store(), AS_OF)


def now(table: Table) -> Turnout:
    return turnout(table.scope, table.number)


def test_before_a_question_it_is_who_has_joined(here: Table) -> None:
    making.invite(ME, here.scope, here.number, [("Dora", "")])
    assert (now(here).joined, now(here).answered, now(here).waiting) == (3, 0, ())


def test_those_who_have_not_answered_are_named_in_the_first_round_only(table: Table) -> None:
    table.take("ask_next")
    table.vote("Ben", 2)
    assert (now(table).answered, now(table).may_answer, now(table).waiting) == (1, 3, ("Anna", "Carla"))
    table.take("reveal", "ask_again")
    assert now(table).waiting == ()


def test_a_changed_answer_is_one_answer(here: Table) -> None:
    here.take("ask_next")
    for answer in (2, -3, 4):
        here.vote("Ben", answer)
    assert now(here).answered == 1


def test_nobody_waits_for_people_who_have_not_joined_or_do_not_vote(here: Table) -> None:
    making.invite(ME, here.scope, here.number, [("Dora", "")])
    making.change_seat(ME, here.scope, here.number, here.now.seats[0].id, votes=False)
    here.take("ask_next")
    assert (now(here).joined, now(here).may_answer, now(here).waiting) == (2, 2, ("Ben", "Carla"))


def test_who_answered_and_left_still_counts(here: Table) -> None:
    here.take("ask_next")
    here.vote("Ben", 2)
    joining.leave(here.tokens["Ben"])
    assert (now(here).joined, now(here).may_answer, now(here).answered) == (2, 3, 1)


def test_a_workshop_of_another_portfolio_tells_nothing(here: Table) -> None:
    with pytest.raises(NotFound):
        turnout(town.store(town.MAY, key="other"), here.number)
