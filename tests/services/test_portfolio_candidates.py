"""Who is a candidate, what it costs in which year, and what it is worth."""

import numpy as np
import pytest

from services import portfolio_candidates
from services.errors import Explained
from services.portfolio_candidates import Valuing
from tests.services import funding_works
from tests.services.funding_works import AS_OF


@pytest.fixture
def works(database_url):
    return funding_works.store()


def read(scope, measure="strategic", **more):
    return portfolio_candidates.read(scope, AS_OF, Valuing(measure, **more))


def test_candidates_are_proposed_active_or_on_hold_with_a_cost_and_no_sums(works):
    found = read(works)
    assert found.candidates.keys == ("C/1", "D 1", "D 2", "D 3", "D 4", "M-1")
    assert found.not_considered["project_key"].tolist() == ["D 5"]
    assert (found.without_status, found.without_class) == (1, 1)


def test_cost_is_cost_to_go_in_whole_minor_units(works):
    found = read(works)
    cost = dict(zip(found.candidates.keys, found.candidates.cost.sum(axis=1).tolist(), strict=True))
    assert cost == {"M-1": 600_00, "C/1": 300_00, "D 1": 200_00, "D 2": 300_00, "D 3": 100_00, "D 4": 250_00}
    assert found.above() == {"mandatory": (1, 600_00), "committed": (1, 300_00)}


def test_years_follow_the_register_brought_into_line_with_cost_to_go(works):
    found = read(works)
    assert found.candidates.periods == ("FY27", "FY28")
    by_year = dict(zip(found.candidates.keys, found.candidates.cost.tolist(), strict=True))
    assert by_year["M-1"] == [300_00, 300_00]
    assert by_year["D 1"] == [100_00, 100_00]
    assert by_year["D 2"] == [0, 300_00]
    assert found.by_year.rules == {"forecast": 3, "dates": 3, "undated": 0}
    assert by_year["D 3"][0] == pytest.approx(100_00 * 243 / 608, abs=1)


def test_strategic_value_counts_what_is_not_rated_as_nothing_and_bounds_it(works):
    found = read(works)
    value = dict(zip(found.candidates.keys, found.candidates.value.tolist(), strict=True))
    assert value == {"M-1": 0, "C/1": 0, "D 1": 4.5, "D 2": 9.0, "D 3": 0, "D 4": 0.75}
    rows = found.projects.set_index("project_key")
    assert rows.loc["D 3", ["unknown", "highest"]].tolist() == [True, 9.0]
    assert rows.loc["D 4", ["unknown", "highest"]].tolist() == [False, 3.0]
    assert found.values.partly.sum() == 1


def test_other_values_bear_their_own_numbers(works):
    def values(measure, **more):
        return read(works, measure, **more).candidates.value.tolist()[1:5]

    assert values("priority") == [10, 30, 0, 20]
    assert values("expected_value") == [500, 400, 0, 900]
    assert values("equal") == [1, 1, 1, 1]
    assert values("category", ratings=(("Water", "extreme"), ("Venues", "none"))) == [3, 0, 9, 3]
    missing = read(works, "priority").projects.set_index("project_key").loc["D 3"]
    assert (missing["unknown"], missing["highest"]) == (True, 90)


def test_what_can_be_chosen_as_value_depends_on_what_is_known(database_url):
    rich, poor = funding_works.store("rich"), funding_works.store("poor", ratings=False, years=False, classes=False)
    assert read(rich).measures == ("strategic", "quality", "priority", "expected_value", "equal", "category")
    found = read(poor, "equal")
    assert found.measures == ("priority", "expected_value", "equal", "category")
    assert not found.has_classes
    assert found.above() == {}
    assert found.by_year is None
    assert found.candidates.cost.shape == (6, 1)
    assert np.all(found.candidates.value == 1)
    assert read(poor).candidates.open_value == 0


def test_filters_of_the_context_narrow_the_candidates(works):
    kept = portfolio_candidates.read(works, AS_OF, Valuing("equal"), (("department", "Roads"),))
    assert kept.candidates.keys == ("C/1", "D 1", "D 4")
    serving = portfolio_candidates.read(works, AS_OF, Valuing("equal"), (("objective", "O2"),))
    assert serving.candidates.keys == ("D 2",)
    measures, categories = portfolio_candidates.offered(works, AS_OF)
    assert measures[0] == "strategic"
    assert sorted(categories) == ["Roads", "Venues", "Water"]
    assert categories[0] == "Roads"


def test_the_newest_date_is_found_or_its_lack_explained(works):
    assert portfolio_candidates.newest(works) == AS_OF
    with pytest.raises(Explained, match="No projects"):
        portfolio_candidates.newest(works, AS_OF.replace(year=2020))
