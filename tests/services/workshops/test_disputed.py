"""Beside what decides about money, a challenge asks what people differ on widely, and nothing else."""

import statistics
from typing import Any

import pytest

from services.access import Scope
from services.errors import Explained
from services.workshops import challenging, disputed, funded, making, repeating, scoring, stakes, voting
from services.workshops.rules import Rules
from services.workshops.stakes import PER_PROJECT, Pair
from services.workshops.terms import WIDE
from tests.services.town import CENTS
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, COST, ME, TOTAL, WEIGHTS, store

NAMES = ("Anna", "Ben", "Carla")
APART, TOGETHER, A_LITTLE = (0, 2, 4), (2, 2, 2), (1, 2, 3)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


def prepared(scope: Scope, total: int | None = TOTAL, more: int = 0, **rules: Any) -> Table:
    number = challenging.prepare_challenge(ME, scope, AS_OF, "Spring", Rules(**rules), total, more)
    making.invite(ME, scope, number, [(name, "") for name in NAMES])
    return Table(ME, scope.portfolio, number)


def held(scope: Scope, said: tuple[int, ...], leave: bool = False, **rules: Any) -> Pair:
    """Hold a challenge in which people answer its first rating like that; return which it was."""
    table = prepared(scope, **rules)
    table.take("open_session")
    table.join(*NAMES)
    table.take("ask_next")
    question = table.now.current
    assert question is not None
    for name, answer in zip(NAMES, said, strict=True):
        table.vote(name, answer)
    table.take("reveal", "leave_open" if leave else "accept", "close")
    return question.left, question.right


def asked(table: Table, beforehand: bool = False) -> list[Pair]:
    return [(e["project"], e["objective"]) for e in table.now.frame["ratings"] if e["beforehand"] == beforehand]


def beforehand(table: Table, said: dict[Pair, tuple[int, ...]]) -> None:
    """Let people answer everything beforehand: those ratings as said, the others all alike."""
    table.take("begin_scoring")
    table.join(*NAMES)
    for question in table.now.questions:
        answers = said.get((question.left, question.right), TOGETHER)
        for name, answer in zip(NAMES, answers, strict=True):
            voting.vote(table.tokens[name], question.id, 1, answer, table.key(name))


@pytest.mark.parametrize("leave", [False, True], ids=["accepted", "left open"])
@pytest.mark.parametrize("anonymous", [True, False])
def test_what_people_differed_on_widely_is_asked_again_though_no_money_hangs_on_it(
    works: Scope, leave: bool, anonymous: bool
) -> None:
    pair = held(works, APART, leave, anonymous=anonymous)
    assert statistics.pstdev(APART) >= WIDE
    all_afforded = 10 * CENTS * sum(COST.values())
    decides = [each.pair for each in stakes.of_ratings(funded.ground(works, AS_OF, all_afforded), WEIGHTS)]
    assert pair not in decides
    table = prepared(works, all_afforded)
    assert set(asked(table)) == {*decides, pair}
    again = next(e for e in table.now.frame["ratings"] if (e["project"], e["objective"]) == pair)
    assert (again["disputed"], again["needed"], again["inside"]) == ("Spring", None, None)
    assert again["stake"] == COST[pair[0]] * CENTS


def test_what_decides_about_money_and_was_disputed_says_both_and_is_asked_once(works: Scope) -> None:
    pair = held(works, APART)
    table = prepared(works)
    found = [e for e in table.now.frame["ratings"] if (e["project"], e["objective"]) == pair]
    assert [(each["disputed"], each["needed"] is not None) for each in found] == [("Spring", True)]
    costs = [each["stake"] for each in table.now.frame["ratings"]]
    assert costs == sorted(costs, reverse=True)
    assert len(costs) <= stakes.MOST


@pytest.mark.parametrize("said", [TOGETHER, A_LITTLE])
def test_where_people_agreed_or_differed_by_little_nothing_is_asked_again(works: Scope, said: tuple[int, ...]) -> None:
    held(works, said)
    assert disputed.before(works) == {}


def test_the_latest_challenge_that_asked_it_counts(works: Scope) -> None:
    pair = held(works, APART)
    assert disputed.before(works) == {pair: "Spring"}
    assert held(works, TOGETHER) == pair
    assert disputed.before(works) == {}


def test_answers_of_fewer_than_three_without_names_tell_nothing(works: Scope) -> None:
    table = prepared(works)
    table.take("open_session")
    table.join("Anna", "Ben")
    table.ask({"Anna": 0, "Ben": 4})
    table.take("close")
    assert disputed.before(works) == {}


def test_an_abandoned_workshop_tells_nothing(works: Scope) -> None:
    table = prepared(works)
    table.take("open_session")
    table.join(*NAMES)
    table.ask(dict(zip(NAMES, APART, strict=True)))
    table.take("abandon")
    assert disputed.before(works) == {}


def test_so_many_further_ratings_are_asked_beforehand_of_the_dearest_projects(works: Scope) -> None:
    table = prepared(works, more=5)
    further = asked(table, beforehand=True)
    assert len(further) == 5
    assert not set(further) & set(asked(table))
    assert max([key for key, _ in further].count(key) for key in COST) <= PER_PROJECT
    costs = [COST[key] for key, _ in further]
    assert costs == sorted(costs, reverse=True)


def test_without_answers_beforehand_the_further_ratings_are_not_asked(works: Scope) -> None:
    table = prepared(works, more=5)
    table.take("open_session")
    table.join(*NAMES)
    for _ in asked(table):
        table.ask(dict.fromkeys(NAMES, 2))
    with pytest.raises(Explained, match="Every question has been asked"):
        table.take("ask_next")


def test_further_ratings_come_up_live_only_where_people_differ_widely(works: Scope) -> None:
    table = prepared(works, more=3)
    wide, little, quiet = asked(table, beforehand=True)
    beforehand(table, {wide: APART, little: A_LITTLE, quiet: TOGETHER})
    table.take("begin_session")
    assert scoring.left(table.now) == len(asked(table)) + 1
    live = []
    for _ in range(scoring.left(table.now)):
        table.take("ask_next")
        assert table.now.current is not None
        live.append((table.now.current.left, table.now.current.right))
        table.take("reveal", "accept")
    assert live[0] == wide, "what is disputed first"
    assert set(live) == {*asked(table), wide}
    assert scoring.left(table.now) == 0
    with pytest.raises(Explained, match="Every question has been asked"):
        table.take("ask_next")


def test_further_ratings_on_which_all_agree_can_be_taken_without_asking(works: Scope) -> None:
    table = prepared(works, more=3)
    wide, little, quiet = asked(table, beforehand=True)
    beforehand(table, {wide: APART, little: A_LITTLE, quiet: TOGETHER})
    table.take("begin_session", "look_at_undisputed", "accept_undisputed", "close")
    assert table.now.result is not None
    found = {(each["project"], each["objective"]) for each in table.now.result["ratings"]}
    assert quiet in found
    assert not {wide, little} & found


def test_a_new_version_asks_as_many_further_ratings_beforehand(works: Scope) -> None:
    table = prepared(works, more=4)
    table.take("begin_scoring", "begin_session", "close")
    again = Table(ME, works.portfolio, repeating.again(ME, works, table.number))
    assert len(asked(again, beforehand=True)) == 4
    assert "beforehand" not in again.now.frame, "how far people were is no rule of the next"


def test_what_decides_is_asked_first_by_money_and_then_what_people_differed_on_by_cost(
    works: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciding = stakes.of_ratings(funded.ground(works, AS_OF, TOTAL), WEIGHTS)
    decides = {each.pair for each in deciding}
    differed = [(key, objective) for key in COST for objective in WEIGHTS if (key, objective) not in decides]
    monkeypatch.setattr(disputed, "before", lambda scope: dict.fromkeys(reversed(differed), "Spring"))
    ratings = prepared(works).now.frame["ratings"]
    first, then = ratings[: len(deciding)], ratings[len(deciding) :]
    assert {(e["project"], e["objective"]) for e in first} == decides
    assert then
    assert all(each["needed"] is None for each in then)
    for part in (first, then):
        assert [each["stake"] for each in part] == sorted((each["stake"] for each in part), reverse=True)
    monkeypatch.setattr(stakes, "MOST", len(deciding) - 1)
    assert all(each["needed"] for each in prepared(works).now.frame["ratings"]), "what decides about none goes first"


def test_live_the_disputed_that_decide_come_first_then_the_other_disputed_then_the_rest_in_the_same_order(
    works: Scope,
) -> None:
    table = prepared(works, more=3)
    ratings = table.now.frame["ratings"]
    deciding = [(e["project"], e["objective"]) for e in ratings if e["needed"]]
    assert len(deciding) > 3
    wide, _, quiet = asked(table, beforehand=True)
    beforehand(table, {deciding[1]: A_LITTLE, deciding[-1]: APART, wide: APART, quiet: TOGETHER})
    table.take("begin_session")
    live = []
    for _ in range(scoring.left(table.now)):
        table.take("ask_next")
        assert table.now.current is not None
        live.append((table.now.current.left, table.now.current.right))
        table.take("reveal", "accept")
    rest = [pair for pair in deciding if pair not in (deciding[1], deciding[-1])]
    assert live == [deciding[1], deciding[-1], wide, *rest]
