import sys
from pathlib import Path

import pandas as pd
import pytest

from services import portrait, projects_list
from services.access import Scope, local_user, scope

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))
import tiny


@pytest.fixture
def view(database_url) -> Scope:
    tiny.store()
    return scope(local_user(), "tiny")


def listed(view: Scope, asked: str = "", which: str = "all", order: str = "name", filters=()) -> list[str]:
    kept = projects_list.rows(portrait.read(view, tiny.JUNE), filters)
    found = projects_list.narrowed(kept, projects_list.texts(view, tiny.JUNE), asked, which, order)
    return found["project_key"].tolist()


def test_words_find_names_keys_and_departments_whatever_their_case(view):
    assert listed(view, "VALVES pumps") == ["W 2"]
    assert listed(view, "r/1") == ["R/1"]
    assert listed(view, "water") == ["W-1", "W 2"]
    assert listed(view, "water roads") == []


def test_filters_narrow_the_list_before_the_search(view):
    assert listed(view, "", filters=(("department", "Roads"),)) == ["R/1"]
    assert listed(view, "pumps", filters=(("department", "Roads"),)) == []


def test_the_latest_comes_first_and_the_unknown_last(view):
    assert listed(view, order="late")[0] == "W 2"
    assert listed(view, order="cost_to_go") == ["W 2", "W-1", "R/1"]


def test_standing_counts_live_projects_and_what_they_rest_on(view):
    kept = projects_list.rows(portrait.read(view, tiny.JUNE))
    found = projects_list.standing(kept, 90)
    assert (found.live, found.listed, found.based, found.late) == (3, 3, 3, 1)
    assert (found.reporting, found.green, found.disagree) == (0, 0, 0)
    assert projects_list.counts(kept) == {"live": 3, "proposed": 0, "finished": 0, "all": 3}


def test_values_carried_forward_are_counted_and_said():
    kept = pd.DataFrame(
        {
            "live": [True, True, True, False],
            "carried": [False, True, True, True],
            "slip_days": 0.0,
            "said_overall": [1.0, 1.0, 5.0, 1.0],
            "found_overall": [3.0, 1.0, 5.0, 5.0],
        }
    )
    found = projects_list.standing(kept, 90)
    assert (found.reporting, found.green, found.carried, found.disagree) == (3, 2, 1, 1)


def test_only_orders_with_a_reason_are_offered(view):
    kept = projects_list.rows(portrait.read(view, tiny.JUNE))
    assert projects_list.orders(kept) == ["late", "cost_to_go", "name"]


def test_a_green_report_against_worse_evidence_is_counted_per_dimension():
    said = pd.DataFrame({f"said_{name}": [1.0, 1.0, 3.0] for name in projects_list.COMPARED})
    found = pd.DataFrame({f"found_{name}": [1.0, float("nan"), 5.0] for name in projects_list.COMPARED})
    found.loc[0, ["found_overall", "found_cost"]] = 3.0
    rows = pd.concat([said, found], axis=1).assign(probability=0.5, cost_to_go=1.0)

    class Held:
        projects, impacts = rows, pd.DataFrame()

    assert projects_list.rows(Held())["differs"].tolist() == [2, 0, 0]  # type: ignore[arg-type]


def test_trails_hold_fresh_reports_only(view):
    trails = projects_list.trails(view, tiny.JUNE, ["W 2", "R/1"])
    assert len(trails["W 2"]) == 2
    assert len(trails["R/1"]) == 1


def test_only_dimensions_of_which_something_is_known_are_drawn(view):
    kept = projects_list.rows(portrait.read(view, tiny.JUNE))
    assert projects_list.dimensions(kept) == ["overall", "schedule", "cost", "reporting"]
    bare = kept.assign(found_cost=float("nan"), said_cost=float("nan"))
    assert "cost" not in projects_list.dimensions(bare)
