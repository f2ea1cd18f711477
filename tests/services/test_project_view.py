import sys
from pathlib import Path

import pytest

from services import notes, portrait, project_view
from services.access import Scope, local_user, scope
from services.project_view import ProjectView

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))
import one_project


@pytest.fixture
def view(database_url) -> Scope:
    one_project.store()
    return scope(local_user(), "works")


def read(view: Scope, key: str) -> ProjectView | None:
    return project_view.read(view, portrait.read(view, one_project.SEPTEMBER), key)


def test_a_renamed_project_keeps_its_earlier_reports_under_its_newest_key(view):
    found = read(view, "NEW-1")
    assert found is not None
    assert found.reports["as_of"].dt.date.tolist() == [one_project.MARCH, one_project.JUNE, one_project.SEPTEMBER]
    assert found.reports["reported_as"].tolist() == ["OLD-1", "NEW-1", "NEW-1"]
    assert found.reports["file"].tolist()[0] == "projects-2026-03-31.csv"
    assert [step.from_key for step in found.identity.former] == ["OLD-1"]


def test_a_former_key_leads_to_the_same_project(view):
    old, new = read(view, "OLD-1"), read(view, "NEW-1")
    assert old is not None
    assert new is not None
    assert old.identity == new.identity
    assert old.identity.keys == ["NEW-1", "OLD-1"]


def test_a_split_project_has_left_and_names_what_it_became(view):
    found = read(view, "BIG")
    assert found is not None
    assert found.row is None
    assert [step.to_key for step in found.identity.became] == ["BIG-A", "BIG-B"]
    part = read(view, "BIG-A")
    assert part is not None
    assert [step.from_key for step in part.identity.came_from] == ["BIG"]
    assert len(part.reports) == 1


def test_gates_recorded_under_a_former_key_are_its_gates(view):
    found = read(view, "NEW-1")
    assert found is not None
    assert found.gates["gate"].tolist() == ["G1"]


def test_an_unknown_key_is_no_project(view):
    assert read(view, "nobody") is None


def test_a_later_report_is_not_known_at_an_earlier_date(view):
    found = project_view.read(view, portrait.read(view, one_project.JUNE), "NEW-1")
    assert found is not None
    assert len(found.reports) == 2


def test_notes_under_all_keys_come_newest_first(view):
    notes.add(local_user(), view, "OLD-1", "First")
    notes.add(local_user(), view, "NEW-1", "Second")
    assert [note.body for note in project_view.remarks(view, ["NEW-1", "OLD-1"])] == ["Second", "First"]


def test_without_a_prediction_the_chance_says_why(view):
    made = project_view.chances(view, one_project.SEPTEMBER, "12m")
    chance = project_view.chance(made, "BIG-B")
    assert chance.probability is None
    assert chance.none
    assert project_view.chance(made, "nobody").none == "no report"
