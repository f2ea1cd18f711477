"""What a disagreement is worth: the sets that each view funds, by trying every choice."""

import pytest

from models import ahp_incomplete
from services.workshops import funded, worth
from services.workshops.reading import Workshop
from services.workshops.showing import at
from services.workshops.terms import ratio
from services.workshops.worth import Worth
from tests.services.town import CENTS
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import Mind, lead
from tests.services.workshops.proposals import (
    AS_OF,
    COST,
    DECIDED,
    ME,
    OBJECTIVES,
    WORDS,
    best_sets,
    store,
    value,
)  # fmt: skip

MINDS: dict[str, Mind] = {
    "Anna": {"O1": 6.0, "O2": 2.0, "O3": 1.0},
    "Ben": {"O1": 1.0, "O2": 8.0, "O3": 1.0},
    "Carla": {"O1": 1.0, "O2": 1.0, "O3": 8.0},
}


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, store(), AS_OF)


def by_trying(views: list[dict[str, float]], total: int) -> tuple[int, int, list[tuple[str, float]]]:
    """Return how many projects all views fund, how many none, and the others with their share, by all choices."""
    sets = []
    for view in views:
        found = best_sets(view, WORDS, total // CENTS - DECIDED)
        sets.append({key for key in found[0] if value(key, view, WORDS) > 0})
        assert all(sets[-1] <= each for each in found), "with two best choices it would depend on which is taken"
    shares = {key: sum(key in each for each in sets) / len(sets) for key in COST}
    disputed = [(key, share) for key, share in shares.items() if 0 < share < 1]
    disputed.sort(key=lambda each: -COST[each[0]])
    return sum(share == 1 for share in shares.values()), sum(share == 0 for share in shares.values()), disputed


def held_against(found: Worth | None, views: list[dict[str, float]]) -> None:
    assert found is not None
    always, never, disputed = by_trying(views, found.total)
    assert (found.always, found.never) == (always, never)
    assert [(each[0], pytest.approx(each[3])) for each in found.disputed] == disputed
    assert [each[1] for each in found.disputed] == [f"Proposal {key}" for key, _ in disputed]
    assert found.money == sum(COST[key] for key, _ in disputed) * CENTS
    assert found.views == len(views)


def test_between_people_it_is_what_their_own_weights_fund(table: Table) -> None:
    lead(table, MINDS)
    table.take("close")
    views = [{key: mind[key] / sum(mind.values()) for key in OBJECTIVES} for mind in MINDS.values()]
    found = worth.of_people(table.scope, table.now)
    held_against(found, views)
    assert found is not None
    assert found.disputed, "these three do not fund the same"


def test_people_of_one_mind_dispute_nothing(table: Table) -> None:
    lead(table, dict.fromkeys(MINDS, MINDS["Anna"]))
    found = worth.of_people(table.scope, table.now)
    assert found is not None
    assert (found.disputed, found.money) == ((), 0)
    assert found.always + found.never == len(COST)


def test_fewer_than_three_are_not_told(table: Table) -> None:
    lead(table, {name: MINDS[name] for name in ("Anna", "Ben")})
    assert worth.of_people(table.scope, table.now) is None


def test_of_one_question_each_answer_is_put_beside_what_was_accepted_before(table: Table) -> None:
    table.ask({"Anna": -2, "Ben": -3, "Carla": -2})
    table.ask({"Anna": -8, "Ben": 8, "Carla": 0}, accept=False)
    shown = at(table.number)["question"]["counts"]
    assert shown == {"-8": 1, "8": 1, "0": 1}
    held_against(worth.of_question(table.scope, table.now, shown), _views(table.now, [-8, 0, 8]))


def _views(held: Workshop, answers: list[int]) -> list[dict[str, float]]:
    before, now = held.questions
    assert before.accepted is not None
    judged = {(OBJECTIVES.index(before.left), OBJECTIVES.index(before.right)): before.accepted["ratio"]}
    pair = (OBJECTIVES.index(now.left), OBJECTIVES.index(now.right))
    return [
        dict(
            zip(
                OBJECTIVES, ahp_incomplete.weights(3, {**judged, pair: ratio(answer)}, "geometric").weights, strict=True
            )
        )
        for answer in answers
    ]


def test_before_the_answers_connect_all_objectives_nothing_is_claimed(table: Table) -> None:
    table.ask({"Anna": -8, "Ben": 8, "Carla": 0}, accept=False)
    assert worth.of_question(table.scope, table.now, {"-8": 1, "8": 1, "0": 1}) is None


@pytest.mark.parametrize("counts", [None, {}, {"none": 3}, {"2": 3}])
def test_without_two_different_answers_shown_there_is_nothing_to_compare(
    table: Table, counts: dict[str, int] | None
) -> None:
    table.ask({"Anna": -1, "Ben": -3, "Carla": 0})
    table.take("ask_next")
    assert worth.of_question(table.scope, table.now, counts) is None


def test_the_trial_is_worth_nothing(table: Table) -> None:
    table.take("warm_up")
    assert worth.of_question(table.scope, table.now, {"-1": 2, "1": 1}) is None


def test_without_anything_to_choose_nothing_is_claimed(sqlite_url: str) -> None:
    table = open_workshop(ME, store(ratings=False), AS_OF)
    lead(table, MINDS)
    assert worth.of_people(table.scope, table.now) is None


def test_the_total_is_that_which_a_budget_of_the_usual_share_has(table: Table) -> None:
    lead(table, MINDS)
    found = worth.of_people(table.scope, table.now)
    assert found is not None
    assert found.total == funded.ground(table.scope, AS_OF).total
