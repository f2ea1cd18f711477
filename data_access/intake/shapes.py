"""What kind of value a column holds, judged by how its texts look."""

import re
from collections.abc import Sequence

from data_access.intake.headers import CURRENCY_WORDS

SCALE = r"(?:[kmb]n?|mio|thousand|millions?|billions?)"
NUMBER = re.compile(
    rf"[-+(]?\s*(?:{CURRENCY_WORDS})?\s*[-+]?(\d{{1,3}}([,.' \u00a0]\d{{3}})+|\d+)([.,]\d+)?\s*%?\)?"
    rf"(\s*\(?[$£€]?\s?{SCALE}\)?)?(\s*(?:{CURRENCY_WORDS}))?",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|[a-z]{3,9}\.? \d{1,2},? \d{4}"
    r"|\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4}"
    r"|\d{4}[-/]\d{2}",
    re.IGNORECASE,
)
PLACEHOLDERS = frozenset(
    (
        "tbc",
        "tbd",
        "tba",
        "n/a",
        "na",
        "n.a.",
        "nil",
        "none",
        "null",
        "pns",
        "-",
        "--",
        "–",
        "—",
        "unknown",
        "not known",
        "?",
    )
)
TYPED_SHARE = 0.9
SAMPLE_NEEDED = 3


def shape(value: str) -> str:
    """Return 'number', 'date', 'empty' or 'text' for one cell."""
    text = value.strip()
    if not text or text.lower() in PLACEHOLDERS:
        return "empty"
    if NUMBER.fullmatch(text):
        return "number"
    return "date" if DATE.fullmatch(text) else "text"


def column_shapes(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the ruling shape of each column: 'number' or 'date' where nine in ten values agree, else 'text'."""
    shapes = []
    for position in range(width):
        seen = [shape(row[position]) for row in rows]
        filled = [found for found in seen if found != "empty"]
        ruling = max(("number", "date", "text"), key=filled.count)
        agreed = len(filled) >= SAMPLE_NEEDED and filled.count(ruling) >= TYPED_SHARE * len(filled)
        shapes.append(ruling if agreed else "text")
    return shapes


def fits(cells: Sequence[str], shapes: Sequence[str]) -> bool:
    """Return whether every filled cell of a numeric or date column looks like one."""
    return all(ruling == "text" or shape(cell) in (ruling, "empty") for cell, ruling in zip(cells, shapes, strict=True))
