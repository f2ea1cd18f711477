"""The ratings named are those that by themselves could change what is funded: every other level was tried."""

from collections.abc import Iterator

import pytest

from models.strategic_value import RATING_SCALE
from services.access import Scope
from services.workshops import funded, stakes
from services.workshops.funded import Ground
from services.workshops.stakes import PER_PROJECT, STEPS, Stake
from tests.services.town import CENTS
from tests.services.workshops.proposals import (
    AS_OF,
    COST,
    DECIDED,
    OBJECTIVES,
    TOTAL,
    WEIGHTS,
    WORDS,
    best_sets,
    store,
)

LEVELS = list(RATING_SCALE)
TOTALS = (100, 150, 190, 250, 300)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


def by_trying(key: str, objective: str, total: int) -> tuple[bool, str | None]:
    """Whether a proposal is funded, and the nearest level of one rating at which another choice is as good or better.

    Found by trying all choices at each level, up to as many steps away as are asked about.
    """
    inside = key in best_sets(WEIGHTS, WORDS, total)[0]
    place = OBJECTIVES.index(objective)
    now = LEVELS.index(WORDS[key][place] or "none")
    for step in range(1, STEPS + 1):
        level = now - step if inside else now + step
        if not 0 <= level < len(LEVELS):
            return inside, None
        words = dict(WORDS)
        words[key] = tuple(LEVELS[level] if at == place else word for at, word in enumerate(WORDS[key]))
        if any((key in chosen) != inside for chosen in best_sets(WEIGHTS, words, total)):
            return inside, LEVELS[level]
    return inside, None


def all_by_trying(total: int) -> Iterator[Stake]:
    for key, cost in COST.items():
        for objective, rating in zip(OBJECTIVES, WORDS[key], strict=True):
            inside, needed = by_trying(key, objective, total)
            if needed is not None:
                yield Stake(key, objective, rating, inside, needed, cost * CENTS)


@pytest.mark.parametrize("total", TOTALS)
def test_exactly_the_ratings_are_named_that_change_the_funded_set_by_themselves(
    works: Scope, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(best_sets(WEIGHTS, WORDS, total)) == 1, "with two best choices, which is taken is no matter of ratings"
    monkeypatch.setattr(stakes, "PER_PROJECT", len(OBJECTIVES))
    held = funded.ground(works, AS_OF, (DECIDED + total) * CENTS)
    assert set(stakes.of_ratings(held, WEIGHTS, most=99)) == set(all_by_trying(total))


def test_the_dearest_project_comes_first_and_each_has_few_ratings(works: Scope) -> None:
    named = stakes.of_ratings(funded.ground(works, AS_OF, TOTAL), WEIGHTS)
    assert [each.stake for each in named] == sorted((each.stake for each in named), reverse=True)
    assert max([each.project for each in named].count(key) for key in COST) <= PER_PROJECT


def test_of_one_project_those_come_first_that_need_the_smallest_change(works: Scope) -> None:
    for total in TOTALS:
        named = stakes.of_ratings(funded.ground(works, AS_OF, (DECIDED + total) * CENTS), WEIGHTS)
        for key in {each.project for each in named}:
            steps = [
                abs(LEVELS.index(each.needed) - LEVELS.index(each.rating or "none"))
                for each in named
                if each.project == key
            ]
            assert steps == sorted(steps)


def test_no_more_are_named_than_are_asked_for(works: Scope) -> None:
    held = funded.ground(works, AS_OF, TOTAL)
    named = stakes.of_ratings(held, WEIGHTS)
    assert len(named) > 2
    assert stakes.of_ratings(held, WEIGHTS, most=2) == named[:2]


def test_without_time_nothing_is_claimed(works: Scope) -> None:
    assert stakes.of_ratings(funded.ground(works, AS_OF, TOTAL), WEIGHTS, seconds=0.0) == []


def test_where_all_can_be_afforded_no_rating_decides_but_those_that_make_a_project_worth_nothing(
    works: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stakes, "PER_PROJECT", len(OBJECTIVES))
    held: Ground = funded.ground(works, AS_OF, (DECIDED + sum(COST.values())) * CENTS)
    named = stakes.of_ratings(held, WEIGHTS, most=99)
    assert {(each.project, each.objective) for each in named} == {("H", "O1")}, "the only rating that H has above none"
