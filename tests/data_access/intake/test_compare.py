"""What a file's rows would change, on small tables that can be read at a glance."""

import pandas as pd

from data_access.intake.compare import applied, compare, digest
from data_access.schema import REGISTERS
from data_access.states import Coverage

PROJECTS = REGISTERS["projects"]


def table(rows):
    frame = pd.DataFrame(rows, columns=["project_key", "name", "department", "approved_budget"])
    return frame.assign(
        approved_budget=frame["approved_budget"].astype("Int64"), source_row=range(2, len(frame) + 2), extra=None
    )


BEFORE = table([("A", "One", "Roads", 100), ("B", "Two", "Roads", None), ("C", "Three", "Water", 300)])


def test_rows_are_told_apart_by_what_happens_to_them():
    after = table(
        [("A", "One", "Roads", 100), ("B", "Two", "Roads", 50), ("D", "Four", "Roads", 1), ("E", "x", "y", 2)]
    )
    found = compare(PROJECTS, BEFORE, after, Coverage(), {("A",), ("B",), ("C",), ("E",)})
    assert found.new == [("D",)]
    assert found.changed == [("B",)]
    assert found.unchanged == 1
    assert found.left == [("C",)]
    assert found.returned == [("E",)]
    assert found.changes_by_column == {"approved_budget": 1}


def test_only_what_a_department_speaks_for_can_leave():
    found = compare(PROJECTS, BEFORE, table([("A", "One", "Roads", 100)]), Coverage("department", ("Roads",)), set())
    assert found.left == [("B",)]


def test_a_first_baseline_has_not_moved_and_another_one_has():
    after = table([("A", "One", "Roads", 120), ("B", "Two", "Roads", 50)])
    assert compare(PROJECTS, BEFORE, after, Coverage(), set()).baseline_moves == {"approved_budget": 1}


def test_the_state_after_a_departments_file_keeps_the_other_departments():
    after = applied(PROJECTS, BEFORE, table([("A", "One", "Roads", 1)]), Coverage("department", ("Roads",)))
    assert sorted(after["project_key"]) == ["A", "C"]


def test_the_digest_knows_facts_and_not_their_order():
    turned = BEFORE.iloc[::-1][["extra", "source_row", "approved_budget", "department", "name", "project_key"]]
    assert digest(PROJECTS, BEFORE) == digest(PROJECTS, turned.assign(source_row=9))
    assert digest(PROJECTS, BEFORE) != digest(PROJECTS, BEFORE.assign(name="Other"))


def test_an_empty_column_is_the_same_as_none():
    assert digest(PROJECTS, BEFORE) == digest(PROJECTS, BEFORE.assign(sponsor=None))
    assert compare(PROJECTS, BEFORE, BEFORE.assign(sponsor=None), Coverage(), set()).unchanged == 3
