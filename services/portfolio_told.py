"""What the Portfolio page says of dates that were published, as they were published."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from services.portfolio_view import Overview

Figures = Mapping[str, Any]
COMPARED: Final = {
    "late": ("baselined", "late"),
    "moved": ("forecast", "moved"),
    "costed": ("costed", "forecast_cost", "approved_budget"),
}
"""The figures whose change is taken of the projects counted at both dates, by what they are counted by."""

TOP: Final = ("top_money", "to_go")


def as_told(seen: Overview, now: Figures | None, before: Figures | None) -> Overview:
    """Return the figures of a date and of the one it is compared with as published; None stands for not published.

    A published date has what was kept of it and nothing else. Which projects and which objectives were counted is not
    kept: `alike` holds only figures that still are what was published, `same_top` is None where the share moved since,
    and the expectation is None where another one was published, for its interval is not kept.
    """
    both = ((seen.now, now), (seen.before or {}, before))
    pairs = [(known, told) for known, told in both if told is not None]
    alike = {
        name: counted
        for name, counted in seen.alike.items()
        if all(_same(known, told, COMPARED[name]) for known, told in pairs)
    }
    same_top = seen.same_top if all(_same(known, told, TOP) for known, told in pairs) else None
    return replace(
        seen,
        now=seen.now if now is None else dict(now),
        before=seen.before if before is None or seen.before is None else dict(before),
        expected=seen.expected if now is None or _expected(seen, now) else None,
        alike=alike,
        same_top=same_top,
    )


def _expected(seen: Overview, told: Figures) -> bool:
    """Return whether the expectation of today is the one that was published."""
    if seen.expected is None:
        return False
    return _same({"expected": seen.expected.expected, "predicted": seen.expected.n}, told, ("expected", "predicted"))


def _same(known: Figures, told: Figures, names: tuple[str, ...]) -> bool:
    return all(_alike(known.get(name), told.get(name)) for name in names)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9)
