"""What few people say is told of nobody: turnout by name, groups of voters, a workshop that ends early."""

from collections import Counter

import pytest

from services.errors import NotAllowed
from services.workshops import steps, turnout
from services.workshops.terms import SMALLEST_GROUP
from tests.services.workshops import round_table, secret_vote, whole_store


@pytest.fixture
def opened(database_url):
    """A workshop that is open, and the devices of those on its list."""
    return secret_vote.begun(round_table.store())


def test_who_has_not_answered_is_named_in_the_first_round_only(opened):
    table, devices = opened
    table.take("ask_next")
    table.vote(devices["Anna Berg"], 3)
    told = turnout.turnout(table.scope, table.number)
    assert set(told.waiting) == set(devices) - {"Anna Berg"}
    table.take("reveal", "ask_again")
    table.vote(devices["Anna Berg"], 5)
    later = turnout.turnout(table.scope, table.number)
    assert (later.waiting, later.answered) == ((), 1)


def some(devices, number):
    return dict(list(devices.items())[:number])


def test_nobody_is_added_to_answers_that_were_shown(opened):
    table, devices = opened
    table.take("ask_next")
    secret_vote.everybody(table, some(devices, SMALLEST_GROUP), 0)
    table.take("reveal", "ask_again")
    with pytest.raises(NotAllowed, match="You do not vote on this question"):
        table.vote(list(devices.values())[SMALLEST_GROUP], 3)


def test_where_too_few_answered_for_it_to_be_shown_the_others_can_when_it_is_asked_again(opened):
    table, devices = opened
    table.take("ask_next")
    secret_vote.everybody(table, some(devices, SMALLEST_GROUP - 1), 0)
    table.take("reveal", "ask_again")
    others = list(devices.values())[SMALLEST_GROUP - 1 :]
    for device in others:
        table.vote(device, 3)
    assert turnout.turnout(table.scope, table.number).answered == len(devices)
    table.take("reveal", "ask_again")
    assert turnout.turnout(table.scope, table.number).may_answer == len(devices)


@pytest.mark.parametrize(("step", "can"), [("accept", False), ("leave_open", True)])
def test_few_answers_once_accepted_take_nobody_else_and_those_left_open_do(opened, step, can):
    table, devices = opened
    table.take("ask_next")
    secret_vote.everybody(table, some(devices, SMALLEST_GROUP - 1), 0)
    question = table.now.current.id
    table.take("reveal", step)
    assert (table.now.questions[0].accepted is None) is can
    steps.ask_pair_again(round_table.FACILITATOR, table.scope, table.number, table.now.version, question)
    late = list(devices.values())[-1]
    if can:
        table.vote(late, 3)
    else:
        with pytest.raises(NotAllowed, match="You do not vote on this question"):
            table.vote(late, 3)
        table.take("reveal", "ask_again")
        with pytest.raises(NotAllowed, match="You do not vote on this question"):
            table.vote(late, 3)


def test_groups_are_told_only_where_three_answered_and_three_others_too(opened):
    secret_vote.hold(*opened)
    store = whole_store.read()
    groups = {}
    for ballot in store.tables["workshop_ballot"]:
        groups.setdefault((ballot["question_id"], ballot["round"]), Counter())[ballot["voter_group"]] += 1
    first, second, third, fourth = (groups[cell] for cell in sorted(groups))
    assert first == second == {"Finance": 4, "": 5}
    assert third == {"Finance": 4, "": 6}
    assert fourth == {"": 7}, "only two of Finance answered"


def test_an_abandoned_workshop_keeps_no_more(opened):
    table, devices = opened
    table.take("ask_next")
    secret_vote.everybody(
        table, {name: devices[name] for name in ("Anna Berg", "Ben Okoro", "Eva Holm", "Finn Roth")}, 0
    )
    table.take("abandon")
    store = whole_store.read()
    assert {ballot["voter_group"] for ballot in store.tables["workshop_ballot"]} == {""}
    assert store.given_away(SMALLEST_GROUP) == set()
