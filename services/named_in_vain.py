"""Projects that a file names only in rows which were refused: they have not left, they are not reported."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.states import Coverage

NOT_REPORTED: Final = "not reported"
SHOWN: Final = 10


def spared(
    work: UnitOfWork,
    facts: PortfolioFacts,
    coverage: Coverage,
    named: Mapping[str, Collection[str]],
    rows: Mapping[date, pd.DataFrame],
    kept_away: Collection[str],
) -> Coverage:
    """Return the coverage without the projects that stand only in refused rows, date by date.

    `named` holds the keys in refused rows by ISO date, '' where the date is not known: those count at every date.
    """
    if not any(named.values()):
        return coverage
    known = {key[0] for key in work.registers.seen_keys(facts.id, "projects")}
    known = known.union(*(rows[as_of]["project_key"] for as_of in rows)).difference(kept_away)
    undated = known.intersection(named.get("", ()))
    told = []
    for as_of in sorted(rows):
        keys = known.intersection(named.get(as_of.isoformat(), ())) | undated
        if keys := keys.difference(rows[as_of]["project_key"]):
            told.append((as_of.isoformat(), tuple(sorted(keys))))
    return replace(coverage, refused=tuple(told))


def warnings(parts: Collection[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the warning that projects are carried forward, one for each date of a plan where some are."""
    return [
        {"rule": NOT_REPORTED, "column": "project_key", "text": _told(date.fromisoformat(part["as_of"]), part)}
        for part in parts
        if part["not_reported"]
    ]


def _told(as_of: date, part: Mapping[str, Any]) -> str:
    keys = part["not_reported"]
    named = ", ".join(keys[:SHOWN]) + (f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else "")
    who = "1 project stands" if len(keys) == 1 else f"{len(keys):,} projects stand"
    return f"{who} only in rows that were refused as of {as_of.day} {as_of:%b %Y}: {named}."
