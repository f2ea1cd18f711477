"""The format is told by the bytes, not by the name."""

import io

import xlsxwriter

from data_access.intake import Source, read_table


def test_a_workbook_called_csv_is_read_as_a_workbook():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Project key", "Name"])
        sheet.write_row(1, 0, ["P-1", "Bridge"])
    raw = read_table(Source(stream.getvalue(), "a.csv"))
    assert raw.typed
    assert raw.frame["Name"].tolist() == ["Bridge"]
