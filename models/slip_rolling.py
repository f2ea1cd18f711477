"""What every method would have said at every past date, each fitted on what was known then.

An origin is a past as-of date t. Training uses the pairs whose outcome was known at t (``outcome_date`` <= t: the
snapshot of t itself has been read when the prediction is made). The plain rules and the table are fitted anew at every
origin. The model and the five-feature logistic are fitted at some of them and speak until the next fit: at the first
origin with enough history, then once 90 days have passed or half as many pairs again are known, and at the newest date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from models import slip_logistic, slip_model
from models.history import project_codes
from models.slip_baselines import BASE_RATE, DATED, MODEL, Fit, Model
from models.slip_gate import MINIMUM_OUTCOME_DATES, MINIMUM_PAIRS
from models.slip_logistic import FIVE_FEATURES
from models.slip_model import SlipModel
from models.slip_pairs import Horizon
from models.slip_training import training_pairs

Progress = Callable[[int, int], None]
"""Called as ``progress(done, total)``; whatever it raises ends the run and reaches the caller."""

REFIT_DAYS: Final = 90
REFIT_GROWTH: Final = 1.5
OUTCOME: Final = ("outcome_date", "moved_days", "slipped")


@dataclass(frozen=True)
class Origin:
    """A past date: the pairs known at it, the states at it, and whether the model is fitted at it."""

    at: pd.Timestamp
    known: pd.DataFrame
    states: pd.DataFrame
    fits: bool


def enough(train: pd.DataFrame) -> bool:
    """Return whether pairs suffice to fit on: at least 200, with outcomes on at least two dates."""
    return len(train) >= MINIMUM_PAIRS and train["outcome_date"].nunique() >= MINIMUM_OUTCOME_DATES


def origins(
    known: pd.DataFrame,
    states: pd.DataFrame,
    start: pd.Timestamp | str | None,
    newest: pd.Timestamp | None = None,
) -> Iterator[Origin]:
    """Yield each origin with enough history, in order; its frames are slices, not copies.

    Parameters
    ----------
    known : DataFrame
        Pairs of the whole history.
    states : DataFrame
        The states that are asked for a prediction, of all dates.
    start : date, optional
        The first origin; earlier dates only train.
    newest : date, optional
        The date at which the model is fitted whenever the last time was; the last of the states where left out.
    """
    trained = known.sort_values("outcome_date", kind="stable")
    asked = states.sort_values("as_of", kind="stable")
    dates = asked["as_of"].unique()
    outcomes, at = trained["outcome_date"].to_numpy(), asked["as_of"].to_numpy()
    newest = dates[-1] if newest is None and len(dates) else newest
    fitted_at, fitted_on = pd.Timestamp.min, 0
    for date in dates if start is None else dates[dates >= pd.Timestamp(start)]:
        origin = pd.Timestamp(date)
        train = trained.iloc[: np.searchsorted(outcomes, np.datetime64(origin), side="right")]
        if not enough(train):
            continue
        grown = len(train) >= REFIT_GROWTH * fitted_on
        fits = grown or origin - fitted_at >= pd.Timedelta(days=REFIT_DAYS) or origin == newest
        if fits:
            fitted_at, fitted_on = origin, len(train)
        first, last = (np.searchsorted(at, np.datetime64(origin), side=side) for side in ("left", "right"))
        yield Origin(origin, train, asked.iloc[first:last], fits)


def plain(
    known: pd.DataFrame, states: pd.DataFrame, methods: Mapping[str, Fit], start: pd.Timestamp | str | None = None
) -> pd.DataFrame:
    """Return what the table and the plain rules said of the states of every origin.

    Returns
    -------
    DataFrame
        The columns of ``states`` that tell a pair (``project_key, as_of, time_left_days`` and, where they hold them,
        ``outcome_date, moved_days, slipped``), the probability by each method under its name, ``training_pairs``,
        ``base_rate_known`` and ``new_project`` (no pair in training); the index is that of ``states``.
    """
    parts = [_plain_part(origin, methods) for origin in origins(known, states, start)]
    return pd.concat(parts) if parts else states.head(0)


def learned(
    frame: pd.DataFrame,
    known: pd.DataFrame,
    states: pd.DataFrame,
    question: tuple[Horizon, int],
    start: pd.Timestamp | str | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    newest: pd.Timestamp | None = None,
) -> tuple[pd.DataFrame, SlipModel | None, pd.DataFrame]:
    """Return what the model and the five-feature logistic said, the model of the newest date, and what it learnt from.

    Parameters
    ----------
    frame, known, states
        `slip_features.features` of the history, all its pairs, and the states asked for.
    question
        Horizon and days.
    progress, jobs
        Told after each fit; processes at once, -1 for all cores.
    newest
        As for `origins`.

    Returns
    -------
    said : DataFrame
        On the index of the states that had an origin: ``model``, ``five-feature logistic``, ``fitted`` (date) and, for
        the next report, ``model, next date known`` (asked by the portfolio's next as-of date; missing at the newest).
    model : SlipModel or None
        Fitted at the newest origin; None where there is none, or all outcomes are of one kind.
    training : DataFrame
        The pairs on which it was fitted.
    """
    gaps = _gaps_ahead(frame) if question[0] == "next" else None
    blocks = _blocks(list(origins(known, states, start, newest)))
    work = (
        delayed(_fitted)(
            training_pairs(frame, block[0].known, *question, block[0].at),
            pd.concat([origin.states for origin in block]),
            block[0].at,
            question[0],
            gaps,
        )
        for block in blocks
    )
    parts, model = [], None
    for done, (said, fitted) in enumerate(Parallel(n_jobs=jobs, return_as="generator")(work), start=1):
        parts.append(said)
        model = fitted
        if progress is not None:
            progress(done, len(blocks))
    training = training_pairs(frame, blocks[-1][0].known, *question, blocks[-1][0].at) if blocks else known.head(0)
    said = pd.concat(parts) if parts else pd.DataFrame(columns=[MODEL, FIVE_FEATURES, "fitted"])
    return said, model, training


def _blocks(found: list[Origin]) -> list[list[Origin]]:
    """Return the origins in runs that one fit serves."""
    blocks: list[list[Origin]] = []
    for origin in found:
        if origin.fits:
            blocks.append([origin])
        else:
            blocks[-1].append(origin)
    return blocks


def _fitted(
    train: pd.DataFrame, states: pd.DataFrame, at: pd.Timestamp, horizon: Horizon, gaps: pd.Series | None
) -> tuple[pd.DataFrame, SlipModel | None]:
    whole = train.loc[train["complete"]]
    if train["slipped"].nunique() < 2 or whole["slipped"].nunique() < 2:
        return pd.DataFrame({MODEL: np.nan, FIVE_FEATURES: np.nan, "fitted": at}, index=states.index), None
    model = slip_model.fit(train, horizon)
    five: Model = slip_logistic.fit(whole)
    said = {MODEL: model.predict(states)["probability"], FIVE_FEATURES: five.predict(states)["probability"]}
    if gaps is not None:
        asked = states["as_of"].map(gaps)
        said[DATED] = model.predict(states.assign(asked_days=asked))["probability"].where(asked.notna())
    return pd.DataFrame({**said, "fitted": at}, index=states.index), model


def _gaps_ahead(frame: pd.DataFrame) -> pd.Series:
    """Return the days from each as-of date of the portfolio to its next one, by date; missing at the newest."""
    dates = pd.Series(np.sort(frame["as_of"].unique()))
    return pd.Series((dates.shift(-1) - dates).dt.days.to_numpy(dtype=float), index=pd.DatetimeIndex(dates))


def _plain_part(origin: Origin, methods: Mapping[str, Fit]) -> pd.DataFrame:
    kept = [name for name in ("project_key", "as_of", *OUTCOME, "time_left_days") if name in origin.states.columns]
    said = {name: fit(origin.known).predict(origin.states)["probability"] for name, fit in methods.items()}
    part = origin.states[kept].assign(**said)
    part["training_pairs"] = len(origin.known)
    part["base_rate_known"] = part[BASE_RATE]
    part["new_project"] = ~np.isin(project_codes(part), np.unique(project_codes(origin.known)))
    return part
