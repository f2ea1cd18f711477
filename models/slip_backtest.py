"""The rolling record of the slip methods: at every past date, fit on what was known then, predict, compare.

An origin is a past as-of date t. Training uses the pairs whose outcome was known at t (``outcome_date`` <= t: the
snapshot of t itself has been read when the prediction is made); the pairs that begin at t are predicted. No row is ever
split off at random. An origin counts only once the gate is open: at least 200 pairs and 2 outcome dates to train on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models import slip_baselines
from models.history import days_between, project_codes
from models.record import Scores, calibration, interval_by_project, scores
from models.slip_baselines import BASE_RATE, BY_CATEGORY, REPORTED_RAG, TABLE, Fit
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import features
from models.slip_pairs import Horizon, pairs_of

MINIMUM_PAIRS = 200
MINIMUM_OUTCOME_DATES = 2
NOTHING_SCORED = "Not enough history: no past date has 200 known outcomes before it, on two dates or more."


@dataclass(frozen=True)
class Backtest:
    """The record of every method over all origins.

    Attributes
    ----------
    horizon, days
        What counted as a slip.
    methods
        Pooled scores by name, the table first; without the rules whose column is empty throughout (no categories, no
        reported RAG); empty where no origin had enough history.
    segments
        Pooled scores of the table for ``all``, ``new projects`` (no pair in training), ``due`` (the forecast finish lay
        at or before the date the outcome became known) and ``not due``; those without rows are absent.
    intervals
        90 % bootstrap intervals by project of the table's ``auc`` and ``skill``.
    origins
        One row per origin and method: ``origin, method, n, training_pairs, base_rate_known`` and each of the scores.
    calibration
        The table's bins: ``n, predicted, observed, noise``.
    predictions
        One row per pair predicted: ``project_key, as_of, outcome_date, slipped, base_rate_known, new_project`` and the
        probability by each method, under its name.
    note
        Why there is no record; "" where there is one.
    """

    horizon: Horizon
    days: int
    methods: Mapping[str, Scores]
    segments: Mapping[str, Scores]
    intervals: Mapping[str, tuple[float, float]]
    origins: pd.DataFrame
    calibration: pd.DataFrame
    predictions: pd.DataFrame
    note: str

    @property
    def usable(self) -> bool:
        """Whether the table may be shown: it beats the base rate of the pairs and the one known at the time."""
        table = self.methods.get(TABLE)
        return table is not None and table.skill > 0 and table.skill_known > 0


def backtest(
    history: pd.DataFrame, horizon: Horizon, days: int, start: pd.Timestamp | str | None = None, draws: int = 200
) -> Backtest:
    """Return the rolling record on a history.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it.
    horizon, days
        As for `slip_pairs.pairs`.
    start : date, optional
        First origin; earlier dates only train. Default: the first origin with enough history.
    draws : int
        Bootstrap draws for the intervals; 0 gives none.
    """
    known = pairs_of(features(history), horizon, days)
    methods = methods_with_data(known, days)
    predictions = predicted_pairs(known, methods, start)
    if predictions.empty:
        return Backtest(horizon, days, {}, {}, {}, pd.DataFrame(), pd.DataFrame(), predictions, NOTHING_SCORED)
    outcomes, table = predictions["slipped"].to_numpy(), predictions[TABLE].to_numpy()
    return Backtest(
        horizon=horizon,
        days=days,
        methods={name: _scores(predictions, name) for name in methods},
        segments=_segments(predictions),
        intervals=interval_by_project(outcomes, table, predictions["project_key"].cat.codes, draws),
        origins=_per_origin(predictions, list(methods)),
        calibration=calibration(outcomes, table),
        predictions=predictions,
        note="",
    )


def rolling_predictions(
    history: pd.DataFrame, horizon: Horizon, days: int, start: pd.Timestamp | str | None = None, method: str = TABLE
) -> pd.DataFrame:
    """Return what a method would have said at every past date, of every project that had a prediction then.

    Unlike `backtest`, it includes the states whose outcome is not known yet.

    Returns
    -------
    DataFrame
        ``project_key, as_of`` and what the method predicts, by origin; no row for an origin without enough history.
    """
    frame = features(history)
    states = frame.loc[eligibility(frame) == ELIGIBLE]
    fit = slip_baselines.methods(days)[method]
    parts = []
    for _, train, now in _origins(pairs_of(frame, horizon, days), states, start):
        parts.append(pd.concat([now[["project_key", "as_of"]], _without_phase(fit(train).predict(now))], axis=1))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["project_key", "as_of"])


def enough(train: pd.DataFrame) -> bool:
    """Return whether pairs suffice to fit on: at least 200, with outcomes on at least two dates."""
    return len(train) >= MINIMUM_PAIRS and train["outcome_date"].nunique() >= MINIMUM_OUTCOME_DATES


def _origins(
    known: pd.DataFrame, states: pd.DataFrame, start: pd.Timestamp | str | None
) -> Iterator[tuple[pd.Timestamp, pd.DataFrame, pd.DataFrame]]:
    """Yield each origin with enough history, the pairs known at it and the states at it (slices, not copies)."""
    trained = known.sort_values("outcome_date", kind="stable")
    asked = states.sort_values("as_of", kind="stable")
    dates = asked["as_of"].unique()
    outcomes, at = trained["outcome_date"].to_numpy(), asked["as_of"].to_numpy()
    for origin in dates if start is None else dates[dates >= pd.Timestamp(start)]:
        train = trained.iloc[: np.searchsorted(outcomes, np.datetime64(origin), side="right")]
        if enough(train):
            first, last = (np.searchsorted(at, np.datetime64(origin), side=side) for side in ("left", "right"))
            yield origin, train, asked.iloc[first:last]


def methods_with_data(known: pd.DataFrame, days: int) -> dict[str, Fit]:
    """Return the methods by name, without the rules whose column is empty in all pairs."""
    empty = {BY_CATEGORY: (known["category"] == "").all(), REPORTED_RAG: known["rag_overall"].isna().all()}
    return {name: fit for name, fit in slip_baselines.methods(days).items() if not empty.get(name, False)}


def predicted_pairs(
    known: pd.DataFrame, methods: Mapping[str, Fit], start: pd.Timestamp | str | None = None
) -> pd.DataFrame:
    """Return the pairs of every origin with what each method said of them; the columns of `Backtest.predictions`."""
    parts = []
    for _, train, now in _origins(known, known, start):
        said = {name: fit(train).predict(now)["probability"] for name, fit in methods.items()}
        part = now[["project_key", "as_of", "outcome_date", "time_left_days", "slipped"]].assign(**said)
        part["training_pairs"] = len(train)
        part["new_project"] = ~np.isin(project_codes(now), np.unique(project_codes(train)))
        parts.append(part)
    if not parts:
        return known.head(0)
    table = pd.concat(parts, ignore_index=True)
    table["base_rate_known"] = table[BASE_RATE]
    return table


def _scores(predictions: pd.DataFrame, method: str) -> Scores:
    return scores(predictions["slipped"], predictions[method], predictions["base_rate_known"])


def _segments(predictions: pd.DataFrame) -> dict[str, Scores]:
    ahead = days_between(predictions["outcome_date"], predictions["as_of"])
    due = predictions["time_left_days"] <= ahead
    rows = {
        "all": predictions["slipped"].notna(),
        "new projects": predictions["new_project"],
        "due": due,
        "not due": ~due,
    }
    return {name: _scores(predictions.loc[mask], TABLE) for name, mask in rows.items() if mask.any()}


def _per_origin(predictions: pd.DataFrame, methods: list[str]) -> pd.DataFrame:
    rows = []
    for origin, part in predictions.groupby("as_of", sort=True):
        for name in methods:
            told = {"origin": origin, "method": name, "training_pairs": int(part["training_pairs"].iloc[0])}
            rows.append({**told, "base_rate_known": float(part[BASE_RATE].iloc[0]), **vars(_scores(part, name))})
    return pd.DataFrame(rows)


def _without_phase(predicted: pd.DataFrame) -> pd.DataFrame:
    return predicted.assign(phase=predicted["phase"].astype(str)) if "phase" in predicted.columns else predicted
