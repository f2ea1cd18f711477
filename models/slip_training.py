"""What a slip model is trained on at a date: the outcomes known by then, and states still being watched.

A state whose twelve months are not over has no outcome yet, but it has been watched for a while, and that is worth
learning from. It enters with how long it was watched (``exposure_days``) and whether its forecast had slipped by then.
The end of the watch is the project's last report, whether or not it slipped, so that a slip is learnt of no sooner than
a forecast that held.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from models.history import SECONDS_PER_DAY, days_between, is_completed, project_codes, reported_finish
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_pairs import HORIZON_MONTHS, Horizon, horizon_end

HORIZON_DAYS: Final = HORIZON_MONTHS * 365.25 / 12
MOST_PAIRS: Final = 20_000
"""The newest pairs that a model is fitted on; older ones are left out."""

MOST_WATCHED: Final = 5_000
"""Of them, the most that are still being watched: drawn evenly where there are more."""


def training_pairs(
    frame: pd.DataFrame, known: pd.DataFrame, horizon: Horizon, days: int, at: pd.Timestamp
) -> pd.DataFrame:
    """Return the pairs to train a model on at a date, newest states last.

    Parameters
    ----------
    frame : DataFrame
        As `slip_features.features` returns it; rows after ``at`` are not read.
    known : DataFrame
        The pairs whose outcome was known at ``at`` (`slip_pairs.pairs_of`).
    horizon, days
        As for `slip_pairs.pairs`.
    at : Timestamp
        The date of training.

    Returns
    -------
    DataFrame
        The columns of ``known`` with ``exposure_days`` (float) and ``complete`` (bool: False while still watched).
    """
    whole = known.assign(exposure_days=exposure_of(known, horizon), complete=True)
    watched = whole.head(0)
    if horizon == "12m":
        found = _watched(frame, days, at)[list(whole.columns)]
        kept = np.unique(np.linspace(0, max(len(found) - 1, 0), MOST_WATCHED).round().astype(np.int64))
        watched = found.iloc[kept] if len(found) > MOST_WATCHED else found
    newest = whole.sort_values("as_of", kind="stable").iloc[-(MOST_PAIRS - len(watched)) :]
    made = pd.concat([newest, watched], ignore_index=True) if len(watched) else newest
    return made.sort_values("as_of", kind="stable", ignore_index=True)


def exposure_of(pairs: pd.DataFrame, horizon: Horizon) -> pd.Series:
    """Return how many days each pair was watched: to the next report, or twelve months."""
    if horizon == "next":
        return days_between(pairs["outcome_date"], pairs["as_of"])
    return pd.Series(HORIZON_DAYS, index=pairs.index)


def _watched(frame: pd.DataFrame, days: int, at: pd.Timestamp) -> pd.DataFrame:
    """Return the states of the last twelve months, as pairs whose outcome is what had happened by ``at``."""
    begun = frame["as_of"] >= at - pd.DateOffset(months=HORIZON_MONTHS, days=5)
    recent = frame.loc[begun & (frame["as_of"] <= at)].reset_index(drop=True)
    codes = project_codes(recent)
    finish = _as_days(reported_finish(recent))
    following = finish.shift(-1).where(codes == np.append(codes[1:], -1))
    furthest = following[::-1].groupby(codes[::-1]).cummax()[::-1].groupby(codes).bfill()
    cancelled = (recent["status"] == "cancelled").groupby(codes).transform("max")
    done = is_completed(recent).groupby(codes).transform("max")
    ends = recent["as_of"].groupby(codes).transform("max")
    ends = ends.mask(done, at)
    moved = furthest - _as_days(recent["forecast_finish"])
    exposure = days_between(ends, recent["as_of"])
    kept = (eligibility(recent) == ELIGIBLE) & moved.notna() & ~cancelled & (exposure > 0)
    kept &= horizon_end(recent["as_of"]).to_numpy() > np.datetime64(at)
    told = recent.assign(moved_days=moved, slipped=moved > days, outcome_date=at)
    return told.assign(exposure_days=exposure, complete=False).loc[kept]


def _as_days(dates: pd.Series) -> pd.Series:
    return (dates - pd.Timestamp("1970-01-01")).dt.total_seconds() / SECONDS_PER_DAY
