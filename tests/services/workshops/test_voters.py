"""The answers of a workshop by voter: only what was shown and accepted counts, and nobody bears a name."""

import numpy as np
import pytest

from data_access import reading as reads
from services.workshops.voters import Voters, voters
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import ask, lead
from tests.services.workshops.proposals import AS_OF, ME, OBJECTIVES, store

MINDS = {
    "Anna": {"O1": 6.0, "O2": 3.0, "O3": 1.0},
    "Ben": {"O1": 1.0, "O2": 2.0, "O3": 1.0},
    "Carla": {"O1": 1.0, "O2": 1.0, "O3": 8.0},
}


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, store(), AS_OF)


def of(table: Table) -> Voters:
    with reads() as work:
        row = work.workshops.get(table.number)
        assert row is not None
        return voters(work, row)


def test_each_has_the_weights_that_their_own_answers_lead_to(table: Table) -> None:
    lead(table, MINDS)
    expected = [[mind[key] / sum(mind.values()) for key in OBJECTIVES] for mind in MINDS.values()]
    found = of(table).weights
    assert found[np.argsort(found[:, 0])] == pytest.approx(np.array(sorted(expected)))


def test_one_who_answered_too_little_to_be_weighed_still_counts_among_the_judgments(table: Table) -> None:
    ask(table, MINDS)
    lead(table, {name: MINDS[name] for name in ("Anna", "Ben")})
    found = of(table)
    assert (len(found.weights), len(found.judgments), len(found.groups)) == (2, 3, 2)


def test_answers_that_were_not_accepted_do_not_count_nor_those_of_the_trial(table: Table) -> None:
    table.take("warm_up")
    table.vote("Anna", 2)
    table.take("reveal", "accept")
    table.ask({"Anna": -1}, accept=False)
    assert of(table).judgments == []
    table.take("accept")
    assert len(of(table).judgments) == 1


def test_only_the_last_round_of_a_question_counts(table: Table) -> None:
    table.ask({"Anna": -1}, accept=False)
    table.take("ask_again")
    table.vote("Anna", -7)
    table.take("reveal", "accept")
    assert [list(each.values()) for each in of(table).judgments] == [[8.0]]


def test_who_abstains_said_nothing(table: Table) -> None:
    table.ask({"Anna": None, "Ben": 1})
    assert [list(each.values()) for each in of(table).judgments] == [[0.5]]
