"""Workshops as they stand: the newest first, and none that would tell of what is kept from the reader."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.access import Scope
from services.errors import NotFound
from services.workshops import challenging, making, reading
from services.workshops.rules import Rules
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return proposals.store()


def test_the_newest_comes_first_and_those_of_other_portfolios_not_at_all(sqlite_url: str) -> None:
    here = proposals.store()
    for title in ("First", "Second"):
        making.prepare_weights(ME, here, AS_OF, title, Rules())
    elsewhere = town.store(town.MAY, key="other")
    making.prepare_weights(town.ME, elsewhere, town.MAY, "Elsewhere", Rules())
    assert [each.title for each in reading.listing(here)] == ["Second", "First"]
    with pytest.raises(NotFound):
        reading.read(elsewhere, reading.listing(here)[0].id)


def test_where_it_stands_is_told_with_its_places_and_questions(here: Scope) -> None:
    table = open_workshop(ME, here, AS_OF)
    table.ask({"Anna": 1}, accept=False)
    held = table.now
    assert (held.under_way, held.over) == (True, False)
    assert [seat.taken for seat in held.seats] == [True, True, True]
    assert held.current == held.questions[0]
    assert (held.questions[0].revealed, held.questions[0].counts) == (True, True)
    assert held.names == {"O1": "Growth", "O2": "Safety", "O3": "Clean air"}
    table.take("close")
    assert (table.now.under_way, table.now.over) == (False, True)


def test_a_challenge_is_not_shown_to_who_does_not_see_every_project(here: Scope) -> None:
    made = challenging.prepare_challenge(ME, here, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    weighed = making.prepare_weights(ME, here, AS_OF, "Weights", Rules())
    reader = replace(here, hidden=frozenset({"A"}))
    assert [each.id for each in reading.listing(reader)] == [weighed]
    with pytest.raises(NotFound):
        reading.read(reader, made)


def test_a_workshop_of_a_date_that_is_kept_back_is_not_shown(here: Scope) -> None:
    number = making.prepare_weights(ME, here, AS_OF, "Weights", Rules())
    assert reading.read(replace(here, until=AS_OF), number).id == number
    early = replace(here, until=AS_OF - timedelta(days=1))
    assert reading.listing(early) == []
    with pytest.raises(NotFound):
        reading.read(early, number)


def test_nothing_that_is_read_holds_a_token(here: Scope) -> None:
    table: Table = open_workshop(ME, here, AS_OF)
    told = str(table.now)
    assert "token" not in told
    assert not [token for token in table.tokens.values() if token in told]
