"""Plans side by side: who is in which, what tells two apart, and what is expected of what they fund."""

from dataclasses import replace

import pandas as pd
import pytest

from services import access, edits, scenarios, scenarios_compare
from tests.services import funding_works, plans_kept
from tests.services.funding_works import AS_OF, ME


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


def plan(scope, name, total, **more):
    return scenarios.read(scope, plans_kept.kept(scope, name, total, **more))


def test_the_grid_says_where_each_project_stands_in_each_plan(scope):
    lean, full = plan(scope, "Lean", 1_200), plan(scope, "Full", 1_650)
    found = scenarios_compare.grid([lean, full]).set_index("project_key")
    assert found[f"plan_{lean.number}"].to_dict() == {
        "D 2": "in",
        "D 1": "out",
        "D 4": "out",
        "D 3": "out",
        "M-1": "above",
        "C/1": "above",
    }
    assert found.index[found["differs"]].tolist() == ["D 1", "D 4"]
    assert found.loc["M-1", ["name", "class", "cost"]].tolist() == ["Dam safety", "mandatory", 600_00]


def test_a_project_that_only_one_plan_knew_is_absent_from_the_other(scope):
    before = plan(scope, "Before", 1_200)
    edits.edit_rows(ME, scope, "projects", AS_OF, [{"project_key": "D 5", "forecast_cost": 10}])
    after = plan(access.scope(ME, scope.portfolio), "After", 1_200)
    row = scenarios_compare.grid([before, after]).set_index("project_key").loc["D 5"]
    assert (row[f"plan_{before.number}"], row[f"plan_{after.number}"], row["differs"]) == ("absent", "out", True)


def test_a_difference_taken_both_ways_round_is_the_same_with_its_sign_turned(scope):
    lean, full = plan(scope, "Lean", 1_200), plan(scope, "Full", 1_650)
    there, back = scenarios_compare.difference(lean, full), scenarios_compare.difference(full, lean)
    assert (there.adds, there.drops, there.cost) == (("Bridge", "Depot"), (), 450_00)
    assert (back.adds, back.drops, back.cost) == ((), ("Bridge", "Depot"), -450_00)
    assert there.share == pytest.approx(-back.share) == pytest.approx((14.25 - 9) / 14.25)


def test_shares_of_different_values_are_not_subtracted(scope):
    lean = plan(scope, "Lean", 1_200)
    told = plans_kept.statement(scope, plans_kept.asked(1_200), "equal")
    equal = scenarios.read(scope, scenarios.save(ME, scope, "Equal", "", told))
    assert not scenarios_compare.comparable([lean, equal])
    assert scenarios_compare.difference(lean, equal).share is None


def test_a_project_funded_by_another_of_its_options_is_in_both_in_another_way(scope):
    base = plan(scope, "Base", 1_200)
    described = {
        "projects": ["P", "P", "P"],
        "titles": ["Port", "Port", "Port"],
        "names": ["Port, in full", "Port, reduced", "Port, not"],
        "classes": [None] * 3,
        "decided": [False] * 3,
        "funds": [True, True, False],
    }
    problem = {"keys": ["P|full", "P|part", "P|none"], "cost": [[30], [10], [0]], "value": [3.0, 2.0, 0.0]}

    def by(key):
        told = dict(base.statement) | {"candidates": described, "problem": problem, "result": {"chosen": [key]}}
        return replace(base, number=len(key), statement=told)

    full, part, none = by("P|full"), by("P|part"), by("P|none")
    assert scenarios_compare.difference(full, part).changed == ("Port",)
    assert scenarios_compare.difference(full, none).drops == ("Port",)
    row = scenarios_compare.grid([replace(full, number=1), replace(part, number=2), replace(none, number=3)]).iloc[0]
    assert [row["plan_1"], row["plan_2"], row["plan_3"]] == ["in", "in", "out"]
    assert [row["way_1"], row["way_2"], row["way_3"]] == ["Port, in full", "Port, reduced", ""]
    assert len(scenarios_compare.grid([full])) == 1


def test_a_project_that_goes_on_as_planned_is_the_same_with_and_without_options(scope):
    base = plan(scope, "Base", 1_200)

    def by(keys, names, chosen):
        described = {
            "projects": ["P"] * len(keys),
            "titles": ["Port"] * len(keys),
            "names": names,
            "classes": [None] * len(keys),
            "decided": [False] * len(keys),
            "funds": [True] * len(keys),
        }
        problem = {"keys": keys, "cost": [[30]] * len(keys), "value": [3.0] * len(keys)}
        told = dict(base.statement) | {"candidates": described, "problem": problem, "result": {"chosen": [chosen]}}
        return replace(base, statement=told)

    plain = by(["P"], ["Port"], "P")
    options = ["P|continue", "P|reduce"], ["Port: continue", "Port: reduce"]
    assert scenarios_compare.difference(plain, by(*options, "P|continue")).changed == ()
    assert scenarios_compare.difference(plain, by(*options, "P|reduce")).changed == ("Port",)
    assert scenarios_compare.grid([by(*options, "P|reduce")]).iloc[0][f"way_{base.number}"] == "reduce"


def test_late_projects_of_a_plan_are_counted_with_what_they_still_cost(scope):
    late = {"approved_baseline_finish": pd.Timestamp("2027-12-31")}
    edits.edit_rows(ME, scope, "projects", AS_OF, [{"project_key": key, **late} for key in ("M-1", "D 2", "D 4")])
    now = access.scope(ME, scope.portfolio)
    told = scenarios_compare.ahead(now, plan(now, "Lean", 1_200))
    assert (told.late, told.late_cost) == (2, 900_00)


def test_without_approved_dates_or_predictions_nothing_is_said_of_what_lies_ahead(scope):
    told = scenarios_compare.ahead(scope, plan(scope, "Lean", 1_200))
    assert (told.slips, told.late, told.late_cost, told.unknown) == (None, None, None, 3)
    assert told.words
