"""How a figure changed since the comparison, in words, and which projects that is counted over."""

from datetime import date
from typing import Any

from ui.wording.formats import day, number, points

Words = dict[str, Any]


def short_day(value: date | None, as_of: date) -> str:
    """Return a date for changes since it: without its year where that is the year of the as-of date.

    >>> short_day(date(2026, 9, 30), date(2026, 10, 31)), short_day(None, date(2026, 10, 31))
    ('30 Sep', '')
    >>> short_day(date(2025, 10, 31), date(2026, 10, 31))
    '31 Oct 2025'
    """
    if value is None:
        return ""
    return day(value).rsplit(" ", 1)[0] if value.year == as_of.year else day(value)


def number_signed(value: float) -> str:
    """Return a count with its sign."""
    return number(value, signed=True)


def short_points(change: float, digits: int = 0) -> str:
    """Return a change of a share in points, as short as a figure needs it."""
    return points(change, digits).replace("point", "pt")


def among(said: Words, both: int, size_now: int, size_before: int) -> Words:
    """Return a change taken of the projects counted at both dates; the base is said where it is another one."""
    if not said or both == size_now == size_before:
        return said
    if not both:
        return {"change": "no project is counted at both dates"}
    return said | {"change": said["change"].replace(" since ", f" in {number(both)} since ")}


def change(now: Any, before: Any, since: str, write: Any, *, more_is_worse: bool) -> Words:
    """Return the change of a figure since a date and whether it is better or worse; nothing where either is unknown."""
    if now is None or before is None or not since:
        return {}
    difference = now - before
    said = write(difference)
    if not any(letter in "123456789" for letter in said):
        return {"change": f"no change since {since}"}
    worse = (difference > 0) == more_is_worse
    return {"change": f"{said} since {since}", "direction": "worse" if worse else "better"}
