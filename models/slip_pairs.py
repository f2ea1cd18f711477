"""Pairs of a state and its outcome: what was known of a project at a date, and whether its forecast then moved later.

Two horizons, each with the date at which the outcome *becomes known*, so that training at an origin may use every pair
whose ``outcome_date`` is not after it:

- ``next``: the outcome is the finish in the project's next fresh report, and is known at that report's as-of date. A
  project that is never freshly reported again, or whose next report holds no finish, makes no pair.
- ``12m``: the outcome is the furthest finish among the project's fresh reports within the twelve calendar months after
  the state. It is known at the end of the horizon, *also where the forecast slipped earlier*: to learn of a slip at
  once and of its absence only at the end would fill the youngest training data with slips. A project must be followed
  to the end of the horizon: completed inside it, or reported at or after the last as-of date that the portfolio has
  inside it (where that report comes after the horizon, the outcome is known only then). Otherwise it makes no pair,
  slipped or not; so an unfinished project is never labelled on time while its horizon runs.

A project cancelled before the outcome makes no pair on either horizon. The outcome of a completed project is its actual
finish. Rows carried forward are no evidence.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from models.history import days_between, is_completed, project_codes, reported_finish
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import features
from models.slip_inputs import NAMES

Horizon = Literal["next", "12m"]
HORIZON_MONTHS = 12
OUTCOME = ("outcome_date", "moved_days", "slipped")


def pairs(history: pd.DataFrame, horizon: Horizon, days: int) -> pd.DataFrame:
    """Return one row per project and as-of date that has a prediction and whose outcome is known.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it.
    horizon : "next" or "12m"
        What counts as the outcome; see the module.
    days : int
        A slip is a move later by more than this many days.

    Returns
    -------
    DataFrame
        ``project_key, as_of, outcome_date, moved_days, slipped`` (bool) and the inputs, by project and as-of date.
    """
    return pairs_of(features(history), horizon, days)


def pairs_of(frame: pd.DataFrame, horizon: Horizon, days: int) -> pd.DataFrame:
    """Return the pairs of a frame that ``slip_features.features`` made, with the inputs it holds; see `pairs`."""
    inputs = [name for name in NAMES if name in frame.columns]
    told = outcomes(frame, horizon, days)
    table = pd.concat([frame[["project_key", "as_of"]], told, frame[inputs]], axis=1)
    known = told["outcome_date"].notna() & (eligibility(frame) == ELIGIBLE)
    return table.loc[known].astype({"slipped": bool}).reset_index(drop=True)


def outcomes(frame: pd.DataFrame, horizon: Horizon, days: int) -> pd.DataFrame:
    """Return ``outcome_date``, ``moved_days`` and ``slipped`` of every row of such a frame, on its index.

    Of a row whose outcome is not known date and move are missing, and ``slipped`` is False.
    """
    if horizon not in ("next", "12m"):
        raise ValueError(f"A horizon is 'next' or '12m', not {horizon!r}.")
    outcome = _next_report(frame) if horizon == "next" or frame.empty else _twelve_months(frame)
    moved = days_between(outcome["finish"], frame["forecast_finish"])
    known = moved.notna() & outcome["known"].notna()
    return pd.DataFrame(
        {
            "outcome_date": outcome["known"].where(known),
            "moved_days": moved.where(known),
            "slipped": (moved > days) & known,
        }
    )


def horizon_end(as_of: pd.Series) -> pd.Series:
    """Return the last day of the twelve months after each date; the end of a month leads to the end of a month."""
    dates = pd.DatetimeIndex(as_of.unique())
    ends = pd.Series(dates + pd.DateOffset(months=HORIZON_MONTHS), index=dates, dtype=as_of.dtype)
    ends = ends.where(~dates.is_month_end, ends + pd.offsets.MonthEnd(0))
    return ends.reindex(as_of).set_axis(as_of.index)


def _next_report(frame: pd.DataFrame) -> pd.DataFrame:
    codes = pd.Series(project_codes(frame))
    same = codes == codes.shift(-1)
    finish = reported_finish(frame).shift(-1).where(same)
    return pd.DataFrame({"finish": finish, "known": frame["as_of"].shift(-1).where(same)})


def _twelve_months(frame: pd.DataFrame) -> pd.DataFrame:
    ends = horizon_end(frame["as_of"])
    furthest, completed, cancelled = _within(frame, ends)
    followed = _first_report_after(frame, _last_date_inside(frame, ends))
    known = ends.where(completed, followed.where(followed > ends, ends))
    observed = (completed | followed.notna()) & ~cancelled & (known <= frame["as_of"].max())
    return pd.DataFrame({"finish": furthest.where(observed), "known": known.where(observed)})


def _within(frame: pd.DataFrame, ends: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return the furthest finish reported after each row up to its end, and whether it completed or was cancelled.

    One pass per step forward (as many as the horizon holds reports), each over all rows at once.
    """
    codes, dates, last = project_codes(frame), frame["as_of"].to_numpy(), ends.to_numpy()
    finish = reported_finish(frame).to_numpy().view(np.int64)
    done = is_completed(frame).to_numpy(dtype=bool)
    dropped = (frame["status"] == "cancelled").to_numpy(dtype=bool)
    furthest = np.full(len(frame), np.iinfo(np.int64).min)
    completed, cancelled = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    for step in range(1, len(frame)):
        inside = (codes[step:] == codes[:-step]) & (dates[step:] <= last[:-step])
        if not inside.any():
            break
        np.maximum(furthest[:-step], finish[step:], out=furthest[:-step], where=inside)
        completed[:-step] |= inside & done[step:]
        cancelled[:-step] |= inside & dropped[step:]
    return pd.Series(furthest.view("datetime64[s]")), pd.Series(completed), pd.Series(cancelled)


def _last_date_inside(frame: pd.DataFrame, ends: pd.Series) -> pd.Series:
    """Return the portfolio's last as-of date after each row and up to its end; missing where there is none."""
    dates = np.sort(frame["as_of"].unique())
    last = pd.Series(dates[np.searchsorted(dates, ends.to_numpy(), side="right") - 1])
    return last.where(last > frame["as_of"])


def _first_report_after(frame: pd.DataFrame, dates: pd.Series) -> pd.Series:
    """Return the as-of date of the project's first report with a finish at or after each date; missing where none."""
    codes, day = project_codes(frame), pd.Timedelta(days=1)
    span = int((frame["as_of"].max() - frame["as_of"].min()) / day) + 2
    origin = frame["as_of"].min()
    place = codes * span + ((frame["as_of"] - origin) / day).to_numpy().astype(np.int64)
    useful = reported_finish(frame).notna().to_numpy()
    sought = codes * span + ((dates.fillna(origin) - origin) / day).to_numpy().astype(np.int64)
    found = np.searchsorted(place[useful], sought)
    padded = np.append(np.flatnonzero(useful), 0)
    at = padded[found]
    valid = (found < useful.sum()) & (codes[at] == codes) & dates.notna().to_numpy()
    return frame["as_of"].iloc[at].reset_index(drop=True).where(valid)
