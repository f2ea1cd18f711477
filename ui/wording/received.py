"""Sentences about what was received: who reported, who is late, which files count."""

import re
from collections.abc import Sequence
from datetime import date

from services.received import Late
from ui.wording.formats import count, day, number
from ui.wording.intake import coverage

Covered = Sequence[tuple[str, Sequence[str]]]
ACTIONS = {
    "upload committed": "Loaded a file",
    "upload withdrawn": "Withdrew a file",
    "portfolio created": "Created the portfolio",
    "portfolio changed": "Changed the portfolio's settings",
    "view saved": "Saved a view",
    "view removed": "Removed a view",
    "note added": "Wrote a note",
    "period reviewed": "Began the review of a period",
    "period signed off": "Signed a period off",
    "period published": "Published a period",
    "period reopened": "Reopened a period",
    "period restated": "Restated a published period",
    "project renamed": "Took a project over under a new key",
    "project split": "Recorded that a project was split",
    "project merged": "Recorded that projects were merged",
    "project moved": "Recorded that a project moved",
}
PERIOD = re.compile(r"period as of (\d{4}-\d{2}-\d{2})")
EDITED = "rows"
"""What an edit in the app speaks for: its rows, which no list of departments misses."""
NOBODY = "no department named"


def finding(as_of: date | None, expected: int, received: int, late: Sequence[Late]) -> str:
    """Return who has reported, as the headline."""
    if as_of is None:
        return "Nothing has been received yet."
    if received == expected:
        return f"All {count(expected, 'project')} expected have reported as of {day(as_of)}."
    names = [one.department or NOBODY for one in late[:3]]
    silent = [one for one in late if one.missing == one.expected]
    told = f"{number(received)} of {number(expected)} expected projects have reported as of {day(as_of)}"
    if len(late) == 1:
        state = "has not reported" if silent else f"lacks {number(late[0].missing)} of {number(late[0].expected)}"
        return f"{told}; {names[0]} {state}."
    more = f" and {count(len(late) - 3, 'other')}" if len(late) > 3 else ""
    return f"{told}; late are {', '.join(names)}{more}."


def coverages(periods: Sequence[Covered]) -> list[str]:
    """Return per period, newest first, what its files speak for together, against all heard of by then.

    >>> coverages([[("department", ("Rail", "Roads"))], [("department", ("Rail", "Roads", "Water"))]])
    ['all but Water', 'all 3 departments']
    """
    heard: set[tuple[str, str]] = set()
    told = []
    for found in reversed(periods):
        heard |= _named(found)
        told.append(_covered(found, heard))
    return told[::-1]


def _named(found: Covered) -> set[tuple[str, str]]:
    return {(kind, value) for kind, named in found if kind not in ("whole", "project", EDITED) for value in named}


def _covered(found: Covered, heard: set[tuple[str, str]]) -> str:
    if any(kind == "whole" for kind, _ in found):
        return "the whole portfolio"
    parts = _named(found)
    found = [each for each in found if each[0] != EDITED] or found
    if not parts:
        return ", ".join(coverage(kind, named) for kind, named in found)
    kinds = sorted({kind for kind, _ in parts})
    called = f"{kinds[0]}s" if len(kinds) == 1 else "departments and programmes"
    missing = sorted(value for _, value in heard - parts)
    listed = ", ".join(sorted(value for _, value in parts))
    if not missing:
        return f"all {len(parts)} {called}" if len(parts) > 2 else listed
    if len(missing) <= 2 < len(heard):
        return f"all but {' and '.join(missing)}"
    return f"{len(parts)} of {len(heard)} {called}: {listed}" if len(parts) > 1 else listed


def dates(first: date | None, last: date | None, how_many: int) -> str:
    """Return the dates a file holds."""
    if first is None or last is None:
        return "no date"
    return day(first) if how_many == 1 else f"{how_many} dates, {day(first)} to {day(last)}"


def standing(in_use: int, how_many: int, is_withdrawn: bool) -> str:
    """Return whether a file counts."""
    if is_withdrawn:
        return "Withdrawn"
    if in_use == how_many:
        return "In use"
    return "Replaced by a later file" if in_use == 0 else f"In use at {in_use} of {how_many} dates"


def action(name: str) -> str:
    """Return what somebody did, as the record shows it."""
    return ACTIONS.get(name, name.capitalize())


def subject(told: str, register: str | None, rows: int | None) -> str:
    """Return what an entry of the record is about; the stored number of an upload is left out.

    >>> subject("2026-10-31.csv (199)", "Risks", 544), subject("old.csv (3)", None, None), subject("A to B", None, None)
    ('2026-10-31.csv, 544 rows of risks', 'old.csv', 'A to B')
    """
    if dated := PERIOD.fullmatch(told):
        return day(date.fromisoformat(dated[1]))
    file = re.sub(r" \(\d+\)$", "", told)
    return file if register is None or rows is None else f"{file}, {count(rows, 'row')} of {register.lower()}"


def withdrawn(file: str) -> str:
    """Return what a withdrawal did."""
    return f"{file} is withdrawn: it is kept, but counts no more. What stood before counts again."
