"""Delimited text is split strictly, row by row."""

import pytest

from data_access.intake import FileRefused
from data_access.intake.records import sniffed, strict_records


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_every_delimiter_is_found(table, delimiter):
    rows = [["Project key", "Name", "Budget"], ["P-1", "Bridge", "1.5"], ["P-2", "Road", "2.5"]]
    raw = table("\n".join(delimiter.join(row) for row in rows))
    assert raw.headers == rows[0]
    assert raw.frame.to_numpy().tolist() == rows[1:]


def test_decimal_commas_do_not_make_a_semicolon_file_a_comma_file():
    assert sniffed(["Project key;Budget;Actual cost\n", "P-1;1,5;2,5\n", "P-2;1,7;2,9\n"], "a.csv") == ";"


def test_the_delimiter_that_a_file_names_is_taken(table):
    raw = table("sep=;\nProject key;Name\nP-1;Bridge, old\n")
    assert raw.frame["Name"].tolist() == ["Bridge, old"]
    assert [row.kind for row in raw.skipped] == ["preamble"]


def test_a_row_number_is_that_of_the_first_line_of_the_row(table):
    raw = table('Project key,Name\nP-1,"two\nlines"\nP-2,Road\n')
    assert raw.source_rows.tolist() == [2, 4]


def test_a_malformed_quotation_refuses_its_row_and_reading_goes_on():
    found = list(strict_records(['"a"x,b\n', "c,d\n"], ",", "a.csv"))
    assert found[0].error
    assert found[1].cells == ["c", "d"]


def test_the_refused_row_is_listed_with_its_number(table):
    raw = table('Project key,Name\nP-1,"Bridge" old\nP-2,Road\n')
    assert raw.frame["Project key"].tolist() == ["P-2"]
    assert [(refusal.row, refusal.rule) for refusal in raw.refused] == [(2, "malformed quotation")]


def test_a_quotation_that_is_never_closed_refuses_the_file(table):
    with pytest.raises(FileRefused) as refused:
        table('Project key,Name\nP-1,"Bridge\nP-2,Road\n')
    assert refused.value.refusals[0].row == 2
    assert refused.value.refusals[0].rule == "quotation mark never closed"


def test_a_cell_without_an_end_refuses_the_file(table):
    with pytest.raises(FileRefused, match="cell without an end"):
        table('Project key,Name\nP-1,"' + "x" * 140_000 + '"\n')
