"""Reporting periods: which dates there are, who reported, what is carried forward."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from services.access import Scope
from services.seen import looking


@dataclass(frozen=True)
class Reporting:
    """How many projects were expected at a date, how many were received, how many carry older values."""

    as_of: date
    expected: int
    received: int

    @property
    def carried(self) -> int:
        """Projects that show values of an earlier period."""
        return self.expected - self.received


def dates(scope: Scope) -> list[date]:
    """Return the as-of dates of the projects register, ascending."""
    with looking(scope) as (work, facts):
        known = work.registers.dates(facts.id)
    return known


def reporting(scope: Scope, as_of: date) -> Reporting:
    """Return how completely a date was reported. Finished and cancelled projects are not expected again."""
    with looking(scope) as (work, facts):
        state = work.registers.state(facts.id, "projects", as_of, facts.minor_digits, ["project_key", "status"])
        known = work.registers.dates(facts.id)
    held = [known_date for known_date in known if known_date <= as_of]
    fresh = state["row_as_of"] >= pd.Timestamp(held[-1] if held else as_of)
    expected = fresh | ~state["status"].isin(["completed", "cancelled"])
    return Reporting(as_of, int(expected.sum()), int(fresh.sum()))
