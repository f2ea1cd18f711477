"""The page of a workshop with answers given beforehand: what nobody disputes is seen before it is accepted."""

import pytest

from services.access import Scope
from services.workshops import challenging, making, voting
from services.workshops.rules import Rules
from tests.pages.workshop_page import NAMES, labels, opened, press, table, words
from tests.services.workshops import proposals
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, ME, TOTAL

LOOK = "See the 5 that nobody disputes"


@pytest.fixture
def held(sqlite_url: str) -> Table:
    """A challenge of which all but one answer given beforehand agree with each other, and with the level held."""
    works: Scope = proposals.store()
    number = challenging.prepare_challenge(ME, works, AS_OF, "Spring", Rules(), TOTAL, 2)
    making.invite(ME, works, number, [(name, "") for name in NAMES])
    held = Table(ME, works.portfolio, number)
    held.take("begin_scoring")
    held.join(*NAMES)
    for place, question in enumerate(held.now.questions):
        if place > 5:
            continue
        for name, answer in zip(NAMES, (0, 4, 2) if place == 0 else (4, 4, 4), strict=True):
            voting.vote(held.tokens[name], question.id, 1, answer, held.key(name))
    held.take("begin_session")
    return held


def test_they_are_listed_with_the_groups_answer_before_they_can_be_accepted(held: Table) -> None:
    at = opened(workshop=held.number)
    assert LOOK in labels(at)
    assert not [one for one in labels(at) if one.startswith("Accept")]
    press(at, LOOK)
    listed = table(at, "The group")
    assert len(listed) == 5
    assert set(listed["The group"]) == {"Extreme"}
    assert set(listed["Agreement"]) == {"high"}
    assert not any(each.accepted for each in held.now.questions)
    assert LOOK not in labels(at)
    total = len(held.now.questions)
    assert [one.label for one in at.expander if "nobody disputes" in one.label] == [
        f"5 of {total} ratings that nobody disputes"
    ]
    press(at, "Accept these 5")
    assert sum(each.accepted is not None for each in held.now.questions) == 5
    assert f"5 of {total} ratings accepted" in words(at)
    assert not [one for one in labels(at) if "nobody disputes" in one or one.startswith("Accept these")]


def test_who_saw_the_list_may_ask_them_live_all_the_same(held: Table) -> None:
    at = press(opened(workshop=held.number), LOOK)
    press(at, "Ask the first question")
    assert held.now.stage == "asking"
    assert "Accept these 5" not in labels(at)
