"""Why a row of a file cannot be taken over, and what repairs it."""

from data_access.intake.findings import SHOWN, Refusal
from data_access.intake.layout import Layout
from data_access.intake.records import Record
from data_access.settings import settings


def ragged(record: Record, layout: Layout, file_name: str) -> Refusal:
    """Return the refusal of a row with more or fewer cells than there are columns."""
    found, wanted = len(record.cells), len(layout.headers)
    repair = (
        "Put text that holds the delimiter in quotation marks."
        if found > wanted
        else "Add the missing delimiters so that every column has its place."
    )
    text = " | ".join(record.cells)[:SHOWN]
    return Refusal(file_name, record.row, "", text, f"{found} cells where {wanted} belong", repair)


def malformed(record: Record, file_name: str) -> Refusal:
    """Return the refusal of a row whose quotation marks do not pair."""
    rows = f"Rows {record.row} to {record.last_row}" if record.last_row > record.row else f"Row {record.row}"
    return Refusal(
        file_name,
        record.row,
        "",
        record.error,
        "malformed quotation",
        f"{rows}: double each quotation mark inside text.",
    )


def long_cell(file_name: str, row: int) -> Refusal:
    """Return the refusal of a row with a cell longer than any may be."""
    rule = f"cell longer than {settings().cell_characters:,} characters"
    return Refusal(file_name, row, "", "", rule, "Shorten the text.")
