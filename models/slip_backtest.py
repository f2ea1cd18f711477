"""The rolling record of the slip methods: at every past date, fit on what was known then, predict, compare.

`slip_rolling` says what an origin is and when each method is fitted. No row is ever split off at random. An origin
counts only once the gate is open: at least 200 pairs and 2 outcome dates to train on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from models import slip_baselines
from models.history import days_between
from models.record import Scores, calibration, difference_by_project, interval_by_project, scores
from models.slip_baselines import BASE_RATE, BY_CATEGORY, DATED, MODEL, REPORTED_RAG, TABLE, Fit
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import FEATURES, features
from models.slip_gate import MINIMUM_OUTCOME_DATES, MINIMUM_PAIRS
from models.slip_inputs import NAMES
from models.slip_logistic import FIVE_FEATURES
from models.slip_pairs import Horizon, pairs_of
from models.slip_rolling import Progress, enough, learned, origins, plain

__all__ = ["MINIMUM_OUTCOME_DATES", "MINIMUM_PAIRS", "Backtest", "backtest", "enough", "record_of"]

NOTHING_SCORED = "Not enough history: no past date has 200 known outcomes before it, on two dates or more."
TELLS_APART = 0.02
"""A chance that differs by more than this is another one."""

SHOWN = (MODEL, TABLE)
"""The methods with segments, intervals and calibration of their own."""


@dataclass(frozen=True)
class Backtest:
    """The record of every method over all origins.

    Attributes
    ----------
    horizon, days
        What counted as a slip.
    methods
        Pooled scores by name, the leading method first; without the rules whose column is empty throughout (no
        categories, no reported RAG); empty where no origin had enough history.
    segments
        Pooled scores of the leading method for ``all``, ``new projects`` (no pair in training), ``due`` (the forecast
        finish lay at or before the date the outcome became known) and ``not due``; those without rows are absent.
    intervals
        90 % bootstrap intervals by project of the leading method's ``auc`` and ``skill``.
    origins
        One row per origin and method: ``origin, method, n, training_pairs, base_rate_known`` and each of the scores.
    calibration
        The leading method's bins: ``n, predicted, observed, noise``.
    predictions
        One row per pair predicted: ``project_key, as_of, outcome_date, slipped, base_rate_known, new_project``, the
        probability by each method under its name and, with the model, ``fitted`` (the date of the model used).
    note
        Why there is no record; "" where there is one.
    leading
        The method that ``segments``, ``intervals`` and ``calibration`` are of: the model where it is among them, else
        the table; a run (`slip_run`) takes the one that the gate lets speak.
    segments_of, intervals_of, calibration_of
        The same three by method, for the model and the table.
    difference
        90 % bootstrap intervals by project of the model's ``auc`` and ``skill`` less the table's; empty without both.
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
    leading: str = TABLE
    segments_of: Mapping[str, Mapping[str, Scores]] = field(default_factory=dict)
    intervals_of: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    calibration_of: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    difference: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether the table may be shown: it beats the base rate of the pairs and the one known at the time."""
        table = self.methods.get(TABLE)
        return table is not None and table.skill > 0 and table.skill_known > 0


def backtest(
    history: pd.DataFrame,
    horizon: Horizon,
    days: int,
    start: pd.Timestamp | str | None = None,
    draws: int = 200,
    with_model: bool = False,
    progress: Progress | None = None,
    jobs: int = 1,
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
    with_model : bool
        Whether the model and the five-feature logistic take part; without them it takes a fraction of the time.
    progress, jobs
        Of the fits of the model: told after each; processes at once, -1 for all cores.
    """
    frame = features(history, NAMES if with_model else FEATURES)
    known = pairs_of(frame, horizon, days)
    methods = methods_with_data(known, days)
    predictions = plain(known, known, methods, start)
    if with_model:
        # Fitted when a training would: outcomes end a year before the states that a training also speaks of.
        newest = frame.loc[eligibility(frame) == ELIGIBLE, "as_of"].max()
        said, _, _ = learned(frame, known, known, (horizon, days), start, progress, jobs, newest)
        predictions = predictions.join(said)
    return record_of(predictions.reset_index(drop=True), list(methods), horizon, days, draws)


def record_of(
    predictions: pd.DataFrame, methods: list[str], horizon: Horizon, days: int, draws: int, leading: str | None = None
) -> Backtest:
    """Return the record of predictions whose outcomes are known, as `Backtest.predictions` describes them.

    ``methods`` names the table and the plain rules among the columns; the model and the five-feature logistic are added
    where their columns are. Pairs that the model has no chance for count at the base rate known then.
    """
    if predictions.empty:
        return Backtest(horizon, days, {}, {}, {}, pd.DataFrame(), pd.DataFrame(), predictions, NOTHING_SCORED)
    added = [name for name in (MODEL, DATED, FIVE_FEATURES) if name in predictions.columns]
    seen = predictions.assign(**{name: predictions[name].fillna(predictions["base_rate_known"]) for name in added})
    if DATED in added and not ((seen[DATED] - seen[MODEL]).abs() > TELLS_APART).any():
        added.remove(DATED)
    first = leading if leading in SHOWN and leading in seen.columns else MODEL if MODEL in added else TABLE
    ordered = list(dict.fromkeys([first, *([MODEL] if MODEL in added else []), TABLE, *added, *methods]))
    outcomes, projects = seen["slipped"].to_numpy(), seen["project_key"].cat.codes
    shown = [name for name in SHOWN if name in ordered]
    segments = {name: _segments(seen, name) for name in shown}
    intervals = {name: interval_by_project(outcomes, seen[name], projects, draws) for name in shown}
    bins = {name: calibration(outcomes, seen[name]) for name in shown}
    both = len(shown) == len(SHOWN)
    return Backtest(
        horizon=horizon,
        days=days,
        methods={name: _scores(seen, name) for name in ordered},
        segments=segments[first],
        intervals=intervals[first],
        origins=_per_origin(seen, ordered),
        calibration=bins[first],
        predictions=seen,
        note="",
        leading=first,
        segments_of=segments,
        intervals_of=intervals,
        calibration_of=bins,
        difference=difference_by_project(outcomes, seen[MODEL], seen[TABLE], projects, draws) if both else {},
    )


def rolling_predictions(
    history: pd.DataFrame, horizon: Horizon, days: int, start: pd.Timestamp | str | None = None, method: str = TABLE
) -> pd.DataFrame:
    """Return what a plain method would have said at every past date, of every project that had a prediction then.

    Unlike `backtest`, it includes the states whose outcome is not known yet.

    Returns
    -------
    DataFrame
        ``project_key, as_of`` and what the method predicts, by origin; no row for an origin without enough history.
    """
    frame = features(history, FEATURES)
    states = frame.loc[eligibility(frame) == ELIGIBLE]
    fit = slip_baselines.methods(days)[method]
    parts = []
    for origin in origins(pairs_of(frame, horizon, days), states, start):
        said = _without_phase(fit(origin.known).predict(origin.states))
        parts.append(pd.concat([origin.states[["project_key", "as_of"]], said], axis=1))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["project_key", "as_of"])


def methods_with_data(known: pd.DataFrame, days: int) -> dict[str, Fit]:
    """Return the methods by name, without the rules whose column is empty in all pairs."""
    empty = {BY_CATEGORY: (known["category"] == "").all(), REPORTED_RAG: known["rag_overall"].isna().all()}
    return {name: fit for name, fit in slip_baselines.methods(days).items() if not empty.get(name, False)}


def predicted_pairs(
    known: pd.DataFrame, methods: Mapping[str, Fit], start: pd.Timestamp | str | None = None
) -> pd.DataFrame:
    """Return the pairs of every origin with what each plain method said of them, as `Backtest.predictions`."""
    return plain(known, known, methods, start).reset_index(drop=True)


def _scores(predictions: pd.DataFrame, method: str) -> Scores:
    return scores(predictions["slipped"], predictions[method], predictions["base_rate_known"])


def _segments(predictions: pd.DataFrame, method: str) -> dict[str, Scores]:
    ahead = days_between(predictions["outcome_date"], predictions["as_of"])
    due = predictions["time_left_days"] <= ahead
    rows = {
        "all": predictions["slipped"].notna(),
        "new projects": predictions["new_project"],
        "due": due,
        "not due": ~due,
    }
    return {name: _scores(predictions.loc[mask], method) for name, mask in rows.items() if mask.any()}


def _per_origin(predictions: pd.DataFrame, methods: list[str]) -> pd.DataFrame:
    rows = []
    for origin, part in predictions.groupby("as_of", sort=True):
        for name in methods:
            told = {"origin": origin, "method": name, "training_pairs": int(part["training_pairs"].iloc[0])}
            rows.append({**told, "base_rate_known": float(part[BASE_RATE].iloc[0]), **vars(_scores(part, name))})
    return pd.DataFrame(rows)


def _without_phase(predicted: pd.DataFrame) -> pd.DataFrame:
    return predicted.assign(phase=predicted["phase"].astype(str)) if "phase" in predicted.columns else predicted
