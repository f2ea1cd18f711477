"""What a running server has stored, read past it."""

import hashlib
import sqlite3
from pathlib import Path

BY_LOOKING = {"web_session"}
"""Tables in which looking alone leaves a trace: a visit was last seen when it looked."""


def rows(path: Path) -> dict[str, str]:
    """Return a digest of each table's rows, but for those in which looking leaves a trace."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = {}
        for name in set(names) - BY_LOOKING:
            held = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            told[name] = hashlib.sha256("\n".join(held).encode()).hexdigest() + f" {len(held)}"
    connection.close()
    return told


def differing(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the tables that changed, with both digests."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}
