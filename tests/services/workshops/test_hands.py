"""What changes hands with ratings found, or without one voter, against trying every choice of eight proposals."""

import pytest

from services import alignment
from services.access import Scope
from services.workshops import challenging, hands, making
from services.workshops.reading import Workshop
from services.workshops.rules import Rules
from tests.services import town
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import Mind, lead
from tests.services.workshops.proposals import (
    AS_OF,
    COST,
    ME,
    OBJECTIVES,
    TOTAL,
    WEIGHTS,
    WORDS,
    best_sets,
    store,
)  # fmt: skip

NAMES = ("Anna", "Ben", "Carla")
BUYS = TOTAL // town.CENTS - 50


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


def challenge(scope: Scope, answer: int, questions: int) -> Table:
    table = Table(ME, scope.portfolio, challenging.prepare_challenge(ME, scope, AS_OF, "Ratings", Rules(), TOTAL))
    making.invite(ME, scope, table.number, [(name, "") for name in NAMES])
    table.take("open_session")
    table.join(*NAMES)
    for _ in range(questions):
        table.ask(dict.fromkeys(NAMES, answer))
    table.take("close")
    return table


@pytest.mark.parametrize(("answer", "questions"), [(4, 1), (0, 1), (4, 3), (0, 3)])
def test_with_the_ratings_found_the_best_choice_by_trying_all_is_what_is_funded(
    works: Scope, answer: int, questions: int
) -> None:
    now = challenge(works, answer, questions).now
    found = hands.kept(now)
    assert found is not None
    assert now.result is not None
    words = {key: list(given) for key, given in WORDS.items()}
    for each in now.result["ratings"]:
        words[each["project"]][OBJECTIVES.index(each["objective"])] = each["found"]
    changed: dict[str, tuple[str | None, ...]] = {key: tuple(given) for key, given in words.items()}
    before, then = best_sets(WEIGHTS, WORDS, BUYS), best_sets(WEIGHTS, changed, BUYS)
    enters, leaves = ({key for key, _, _ in side} for side in (found.enters, found.leaves))
    assert any((one | enters) - leaves in then for one in before), (enters, leaves)
    assert found.money == sum(COST[key] for key in enters | leaves) * town.CENTS
    assert found.total == TOTAL


def decided(table: Table, levels: dict[tuple[str, str], str]) -> Workshop:
    """Decide these levels, and for all other ratings what was found."""
    result = table.now.result
    assert result is not None
    found = {(each["project"], each["objective"]): each["found"] for each in result["ratings"]}
    told = (table.number, table.now.version, AS_OF, "Board", found | levels, dict.fromkeys(levels, "The report is old"))
    challenging.accept_ratings(ME, table.scope, *told)
    return table.now


@pytest.mark.parametrize(("answer", "level"), [(4, "none"), (4, "low"), (0, "extreme"), (0, "strong")])
def test_what_was_decided_instead_is_told_by_what_the_best_choice_is_with_it(
    works: Scope, answer: int, level: str
) -> None:
    table = challenge(works, answer, 3)
    assert table.now.result is not None
    pairs = [(each["project"], each["objective"]) for each in table.now.result["ratings"]]
    now = decided(table, dict.fromkeys(pairs[:2], level))
    assert (now.decision, now.result) != (None, None)
    words = {key: list(given) for key, given in WORDS.items()}
    for project, objective, given in (now.decision or {})["ratings"]:
        words[project][OBJECTIVES.index(objective)] = given
    changed: dict[str, tuple[str | None, ...]] = {key: tuple(given) for key, given in words.items()}
    before, then = best_sets(WEIGHTS, WORDS, BUYS), best_sets(WEIGHTS, changed, BUYS)
    found = hands.decided(now)
    assert found is not None
    enters, leaves = ({key for key, _, _ in side} for side in (found.enters, found.leaves))
    assert any((one | enters) - leaves in then for one in before), (enters, leaves)
    assert found.money == sum(COST[key] for key in enters | leaves) * town.CENTS
    assert found.total == TOTAL


def test_what_was_decided_as_found_changes_what_was_found(works: Scope) -> None:
    table = challenge(works, 4, 3)
    assert hands.decided(table.now) is None, "nobody has decided yet"
    now = decided(table, {})
    assert hands.decided(now) == hands.kept(now) is not None


def test_what_was_decided_stays_told_when_ratings_change_afterwards(works: Scope) -> None:
    table = challenge(works, 4, 1)
    ((project, objective),) = [(each["project"], each["objective"]) for each in (table.now.result or {})["ratings"]]
    told = hands.decided(decided(table, {(project, objective): "none"}))
    alignment.rate(ME, table.scope, AS_OF, [(key, objective, "extreme") for key in COST])
    assert hands.decided(table.now) == told is not None


def test_of_levels_that_nobody_can_decide_nothing_is_worked_out(works: Scope) -> None:
    table = challenge(works, 4, 1)
    ((project, objective),) = [(each["project"], each["objective"]) for each in (table.now.result or {})["ratings"]]
    for levels in ({}, {(project, objective): "huge"}, {(project, "O9"): "low"}):
        assert hands.at_decision(works, table.number, levels) is None


def test_ratings_confirmed_change_nothing_and_nothing_accepted_is_not_worked_out(works: Scope) -> None:
    table = Table(ME, works.portfolio, challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), TOTAL))
    assert hands.of_ratings(works, table.now) is None
    making.invite(ME, works, table.number, [(name, "") for name in NAMES])
    table.take("open_session")
    table.join(*NAMES)
    held = table.now.frame["ratings"][0]
    table.ask(dict.fromkeys(NAMES, ("none", "low", "moderate", "strong", "extreme").index(held["rating"] or "none")))
    found = hands.of_ratings(works, table.now)
    assert found is not None
    assert (found.enters, found.leaves, found.money) == ((), (), 0)


MINDS: dict[str, Mind] = {
    "Anna": {"O1": 1.0, "O2": 1.0, "O3": 9.0},
    "Ben": {"O1": 6.0, "O2": 3.0, "O3": 1.0},
    "Carla": {"O1": 6.0, "O2": 3.0, "O3": 1.0},
    "Dora": {"O1": 6.0, "O2": 3.0, "O3": 1.0},
}


def weighed(scope: Scope, *, anonymous: bool) -> Table:
    table = open_workshop(ME, scope, AS_OF, tuple(MINDS), Rules(anonymous=anonymous))
    lead(table, MINDS)
    table.take("close")
    return table


def test_without_whom_most_money_changes_hands_is_told_where_answers_bear_names(works: Scope) -> None:
    now = weighed(works, anonymous=False).now
    assert now.result is not None
    apart, without = now.result["one_apart"], now.result["consensus"]["without"]
    assert (apart["tried"], apart["people"], apart["name"], without["name"]) == (4, 4, "Anna", "Anna")
    assert apart["projects"] == len(apart["names"]) > 0
    costs = {f"Proposal {key}": cost * town.CENTS for key, cost in COST.items()}
    assert apart["money"] == sum(costs[name] for name in apart["names"])
    assert without["objective"] == "O3"
    assert without["after"] == pytest.approx(0.1, abs=0.01), "the others are of one mind"


def test_where_answers_bear_no_names_only_the_largest_effect_is_kept(works: Scope) -> None:
    now = weighed(works, anonymous=True).now
    assert now.result is not None
    assert now.result["consensus"]["without"] is None
    assert now.result["one_apart"]["projects"] > 0
    assert (now.result["one_apart"]["name"], now.result["one_apart"]["names"]) == ("", [])
    assert "Anna" not in str(now.result)


def test_of_too_few_voters_nothing_is_left_out(works: Scope) -> None:
    table = open_workshop(ME, works, AS_OF, NAMES[:2])
    lead(table, {name: MINDS[name] for name in NAMES[:2]})
    table.take("close")
    assert table.now.result is not None
    assert table.now.result["one_apart"] is None


def test_where_nothing_can_be_chosen_nothing_changes_hands(sqlite_url: str) -> None:
    bare = store(ratings=False)
    now = weighed(bare, anonymous=False).now
    assert now.result is not None
    assert now.result["one_apart"] is None
