"""How firm the ranking is, checked by moving the weights for real."""

import pandas as pd
import pytest

from services import alignment, alignment_sensitivity, edits
from services.access import Scope
from tests.services.rated_works import built, now
from tests.services.slip_works import DATES, LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def ranks(scope: Scope) -> pd.Series:
    rows = alignment.read(scope, LAST).projects
    return rows[rows["rated"] > 0].set_index("project_key")["rank"].sort_index()


def with_growth(share: float) -> pd.Series:
    """Return the ranks once Growth has a share of the weight, the others in their proportions of 3 to 1."""
    rest = 100 * (1 - share)
    alignment.set_points(ME, now(), LAST, {"O1": 100 * share, "O2": rest * 0.75, "O3": rest * 0.25})
    return ranks(now())


def test_inside_the_interval_of_a_weight_the_order_holds_and_outside_it_does_not(works: Scope) -> None:
    before = ranks(works)
    row = alignment_sensitivity.read(works, LAST).every.set_index("objective_key").loc["O1"]
    assert row["name"] == "Growth"
    assert row["weight"] == pytest.approx(0.6)
    assert 0 < row["lowest"] < 0.6
    assert with_growth(row["lowest"] + 0.01).equals(before)
    assert not with_growth(row["lowest"] - 0.01).equals(before)


def test_the_tornado_counts_the_projects_that_change_rank(works: Scope) -> None:
    before = ranks(works)
    found = alignment_sensitivity.read(works, LAST)
    row = found.moves.set_index("objective_key").loc["O1"]
    assert int((with_growth(0.5) != before).sum()) == row["moved_lower"]
    assert int((with_growth(0.7) != before).sum()) == row["moved_higher"]
    assert found.projects == len(before)
    least = found.moves.set_index("objective_key").loc["O3", ["weight", "weight_low", "weight_high"]]
    assert least.tolist() == pytest.approx([0.1, 0.0, 0.2])


def test_of_many_projects_those_count_that_leave_the_first_ten(sqlite_url: str) -> None:
    built(60)
    keys = alignment.read(now(), LAST).projects["project_key"].tolist()
    words = ["extreme", "strong", "moderate", "low", "none"]
    rated = [
        (key, f"O{n}", words[place // by % 5]) for place, key in enumerate(keys) for n, by in enumerate((1, 5, 3), 1)
    ]
    alignment.rate(ME, now(), LAST, rated)
    before, found = ranks(now()), alignment_sensitivity.read(now(), LAST)
    row = found.moves.set_index("objective_key").loc["O1"]
    assert found.projects > 10
    assert int(((before <= 10) & (with_growth(0.7) > 10)).sum()) == row["moved_higher"]
    assert int(((before <= 10) & (with_growth(0.5) > 10)).sum()) == row["moved_lower"]
    assert row["moved_lower"] + row["moved_higher"] > 0


def test_priorities_reported_are_compared_with_the_larger_number_first(works: Scope) -> None:
    assert alignment_sensitivity.read(works, LAST).reported is None
    order = ranks(works).sort_values().index
    rows = [{"project_key": key, "priority": 100 - place} for place, key in enumerate(order)]
    edits.edit_rows(ME, works, "projects", LAST, rows)
    found = alignment_sensitivity.read(now(), LAST)
    assert found.reported is not None
    assert found.reported.spearman == pytest.approx(1.0)
    assert found.differences["name"].notna().all()


def test_without_weights_or_ratings_there_is_no_ranking(works: Scope) -> None:
    assert alignment_sensitivity.read(works, DATES[3]) is None
