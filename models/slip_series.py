"""The slip forecasts of many dates of one history, with what they share worked out once.

Each forecast equals `slip_forecast.forecast` at its date: features and pairs never look ahead, so those of the whole
history, cut at the date, are those of the history cut at the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.expected_count import likeliest, log_likelihoods
from models.record import calibration, interval_by_project, scores
from models.slip_backtest import NOTHING_SCORED, Backtest, methods_with_data, predicted_pairs
from models.slip_baselines import TABLE
from models.slip_eligibility import CARRIED_FORWARD, eligibility
from models.slip_features import FEATURES, features
from models.slip_forecast import SlipForecast, forecast_of, method_of
from models.slip_pairs import Horizon, pairs_of


def forecasts(
    history: pd.DataFrame, dates: Sequence[pd.Timestamp], horizon: Horizon, days: int, draws: int = 200
) -> Iterator[tuple[pd.Timestamp, SlipForecast]]:
    """Yield the slip forecast at each date, in the order asked.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it, fresh reports only: a project not reported at the newest date of the history
        at or before the date asked is carried forward there.
    dates : sequence of Timestamp
        Each at or after the first date of the history.
    horizon, days
        As for `slip_pairs.pairs`.
    draws : int
        Bootstrap draws for the intervals of the record of the first date asked; the others have none.
    """
    frame = features(history, FEATURES)
    known = pairs_of(frame, horizon, days).sort_values("outcome_date", kind="stable", ignore_index=True)
    methods = methods_with_data(known, days)
    predicted = predicted_pairs(known, methods)
    origins = _Origins()
    by_date = frame.sort_values("as_of", kind="stable", ignore_index=True)
    reported, outcomes = by_date["as_of"].to_numpy(), known["outcome_date"].to_numpy()
    for asked in dates:
        date = np.datetime64(asked)
        states = _states(by_date.iloc[: np.searchsorted(reported, date, side="right")])
        train = known.iloc[: np.searchsorted(outcomes, date, side="right")]
        record = _record_until(predicted, list(methods), pd.Timestamp(asked), horizon, days, draws, origins)
        draws = 0
        method, _ = method_of(train, record)
        correlation = origins.correlation(record.predictions, method) if method and record.methods else None
        yield pd.Timestamp(asked), forecast_of(states, train, days, record, correlation)


class _Origins:
    """Scores and likelihoods per origin, each worked out once: the outcomes known of an origin only ever grow."""

    def __init__(self) -> None:
        self._scored: dict[tuple[pd.Timestamp, int], dict[str, Any]] = {}
        self._likelihoods: dict[tuple[pd.Timestamp, int, str], np.ndarray] = {}

    def scored(self, seen: pd.DataFrame) -> pd.DataFrame:
        """Return one row per origin with the scores of the table."""
        rows = []
        for origin, part in seen.groupby("as_of", sort=True):
            at = (origin, len(part))
            if at not in self._scored:
                self._scored[at] = _scored_origin(origin, part)
            rows.append(self._scored[at])
        return pd.DataFrame(rows)

    def correlation(self, seen: pd.DataFrame, method: str) -> float:
        """Return the correlation of the common factor that a method's record speaks for."""
        found = []
        for origin, part in seen.groupby("as_of", sort=True):
            at = (origin, len(part), method)
            if at not in self._likelihoods:
                self._likelihoods[at] = log_likelihoods(part[method], int(part["slipped"].sum()))
            found.append(self._likelihoods[at])
        return likeliest(found)


def _record_until(
    predicted: pd.DataFrame,
    methods: Sequence[str],
    date: pd.Timestamp,
    horizon: Horizon,
    days: int,
    draws: int,
    origins: _Origins,
) -> Backtest:
    """Return the record at a date: of all predictions, those whose outcome was known then.

    Segments are left out; `origins` holds the table alone.
    """
    seen = predicted.loc[predicted["outcome_date"] <= date] if len(predicted) else predicted
    if seen.empty:
        return Backtest(horizon, days, {}, {}, {}, pd.DataFrame(), pd.DataFrame(), seen, NOTHING_SCORED)
    y, p = seen["slipped"].to_numpy(), seen[TABLE].to_numpy()
    return Backtest(
        horizon=horizon,
        days=days,
        methods={name: scores(y, seen[name], seen["base_rate_known"]) for name in methods},
        segments={},
        intervals=interval_by_project(y, p, seen["project_key"].cat.codes, draws) if draws else {},
        origins=origins.scored(seen),
        calibration=calibration(y, p),
        predictions=seen,
        note="",
    )


def _states(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the newest report of each project as its state, with ``carried`` and ``reason``."""
    states = reports.drop_duplicates("project_key", keep="last").sort_values("project_key").reset_index(drop=True)
    states["carried"] = states["as_of"] < reports["as_of"].iloc[-1]
    states["reason"] = eligibility(states)
    states["time_left_days"] = states["time_left_days"].mask(states["reason"] == CARRIED_FORWARD)
    return states


def _scored_origin(origin: Any, part: pd.DataFrame) -> dict[str, Any]:
    told = scores(part["slipped"], part[TABLE], part["base_rate_known"])
    first = part.iloc[0]
    known = {"training_pairs": int(first["training_pairs"]), "base_rate_known": float(first["base_rate_known"])}
    return {"origin": origin, "method": TABLE, **known, **vars(told)}
