"""Workbooks: typed cells become text that reads one way, and hostile ones are refused."""

import contextlib
import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from data_access.intake import FileRefused, Source, read_table
from data_access.intake.read_xlsx import sheet_names
from data_access.settings import settings


def workbook(rows: list[list[object]], sheets: tuple[str, ...] = ("Projects",), first_row: int = 0) -> bytes:
    """Return a workbook with the rows on every sheet, each sheet's name in the first cell of the last row."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(first_row + number, 0, row)
    return stream.getvalue()


def test_typed_dates_and_numbers_become_plain_text():
    content = workbook([["Project key", "Start date", "Budget", "Share"], ["0012", date(2024, 3, 4), 1234567.25, 0.1]])
    raw = read_table(Source(content, "a.xlsx"))
    assert raw.frame.iloc[0].tolist() == ["0012", "2024-03-04", "1234567.25", "0.1"]


def test_a_time_of_day_is_kept_in_the_text():
    content = workbook([["Project key", "Moment"], ["P-1", datetime(2024, 3, 4, 12, 30)]])
    assert read_table(Source(content, "a.xlsx")).frame["Moment"].tolist() == ["2024-03-04 12:30:00"]


def test_rows_are_numbered_as_the_workbook_numbers_them():
    content = workbook([["Project key", "Name"], ["P-1", "Bridge"], ["P-2", "Road"]], first_row=3)
    raw = read_table(Source(content, "a.xlsx"))
    assert raw.header_row == 4
    assert raw.source_rows.tolist() == [5, 6]


def test_a_sheet_is_chosen_by_name_and_an_unknown_one_is_refused():
    source = Source(workbook([["Project key", "Name"], ["P-1", "Bridge"]], ("First", "Second")), "a.xlsx")
    assert sheet_names(source) == ["First", "Second"]
    assert read_table(source, "Second").sheet == "Second"
    with pytest.raises(FileRefused, match="First, Second"):
        read_table(source, "Third")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(settings(), "upload_bytes", 100_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    with pytest.raises(FileRefused, match="unpacks to too much"):
        read_table(Source(stream.getvalue(), "bomb.xlsx"))


def test_one_far_cell_is_refused_before_the_sheet_is_laid_out():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Project key", "Name"])
        sheet.write(1_048_575, 900, "far")
    with pytest.raises(FileRefused, match="spans"):
        read_table(Source(stream.getvalue(), "far.xlsx"))


def test_a_damaged_workbook_is_refused():
    with pytest.raises(FileRefused, match="unreadable workbook"):
        read_table(Source(b"PK\x03\x04 this is no archive", "a.xlsx"))


def cell_at(reference: str) -> bytes:
    stream, made = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_row(0, 0, ["Project key", "Name"])
    with zipfile.ZipFile(stream) as plain, zipfile.ZipFile(made, "w") as archive:
        for part in plain.namelist():
            content = plain.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'r="B1"', f'r="{reference}"'.encode())
            archive.writestr(part, content)
    return made.getvalue()


@pytest.mark.parametrize("reference", ["ZZZZ1", "zzzz1", "B99999999999", "", "B", "1", "-B1", "ÄÖ1"])
def test_a_cell_at_a_place_that_no_sheet_has_is_refused_or_left_out_and_nothing_breaks(reference):
    with contextlib.suppress(FileRefused):
        assert read_table(Source(cell_at(reference), "odd.xlsx")).row_count == 0
