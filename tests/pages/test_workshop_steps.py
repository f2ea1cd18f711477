"""The buttons by which a workshop is led on: always in the same order, and filled the one that is usual now."""

import pytest
from streamlit.testing.v1 import AppTest

from services.access import Scope
from services.workshops import challenging
from services.workshops.rules import Rules
from tests.pages.workshop_page import NAMES, labels, opened, words
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME, TOTAL
from ui.cached import workshop as cached

SHOWN = ["Accept, and ask the next", "Accept", "Discuss", "Ask again"]


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


def steps(at: AppTest) -> list[str]:
    return [one.label for one in at.button if (one.key or "").startswith("workshop_step_")]


def usual(at: AppTest) -> list[str]:
    return [one.label for one in at.button if one.label in steps(at) and one.proto.type == "primary"]


@pytest.mark.parametrize(
    ("answers", "first"), [((-2, -2, -2), "Accept, and ask the next"), ((-8, 8, 0), "Discuss")], ids=["agreed", "apart"]
)
def test_the_order_of_buttons_stays_however_far_answers_agree(
    works: Scope, answers: tuple[int, ...], first: str
) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.ask(dict(zip(NAMES, answers, strict=True)), accept=False)
    at = opened(workshop=held.number)
    assert (steps(at), usual(at)) == (SHOWN, [first])


@pytest.mark.parametrize("answers", [(-2, -2, -2), (-8, 8, 0)], ids=["agreed", "apart"])
@pytest.mark.parametrize("settled", ["settled", "funds_settled"])
def test_once_the_order_or_what_is_funded_is_settled_accepting_does_not_ask_on_and_the_page_says_so(
    works: Scope, settled: str, answers: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, settled, lambda *told: True)
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.ask(dict.fromkeys(NAMES, 0))
    at = opened(workshop=held.number)
    assert (steps(at), usual(at)) == (["Ask the next question", "Close the workshop"], ["Close the workshop"])
    held.ask(dict(zip(NAMES, answers, strict=True)), accept=False)
    at = opened(workshop=held.number)
    assert (steps(at), usual(at)) == (SHOWN, ["Accept"])
    said = {"settled": "The order is settled", "funds_settled": "What is funded is settled"}
    assert any(one.value.startswith(said[settled]) for one in at.markdown)


def test_while_the_order_is_open_closing_asks_again_whether_that_is_meant(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.ask(dict.fromkeys(NAMES, 0))
    at = opened(workshop=held.number)
    assert (steps(at), usual(at)) == (["Ask the next question", "Close it now"], ["Ask the next question"])
    assert "The order is settled" not in words(at)


def test_of_the_last_question_there_is_no_next_one_to_ask(works: Scope) -> None:
    held = Table(ME, works.portfolio, challenging.prepare_challenge(ME, works, AS_OF, "Spring", Rules(), TOTAL))
    held.take("open_session")
    held.join(*NAMES)
    for _ in held.now.frame["ratings"][1:]:
        held.ask(dict.fromkeys(NAMES, 2))
    held.ask(dict.fromkeys(NAMES, 2), accept=False)
    at = opened(workshop=held.number)
    assert (steps(at), usual(at)) == (["Accept", "Discuss", "Ask again"], ["Accept"])
    assert "Accept, and ask the next" not in labels(at)


def test_of_the_last_pair_there_is_no_next_one_to_ask_either(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    for _ in range(2):
        held.ask(dict.fromkeys(NAMES, 0))
    held.ask(dict.fromkeys(NAMES, 0), accept=False)
    at = opened(workshop=held.number)
    assert steps(at)[0] == "Accept"
