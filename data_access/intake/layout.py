"""Where the header of a table stands, what precedes it, and how its columns look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data_access.intake import headers
from data_access.intake.findings import Repair, refuse_file
from data_access.intake.records import Record, too_many_columns
from data_access.intake.shapes import PLACEHOLDERS, column_shapes, fits, shape
from data_access.settings import settings

HEAD_RECORDS = 2_000
HEADER_WITHIN = 60
DESCRIPTIONS_WITHIN = 6


@dataclass(frozen=True)
class Layout:
    """The frame of a table.

    `header_at` is the position of the header among the first records; `descriptions` are rows of prose
    between header and data; `shapes` is the ruling shape of each column. `record_width` counts the cells
    of the header as written, with empty ones at its end.
    """

    header_at: int
    header_row: int
    record_width: int
    headers: list[str]
    shapes: list[str]
    descriptions: frozenset[int]
    repaired: list[Repair]


def found(head: Sequence[Record], file_name: str) -> Layout:
    """Return the layout read from the first records of a file.

    Raises
    ------
    FileRefused
        Where no row can be the header, or it breaks a cap.
    """
    at = _header_position(head)
    if at is None:
        raise refuse_file(file_name, "no header found", "Put one row of column names above the data.")
    written = len(head[at].cells)
    width = _used_width([record.cells for record in head[at:] if len(record.cells) == written])
    names, repaired = _named(head[at], width, file_name)
    body = [record.cells for record in head[at + 1 :] if len(record.cells) in (width, written) and any(record.cells)]
    shapes = column_shapes(_without_prose(body), width)
    return Layout(at, head[at].row, written, names, shapes, _descriptions(head[at + 1 :], shapes), repaired)


def _header_position(head: Sequence[Record]) -> int | None:
    """Return the position of the row with most known column names, else of the first wide row of words."""
    widths = Counter(len(record.cells) for record in head if any(record.cells))
    if not widths:
        return None
    usual = widths.most_common(1)[0][0]
    candidates = [(at, record.cells) for at, record in enumerate(head[:HEADER_WITHIN]) if any(record.cells)]
    known = {at: sum(headers.is_known(cell) for cell in cells if cell and len(cell) < 200) for at, cells in candidates}
    best = max(known, key=lambda at: known[at], default=None)
    if best is not None and known[best] >= min(2, usual):
        return best
    for at, cells in candidates:
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) >= 0.5 * usual and all(shape(cell) == "text" for cell in filled):
            return at
    return next((at for at, cells in candidates if len(cells) == usual), None)


def _used_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of columns up to the last one that holds anything."""
    width = len(rows[0])
    while width > 1 and not any(row[width - 1].strip() for row in rows):
        width -= 1
    return width


def _named(record: Record, width: int, file_name: str) -> tuple[list[str], list[Repair]]:
    """Return the column names made distinct, and what had to be mended."""
    cells = list(record.cells[:width])
    if len(cells) > settings().columns:
        raise too_many_columns(file_name, record.row, len(cells))
    names: list[str] = []
    taken: set[str] = set()
    repaired: list[Repair] = []
    for position, cell in enumerate(cells, 1):
        name = cell.strip()
        if len(name) > settings().header_characters:
            raise refuse_file(
                file_name,
                f"column name longer than {settings().header_characters:,} characters",
                "Shorten the column name.",
                row=record.row,
                column=f"Column {position}",
                value=name,
            )
        distinct = _distinct(name or f"Column {position}", taken)
        taken.add(distinct)
        if not name:
            repaired.append(Repair(record.row, distinct, f"Column {position} has no name and is called {distinct}."))
        elif distinct != name:
            repaired.append(Repair(record.row, distinct, f"The name {name} occurs before; this one is {distinct}."))
        names.append(distinct)
    return names, repaired


def _distinct(name: str, taken: set[str]) -> str:
    number, distinct = 2, name
    while distinct in taken:
        distinct, number = f"{name} ({number})", number + 1
    return distinct


def _without_prose(body: list[Sequence[str]]) -> list[Sequence[str]]:
    """Return the rows from the first that holds a number or a date: what precedes it may explain the columns."""
    for at, cells in enumerate(body[:DESCRIPTIONS_WITHIN]):
        if any(shape(cell) in ("number", "date") for cell in cells):
            return body[at:]
    return body


def _descriptions(after: Sequence[Record], shapes: Sequence[str]) -> frozenset[int]:
    """Return the rows right below the header that explain the columns instead of filling them."""
    typed = [position for position, ruling in enumerate(shapes) if ruling != "text"]
    rows = set()
    for record in after[:DESCRIPTIONS_WITHIN]:
        if not any(cell.strip() for cell in record.cells):
            continue
        if len(record.cells) != len(shapes) or not _is_description(record.cells, typed):
            break
        rows.add(record.row)
    return frozenset(rows)


def _is_description(cells: Sequence[str], typed: Sequence[int]) -> bool:
    values = [cells[position].strip() for position in typed]
    words = [value for value in values if value and value.lower() not in PLACEHOLDERS]
    return len(words) >= 2 and len(set(words)) >= 2 and all(shape(value) == "text" for value in words)


def mended(cells: Sequence[str], layout: Layout, delimiter: str) -> tuple[list[str], str] | None:
    """Return a row of the wrong width made right and what was done, or None where it is not certain how.

    A row is mended where exactly one way of doing it puts numbers and dates where they belong:
    dropping empty cells at its end, taking away empty cells at its beginning, or joining neighbours
    that an unquoted delimiter has parted.
    """
    width, row = len(layout.shapes), list(cells)
    surplus = len(row) - width
    if surplus <= 0:
        return None
    if not any(cell.strip() for cell in row[width:]):
        return row[:width], f"{surplus} empty cells at the end were dropped."
    if not any(cell.strip() for cell in row[:surplus]) and fits(row[surplus:], layout.shapes):
        return row[surplus:], f"{surplus} empty cells at the beginning were taken away."
    return _joined(row, surplus, layout, delimiter)


def _joined(row: list[str], surplus: int, layout: Layout, delimiter: str) -> tuple[list[str], str] | None:
    ways = []
    for at, ruling in enumerate(layout.shapes):
        parts = row[at : at + surplus + 1]
        if ruling == "text" and all(part.strip() for part in parts):
            joined = [*row[:at], delimiter.join(parts), *row[at + surplus + 1 :]]
            if fits(joined, layout.shapes):
                ways.append((joined, layout.headers[at]))
    if len(ways) != 1:
        return None
    joined, header = ways[0]
    return joined, f"{surplus + 1} cells were joined in {header}, which holds the delimiter without quotation marks."
