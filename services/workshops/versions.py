"""Versions of a workshop that was held again: which is the first, and what the next one is called."""

from collections.abc import Mapping, Sequence
from typing import Any


def first(replaces: Mapping[int, int | None], number: int) -> int:
    """Return the first version of a workshop, from what each of them replaces; itself where it replaces none.

    >>> first({1: None, 2: 1, 3: 2}, 3), first({1: None}, 1)
    (1, 1)
    """
    while (before := replaces.get(number)) is not None and before in replaces:
        number = before
    return number


def next_title(rows: Sequence[Mapping[str, Any]], number: int) -> str:
    """Return the title of a new version of a stored workshop: that of the first one, and a number nobody has yet."""
    replaces = {row["id"]: row["replaces_id"] for row in rows}
    begun = first(replaces, number)
    title = next(row["title"] for row in rows if row["id"] == begun)
    return f"{title}, version {1 + sum(first(replaces, each) == begun for each in replaces)}"
