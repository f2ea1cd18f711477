"""How many projects are expected to slip further, as a figure of the Portfolio page."""

from collections.abc import Mapping
from typing import Any, Final

from ui.wording.formats import DASH, between, number
from ui.wording.since import Words

SLIPPING: Final = "Expected to slip further"


def slipping_told(now: Mapping[str, Any], words: str, before: Mapping[str, Any] | None, since: str) -> Words:
    """Return the figure of projects expected to slip as it was published: the interval was not kept."""
    held, size = float(now["expected"]), int(now["predicted"])
    return {
        "label": SLIPPING,
        "value": f"about {number(held)}",
        "note": f"of {number(size)}, {words.split(' (')[0]}; its interval is not kept",
        "change": _expected_change(held, size, before, since),
        "help": "A prediction, not a count, as it was published. What predicts has learned since.",
    }


def slipping(expected: Any, words: str, note: str, before: Mapping[str, Any] | None, since: str) -> Words:
    """Return the figure of projects expected to slip, as an interval."""
    if expected is None:
        return {
            "label": SLIPPING,
            "value": DASH,
            "note": note or "No prediction yet: it needs several reporting dates.",
        }
    return {
        "label": SLIPPING,
        "value": between(expected.low, expected.high),
        "note": f"of {number(expected.n)}, {words.split(' (')[0]}",
        "change": _expected_change(expected.expected, expected.n, before, since),
        "help": f"A prediction, not a count: the chances add up to {number(expected.expected)}; eight times in ten the "
        f"number lies in this interval. A slip is a forecast that moves later by more than 30 days {words}.",
    }


def _expected_change(held: float, size: int, before: Mapping[str, Any] | None, since: str) -> str:
    earlier = (before or {}).get("expected")
    if earlier is None:
        return ""
    was = (before or {}).get("predicted", size)
    if was != size:
        return f"{number(held)} expected, was {number(earlier)} of {number(was)}"
    return f"{number(held - earlier, signed=True)} expected since {since}"
