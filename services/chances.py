"""The chance of each project to slip, as the pages about the whole portfolio use it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from models.expected_count import DEFAULT_CORRELATION, ExpectedCount, expected_count
from models.slip_pairs import Horizon
from services import slip
from services.access import Scope
from services.errors import Explained

DAYS: Final = 30
HORIZONS: Final[tuple[Horizon, ...]] = ("12m", "next")
"""Twelve months where that much is known, else the next report."""

TOP_SHARE: Final = 0.20
"""The fifth with the highest chance is called the most likely."""
REPORTED_GREEN: Final = 2.0
"""A reported status up to this step, green or amber to green, is called green."""


@dataclass(frozen=True)
class Chances:
    """What is predicted at a date.

    `rows` holds project_key, probability (NaN without a prediction), slip_reason (why so likely), slip_none (why there
    is no prediction); `words` says the horizon ("within 12 months (by 31 Oct 2027)"), `until` its last day where one
    is known; `note` says why nothing is predicted, "" where something is.
    """

    rows: pd.DataFrame
    horizon: Horizon
    days: int
    words: str
    until: date | None
    correlation: float
    method: str
    note: str

    def joined(self, projects: pd.DataFrame) -> pd.DataFrame:
        """Return the projects with the columns of `rows` beside them, in the same order."""
        rows = self.rows.set_index("project_key")
        beside = {name: projects["project_key"].map(rows[name]) for name in rows}
        beside["probability"] = beside["probability"].astype(float)
        return projects.assign(**beside)

    def stated(self) -> dict[str, Any]:
        """Return what was asked, as plain values."""
        until = self.until.isoformat() if self.until else None
        return {"horizon": self.horizon, "days": self.days, "until": until, "method": self.method}


def at(scope: Scope, as_of: date) -> Chances:
    """Return the chances to slip by more than 30 days within 12 months, or by the next report where less is known.

    Where predictions are still being worked out, or nothing can be predicted, all are missing and the note says why.
    """
    made = nothing("Nothing has been reported yet.")
    for horizon in HORIZONS:
        try:
            rows = slip.predictions(scope, as_of, horizon, DAYS)
            record = slip.record(scope, as_of, horizon, DAYS)
        except Explained as refused:
            return nothing(refused.what)
        if rows["probability"].notna().any():
            words = slip.horizon_words(scope, as_of, horizon)
            until = slip.horizon_date(scope, as_of, horizon)
            correlation = float(record.get("correlation") or 0.0)
            return Chances(_kept(rows), horizon, DAYS, words, until, correlation, str(record.get("method", "")), "")
        made = nothing(str(record.get("note", "")), rows)
    return made


def nothing(note: str, rows: pd.DataFrame | None = None) -> Chances:
    """Return that nothing is predicted, and why."""
    empty = pd.DataFrame({name: [] for name in ("project_key", "probability", "reason", "reason_none")})
    kept = _kept(empty if rows is None else rows)
    return Chances(kept, "12m", DAYS, "within 12 months", None, DEFAULT_CORRELATION, "", note)


def expected(probabilities: pd.Series, made: Chances) -> ExpectedCount:
    """Return how many of the projects with these chances are expected to slip, with an interval of 80 %."""
    return expected_count(probabilities.to_numpy(dtype=float), correlation=made.correlation)


def most_likely(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the projects called most likely to slip, the likeliest first and among equals the dearest.

    `rows` holds probability, cost_to_go and name; the fifth is taken of those with a probability.
    """
    order = ["probability", "cost_to_go", "name"]
    known = rows[rows["probability"].notna()]
    known = known.sort_values(order, ascending=[False, False, True], na_position="last", kind="stable")
    return known.head(int(np.ceil(TOP_SHARE * len(known))))


def _kept(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[["project_key", "probability", "reason", "reason_none"]]
    named = kept.rename(columns={"reason": "slip_reason", "reason_none": "slip_none"}).drop_duplicates("project_key")
    named["probability"] = pd.to_numeric(named["probability"]).astype(np.float64)
    return named
