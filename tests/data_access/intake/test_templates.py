"""Templates come back as what they were made from."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
import xlsxwriter

from data_access.intake import Source, check, propose, read_table, template_csv, template_fields, template_xlsx
from data_access.schema import REGISTERS

FILLED = {
    "text": "0012 a-b/ü",
    "date": date(2024, 3, 31),
    "money": 1234567.25,
    "number": 2.5,
    "whole": 2,
    "percent": 45,
    "probability": 0.25,
    "rag": "Amber",
    "flag": "yes",
    "period": "2023-24",
}


def filled(register) -> dict[str, object]:
    """Return one value for each column of a template, by title."""
    return {
        field.title: field.choices[0] if field.choices else FILLED[field.kind] for field in template_fields(register)
    }


def as_csv(values: dict[str, object]) -> bytes:
    """Return a CSV of one row."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([values.keys(), values.values()])
    return stream.getvalue().encode()


def as_xlsx(values: dict[str, object]) -> bytes:
    """Return a workbook of one row with typed cells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "mm/dd/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, values.keys())
        for column, value in enumerate(values.values()):
            sheet.write(1, column, value)
    return stream.getvalue()


@pytest.mark.parametrize("name", list(REGISTERS))
def test_an_empty_template_is_recognised_whole(name):
    register = REGISTERS[name]
    for content in (template_csv(register), template_xlsx(register)):
        raw = read_table(Source(content, "template"))
        mapping = propose(raw, register)
        assert raw.row_count == 0
        assert [column.column for column in mapping.columns] == [field.name for field in template_fields(register)]


@pytest.mark.parametrize("name", list(REGISTERS))
def test_a_filled_template_loads_the_same_from_both_formats(name, portfolio):
    register = REGISTERS[name]
    parts = []
    for content in (as_csv(filled(register)), as_xlsx(filled(register))):
        raw = read_table(Source(content, "filled"))
        found = check(raw, propose(raw, register), register, portfolio, date(2024, 3, 31))
        assert found.rows["loaded"] == 1
        assert found.emptied == []
        parts.append(found.parts[date(2024, 3, 31)])
    pd.testing.assert_frame_equal(*parts)
    assert set(parts[0]) == {field.name for field in register.fields} | {"source_row", "extra"}


def test_the_workbook_explains_its_columns():
    raw = read_table(Source(template_xlsx(REGISTERS["impacts"]), "a.xlsx"), "Columns")
    assert raw.frame["Column"].tolist() == ["Project key", "Objective key", "Rating", "Evidence", "Measured"]
    assert raw.frame["Required"].tolist() == ["yes", "yes", "", "", ""]
