"""Sheets of XLSX workbooks as tables: typed dates and numbers become unambiguous text."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from data_access.intake.findings import refuse_file
from data_access.intake.records import Record, too_many_columns
from data_access.intake.source import BLOCK, Source
from data_access.intake.tables import RawTable, Written, assembled
from data_access.settings import settings

UNPACKED_TIMES = 20
CELLS = 20_000_000
REFERENCE = re.compile(rb'\br="([A-Za-z]{1,9})?(\d{1,12})"')
BREAKABLE = 40
PANIC = "PanicException"
"""What a fault inside the reader of workbooks raises; it is no Exception, and has no name to import."""


def sheet_names(source: Source) -> list[str]:
    """Return the names of a workbook's sheets in order."""
    return list(_workbook(source).sheet_names)


def tables(source: Source, sheet: str | None = None, rows: int | None = None) -> Iterator[RawTable]:
    """Yield the named sheet, or the first, as tables of at most `rows` rows each, or as one.

    Raises
    ------
    FileRefused
        Where the file is no workbook, unpacks to far more than it should, or lacks the sheet.
    """
    source.check_size()
    _check_unpacked(source)
    workbook = _workbook(source)
    names = list(workbook.sheet_names)
    if sheet is not None and sheet not in names:
        raise refuse_file(source.file_name, "no such sheet", f"Name one of: {', '.join(names)}.", value=sheet)
    chosen = sheet or names[0]
    written = Written(source.file_name, sheet=chosen, typed=True)
    yield from assembled(_records(workbook, chosen, source.file_name), written, rows)


def _workbook(source: Source) -> Any:
    try:
        return CalamineWorkbook.from_filelike(source.open())
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise refuse_file(
            source.file_name, "unreadable workbook", "Save it again as XLSX without a password."
        ) from error


def _check_unpacked(source: Source) -> None:
    """Refuse a workbook that unpacks to far more than an upload, or whose sheet spans too many cells."""
    try:
        with zipfile.ZipFile(source.open()) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > UNPACKED_TIMES * settings().upload_bytes:
                raise refuse_file(source.file_name, "unpacks to too much", "Save the one sheet that is needed as CSV.")
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _check_extent(archive, part, source.file_name)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise refuse_file(source.file_name, "unreadable workbook", "Save it again as XLSX.") from error


def _check_extent(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file_name: str) -> None:
    """Refuse a sheet whose outermost cells span more than can be held: one far cell makes a reader allocate all."""
    columns = rows = unpacked = 0
    rest = b""
    limit = UNPACKED_TIMES * settings().upload_bytes
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            unpacked += len(block)
            if unpacked > limit:
                raise refuse_file(file_name, "unpacks to too much", "Save the one sheet that is needed as CSV.")
            for letters, number in set(REFERENCE.findall(rest + block)):
                rows = max(rows, int(number))
                columns = max(columns, _column_number(letters))
            rest = block[-BREAKABLE:]
    if columns > settings().columns:
        raise too_many_columns(file_name, 0, columns)
    if columns * rows > CELLS:
        raise refuse_file(
            file_name, f"spans {columns * rows:,} cells", "Delete what stands far outside the table, or save it as CSV."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _records(workbook: Any, sheet: str, file_name: str) -> Iterator[Record]:
    try:
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except BaseException as error:
        if isinstance(error, CalamineError | ValueError | OSError) or type(error).__name__ == PANIC:
            raise refuse_file(file_name, "unreadable sheet", "Save the workbook again as XLSX.", value=sheet) from error
        raise
    for number, row in enumerate(rows, 1):
        yield Record(number, [as_text(value) for value in row])


def as_text(value: Any) -> str:
    """Return a typed cell as text that reads back one way only: ISO dates, plain decimals.

    >>> as_text(datetime(2024, 3, 31)), as_text(1234567.0), as_text(0.1)
    ('2024-03-31', '1234567', '0.1')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""
