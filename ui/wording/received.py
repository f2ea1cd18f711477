"""Sentences about what was received: who reported, who is late, which files count."""

from collections.abc import Sequence
from datetime import date

from services.received import Late
from ui.wording.formats import count, day, number
from ui.wording.intake import coverage

ACTIONS = {
    "upload committed": "Loaded a file",
    "upload withdrawn": "Withdrew a file",
    "portfolio created": "Created the portfolio",
    "portfolio changed": "Changed the portfolio's settings",
    "view saved": "Saved a view",
    "view removed": "Removed a view",
    "note added": "Wrote a note",
    "project renamed": "Took a project over under a new key",
    "project split": "Recorded that a project was split",
    "project merged": "Recorded that projects were merged",
    "project moved": "Recorded that a project moved",
}
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


def coverages(found: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return what the files of a date speak for together."""
    if any(kind == "whole" for kind, _ in found):
        return "the whole portfolio"
    values = sorted({value for kind, named in found if kind != "project" for value in named})
    if not values:
        return ", ".join(coverage(kind, named) for kind, named in found)
    return f"{len(values)} parts: {', '.join(values)}" if len(values) > 1 else values[0]


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


def withdrawn(file: str) -> str:
    """Return what a withdrawal did."""
    return f"{file} is withdrawn: it is kept, but counts no more. What stood before counts again."
