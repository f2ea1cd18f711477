"""How far a workshop is: no weights before the answers connect all, and settled once nothing can change."""

import pytest

from services.workshops.progress import progress
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import ask, lead
from tests.services.workshops.proposals import AS_OF, ME

MIND = {"O1": 6.0, "O2": 3.0, "O3": 1.0}
EVERYBODY = dict.fromkeys(("Anna", "Ben", "Carla"), MIND)


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, proposals.store(), AS_OF)


def test_until_the_answers_connect_all_objectives_there_are_no_weights(table: Table) -> None:
    found = progress(table.now)
    assert (found.weights, found.answered, found.pairs, found.asked_all) == (None, 0, 3, False)
    ask(table, EVERYBODY)
    assert (progress(table.now).weights, progress(table.now).answered) == (None, 1)
    ask(table, EVERYBODY)
    assert progress(table.now).weights == pytest.approx({"O1": 0.6, "O2": 0.3, "O3": 0.1})
    assert not progress(table.now).asked_all


def test_with_all_pairs_answered_nothing_is_open(table: Table) -> None:
    lead(table, EVERYBODY)
    found = progress(table.now)
    assert (found.stable, found.open_pairs, found.asked_all, found.answered) == (True, (), True, 3)


def test_a_single_answer_about_an_objective_leaves_its_place_open(table: Table) -> None:
    ask(table, EVERYBODY)
    ask(table, EVERYBODY)
    found = progress(table.now)
    assert not found.stable
    assert found.open_pairs
    assert {key for pair in found.open_pairs for key in pair} <= set(MIND)


def test_a_question_without_an_answer_is_asked_but_not_answered(table: Table) -> None:
    for _ in range(3):
        table.take("ask_next", "reveal", "accept")
    found = progress(table.now)
    assert (found.answered, found.asked_all, found.weights) == (0, True, None)
