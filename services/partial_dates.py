"""Dates for which only part of the portfolio has reported, and who is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from services.access import Scope
from services.received import FINISHED, counted
from services.seen import looking

COMPLETE: Final = 0.9
"""A date counts as reported once so large a share of the projects awaited has come."""


@dataclass(frozen=True)
class Outstanding:
    """Who has reported for a date and who is still to come, in live projects.

    `reported` came for the date, `waiting` still show older values, the newest of them of `newest`; `departments` are
    those of which nothing has come.
    """

    reported: int
    waiting: int
    departments: tuple[str, ...]
    newest: date


def dates(scope: Scope) -> frozenset[date]:
    """Return the dates for which fewer than nine in ten of the projects awaited have come.

    Awaited are those expected at a date, but never more than came for the complete date before: what has long stopped
    reporting makes no date partial.
    """
    with looking(scope) as (work, facts):
        known = work.registers.dates(facts.id)
        spans = work.registers.spans(facts.id, "projects", FINISHED)
    return partial({as_of: _came(spans, as_of) for as_of in known})


def partial(came: dict[date, tuple[int, int]]) -> frozenset[date]:
    """Return the partial ones among dates, given how many projects each received and expected.

    >>> may, june, july = (date(2026, month, 28) for month in (5, 6, 7))
    >>> partial({may: (10, 10), june: (4, 10), july: (9, 10)}) == {june}
    True
    """
    found: set[date] = set()
    before: int | None = None
    for as_of, (received, expected) in sorted(came.items()):
        awaited = expected if before is None else min(expected, before)
        if before is not None and received < COMPLETE * awaited:
            found.add(as_of)
        else:
            before = received
    return frozenset(found)


def outstanding(scope: Scope, as_of: date, shown: pd.DataFrame) -> Outstanding | None:
    """Return who among the projects shown is still to come, None where the date is complete or all of them came.

    `shown` holds projects as `services.states.projects` gives them, with department.
    """
    live = shown[shown["live"].astype(bool)]
    carried = live["carried"].astype(bool)
    if not carried.any():
        return None
    with looking(scope) as (work, facts):
        held = [known for known in work.registers.dates(facts.id) if known <= as_of]
    if held[-1] not in dates(scope):
        return None
    silent = carried.groupby(live["department"].astype(object)).all()
    newest = pd.Timestamp(live.loc[carried, "row_as_of"].max()).date()
    waiting = int(carried.sum())
    return Outstanding(len(live) - waiting, waiting, tuple(str(name) for name in silent.index[silent]), newest)


def _came(spans: Sequence[tuple[date, date, int, int]], as_of: date) -> tuple[int, int]:
    told = counted(spans, as_of)
    return told["received"], told["expected"]
