"""The slip forecast of a portfolio at one date, by the method that its own record allows.

Uses nothing after the as-of date: not to fit, not for the record, not to choose. The table is used where its rolling
record beats the base rate; else every project gets the base rate; with too few known outcomes none gets a prediction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from models import slip_baselines, slip_table
from models.expected_count import DEFAULT_CORRELATION, likeliest_correlation, of_rate
from models.slip_backtest import Backtest, backtest, enough
from models.slip_baselines import BASE_RATE, TABLE
from models.slip_eligibility import ELIGIBLE, NOT_ENOUGH_HISTORY
from models.slip_features import features, states_at
from models.slip_pairs import Horizon, pairs_of
from models.slip_table import SlipTable
from models.stated_record import effective_outcomes

TABLE_BEATS: Final = "The table beats the base rate on its own past."
TABLE_FAILS: Final = "The table does not beat the base rate on its own past, so every project gets the base rate."
NO_RECORD: Final = "Not enough history to test the table on, so every project gets the base rate."
TOO_FEW: Final = "Not enough history: at least 200 known outcomes on two dates are needed."
PREDICTED: Final = (
    "probability",
    "low",
    "high",
    "n",
    "moved",
    "time_left_from_days",
    "time_left_to_days",
)


@dataclass(frozen=True)
class SlipForecast:
    """What is said of each project, by which method, and why.

    Attributes
    ----------
    projects
        One row per state: ``project_key, as_of, reason`` ("" where there is a prediction), ``phase``,
        ``time_left_days``, and ``probability, low, high, n, moved, time_left_from_days, time_left_to_days`` as
        `SlipTable.predict` gives them; the base rate gives only the first. No prediction: all missing.
    method
        The name of the method, "" where there is none.
    note
        Why this method, in one sentence.
    base_rate
        The share of known outcomes that slipped; NaN where there are none.
    training_pairs
        How many outcomes were known.
    correlation
        Of the common factor that moved the projects at past dates, for `expected_count`.
    record
        The rolling record up to the date.
    table
        The counts and rates of phase and time left at the date, whichever method is used; None where too few
        outcomes were known.
    """

    projects: pd.DataFrame
    method: str
    note: str
    base_rate: float
    training_pairs: int
    correlation: float
    record: Backtest
    table: SlipTable | None = None


def forecast(
    history: pd.DataFrame,
    as_of: pd.Timestamp | str,
    horizon: Horizon,
    days: int,
    fresh_since: pd.Timestamp | None = None,
    record: Backtest | None = None,
) -> SlipForecast:
    """Return the slip forecast at a date.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it; rows after ``as_of`` are not read.
    as_of, fresh_since
        The date, and since when a report counts as fresh (see `slip_features.states_at`).
    horizon, days
        As for `slip_pairs.pairs`.
    record : Backtest, optional
        The record of the same history up to ``as_of``, horizon and days, where the caller has it; else it is made.
    """
    moment = pd.Timestamp(as_of)
    past = history.loc[pd.to_datetime(history["as_of"]) <= moment]
    states = states_at(past, moment, fresh_since)
    known = pairs_of(features(past), horizon, days)
    made = backtest(past, horizon, days) if record is None else record
    return forecast_of(states, known, days, made)


def forecast_of(
    states: pd.DataFrame, known: pd.DataFrame, days: int, record: Backtest, correlation: float | None = None
) -> SlipForecast:
    """Return the slip forecast of states that `slip_features.states_at` made, from the outcomes known at their date.

    Parameters
    ----------
    states : DataFrame
        One row per project at one date.
    known : DataFrame
        The pairs whose outcome was known then, as `slip_pairs.pairs_of` gives them.
    days, record
        As for `forecast`.
    correlation : float, optional
        Of the common factor, where the caller has it; else it is read off the record.
    """
    method, note = method_of(known, record)
    factor = _correlation(record, method) if correlation is None else correlation
    return SlipForecast(
        projects=_projects(states, known, days, method),
        method=method,
        note=note,
        base_rate=float(known["slipped"].mean()) if len(known) else float("nan"),
        training_pairs=len(known),
        correlation=with_rate(factor, method, known["slipped"], known["project_key"]),
        record=record,
        table=slip_table.fit(known) if enough(known) else None,
    )


def method_of(known: pd.DataFrame, record: Backtest) -> tuple[str, str]:
    """Return the method that the record allows, "" for none, and why in one sentence."""
    if not enough(known):
        return "", TOO_FEW
    if not record.methods:
        return BASE_RATE, NO_RECORD
    return (TABLE, TABLE_BEATS) if record.usable else (BASE_RATE, TABLE_FAILS)


def with_rate(correlation: float, method: str, slipped: pd.Series, projects: pd.Series) -> float:
    """Return the correlation that the expected number is told with: where the base rate speaks, or the table, which
    draws its cells towards it, with how unsure that rate is, by project (`expected_count.of_rate`)."""
    if method not in (BASE_RATE, TABLE) or slipped.empty:
        return correlation
    outcomes = effective_outcomes(slipped, pd.factorize(projects)[0])
    return of_rate(correlation, float(slipped.mean()), outcomes)


def _correlation(record: Backtest, method: str) -> float:
    if not method or not record.methods:
        return DEFAULT_CORRELATION
    seen = record.predictions
    return likeliest_correlation(seen[["as_of", "slipped"]].assign(probability=seen[method]))


def _projects(states: pd.DataFrame, known: pd.DataFrame, days: int, method: str) -> pd.DataFrame:
    asked = states["reason"] == ELIGIBLE
    table = states[["project_key", "as_of", "reason", "phase", "time_left_days"]].copy()
    table[["project_key", "phase"]] = table[["project_key", "phase"]].astype(str)
    if method:
        said = slip_baselines.methods(days)[method](known).predict(states.loc[asked])
    else:
        said = pd.DataFrame(index=states.index)
        table.loc[asked, "reason"] = NOT_ENOUGH_HISTORY
    for name in PREDICTED:
        values = said[name] if name in said.columns else pd.Series(np.nan, index=said.index)
        table[name] = values.reindex(table.index).astype(float)
    return table
