"""Practice: simulated people who sit down and answer near the weights in force, and never count."""

import pytest

from services.access import Scope
from services.workshops import making, practice
from services.workshops.practice import PEOPLE
from services.workshops.rules import Rules
from services.workshops.terms import STRONGEST
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, ballots_stored
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def here(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Scope:
    monkeypatch.setattr(practice, "SECONDS", (0.0, 0.0))
    return proposals.store()


def opened(scope: Scope, scale: str = "verbal") -> Table:
    number = making.prepare_weights(ME, scope, AS_OF, "Try", Rules(practice=True, scale=scale))
    table = Table(ME, scope.portfolio, number)
    table.take("open_session")
    return table


def answered(table: Table) -> list[int]:
    """Let the simulated people answer the next question, and return what they said."""
    table.take("ask_next")
    practice._answer(table.number)
    question = table.now.current
    assert question is not None
    return [answer for _, _, answer in ballots_stored(question.id) if answer is not None]


def test_they_sit_down_when_it_opens_and_are_named_as_simulated(here: Scope) -> None:
    seats = opened(here).now.seats
    assert [seat.name for seat in seats] == [f"Simulated {number}" for number in range(1, PEOPLE + 1)]
    assert all(seat.taken and seat.votes and not seat.invited for seat in seats)


@pytest.mark.parametrize("scale", ["verbal", "saaty"])
def test_each_gives_one_answer_of_the_scale(here: Scope, scale: str) -> None:
    said = answered(opened(here, scale))
    assert len(said) == PEOPLE
    allowed = set(practice.VERBAL.tolist()) if scale == "verbal" else set(range(-STRONGEST, STRONGEST + 1))
    assert set(said) <= allowed


def test_the_trial_is_answered_too(here: Scope) -> None:
    table = opened(here)
    table.take("warm_up")
    practice._answer(table.number)
    question = table.now.current
    assert question is not None
    assert len(ballots_stored(question.id)) == PEOPLE


def test_a_whole_practice_ends_near_the_weights_in_force(here: Scope) -> None:
    table = opened(here, "saaty")
    for _ in range(3):
        answered(table)
        table.take("reveal", "accept")
    table.take("close")
    result = table.now.result
    assert result is not None
    assert result["voters"] == PEOPLE
    assert [result["weights"][key] for key in ("O1", "O2", "O3")] == pytest.approx([0.5, 0.3, 0.2], abs=0.2)


def test_where_nothing_is_asked_nobody_answers(here: Scope) -> None:
    table = opened(here)
    practice._answer(table.number)
    practice._answer(999)
    assert table.now.questions == ()


def test_they_answer_without_being_waited_for(here: Scope) -> None:
    table = opened(here)
    table.take("ask_next")
    practice.answer_soon(table.number)
    import threading

    for thread in threading.enumerate():
        if thread.name == "practice":
            thread.join(timeout=30)
    question = table.now.current
    assert question is not None
    assert len(ballots_stored(question.id)) == PEOPLE
