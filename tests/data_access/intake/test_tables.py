"""Rows of the wrong width are mended where there is one way, and listed where there is not."""

import pytest

from data_access.intake import FileRefused, Source, read_chunks
from data_access.settings import settings

BOARD = "board,sprint,name,velocity,days\n1,11,First,10,14\n1,12,Second,12,14\n1,13,Third,9,13\n"


def test_text_parted_by_an_unquoted_comma_is_joined_and_said(table):
    raw = table(BOARD + "2,21,Release 5, Alpha 2,8,14\n")
    assert raw.frame["name"].tolist()[-1] == "Release 5, Alpha 2"
    assert raw.frame["days"].tolist()[-1] == "14"
    assert [(repair.row, "joined in name" in repair.text) for repair in raw.repaired] == [(5, True)]


def test_a_wide_row_with_more_than_one_reading_is_refused(table):
    raw = table("key,name,note,days\n1,a,b,3\n2,c,d,4\n3,e,f,5\n4,g,h,i,6\n")
    assert [(refusal.row, refusal.rule) for refusal in raw.refused] == [(5, "5 cells where 4 belong")]


def test_a_row_pushed_to_the_right_by_empty_cells_is_moved_back(table):
    raw = table(BOARD + ",,2,21,Fourth,8,14\n")
    assert raw.frame.iloc[-1].tolist() == ["2", "21", "Fourth", "8", "14"]
    assert "beginning" in raw.repaired[0].text


def test_empty_cells_beyond_the_last_column_are_dropped_and_said(table):
    raw = table(BOARD + "2,21,Fourth,8,14,,\n")
    assert raw.frame.iloc[-1].tolist() == ["2", "21", "Fourth", "8", "14"]
    assert "end" in raw.repaired[0].text


def test_a_short_row_is_refused(table):
    raw = table(BOARD + "2,21,Fourth\n")
    assert [refusal.row for refusal in raw.refused] == [5]
    assert len(raw.frame) == 3


def test_blank_rows_are_skipped_whatever_their_width(table):
    raw = table(BOARD + ",,,\n\n , ,\n,,,,\n2,21,Fourth,8,14\n")
    assert [row.kind for row in raw.skipped] == ["blank"] * 4
    assert raw.row_count == 8


def test_blank_rows_at_the_end_are_no_rows(table):
    raw = table(BOARD + "\n,,,,\n" * 3)
    assert raw.skipped == []
    assert raw.row_count == 3


def test_a_file_that_is_mostly_no_data_is_refused_before_it_fills_the_memory(table, monkeypatch):
    monkeypatch.setattr("data_access.intake.tables.FINDINGS", 50)
    assert len(table(BOARD + "\n" * 60).frame) == 3
    assert len(table(BOARD + "\n" * 40 + "2,21,Fourth,8,14\n").skipped) == 40
    with pytest.raises(FileRefused, match="hold no data"):
        table(BOARD + "\n" * 60 + "2,21,Fourth,8,14\n")
    with pytest.raises(FileRefused, match="do not fit"):
        table(BOARD + "x\n" * 60)


def test_pieces_add_up_to_the_whole(table):
    text = BOARD + "".join(f"3,{number},Sprint {number},{number},14\n" for number in range(50)) + "3,x\n\n"
    whole = table(text)
    pieces = list(read_chunks(Source(text.encode(), "file.csv"), rows=7))
    assert len(pieces) > 5
    assert [key for piece in pieces for key in piece.frame["sprint"]] == whole.frame["sprint"].tolist()
    assert [row for piece in pieces for row in piece.source_rows.tolist()] == whole.source_rows.tolist()
    assert sum(piece.row_count for piece in pieces) == whole.row_count
    assert [refusal for piece in pieces for refusal in piece.refused] == whole.refused


def test_a_cell_beyond_the_cap_refuses_its_row(table):
    raw = table(f"Project key,Name\nP-1,{'x' * 32_768}\nP-2,Road\n")
    assert raw.frame["Project key"].tolist() == ["P-2"]
    assert [refusal.row for refusal in raw.refused] == [2]


def test_a_million_columns_are_refused_before_anything_parses_them(table, monkeypatch):
    def unreachable(*_args, **_choices):
        raise AssertionError("the line must not be parsed")

    monkeypatch.setattr("data_access.intake.records.csv.reader", unreachable)
    with pytest.raises(FileRefused) as refused:
        table(",".join(["column"] * 1_000_000))
    assert "columns" in refused.value.refusals[0].rule


def test_one_column_more_than_the_cap_is_refused(table):
    width = settings().columns + 1
    with pytest.raises(FileRefused, match="more than 1,000 columns"):
        table(",".join(f"c{number}" for number in range(width)) + "\n" + ",".join(["1"] * width))


def test_text_stays_text(table):
    assert table("Project key,Name\n0012,007\n").frame.iloc[0].tolist() == ["0012", "007"]
