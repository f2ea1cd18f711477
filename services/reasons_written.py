"""Reasons of projects decided by hand as a line of text, for an address, and back."""

import json
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 200
MOST: Final = 200


def written(reasons: Mapping[str, str]) -> str:
    """Return reasons by project key as one line; "" where none is given.

    >>> written({"B": "promised", "A": ""})
    '[["B","promised"]]'
    """
    rows = [[key, text] for key, text in sorted(reasons.items()) if text]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False) if rows else ""


def read(text: str) -> dict[str, str]:
    """Return the reasons of a line by project key; what cannot be read is left out, for an address may be cut.

    >>> read('[["B","promised"],["nonsense"]]'), read("[[")
    ({'B': 'promised'}, {})
    """
    try:
        rows = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return {}
    found = [_pair(row) for row in rows[:MOST]] if isinstance(rows, list) else []
    return {key: reason for key, reason in found if reason}


def told(text: str) -> str:
    """Return a reason as it is kept: one line, not longer than is read in a table.

    >>> told("  the regulator\\n asks ")
    'the regulator asks'
    """
    return " ".join(text.split())[:LONGEST].rstrip()


def _pair(row: object) -> tuple[str, str]:
    if not (isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)):
        return "", ""
    return row[0], told(row[1])
