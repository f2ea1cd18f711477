"""Versions of the objectives: each change with who made it, and the projects that lost alignment by it."""

import pandas as pd
import pytest

from services import alignment, objective_versions, objectives, states
from services.access import Scope
from services.errors import NotFound
from tests.services.rated_works import built, now
from tests.services.slip_works import DATES, LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built()


def test_every_edit_is_a_version_that_says_who_changed_what(works: Scope) -> None:
    alignment.set_points(ME, works, LAST, {"O1": 20.0})
    alignment.set_points(ME, now(), LAST, {"O1": 25.0})
    newest, earlier, *rest = objective_versions.read(now(), LAST)
    assert [newest.number, earlier.number, len(rest)] == [5, 4, 3]
    assert (newest.received_by, newest.edited, newest.as_of) == (ME.name, True, LAST)
    assert [(one.objective, one.what, one.before, one.after) for one in newest.changes] == [
        ("Growth", "Weight", 20.0, 25.0)
    ]
    assert [(one.before, one.after) for one in earlier.changes] == [(60.0, 20.0)]
    assert rest[-1].changes == ()


def test_all_versions_together_are_the_objectives_in_force(works: Scope) -> None:
    objectives.change(ME, works, LAST, "O2", name="Safe streets", owner="Ada")
    objectives.remove(ME, now(), LAST, "O3")
    found = objective_versions._versions(now(), LAST)[-1][2]
    held = states.register(now(), "objectives", LAST).set_index("objective_key")
    assert {key: (row["name"], row["owner"], row["weight"]) for key, row in found.items()} == {
        key: tuple(None if pd.isna(value) else value for value in held.loc[key, ["name", "owner", "weight"]])
        for key in held.index
    }


def test_projects_whose_value_fell_lost_alignment_with_what_they_still_cost(works: Scope) -> None:
    before = alignment.read(works, LAST).projects.set_index("project_key")
    alignment.set_points(ME, works, LAST, {"O1": 0.0})
    version = objective_versions.read(now(), LAST)[0]
    found = objective_versions.lost(now(), LAST, version.snapshot)
    rows = found.projects.set_index("project_key")
    after = alignment.read(now(), LAST).projects.set_index("project_key")
    fell = before["score"] - after["score"] >= objective_versions.LEAST_FALL
    assert set(rows.index) == set(fell[fell].index) == {"P-006", "P-007"}
    assert rows.loc["P-007", "fall"] == pytest.approx(3.6)
    assert rows.loc["P-007", "cost_to_go"] == before.loc["P-007", "cost_to_go"]
    assert found.live == len(after)


def test_a_project_that_served_what_is_gone_lost_alignment_however_small_the_fall(works: Scope) -> None:
    objectives.remove(ME, works, LAST, "O3")
    version = objective_versions.read(now(), LAST)[0]
    rows = objective_versions.lost(now(), LAST, version.snapshot).projects.set_index("project_key")
    assert rows.loc["P-009", "gone"] == "Clean air"
    assert rows.loc["P-009", "after"] > rows.loc["P-009", "before"]
    assert set(rows.index) == {"P-009", "P-010"}
    assert [(one.what, one.before, one.after) for one in version.changes] == [("", "there", None)]


def test_an_earlier_date_has_no_versions_and_an_unknown_one_is_told(works: Scope) -> None:
    assert objective_versions.read(works, DATES[3]) == []
    with pytest.raises(NotFound, match="no such version"):
        objective_versions.lost(works, LAST, 0)
