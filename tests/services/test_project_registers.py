import sys
from pathlib import Path

import pytest

from services import project_registers
from services.access import Scope, local_user, scope

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))
import one_project


@pytest.fixture
def view(database_url) -> Scope:
    one_project.store()
    return scope(local_user(), "works")


def test_only_registers_that_hold_something_are_given(view):
    made = project_registers.tables(view, ["NEW-1", "OLD-1"], "NEW-1 works", one_project.SEPTEMBER)
    assert [table.name for table in made] == ["gates", "dependencies"]
    assert made[0].as_of == one_project.JUNE


def test_a_project_sees_dependencies_of_both_directions(view):
    made = project_registers.tables(view, ["BIG-A"], "BIG-A works", one_project.SEPTEMBER)
    assert sorted(made[0].rows["source_row"]) == [2, 3]


def test_columns_without_a_value_and_the_own_key_are_left_out(view):
    gates = project_registers.tables(view, ["BIG"], "BIG works", one_project.SEPTEMBER)[0]
    assert [field.title for field in gates.fields] == ["Gate", "Planned"]
    assert gates.rows["file"].tolist() == ["gates-2026-06-30.csv"]


def test_before_a_register_begins_it_holds_nothing(view):
    assert project_registers.tables(view, ["NEW-1", "OLD-1"], "NEW-1 works", one_project.MARCH) == []
