"""Read a file of either format as a table of texts."""

from collections.abc import Iterator

from data_access.intake import read_csv, read_xlsx
from data_access.intake.source import Source
from data_access.intake.tables import RawTable


def read_table(source: Source, sheet: str | None = None) -> RawTable:
    """Return the whole file as one table; `sheet` names the sheet of a workbook (the first where None).

    Raises
    ------
    FileRefused
        Where the file is too large, empty, unreadable, or breaks a cap.
    """
    source.check_size()
    return next(_tables(source, sheet, None))


def read_chunks(source: Source, rows: int = 50_000, sheet: str | None = None) -> Iterator[RawTable]:
    """Yield the file as tables of at most `rows` rows, in bounded memory for CSV files of any size.

    A workbook cannot be read piecewise and keeps the size cap of an upload.
    """
    return _tables(source, sheet, rows)


def _tables(source: Source, sheet: str | None, rows: int | None) -> Iterator[RawTable]:
    if source.is_workbook:
        return read_xlsx.tables(source, sheet, rows)
    return read_csv.tables(source, rows)
