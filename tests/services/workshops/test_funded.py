"""What a budget funds under the weights of a workshop, against trying every choice."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.access import Scope
from services.errors import Explained
from services.workshops import funded
from services.workshops.funded import USUAL_SHARE, Ground
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
    value,
)  # fmt: skip

WIDE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
weights = st.tuples(*[st.integers(1, 20)] * 3)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


def test_the_ground_holds_ratings_costs_and_what_is_not_decided_yet(works: Scope) -> None:
    held = funded.ground(works, AS_OF)
    assert set(held.open_keys) == set(COST)
    assert held.cost == {**{key: cost * CENTS for key, cost in COST.items()}, "M": 30 * CENTS, "R": 20 * CENTS}
    assert held.ratings.at["C", "O2"] == "extreme"
    assert held.ratings.loc["A"].notna().sum() == 2


def test_where_no_total_is_stated_a_share_of_what_is_open_can_be_afforded(works: Scope) -> None:
    usual = (DECIDED + USUAL_SHARE * sum(COST.values())) * CENTS
    assert funded.ground(works, AS_OF).total == pytest.approx(usual, abs=1)
    assert funded.ground(works, AS_OF, TOTAL).total == TOTAL


def test_the_value_of_a_project_is_its_ratings_times_the_weights_and_nothing_where_it_is_decided(works: Scope) -> None:
    found = funded.valued(funded.ground(works, AS_OF), WEIGHTS)
    worth = dict(zip(found.keys, found.value.tolist(), strict=True))
    assert worth["M"] == worth["R"] == 0
    for key in COST:
        assert worth[key] == pytest.approx(value(key, WEIGHTS, WORDS)), key


def test_other_weights_do_not_touch_the_ground(works: Scope) -> None:
    held = funded.ground(works, AS_OF)
    before = held.candidates.value.copy()
    funded.valued(held, {"O1": 0.1, "O2": 0.1, "O3": 0.8})
    assert np.array_equal(held.candidates.value, before)


@WIDE
@given(weights, st.integers(60, 380))
def test_the_best_set_is_one_that_no_other_choice_beats(works: Scope, points: tuple[int, ...], total: int) -> None:
    shares = dict(zip(OBJECTIVES, (point / sum(points) for point in points), strict=True))
    found = funded.best(_ground(works, total), shares)
    chosen = {key for key in found.chosen if key in COST}
    worthless = {key for key in COST if value(key, shares, WORDS) == 0}
    assert chosen - worthless in [one - worthless for one in best_sets(shares, WORDS, total)]
    assert {"M", "R"} <= set(found.chosen)


def test_before_anything_is_rated_there_is_nothing_to_choose(sqlite_url: str) -> None:
    with pytest.raises(Explained, match="no project to choose") as caught:
        funded.ground(store(ratings=False), AS_OF)
    assert "Alignment" in caught.value.repair


def test_before_the_portfolio_begins_there_is_nothing_to_choose(works: Scope) -> None:
    with pytest.raises(Explained):
        funded.ground(works, AS_OF - timedelta(days=400))


def _ground(works: Scope, total: int) -> Ground:
    return funded.ground(works, AS_OF, (DECIDED + total) * CENTS)
