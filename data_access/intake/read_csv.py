"""Delimited text files as tables."""

from collections.abc import Iterator

from data_access.intake import records
from data_access.intake.source import Source
from data_access.intake.tables import RawTable, Written, assembled


def tables(source: Source, rows: int | None = None) -> Iterator[RawTable]:
    """Yield the file as tables of at most `rows` rows each, or as one."""
    opened = records.opened(source)
    written = Written(source.file_name, opened.encoding.name, opened.delimiter)
    yield from assembled(opened.records, written, rows)
