"""Answering beforehand: everybody alone for days, what all agree on is taken, and the disputed rest is asked live."""

import pytest

from services.errors import Explained
from services.workshops import making, scoring, voting
from services.workshops.minutes import minutes
from services.workshops.rules import Rules
from services.workshops.turnout import turnout
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, ballots_stored
from tests.services.workshops.proposals import AS_OF, ME

NAMES = ("Anna", "Ben", "Carla")
AGREED, DISPUTED = (-2, -2, -2), (-8, 8, 0)


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return scored()


def scored(**rules: object) -> Table:
    """Return a workshop on three objectives whose questions are open to be answered alone."""
    scope = proposals.store()
    number = making.prepare_weights(ME, scope, AS_OF, "Weights", Rules(**rules))  # type: ignore[arg-type]
    table = Table(ME, scope.portfolio, number)
    making.invite(ME, scope, number, [(name, "") for name in NAMES])
    table.take("begin_scoring")
    table.join(*NAMES)
    return table


def answer(table: Table, place: int, said: tuple[int | None, ...]) -> None:
    """Let people answer one of the questions beforehand, in the order of their names."""
    question = table.now.questions[place]
    for name, one in zip(NAMES, said, strict=False):
        voting.vote(table.tokens[name], question.id, 1, one, table.key(name))


def test_all_questions_are_open_at_once_and_each_is_answered_once_or_changed(table: Table) -> None:
    assert len(table.now.questions) == 3
    for place in range(3):
        answer(table, place, AGREED)
    answer(table, 0, (5,))
    assert sorted(a or 0 for _, _, a in ballots_stored(table.now.questions[0].id)) == [-2, -2, 5]


def test_the_facilitator_sees_how_far_everybody_is_and_no_answer(table: Table) -> None:
    answer(table, 0, (1, 2))
    answer(table, 1, (1,))
    found = turnout(table.scope, table.number)
    assert found.beforehand == (("Anna", 2, 3), ("Ben", 1, 3), ("Carla", 0, 3))
    assert found.answered == 0


def test_live_the_most_disputed_question_comes_first(table: Table) -> None:
    for place, said in enumerate((AGREED, DISPUTED, (-2, -3, -2))):
        answer(table, place, said)
    disputed = table.now.questions[1].id
    table.take("begin_session", "ask_next")
    assert table.now.current is not None
    assert table.now.current.id == disputed


def test_answers_given_beforehand_stand_and_can_be_changed_live(table: Table) -> None:
    for place in range(3):
        answer(table, place, DISPUTED)
    table.take("begin_session", "ask_next")
    table.vote("Ben", -8)
    table.take("reveal", "accept")
    settled = [each.accepted for each in table.now.questions if each.accepted]
    assert [each["counts"] for each in settled] == [{"-8": 2, "0": 1}]


def test_who_joins_after_the_answering_alone_still_answers_live(table: Table) -> None:
    answer(table, 0, DISPUTED)
    table.take("begin_session")
    table.join("Late")
    table.take("ask_next")
    table.vote("Late", 4)
    assert table.now.current is not None
    assert 4 in [one for _, _, one in ballots_stored(table.now.current.id)]


def test_what_all_agree_on_is_taken_without_asking(table: Table) -> None:
    for place, said in enumerate((AGREED, DISPUTED, AGREED)):
        answer(table, place, said)
    table.take("begin_session", "look_at_undisputed")
    taken = scoring.accept_undisputed(ME, table.scope, table.number, table.now.version)
    assert taken == 2
    assert [each.accepted is not None for each in table.now.questions] == [True, False, True]
    with pytest.raises(Explained, match="Every question left is disputed"):
        scoring.accept_undisputed(ME, table.scope, table.number, table.now.version)


def test_what_too_few_answered_is_not_taken(sqlite_url: str) -> None:
    table = scored(quorum=3)
    answer(table, 0, (-2, -2))
    table.take("begin_session")
    with pytest.raises(Explained, match="too few answered it"):
        scoring.accept_undisputed(ME, table.scope, table.number, table.now.version)
    assert table.now.stage == "lobby"


def test_while_people_answer_alone_nothing_is_shown_or_asked_live(sqlite_url: str) -> None:
    table = scored()
    for step in ("ask_next", "reveal", "close", "warm_up"):
        with pytest.raises(Explained, match="while the workshop is scoring"):
            table.take(step)


def test_what_would_be_taken_unasked_is_listed_first_and_is_what_is_taken(table: Table) -> None:
    for place, said in enumerate((AGREED, DISPUTED, (-2, -3, -2))):
        answer(table, place, said)
    assert scoring.undisputed(table.now) == 0, "nothing is told while people still answer alone"
    table.take("begin_session")
    assert (scoring.undisputed(table.now), scoring.listed(table.now)) == (2, [])
    assert scoring.look_at_undisputed(ME, table.scope, table.number, table.now.version) == 2
    listed = scoring.listed(table.now)
    places = [(each.left, each.right) for each in table.now.questions]
    assert [(each.left, each.right) for each in listed] == [places[0], places[2]]
    assert [each.answer["counts"] for each in listed] == [{"-2": 3}, {"-3": 1, "-2": 2}]
    table.take("accept_undisputed")
    assert (scoring.undisputed(table.now), scoring.listed(table.now)) == (0, [])
    taken = [each for each in table.now.questions if each.accepted]
    assert [(each.left, each.right) for each in taken] == [(each.left, each.right) for each in listed]
    assert [each.accepted for each in taken] == [{**each.answer, "undisputed": True} for each in listed]
    kept = minutes(table.scope, table.number)
    assert [(each.beforehand, each.live) for each in kept.agenda] == [(True, False)] * 2
    table.take("ask_next", "reveal", "accept")
    kept = minutes(table.scope, table.number)
    assert [each.live for each in kept.agenda].count(True) == 1


def test_nothing_is_taken_unasked_before_somebody_has_seen_the_list(table: Table) -> None:
    answer(table, 0, AGREED)
    table.take("begin_session")
    with pytest.raises(Explained, match="Nobody has seen yet what would be accepted"):
        scoring.accept_undisputed(ME, table.scope, table.number, table.now.version)
    assert not any(each.accepted for each in table.now.questions)


def test_where_everything_is_disputed_there_is_no_list(table: Table) -> None:
    answer(table, 0, DISPUTED)
    table.take("begin_session")
    with pytest.raises(Explained, match="Every question left is disputed"):
        table.take("look_at_undisputed")


@pytest.mark.parametrize("anonymous", [True, False])
def test_without_names_nobody_can_be_added_to_what_was_listed(sqlite_url: str, anonymous: bool) -> None:
    table = scored(anonymous=anonymous)
    for place in range(3):
        answer(table, place, AGREED)
    table.take("begin_session", "look_at_undisputed")
    table.join("Late")
    table.take("ask_next")
    table.vote("Ben", -3)
    if anonymous:
        with pytest.raises(Explained, match="You do not vote on this question"):
            table.vote("Late", 4)
    else:
        table.vote("Late", 4)
    table.take("reveal")
    assert table.now.current is not None
    last = [a for number, _, a in ballots_stored(table.now.current.id) if number == table.now.current.round]
    assert sorted(a or 0 for a in last) == ([-3, -2, -2] if anonymous else [-3, -2, -2, 4])


@pytest.mark.parametrize(("anonymous", "taken"), [(True, 0), (False, 1)])
def test_without_names_the_answer_of_two_is_never_listed_whatever_the_quorum(
    sqlite_url: str, anonymous: bool, taken: int
) -> None:
    table = scored(anonymous=anonymous, quorum=1)
    answer(table, 0, (-2, -2))
    table.take("begin_session")
    assert scoring.undisputed(table.now) == taken


def test_how_far_people_were_beforehand_is_kept_in_numbers(table: Table) -> None:
    for place in range(3):
        answer(table, place, (1, 2, None)[: 3 - place])
    table.take("begin_session")
    told = {"questions": 3, "people": 3, "through": 1, "answers": 6, "possible": 9}
    assert table.now.frame["beforehand"] == told
    table.take("ask_next")
    table.vote("Ben", 4)
    assert table.now.frame["beforehand"] == told, "answers given live are not among them"
