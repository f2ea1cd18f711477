"""Cells of files in which no text can act as a formula, and CSV made of them."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralised(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers and dates stay what they are.

    >>> neutralised("=1+1"), neutralised("＝1"), neutralised(-5), neutralised("Pumps")
    ("'=1+1", "'＝1", -5, 'Pumps')
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV under their head, lines ended as RFC 4180 says, every cell neutralised."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([neutralised(cell) for cell in head])
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return target.getvalue()
