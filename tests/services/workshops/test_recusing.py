"""Whoever is kept out of questions that are open already is not asked them, and the minutes say what is true."""

import pytest

from services.errors import Explained, NotAllowed
from services.workshops import making
from tests.services import town
from tests.services.workshops.held import Table, open_workshop


@pytest.fixture
def table(sqlite_url: str) -> Table:
    """Three people at a workshop whose first question is open."""
    table = open_workshop(town.ME, town.store(town.MAY), town.MAY)
    table.take("ask_next")
    return table


def seat(table: Table, name: str) -> int:
    """The number of somebody's place."""
    return next(each.id for each in table.now.seats if each.name == name)


def test_a_conflict_noted_while_the_question_is_open_takes_it_from_who_has_not_answered(table: Table) -> None:
    making.change_seat(town.ME, table.scope, table.number, seat(table, "Ben"), votes=True, conflicts=["O1"])
    with pytest.raises(NotAllowed, match="You do not vote on this question"):
        table.vote("Ben", 2)


def test_lifted_again_it_gives_the_question_back(table: Table) -> None:
    for conflicts in (["O1"], []):
        making.change_seat(town.ME, table.scope, table.number, seat(table, "Ben"), votes=True, conflicts=conflicts)
    table.vote("Ben", 2)


@pytest.mark.parametrize(("votes", "conflicts"), [(True, ["O1"]), (False, [])])
def test_an_answer_that_was_given_counts_and_the_change_is_refused(
    table: Table, votes: bool, conflicts: list[str]
) -> None:
    table.vote("Ben", 2)
    before = table.now.seats
    with pytest.raises(Explained, match="Ben has already answered"):
        making.change_seat(town.ME, table.scope, table.number, seat(table, "Ben"), votes=votes, conflicts=conflicts)
    assert table.now.seats == before
