import sys
from dataclasses import replace
from pathlib import Path

import pytest

from services import provenance
from services.access import Scope, local_user, scope
from services.provenance import Value

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))
import one_project


@pytest.fixture
def view(database_url) -> Scope:
    one_project.store()
    return scope(local_user(), "works")


def values(view: Scope, key: str) -> dict[str, Value]:
    told = provenance.of_project(view, [key], one_project.SEPTEMBER)
    assert told is not None
    return {value.title: value for value in told[1]}


def test_every_value_names_its_file_row_and_column(view):
    told = provenance.of_project(view, ["NEW-1"], one_project.SEPTEMBER)
    assert told is not None
    origin, listed = told
    assert (origin.file_name, origin.source_row, origin.as_of) == (
        "projects-2026-09-30.csv",
        2,
        one_project.SEPTEMBER,
    )
    assert {value.title: value.header for value in listed}["Approved budget"] == "Budget"


def test_what_was_written_stands_beside_a_value_that_was_emptied(view):
    found = values(view, "BIG-B")["Forecast finish"]
    assert (found.written, found.reason) == ("TBC", "not a date")
    assert found.header == "Finish"


def test_a_value_read_as_it_stands_has_no_other_reading(view):
    assert values(view, "NEW-1")["Forecast finish"].written == ""


def test_what_nobody_wrote_is_not_listed(view):
    assert "Actual cost" not in values(view, "NEW-1")


def test_an_unknown_project_has_no_origin(view):
    assert provenance.of_project(view, ["nobody"], one_project.SEPTEMBER) is None


def test_the_line_of_the_file_is_kept_from_a_reader_from_whom_a_project_is_kept_and_what_was_written_is_not(view):
    narrow = replace(view, hidden=frozenset({"NEW-1"}))
    told = provenance.of_project(narrow, ["BIG-B"], one_project.SEPTEMBER)
    assert told is not None
    assert (told[0].file_name, told[0].source_row) == ("projects-2026-09-30.csv", None)
    assert {value.title: value.written for value in told[1]}["Forecast finish"] == "TBC"
