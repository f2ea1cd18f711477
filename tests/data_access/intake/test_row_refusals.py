"""Each refusal of a row names the row, the rule and the repair that fits."""

from data_access.intake import row_refusals
from data_access.intake.layout import Layout
from data_access.intake.records import Record

LAYOUT = Layout(0, 1, 3, ["A", "B", "C"], ["text"] * 3, frozenset(), [])


def test_a_row_with_too_many_cells_is_repaired_by_quotation_marks_and_one_with_too_few_by_delimiters():
    long, short = (row_refusals.ragged(Record(7, ["x"] * many), LAYOUT, "a.csv") for many in (4, 2))
    assert (long.row, long.rule, long.value) == (7, "4 cells where 3 belong", "x | x | x | x")
    assert "quotation marks" in long.repair
    assert "missing delimiters" in short.repair


def test_a_malformed_record_names_every_row_it_spans():
    assert row_refusals.malformed(Record(7, (), "bad", 9), "a.csv").repair.startswith("Rows 7 to 9:")
    assert row_refusals.malformed(Record(7, (), "bad", 7), "a.csv").repair.startswith("Row 7:")


def test_a_cell_that_is_too_long_is_not_repeated_in_its_refusal():
    assert row_refusals.long_cell("a.csv", 7).value == ""
