"""Keys that new rows of a register are given where nobody types one."""

import re
from collections.abc import Collection, Sequence
from typing import Final

NUMBERED: Final = {
    "milestones": ("milestone_key", "M"),
    "risks": ("risk_key", "R"),
    "issues": ("issue_key", "I"),
    "changes": ("change_key", "CR"),
    "decisions": ("decision_key", "D"),
    "contracts": ("contract_key", "C"),
    "benefits": ("benefit_key", "B"),
    "reviews": ("review_key", "RV"),
    "documents": ("document_key", "DOC"),
    "lessons": ("lesson_key", "L"),
}
"""Registers whose rows are numbered: the column, and how the first key begins where none is there to go on from."""
ENDING: Final = re.compile(r"(.*?)(\d{1,12})")


def following(own: Sequence[str], others: Sequence[str], taken: Collection[str], first: str) -> str:
    """Return the key of the next row, written as the keys of the project are, or those of other projects.

    Parameters
    ----------
    own, others
        Keys ever used by the project and by others, the oldest first.
    taken
        Keys that cannot be given, whatever is next.
    first
        How a key begins where none ends in a number.

    Numbers go on from the project's own where other projects use most of the same keys, and else from all.

    >>> following(["M1", "M2"], ["M1", "M2", "M3"], {"M1", "M2"}, "M")
    'M3'
    >>> following(["R-0001"], ["R-0002", "R-0041"], {"R-0001"}, "R")
    'R-0042'
    >>> following([], [], set(), "R")
    'R1'
    """
    ours, theirs = ([found for key in keys if (found := ENDING.fullmatch(key))] for keys in (own, others))
    last = (ours or theirs)[-1:]
    beginning, width = (last[0][1], len(last[0][2])) if last else (first, 1)
    shared, distinct = len(set(own) & set(others)), len(set(others))
    # A renamed project lists its keys twice: a few that occur again do not make every project count for itself.
    repeats = 2 * shared >= len(set(own)) if own else 2 * distinct <= len(others)
    going_on = ours if repeats else [*ours, *theirs]
    number = max((int(found[2]) for found in going_on if found[1] == beginning), default=0) + 1
    while (key := f"{beginning}{number:0{width}d}") in taken:
        number += 1
    return key
