"""Answers that contradict each other: the three objectives, the one question that helps most, and asking it again."""

import pytest

from models import ahp_incomplete
from services.errors import Explained
from services.workshops import contradictions, steps
from services.workshops.order import judgments, stored
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import alike, lead
from tests.services.workshops.proposals import AS_OF, ME, OBJECTIVES

NAMES = ("Anna", "Ben", "Carla")
CYCLE = {("O1", "O2"): -4, ("O2", "O3"): -4, ("O1", "O3"): 4}


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, proposals.store(), AS_OF)


def in_a_circle(table: Table) -> None:
    """Let everybody say that each objective matters more than the next, all around."""
    for _ in range(3):
        table.take("ask_next")
        question = table.now.current
        assert question is not None
        for name in NAMES:
            table.vote(name, CYCLE[question.left, question.right])
        table.take("reveal", "accept")


def test_answers_in_a_circle_are_found_with_their_ratio(table: Table) -> None:
    in_a_circle(table)
    found = contradictions.found(table.now)
    assert found is not None
    assert set(found.between) == set(OBJECTIVES)
    judged = judgments(OBJECTIVES, [stored(each) for each in table.now.questions])
    assert found.cr == pytest.approx(ahp_incomplete.weights(3, judged, "geometric").cr)
    assert found.cr_after < found.cr
    asked = next(each for each in table.now.questions if each.id == found.question)
    assert {asked.left, asked.right} == {found.left, found.right}


def test_answers_that_fit_bother_nobody_nor_do_too_few(table: Table) -> None:
    assert contradictions.found(table.now) is None
    lead(table, alike({"O1": 6.0, "O2": 3.0, "O3": 1.0}))
    assert contradictions.found(table.now) is None


def test_the_question_is_asked_again_and_the_others_stay(table: Table) -> None:
    in_a_circle(table)
    found = contradictions.found(table.now)
    assert found is not None
    steps.ask_pair_again(ME, table.scope, table.number, table.now.version, found.question)
    assert table.now.stage == "asking"
    assert table.now.current is not None
    assert (table.now.current.id, table.now.current.round) == (found.question, 2)
    assert sum(each.accepted is not None for each in table.now.questions) == 2
    for name in NAMES:
        table.vote(name, -8)
    table.take("reveal", "accept")
    assert contradictions.found(table.now) is None or contradictions.found(table.now) != found


def test_only_an_accepted_question_of_this_workshop_is_asked_again(table: Table) -> None:
    in_a_circle(table)
    before = table.now
    with pytest.raises(Explained, match="no such question"):
        steps.ask_pair_again(ME, table.scope, table.number, before.version, 999)
    assert table.now == before
