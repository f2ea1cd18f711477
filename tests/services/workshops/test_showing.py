"""What everybody is shown: no answer before all are shown, none of too few, and each step made once."""

import json

import pytest

from services import access, objectives
from services.errors import NotFound
from services.workshops import challenging, showing
from services.workshops.rules import Rules
from services.workshops.showing import Shown
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, proposals.store(), AS_OF)


def shown(table: Table) -> Shown:
    return showing.at(table.number)


def test_while_answers_come_in_the_question_is_shown_and_no_answer(table: Table) -> None:
    table.take("ask_next")
    for name, answer in (("Anna", -7), ("Ben", 5), ("Carla", 3)):
        table.vote(name, answer)
    told = shown(table)
    assert told["stage"] == "asking"
    assert told["question"]["left"] == {"name": "Growth", "statement": "Growth for all"}
    assert "counts" not in told["question"]
    assert "accepted" not in told["question"]


def test_once_shown_each_answer_is_counted_and_nobody_named(table: Table) -> None:
    table.ask({"Anna": -7, "Ben": -7, "Carla": 0}, accept=False)
    told = shown(table)
    assert told["question"]["counts"] == {"-7": 2, "0": 1}
    assert not [name for name in table.tokens if name in json.dumps(told)]


def test_answers_of_two_are_not_shown(table: Table) -> None:
    table.ask({"Anna": -7, "Ben": 4}, accept=False)
    assert shown(table)["question"]["counts"] is None
    table.take("accept")
    assert not {"counts", "spread"} & set(shown(table)["question"]["accepted"])


def test_who_would_not_say_makes_no_third_answer(table: Table) -> None:
    table.ask({"Anna": -7, "Ben": 4, "Carla": None}, accept=False)
    assert shown(table)["question"]["counts"] is None


def test_in_the_lobby_nothing_is_asked(table: Table) -> None:
    assert shown(table)["question"] is None


def test_the_trial_is_named_as_one_and_the_first_question_has_number_one(table: Table) -> None:
    table.take("warm_up")
    assert shown(table)["question"]["warm_up"]
    assert "count nowhere" in shown(table)["question"]["left"]["statement"]
    table.take("reveal", "accept", "ask_next")
    assert (shown(table)["question"]["warm_up"], shown(table)["question"]["number"]) == (False, 1)


def test_a_step_is_worked_out_once(table: Table) -> None:
    table.take("ask_next")
    assert shown(table) is shown(table)
    before = shown(table)
    table.take("reveal")
    assert shown(table) is not before


def test_the_currency_of_its_money_is_told(table: Table) -> None:
    assert (shown(table)["currency"], shown(table)["minor_digits"]) == ("USD", 2)


def test_an_unknown_workshop_is_not_found(table: Table) -> None:
    with pytest.raises(NotFound):
        showing.at(999)


@pytest.mark.parametrize(("ballots", "anonymous", "told"), [(2, True, False), (3, True, True), (1, False, True)])
def test_too_few_answers_are_told_only_where_they_bear_names(ballots: int, anonymous: bool, told: bool) -> None:
    assert (showing.counts([{"answer": 1}] * ballots, anonymous) is not None) is told


def test_of_a_rating_it_is_shown_what_each_level_means_as_fixed_beforehand(sqlite_url: str) -> None:
    works = proposals.store()
    objectives.describe_ratings(ME, works, AS_OF, "O1", {"low": "Ten homes"})
    here = access.scope(ME, works.portfolio)
    number = challenging.prepare_challenge(ME, here, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    table = Table(ME, here.portfolio, number)
    levels = {each["key"]: each["levels"] for each in table.now.frame["objectives"]}
    assert levels == {"O1": ["", "Ten homes", "", "", ""], "O2": [""] * 5, "O3": [""] * 5}
    objectives.describe_ratings(ME, here, AS_OF, "O1", {"low": "Said too late"})
    table.take("open_session", "ask_next")
    assert table.now.current is not None
    assert shown(table)["question"]["levels"] == levels[table.now.current.right]
