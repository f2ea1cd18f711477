"""The header is found below a preamble, and rows of prose between header and data are told from data."""

import pytest

from data_access.intake import FileRefused


def test_preamble_and_blank_lines_before_the_header_are_skipped_and_counted(table):
    raw = table("List of projects.\nFree to use, share\n\nProject ID,Project Name,Start Date\n1,Bridge,01/02/2024\n")
    assert raw.headers == ["Project ID", "Project Name", "Start Date"]
    assert [row.kind for row in raw.skipped] == ["preamble", "preamble", "blank"]
    assert raw.row_count == 4


def test_an_unknown_header_is_the_first_wide_row_of_words(table):
    raw = table("alpha,beta,gamma\n1,2,3\n4,5,6\n")
    assert raw.headers == ["alpha", "beta", "gamma"]


def test_a_file_without_words_has_no_header_row_of_numbers_lost(table):
    raw = table("1,2,3\n4,5,6\n")
    assert raw.headers == ["1", "2", "3"]


def test_rows_of_prose_below_the_header_are_skipped_as_descriptions(table):
    raw = table(
        ",PID,Name,Start,Budget\n"
        "About,Project ID,What it is called,First day of design,The total cost in dollars\n"
        '"Notes,\nmore",,,,Negative numbers are under budget\n'
        ",1,Bridge,01/02/2014,100\n,2,Road,01/03/2014,200\n,3,Park,01/04/2014,300\n"
    )
    assert [row.kind for row in raw.skipped] == ["description"]
    assert raw.frame["PID"].tolist()[-3:] == ["1", "2", "3"]


def test_two_described_columns_suffice_and_one_does_not(table):
    data = "P-1,Bridge,01/02/2014,100\nP-2,Road,01/03/2014,200\nP-3,Park,01/04/2014,300\n"
    described = table("Project key,Name,Start,Budget\nkey,called,first day,in dollars\n" + data)
    assert len(described.frame) == 3
    exempt = "P-0,Tunnel,Exempt under Section 43,Exempt under Section 43\n"
    kept = table("Project key,Name,Start,Budget\n" + exempt + data)
    assert kept.frame["Project key"].tolist()[0] == "P-0"


def test_duplicate_and_missing_column_names_are_made_distinct_and_said(table):
    raw = table("Project key,Name,Cost,Cost,\nP-1,Bridge,1,2,3\n")
    assert raw.headers == ["Project key", "Name", "Cost", "Cost (2)", "Column 5"]
    assert [repair.column for repair in raw.repaired] == ["Cost (2)", "Column 5"]


def test_empty_columns_at_the_end_are_dropped_quietly(table):
    raw = table("Project key,Name,,\nP-1,Bridge,,\nP-2,Road,,\n")
    assert raw.headers == ["Project key", "Name"]
    assert raw.repaired == []


def test_a_column_name_of_thousands_of_characters_is_refused(table):
    with pytest.raises(FileRefused, match="column name longer"):
        table(f"Project key,{'x' * 1001}\nP-1,a\n")


def test_a_file_of_blank_lines_has_no_header(table):
    with pytest.raises(FileRefused, match="no header found"):
        table("\n\n\n")
