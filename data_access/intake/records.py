"""A text file as records of cells: guarded lines, the delimiter, strict reading row by row."""

import csv
import io
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data_access.intake import headers
from data_access.intake.encoding import Encoding, detect
from data_access.intake.findings import FileRefused, refuse_file
from data_access.intake.source import Source
from data_access.settings import settings

DELIMITERS = (",", ";", "\t", "|", "^", "~")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "^": "caret", "~": "tilde"}
SNIFFED_LINES = 400
LONG_LINE = 65_536
QUOTED = re.compile(r'"[^"]*"')
NOT_CLOSED = "unexpected end of data"
TOO_LONG = "field larger than field limit"


class Record(NamedTuple):
    """One record of the file: its first physical row, and its cells or what is wrong with it."""

    row: int
    cells: Sequence[str]
    error: str = ""
    last_row: int = 0


@dataclass(frozen=True)
class Opened:
    """A text file ready to be read: how it is written, and its records from the first."""

    encoding: Encoding
    delimiter: str
    records: Iterator[Record]


def opened(source: Source) -> Opened:
    """Return the records of a delimited text file, read strictly.

    Raises
    ------
    FileRefused
        NUL bytes, undecodable text, too many columns, or a quotation that is never closed.
    """
    encoding = detect(source)
    lines = _guarded(source, encoding)
    head = list(itertools.islice(lines, SNIFFED_LINES))
    delimiter = sniffed(head, source.file_name)
    return Opened(encoding, delimiter, strict_records(itertools.chain(head, lines), delimiter, source.file_name))


def _guarded(source: Source, encoding: Encoding) -> Iterator[str]:
    """Yield the physical lines, refusing one with far too many columns before anything parses it."""
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding.codec, errors=encoding.errors, newline="")
        try:
            for number, line in enumerate(text, 1):
                if len(line) > LONG_LINE:
                    _check_long(line, number, source.file_name)
                elif encoding.codec == "utf-16" and "\0" in line:
                    raise refuse_file(source.file_name, "NUL character", "Save the file again in UTF-8.", row=number)
                yield line
        except UnicodeError as error:
            raise refuse_file(
                source.file_name,
                "unreadable text",
                f"Save the file again in UTF-8; it ends or breaks off: {error.reason}."
                if isinstance(error, UnicodeDecodeError)
                else "Save the file again in UTF-8.",
            ) from error


def _check_long(line: str, number: int, file_name: str) -> None:
    unquoted = QUOTED.sub("", line) if '"' in line else line
    cells = max(unquoted.count(delimiter) for delimiter in DELIMITERS) + 1
    if cells > settings().columns:
        raise too_many_columns(file_name, number, cells)


def too_many_columns(file_name: str, row: int, columns: int) -> FileRefused:
    """Return the refusal of a file with more columns than a table may have."""
    return refuse_file(
        file_name,
        f"more than {settings().columns:,} columns",
        "Keep the columns that describe projects and save the file again.",
        row=row,
        value=f"{columns:,} columns",
    )


def sniffed(head: Sequence[str], file_name: str) -> str:
    """Return the delimiter under which the first lines make the most even and best known table."""
    if head and (named := re.fullmatch(r'"?sep=(.)"?\s*', head[0])):
        return named.group(1)
    scores = {delimiter: _score(head, delimiter, file_name) for delimiter in DELIMITERS}
    return max(scores, key=lambda delimiter: scores[delimiter])


def _score(head: Sequence[str], delimiter: str, file_name: str) -> tuple[int, float]:
    try:
        rows = [record.cells for record in strict_records(head, delimiter, file_name) if any(record.cells)]
    except FileRefused:
        rows = []
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0, 0.0
    width, count = widths.most_common(1)[0]
    recognised = max(sum(headers.is_known(cell) for cell in row if cell) for row in rows[:30] if len(row) <= 2_000)
    return (recognised if width > 1 else 0), count / len(rows) * math.log2(width)


def strict_records(lines: Iterable[str], delimiter: str, file_name: str) -> Iterator[Record]:
    """Yield the records of delimited lines; a malformed one carries its error and reading goes on.

    Raises
    ------
    FileRefused
        Where a quotation is opened and never closed: everything after it would be lost in one cell.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    last = 0
    while True:
        try:
            for cells in reader:
                yield Record(last + 1, cells)
                last = reader.line_num
            return
        except csv.Error as error:
            if NOT_CLOSED in str(error):
                repair = f"A quotation that opens in row {last + 1} is not closed; close it or double it."
                raise refuse_file(file_name, "quotation mark never closed", repair, row=last + 1) from error
            if TOO_LONG in str(error):
                repair = f"Close the quotation mark that opens in row {last + 1}, or shorten the text."
                raise refuse_file(file_name, "cell without an end", repair, row=last + 1) from error
            yield Record(last + 1, (), str(error), reader.line_num)
            last = reader.line_num
