"""How a figure changed since the comparison, in words, and which projects that is counted over."""

from typing import Any

from ui.wording.formats import number, points

Words = dict[str, Any]


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
