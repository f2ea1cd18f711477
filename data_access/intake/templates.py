"""Empty files to fill in, one per register, derived from the register itself."""

import csv
import io

import xlsxwriter

from data_access.intake.dictionary import kind_told
from data_access.schema import Field, Register

WIDTH = 20
PREPARED_ROWS = 2_000
LONGEST_LIST = 255
FORMATS = {"text": "@", "choice": "@", "date": "yyyy-mm-dd", "money": "#,##0.00", "percent": "0.##"}


def template_fields(register: Register) -> list[Field]:
    """Return the fields a template asks for: all but the kind of a period, which is read from the period."""
    return [field for field in register.fields if field.name != "period_kind"]


def template_csv(register: Register) -> bytes:
    """Return a CSV that holds the register's column names and no rows, in UTF-8 with a byte order mark for Excel."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(field.title for field in template_fields(register))
    return stream.getvalue().encode("utf-8-sig")


def template_xlsx(register: Register) -> bytes:
    """Return a workbook: a sheet to fill in, with a hint on each column name, and a sheet that explains them.

    Keys and other text are formatted as text, so that 0012 stays 0012; choices are offered as lists.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(register.title[:31])
        bold = workbook.add_format({"bold": True})
        formats = {kind: workbook.add_format({"num_format": written}) for kind, written in FORMATS.items()}
        for column, field in enumerate(template_fields(register)):
            sheet.set_column(column, column, WIDTH, formats.get(field.kind))
            sheet.write_string(0, column, field.title, bold)
            sheet.write_comment(0, column, _hint(field))
            if field.choices and sum(map(len, field.choices)) + len(field.choices) < LONGEST_LIST:
                sheet.data_validation(
                    1, column, PREPARED_ROWS, column, {"validate": "list", "source": list(field.choices)}
                )
        sheet.freeze_panes(1, 0)
        _explain(workbook, register, bold)
    return stream.getvalue()


def _hint(field: Field) -> str:
    needed = " Required." if field.required else ""
    return f"{field.meaning}. {kind_told(field)}.{needed}"


def _explain(workbook: xlsxwriter.Workbook, register: Register, bold: object) -> None:
    sheet = workbook.add_worksheet("Columns")
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 2, 3 * WIDTH)
    for column, title in enumerate(("Column", "Meaning", "What it holds", "Required")):
        sheet.write_string(0, column, title, bold)
    for row, field in enumerate(template_fields(register), 1):
        for column, text in enumerate((field.title, field.meaning, kind_told(field), "yes" if field.required else "")):
            sheet.write_string(row, column, text)
