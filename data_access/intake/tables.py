"""A file as a table of texts, with everything that was skipped, mended or refused on the way."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from tempfile import TemporaryDirectory
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa

from data_access.intake import layout as layouts
from data_access.intake import row_refusals
from data_access.intake.findings import SHOWN, Refusal, Repair, Skipped, refuse_file
from data_access.intake.layout import Layout
from data_access.intake.records import NAMES as DELIMITER_NAMES
from data_access.intake.records import Record
from data_access.settings import settings

PACKED = 4_096
FINDINGS = 200_000
MOST_BLANK = 2_000_000
Factorized = tuple[np.ndarray, list[str]]


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table as written.

    `frame` holds text only, '' where a cell is empty, one column per header; `source_rows` the 1-based
    physical row each row begins on. `typed` says that dates and numbers came typed, from a workbook.
    `row_count` is the number of rows read beside the header: kept, skipped and refused. `kept` is the folder that
    holds the table on disk, where a process of its own has read it; `more` then counts the findings of each kind
    beyond those held here.
    """

    file_name: str
    headers: list[str]
    frame: pd.DataFrame
    source_rows: np.ndarray
    skipped: list[Skipped]
    refused: list[Refusal]
    repaired: list[Repair]
    encoding: str
    delimiter: str
    header_row: int
    sheet: str = ""
    typed: bool = False
    kept: TemporaryDirectory[str] | None = field(default=None, repr=False, compare=False)
    more: dict[str, int] = field(default_factory=dict)
    _factorized: dict[str, Factorized] = field(default_factory=dict, repr=False, compare=False)

    def factorized(self, header: str) -> Factorized:
        """Return for each row the position of its text among the distinct texts of a column, and these."""
        if header not in self._factorized:
            codes, distinct = pd.factorize(self.frame[header])
            self._factorized[header] = codes.astype(np.int32), distinct.to_numpy(dtype=object).tolist()
        return self._factorized[header]

    def texts_at(self, positions: np.ndarray) -> list[list[str]]:
        """Return the filled cells of the rows at the given positions, trimmed."""
        rows = self.frame.iloc[positions].to_numpy(dtype=object).tolist()
        return [[text.strip() for text in row if text.strip()] for row in rows]

    def only(self, kept: np.ndarray) -> "RawTable":
        """Return the table with the rows of a mask alone."""
        frame = self.frame[kept].reset_index(drop=True)
        return replace(self, frame=frame, source_rows=self.source_rows[kept], kept=None, _factorized={})

    @property
    def row_count(self) -> int:
        """Rows read beside the header."""
        return len(self.frame) + self.count("skipped") + self.count("refused")

    def count(self, findings: Literal["skipped", "refused", "repaired"]) -> int:
        """Return how many findings of a kind there are, held here or not."""
        return len(getattr(self, findings)) + self.more.get(findings, 0)


@dataclass(frozen=True)
class Written:
    """How a file is written, for people."""

    file_name: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    typed: bool = False


@dataclass
class _Gathered:
    """Rows of one chunk while they are read."""

    file_name: str
    batches: list[list[pa.Array]] = field(default_factory=list)
    cells: list[Sequence[str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repaired: list[Repair] = field(default_factory=list)
    blank: range = range(0)

    def leave_blank(self, row: int) -> None:
        """Remember a blank row; it counts as skipped only when something follows, not at the end of a file."""
        self.blank = range(self.blank.start if self.blank else row, row + 1)
        if len(self.blank) > MOST_BLANK:
            self.check_findings(len(self.blank))

    def count_blank(self) -> None:
        """Count the blank rows remembered as skipped."""
        self.check_findings(len(self.blank))
        self.skipped.extend(Skipped(row, "blank", "") for row in self.blank)
        self.blank = range(0)

    def check_findings(self, more: int = 0) -> None:
        """Refuse a file with more rows without data than anybody will look at."""
        if len(self.skipped) + len(self.refused) + len(self.repaired) + more > FINDINGS:
            rule = f"more than {FINDINGS:,} rows that hold no data or do not fit"
            raise refuse_file(self.file_name, rule, "Save the table again without the rows around it.")

    def keep(self, row: int, cells: Sequence[str]) -> None:
        """Keep a row; every few thousand are packed, which takes a tenth of the memory of separate texts."""
        self.cells.append(cells)
        self.rows.append(row)
        if len(self.cells) >= PACKED:
            self.pack()

    def pack(self) -> None:
        """Pack the rows kept since the last time into columns."""
        if self.cells:
            self.batches.append([pa.array(texts, pa.large_string()) for texts in zip(*self.cells, strict=True)])
            self.cells = []

    def columns(self, count: int) -> list[pa.ChunkedArray]:
        """Return the columns of all rows kept."""
        self.pack()
        packed = zip(*self.batches, strict=True) if self.batches else [()] * count
        return [pa.chunked_array(list(arrays), pa.large_string()) for arrays in packed]


def assembled(records: Iterator[Record], written: Written, rows: int | None = None) -> Iterator[RawTable]:
    """Yield tables of at most the given number of rows (one table where None), from the records of a file.

    Joining all of them gives the same table whatever the number.
    """
    head = list(itertools.islice(records, layouts.HEAD_RECORDS))
    layout = layouts.found(head, written.file_name)
    gathered = _Gathered(written.file_name, repaired=list(layout.repaired))
    gathered.skipped.extend(_preamble(record) for record in head[: layout.header_at])
    yielded = False
    for record in itertools.chain(head[layout.header_at + 1 :], records):
        _take(record, layout, written, gathered)
        if rows is not None and len(gathered.rows) >= rows:
            yield _table(gathered, layout, written)
            gathered, yielded = _Gathered(written.file_name, blank=gathered.blank), True
    if gathered.rows or gathered.skipped or gathered.refused or not yielded:
        yield _table(gathered, layout, written)


def _preamble(record: Record) -> Skipped:
    text = " ".join(cell.strip() for cell in record.cells if cell.strip())
    return Skipped(record.row, "preamble" if text else "blank", text[:SHOWN])


def _take(record: Record, layout: Layout, written: Written, gathered: _Gathered) -> None:
    cells = record.cells
    if layout.record_width > len(layout.headers) and len(cells) == layout.record_width:
        cells = cells if any(cells[len(layout.headers) :]) else cells[: len(layout.headers)]
    if len(cells) == len(layout.headers) and cells[0].strip() and record.row not in layout.descriptions:
        if gathered.blank:
            gathered.count_blank()
        gathered.keep(record.row, cells)
    elif not record.error and not any(cell.strip() for cell in cells):
        gathered.leave_blank(record.row)
    else:
        gathered.count_blank()
        _take_odd(record, cells, layout, written, gathered)
        gathered.check_findings()


def _take_odd(record: Record, cells: Sequence[str], layout: Layout, written: Written, gathered: _Gathered) -> None:
    """Take a row that does not begin as data rows do: it may be malformed, prose, ragged, or lack its first cell."""
    if record.error:
        gathered.refused.append(row_refusals.malformed(record, written.file_name))
    elif record.row in layout.descriptions:
        gathered.skipped.append(Skipped(record.row, "description", " ".join(filter(None, cells))[:SHOWN]))
    elif len(cells) == len(layout.headers):
        gathered.keep(record.row, cells)
    elif (mended := layouts.mended(cells, layout, written.delimiter)) is not None:
        gathered.keep(record.row, mended[0])
        gathered.repaired.append(Repair(record.row, "", mended[1]))
    else:
        gathered.refused.append(row_refusals.ragged(record, layout, written.file_name))


def _table(gathered: _Gathered, layout: Layout, written: Written) -> RawTable:
    columns = gathered.columns(len(layout.headers))
    frame = pd.DataFrame(
        {name: pd.array(texts, dtype="str") for name, texts in zip(layout.headers, columns, strict=True)}
    )
    source_rows = np.array(gathered.rows, dtype=np.int64)
    refused = gathered.refused
    if (too_long := _too_long(frame)).any():
        refused = refused + [row_refusals.long_cell(written.file_name, int(row)) for row in source_rows[too_long]]
        frame, source_rows = frame[~too_long].reset_index(drop=True), source_rows[~too_long]
    return RawTable(
        written.file_name,
        layout.headers,
        frame,
        source_rows,
        gathered.skipped,
        refused,
        gathered.repaired,
        written.encoding,
        DELIMITER_NAMES.get(written.delimiter, written.delimiter),
        layout.header_row,
        written.sheet,
        written.typed,
    )


def _too_long(frame: pd.DataFrame) -> np.ndarray:
    too_long = np.zeros(len(frame), dtype=bool)
    for name in frame.columns if len(frame) else []:
        lengths = frame[name].str.len()
        if lengths.max() > settings().cell_characters:
            too_long |= (lengths > settings().cell_characters).to_numpy()
    return too_long
