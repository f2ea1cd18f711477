"""A stored plan is solved again from what is stored alone, and says how its data have moved."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given

from models.selection import select
from services import (
    access,
    budget_kept,
    budget_nested,
    edits,
    portfolio_candidates,
    scenarios,
    scenarios_rerun,
    scenarios_since,
    scenarios_statement,
)
from services.candidates import problem
from services.portfolio_candidates import Valuing
from services.problem_json import to_json
from tests.models.selection_cases import allowed_values, problems
from tests.services import funding_works, plans_kept
from tests.services.funding_works import AS_OF, ME


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


@pytest.fixture
def plan(scope):
    return scenarios.read(scope, plans_kept.kept(scope))


def with_chosen(plan, *keys):
    told = dict(plan.statement)
    return replace(plan, statement=told | {"result": told["result"] | {"chosen": list(keys)}})


@given(problems())
def test_whatever_was_solved_once_comes_out_the_same_and_departs_by_what_the_best_subset_is_worth_more(stated):
    chosen = select(stated)
    if not chosen.found:
        return
    described = {
        "projects": list(stated.keys),
        "titles": list(stated.keys),
        "decided": [False] * len(stated.keys),
        "funds": [True] * len(stated.keys),
    }
    told = {"problem": to_json(stated), "result": {"chosen": list(chosen.chosen)}, "candidates": described}
    plan = scenarios.Scenario(1, "a", "", "draft", 1, "", None, "", None, None, {}, None, json.loads(json.dumps(told)))
    again = scenarios_rerun.solved_again(plan)
    assert again.holds
    free = allowed_values(replace(stated, forced_in=frozenset(), forced_out=frozenset()))
    departed = scenarios_rerun.departures(plan)
    assert departed.lost == pytest.approx(max(free.values()) - chosen.value)
    for one in departed.projects:
        forced = [value for keys, value in free.items() if (one.project in keys) == one.inside]
        assert one.price == pytest.approx(max(free.values()) - max(forced))


def test_the_same_set_an_equal_one_a_better_one_and_a_broken_one_are_told_apart(scope, plan):
    assert scenarios_rerun.rerun(scope, plan.number).verdict == "same"
    worse = scenarios_rerun.solved_again(with_chosen(plan, "M-1", "C/1", "D 1"))
    assert (worse.verdict, worse.holds, worse.added, worse.dropped) == ("better", False, ("D 2",), ())
    assert worse.stored_value == pytest.approx(4.5)
    broken = scenarios_rerun.solved_again(with_chosen(plan, "M-1", "D 1"))
    assert (broken.verdict, broken.broken) == ("broken", "C/1")
    equal = scenarios.read(
        scope, scenarios.save(ME, scope, "Any one", "", plans_kept.statement(scope, plans_kept.asked(1_200), "equal"))
    )
    assert scenarios_rerun.solved_again(equal).verdict == "same"
    both = set(equal.statement["result"]["chosen"])
    assert both == {"M-1", "C/1", "D 1", "D 3"}


def test_another_set_of_the_same_value_counts_as_the_same(scope):
    told = plans_kept.statement(scope, plans_kept.asked(1_210), "equal")
    plan = scenarios.read(scope, scenarios.save(ME, scope, "One", "", told))
    only = [key for key in ("D 1", "D 4") if key not in told["problem"]["forced_in"]]
    problem = told["problem"] | {"total_limit": 1_160_00, "forced_out": ["D 3"]}
    for key in only:
        changed = dict(plan.statement) | {"problem": problem}
        one = replace(plan, statement=changed | {"result": told["result"] | {"chosen": ["M-1", "C/1", key]}})
        again = scenarios_rerun.solved_again(one)
        assert again.holds
        assert again.verdict == ("same" if set(again.found.chosen) == {"M-1", "C/1", key} else "equal")


def test_data_that_stand_still_have_not_moved(scope, plan):
    moved = scenarios_since.since(scope, plan.number)
    assert moved.nothing
    assert moved.registers == ()


def test_what_moved_in_the_data_is_counted(scope, plan):
    rows = [
        {"project_key": "D 1", "forecast_cost": 250},
        {"project_key": "D 4", "forecast_cost": 200},
        {"project_key": "D 5", "forecast_cost": 75},
    ]
    edits.edit_rows(ME, scope, "projects", AS_OF, rows)
    later = access.scope(ME, scope.portfolio)
    edits.edit_rows(ME, later, "projects", AS_OF, [{"project_key": "D 2", "status": "cancelled"}])
    later = access.scope(ME, scope.portfolio)
    impact = {"project_key": "D 4", "objective_key": "O1", "rating": "extreme"}
    edits.edit_rows(ME, later, "impacts", AS_OF, [impact])
    moved = scenarios_since.since(access.scope(ME, scope.portfolio), plan.number)
    assert (moved.gone, moved.arrived, moved.dearer, moved.cheaper) == (1, 1, 1, 1)
    assert (moved.worth_more, moved.worth_less) == (1, 0)
    assert (moved.funded_cost, moved.funded_gone) == (50_00, 1)
    assert moved.registers == ("impacts", "projects")
    assert not moved.nothing


def test_a_later_list_without_a_project_says_so(scope, plan):
    assert pd.Timestamp(plan.statement["as_of"]).date() == AS_OF
    edits.edit_rows(ME, scope, "projects", AS_OF, [{"project_key": "D 3"}], removed=True)
    moved = scenarios_since.since(access.scope(ME, scope.portfolio), plan.number)
    assert (moved.gone, moved.funded_gone) == (1, 0)


@pytest.mark.parametrize("more", [{}, {"shared": True}, {"periods": (("FY27", 900_00),), "carry_over": True}])
def test_a_plan_that_keeps_what_is_funded_comes_out_the_same(scope, more):
    asked = plans_kept.asked(1_600, keep=True, **more)
    valuing = Valuing("strategic")
    funding = portfolio_candidates.read(scope, AS_OF, valuing)
    found = funding.candidates
    chosen = budget_kept.chain(funding, asked).at(asked.total)
    funded = budget_nested.as_candidates(found, budget_kept.funded_now(funding))
    told = scenarios_statement.statement(
        scope, AS_OF, candidates=found, problem=problem(found, asked), chosen=chosen, valuing=valuing, asked=asked,
        address={}, funded=funded,
    )  # fmt: skip
    again = scenarios_rerun.rerun(scope, scenarios.save(ME, scope, "Keeps", "", told))
    assert again.verdict == "same"
    assert set(again.found.chosen) == set(chosen.chosen)
