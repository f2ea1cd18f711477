"""How many projects are expected to slip further, as a figure of the Portfolio page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.partial_dates import Outstanding
from ui.wording.formats import DASH, between, count, day, number
from ui.wording.since import Words

SLIPPING: Final = "Expected to slip further"


def slipping_told(
    now: Mapping[str, Any],
    words: str,
    before: Mapping[str, Any] | None,
    since: str,
    to_come: Outstanding | None = None,
) -> Words:
    """Return the figure of projects expected to slip as it was published: the interval was not kept."""
    held, size = float(now["expected"]), int(now["predicted"])
    return {
        "label": SLIPPING,
        "value": f"about {number(held)}",
        "note": f"{_of(size, to_come)}, {words.split(' (')[0]}; its interval is not kept",
        "change": _expected_change(held, size, before, since, to_come),
        "help": "A prediction, not a count, as it was published. What predicts has learned since.",
    }


def slipping(
    expected: Any,
    words: str,
    note: str,
    before: Mapping[str, Any] | None,
    since: str,
    to_come: Outstanding | None = None,
) -> Words:
    """Return the figure of projects expected to slip, as an interval; `to_come` where only part has reported."""
    if expected is None:
        return {
            "label": SLIPPING,
            "value": DASH,
            "note": note or "No prediction yet: it needs several reporting dates.",
        }
    return {
        "label": SLIPPING,
        "value": between(expected.low, expected.high),
        "note": f"{_of(expected.n, to_come)}, {words.split(' (')[0]}",
        "change": _expected_change(expected.expected, expected.n, before, since, to_come),
        "help": f"A prediction, not a count: the chances add up to {number(expected.expected)}; eight times in ten the "
        f"number lies in this interval. A slip is a forecast that moves later by more than 30 days {words}.",
    }


def still_to_come(to_come: Outstanding) -> str:
    """Return who has not reported for a date yet, and of when their newest chances are."""
    projects = count(to_come.waiting, "live project")
    many = len(to_come.departments)
    who = f"{count(many, 'department')} ({projects})" if many else projects
    one = (many or to_come.waiting) == 1
    return (
        f"{who} {'has' if one else 'have'} yet to report for this date; "
        f"{'its' if one else 'their'} newest chances are of {day(to_come.newest)}."
    )


def partly(periods: Sequence[Mapping[str, Any]]) -> str:
    """Return which dates the course leaves out, for only part had reported; nothing where none is."""
    named = [day(period["as_of"]) for period in periods if period.get("partial")]
    if not named:
        return ""
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"The course leaves out {listed}: only part of the projects had reported."


def _of(size: int, to_come: Outstanding | None) -> str:
    return f"of the {number(size)} that reported" if to_come else f"of {number(size)}"


def _expected_change(
    held: float, size: int, before: Mapping[str, Any] | None, since: str, to_come: Outstanding | None
) -> str:
    earlier = (before or {}).get("expected")
    if earlier is None:
        return ""
    # Sums over other projects are no rise or fall.
    if to_come:
        return f"not compared with {since}: {number(to_come.waiting)} have yet to report"
    if (before or {}).get("partial"):
        return f"not compared with {since}: only part had reported then"
    was = (before or {}).get("predicted", size)
    if was != size:
        return f"{number(held)} expected, was {number(earlier)} of {number(was)}"
    return f"{number(held - earlier, signed=True)} expected since {since}"
