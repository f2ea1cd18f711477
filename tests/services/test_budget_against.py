"""A selection held against a saved scenario: only changes worth a threshold, and what is no candidate any more."""

from dataclasses import replace

import pytest

from services import budget_against, portfolio_candidates, scenarios
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from tests.services import funding_works, plans_kept
from tests.services.funding_works import AS_OF

ASKED = Asked(total=1_410_00)


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


@pytest.fixture
def found(scope):
    return portfolio_candidates.read(scope, AS_OF, Valuing("strategic")).candidates


def plan(scope, **more):
    return scenarios.read(scope, plans_kept.kept(scope, **more))


def test_without_a_threshold_the_best_selection_is_proposed(scope, found):
    without_library = scenarios.read(scope, scenario_without(scope, "D 2"))
    made = budget_against.against(found, ASKED, without_library, 0.0)
    assert made.names(comes_in=True) == ["Library"]
    assert made.lost == 0
    assert made.kept + len(made.names(comes_in=False)) == made.of


def test_a_threshold_above_all_value_drops_nothing_and_says_what_that_gives_up(scope, found):
    held = scenarios.read(scope, scenario_without(scope, "D 2"))
    made = budget_against.against(found, ASKED, held, 1.0)
    assert made.names(comes_in=False) == []
    assert made.kept == made.of
    assert made.lost > 0


def test_the_scenario_of_now_needs_no_change(scope, found):
    made = budget_against.against(found, ASKED, plan(scope), 0.01)
    assert made.changes.empty
    assert (made.found, made.proven, made.gone) == (True, True, ())
    assert (made.kept, made.of) == (2, 2)


def test_a_project_that_is_no_candidate_any_more_is_named_and_not_counted(scope, found):
    held = plan(scope)
    keys = list(found.keys)
    rest = [place for place, key in enumerate(keys) if key != "D 2"]
    fewer = replace(
        found,
        keys=tuple(keys[place] for place in rest),
        names=tuple(found.names[place] for place in rest),
        value=found.value[rest],
        cost=found.cost[rest],
        amounts=(),
        contributions={},
    )
    made = budget_against.against(fewer, ASKED, held, 0.01)
    assert made.gone == ("Library",)
    assert made.of == 1


def test_changes_bear_money_and_their_share_of_the_value(scope, found):
    held = scenarios.read(scope, scenario_without(scope, "D 2"))
    row = budget_against.against(found, ASKED, held, 0.0).changes.set_index("name").loc["Library"]
    place = found.keys.index("D 2")
    assert row["cost"] == 300
    assert row["share"] == pytest.approx(found.value[place] / found.open_value)


def scenario_without(scope, key):
    asked = replace(plans_kept.asked(), forced_out=(key,))
    return scenarios.save(funding_works.ME, scope, f"Without {key}", "", plans_kept.statement(scope, asked))
