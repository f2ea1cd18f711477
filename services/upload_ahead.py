"""Dates far ahead: a file of one becomes the newest of its portfolio, so it is loaded only where that is meant."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from services.errors import Explained

AHEAD: Final = "as-of date in the future"
REPAIR: Final = "Correct the date, or say that it is meant (on the command line with --confirm-date)."
FAR_DAYS: Final = 31
"""A file of a month's end may come some weeks early; what lies further ahead is asked about."""


class IsAhead(Explained):
    """A file speaks of a date far ahead, and nobody said that it is meant; nothing was written."""


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(UTC).date()


def warnings(dates: Iterable[date]) -> list[dict[str, str]]:
    """Return the warning about dates more than 31 days after today, as plans hold them; none where there are none."""
    now = today()
    far = sorted(day for day in dates if (day - now).days > FAR_DAYS)
    if not far:
        return []
    days = (far[-1] - now).days
    text = f"The file is as of {_listed(far)}, {days:,} days after today."
    return [{"rule": AHEAD, "column": "", "text": text}]


def of_plan(plan: dict[str, Any]) -> str:
    """Return what a plan warns of dates ahead, "" where it does not."""
    return next((one["text"] for one in plan["warnings"] if one["rule"] == AHEAD), "")


def must_be_meant(plan: dict[str, Any], is_meant: bool) -> None:
    """Raise IsAhead where a plan is for a date far ahead and nobody said that this is meant."""
    if (text := of_plan(plan)) and not is_meant:
        why = "It would become the newest date of the portfolio, at which every page opens."
        raise IsAhead(f"{text} Nothing was written.", why, REPAIR)


def _listed(days: Sequence[date]) -> str:
    words = [f"{day.day} {day:%b %Y}" for day in days]
    more = len(words) - 1
    return words[0] if not more else f"{words[-1]} and {more} earlier date{'s' if more > 1 else ''} ahead of today"
