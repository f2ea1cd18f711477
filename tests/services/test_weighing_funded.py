"""What other weights would fund: against every choice tried by hand."""

import pytest

from models.strategic_value import RATING_SCALE
from services import weighing_funded
from services.access import Scope
from tests.services.town import CENTS
from tests.services.workshops import proposals
from tests.services.workshops.proposals import AS_OF, COST, DECIDED, WEIGHTS, WORDS, best_sets

OTHERS = ({"O1": 0.1, "O2": 0.8, "O3": 0.1}, {"O1": 0.1, "O2": 0.1, "O3": 0.8}, {"O1": 0.8, "O2": 0.1, "O3": 0.1})


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


@pytest.mark.parametrize("weights", OTHERS)
def test_projects_that_weights_bring_in_and_throw_out_are_those_of_the_best_choices(works, weights):
    held = weighing_funded.ground(works, AS_OF)
    found = weighing_funded.change(held, WEIGHTS, weights)
    (before, *_), (after, *_) = (_worth_having(each, found.total) for each in (WEIGHTS, weights))
    entering = sorted(after - before, key=lambda key: -COST[key])
    leaving = sorted(before - after, key=lambda key: -COST[key])
    assert found.entering == tuple(f"Proposal {key}" for key in entering)
    assert found.leaving == tuple(f"Proposal {key}" for key in leaving)
    assert found.money == sum(COST[key] for key in entering) * CENTS
    assert found.open == len(COST)


def test_the_same_weights_change_nothing(works):
    held = weighing_funded.ground(works, AS_OF)
    found = weighing_funded.change(held, WEIGHTS, WEIGHTS)
    assert (found.entering, found.leaving, found.money) == ((), (), 0)


def test_at_least_one_of_the_other_weights_changes_what_is_funded(works):
    held = weighing_funded.ground(works, AS_OF)
    assert any(weighing_funded.change(held, WEIGHTS, weights).entering for weights in OTHERS)


def test_without_ratings_there_is_nothing_to_choose(sqlite_url):
    assert weighing_funded.ground(proposals.store("bare", ratings=False), AS_OF) is None


def _worth_having(weights: dict[str, float], total: int) -> list[set[str]]:
    """Return the best choices, without projects that add nothing."""
    kept = [
        {key for key in best if any(word and RATING_SCALE[word] for word in WORDS[key])}
        for best in best_sets(weights, WORDS, total // CENTS - DECIDED)
    ]
    assert all(each == kept[0] for each in kept), "with two best choices it would depend on which is taken"
    return kept
