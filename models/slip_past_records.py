"""The rolling record of a history as it stood at each of its dates: of all predictions, those whose outcome was known.

What was predicted at an origin never changes; only more of its outcomes become known. So one record of the whole
history holds all earlier ones.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from models.expected_count import DEFAULT_CORRELATION, likeliest, log_likelihoods
from models.record import calibration, scores
from models.slip_backtest import NOTHING_SCORED, Backtest
from models.slip_baselines import BASE_RATE, MODEL, TABLE

SHOWN: Final = (MODEL, TABLE, BASE_RATE)
"""The methods whose scores are kept for every origin."""


MANY_ROWS: Final = 60_000
NOTHING: Final[dict[str, Any]] = {
    name: {} for name in ("segments", "intervals", "segments_of", "intervals_of", "calibration_of", "difference")
}


class PastRecords:
    """The records up to each date; scores of an origin are worked out once for as many outcomes as were known."""

    def __init__(self, record: Backtest) -> None:
        self._record = record
        self._by_outcome = _sorted(record.predictions)
        self._scored: dict[tuple[Any, int], list[dict[str, Any]]] = {}
        self._likelihoods: dict[tuple[Any, int, str], np.ndarray] = {}

    def until(self, date: pd.Timestamp, method: str) -> Backtest:
        """Return the record as it stood at a date, led by a method: without segments and intervals.

        Beyond ``MANY_ROWS`` predictions only the methods in ``SHOWN`` are scored.
        """
        seen = self._seen(date)
        whole = replace(self._record, predictions=seen, **NOTHING)
        if seen.empty:
            return replace(whole, methods={}, origins=pd.DataFrame(), calibration=pd.DataFrame(), note=NOTHING_SCORED)
        outcomes = seen["slipped"].to_numpy()
        names = [name for name in self._record.methods if name in SHOWN or len(seen) <= MANY_ROWS]
        leading = method if method in (MODEL, TABLE) and method in seen.columns else TABLE
        ordered = dict.fromkeys([leading, *names])
        origins = [row for key, part in seen.groupby("as_of", sort=True) for row in self._origin(key, part)]
        return replace(
            whole,
            methods={name: scores(outcomes, seen[name], seen["base_rate_known"]) for name in ordered},
            origins=pd.DataFrame(origins),
            calibration=calibration(outcomes, seen[leading]),
            leading=leading,
        )

    def correlation(self, date: pd.Timestamp, method: str) -> float:
        """Return the correlation of the common factor that a method's record up to a date speaks for."""
        seen = self._seen(date)
        if seen.empty or method not in seen:
            return DEFAULT_CORRELATION
        found = []
        for origin, part in seen.groupby("as_of", sort=True):
            at = (origin, len(part), method)
            if at not in self._likelihoods:
                self._likelihoods[at] = log_likelihoods(part[method], int(part["slipped"].sum()))
            found.append(self._likelihoods[at])
        return likeliest(found)

    def _seen(self, date: pd.Timestamp) -> pd.DataFrame:
        if self._by_outcome.empty:
            return self._by_outcome
        known = np.searchsorted(self._by_outcome["outcome_date"].to_numpy(), np.datetime64(date), side="right")
        return self._by_outcome.iloc[:known]

    def _origin(self, origin: Any, part: pd.DataFrame) -> list[dict[str, Any]]:
        at = (origin, len(part))
        if at not in self._scored:
            told: dict[str, Any] = {"training_pairs": int(part["training_pairs"].iloc[0])}
            told["base_rate_known"] = float(part["base_rate_known"].iloc[0])
            self._scored[at] = [
                {"origin": origin, "method": name, **told}
                | vars(scores(part["slipped"], part[name], part["base_rate_known"]))
                for name in SHOWN
                if name in self._record.methods
            ]
        return self._scored[at]


def _sorted(predictions: pd.DataFrame) -> pd.DataFrame:
    if predictions.empty:
        return predictions
    return predictions.sort_values(["outcome_date", "as_of"], kind="stable", ignore_index=True)
