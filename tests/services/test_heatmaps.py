"""The heatmap over a database: what it offers, its cells, the projects of a cell."""

import json

import pandas as pd
import pytest

from data_access import transaction
from services import access, heatmaps, portfolios, portrait
from services.errors import Explained
from services.heatmaps import ALL, Choice
from tests.services import town


@pytest.fixture
def found(sqlite_url):
    return portrait.read(town.store(), town.JUNE)


def cell(drawn, row, column):
    inside = drawn.cells[(drawn.cells["row"] == row) & (drawn.cells["column"] == column)]
    return inside.iloc[0]


def test_only_dimensions_with_two_values_and_measures_with_figures_are_offered(found):
    assert heatmaps.dimensions(found) == ["department", "phase", "objective", "health"]
    assert heatmaps.measures(found) == ["money_amber", "projects_amber", "weighted_slip", "variance", "alignment"]
    assert heatmaps.default(found) == Choice("department", "health", "money_amber")


def test_department_by_health_counts_the_worse_of_reported_and_computed(found):
    drawn = heatmaps.cells(found, Choice("department", "health", "projects_amber"))
    assert drawn.columns == (ALL, "schedule", "cost", "risk", "reporting")
    assert drawn.rows == ("Water", "Roads")
    late = cell(drawn, "Roads", "schedule")
    assert (late["hits"], late["base"], late["projects"]) == (1, 2, 3), "R3 has no approved date, R2 is finished"
    overall = cell(drawn, "Water", ALL)
    assert (overall["hits"], overall["base"]) == (5, 5)


def test_reported_and_computed_status_can_be_looked_at_alone(found):
    said = heatmaps.cells(found, Choice("department", "phase", "projects_amber", "reported"))
    computed = heatmaps.cells(found, Choice("department", "phase", "projects_amber", "computed"))
    assert cell(said, "Water", ALL)["hits"] == 2
    assert cell(computed, "Water", ALL)["hits"] == 3


def test_variance_is_like_for_like(found):
    drawn = heatmaps.cells(found, Choice("department", "phase", "variance"))
    assert cell(drawn, "Water", "Delivery")["value"] == pytest.approx(40 / 140)
    assert cell(drawn, "Roads", "Design")["base"] == 1, "R3 has no budget"
    assert (drawn.projects, drawn.counted) == (8, 7)


def test_a_project_stands_under_each_objective_it_serves_and_others_say_why_not(found):
    drawn = heatmaps.cells(found, Choice("objective", "department", "weighted_slip"))
    assert set(drawn.rows) == {"Clean water", "Safe roads", "No objective strongly", "Not rated"}
    assert cell(drawn, "Safe roads", "Roads")["projects"] == 1


def test_under_a_health_dimension_other_measures_look_at_projects_amber_or_worse_in_it(found):
    drawn = heatmaps.cells(found, Choice("department", "health", "variance"))
    assert cell(drawn, "Water", "cost")["projects"] == 1
    assert cell(drawn, "Water", "cost")["value"] == pytest.approx(0.4)


def test_the_projects_of_a_cell_come_with_the_status_it_counts(found):
    choice = Choice("department", "health", "money_amber")
    listed = heatmaps.cell_projects(found, choice, "Water", "cost")
    assert listed["project_key"].tolist() == ["W2", "W1", "W3", "W4", "W5"]
    assert listed["cell_status"].tolist() == [5, 1, 1, 1, 1]
    assert len(heatmaps.cell_projects(found, choice, "Roads", ALL)) == 3


def test_filters_narrow_the_heatmap(found):
    drawn = heatmaps.cells(found, Choice("department", "phase", "variance"), (("department", "Roads"),))
    assert drawn.rows == ("Roads",)
    by_objective = heatmaps.cells(found, Choice("department", "phase", "variance"), (("objective", "O1"),))
    assert by_objective.projects == 1


def test_no_project_left_gives_an_empty_heatmap(found):
    drawn = heatmaps.cells(found, Choice("department", "phase", "variance"), (("department", "Nowhere"),))
    assert (drawn.rows, drawn.projects, drawn.counted) == ((), 0, 0)


def test_the_command_line_gets_plain_values_and_refuses_what_is_not_there(database_url):
    scope = town.store()
    told = json.loads(json.dumps(heatmaps.as_dict(scope, town.JUNE), allow_nan=False))
    assert (told["rows"], told["columns"], told["measure"]) == ("department", "health", "money_amber")
    assert told["column_labels"][0] == ALL
    with pytest.raises(Explained, match="It offers"):
        heatmaps.as_dict(scope, town.JUNE, rows="colour")


def test_a_portfolio_with_almost_nothing_has_no_heatmap_and_says_what_to_bring(sqlite_url):
    facts = portfolios.create(town.ME, "bare", "Bare", "USD")
    with transaction() as work:
        rows = pd.DataFrame({"project_key": ["a", "b"], "name": ["A", "B"]})
        town.load(work, facts.id, "projects", town.JUNE, rows)
    scope = access.scope(town.ME, "bare")
    found = portrait.read(scope, town.JUNE)
    assert heatmaps.default(found) is None
    with pytest.raises(Explained, match="Load projects with"):
        heatmaps.as_dict(scope, town.JUNE)
