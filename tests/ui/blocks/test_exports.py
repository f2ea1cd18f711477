"""Exports that no spreadsheet can execute, named by what they hold."""

import csv
import io

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from ui.blocks import Column, exports

COLUMNS = [
    Column("name", "Project"),
    Column("cost", "Cost", "money"),
    Column("late", "Late, days", "days"),
    Column("finish", "Forecast finish", "date"),
    Column("rag", "Reported", "status"),
]
ROWS = pd.DataFrame(
    {
        "name": ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tTab", "\rReturn", 'Pumps, "new"', "Ünïcode"],
        "cost": [1_000_000.5, -20.0, None, 3.0, 4.0, 5.0, 6.0, 7.0],
        "late": [-5, 0, 12, 1, 2, 3, 4, 5],
        "finish": pd.to_datetime(["2026-09-30", None, "2027-01-01", *["2026-01-02"] * 5]),
        "rag": [1, 2, 3, 4, 5, None, 1, 1],
    }
)


@pytest.fixture
def exported():
    return exports.export_frame(ROWS, COLUMNS, "USD")


def test_every_text_that_could_act_as_a_formula_is_disarmed(exported):
    assert [text[0] for text in exported["Project"].head(6)] == ["'"] * 6
    assert list(exported["Project"].tail(2)) == ['Pumps, "new"', "Ünïcode"]


def test_numbers_stay_numbers_even_below_zero(exported):
    assert exported["Late, days"].tolist()[0] == -5
    assert exported["Cost (USD)"].tolist()[:2] == [1_000_000.5, -20.0]


def test_a_csv_reads_back_as_it_was(exported):
    content = exports.csv_bytes(exported)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == {
        "Project": '\'=HYPERLINK("http://x")',
        "Cost (USD)": "1000000.5",
        "Late, days": "-5",
        "Forecast finish": "2026-09-30",
        "Reported": "G",
    }
    assert rows[1]["Forecast finish"] == rows[2]["Cost (USD)"] == rows[5]["Reported"] == ""


def test_a_workbook_holds_texts_numbers_and_dates_and_no_formula(exported):
    content = exports.xlsx_bytes(exported)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Project", "Cost (USD)", "Late, days", "Forecast finish", "Reported"]
    assert rows[1][:3] == ['\'=HYPERLINK("http://x")', 1_000_000.5, -5]
    assert str(rows[1][3]) == "2026-09-30"
    assert b"<f>" not in content


def test_equal_rows_give_equal_files_and_names(exported):
    first, second = exports.xlsx_bytes(exported), exports.xlsx_bytes(exported.copy())
    assert exports.file_name("projects", first, "xlsx") == exports.file_name("projects", second, "xlsx")
    assert exports.file_name("a", b"", "csv") == "a_e3b0c44298fc.csv"


def test_a_head_that_looks_like_a_formula_is_disarmed():
    exported = exports.export_frame(ROWS, [Column("name", "=1+1")], "USD")
    assert list(exported.columns) == ["'=1+1"]
