"""What was known about each project at each date: the features of the slip methods, from snapshots up to that date."""

from __future__ import annotations

import pandas as pd

from models.history import complete, days_between, evidence, project_codes
from models.slip_eligibility import CARRIED_FORWARD, eligibility

FEATURES = ("phase", "category", "rag_overall", "time_left_days", "last_move_days", "gap_days")


def features(history: pd.DataFrame) -> pd.DataFrame:
    """Return the fresh reports of a history with their features; rows sorted by project and date.

    Added columns, all float and all from this row and the project's rows before it: ``time_left_days`` from the as-of
    date to the forecast finish (negative: overdue), ``last_move_days`` of the forecast since the project's previous
    fresh report, ``gap_days`` between the two. The last two are missing where there is no earlier report.
    """
    frame = evidence(history)
    codes = pd.Series(project_codes(frame))
    same = codes == codes.shift()
    frame["time_left_days"] = days_between(frame["forecast_finish"], frame["as_of"])
    frame["last_move_days"] = days_between(frame["forecast_finish"], frame["forecast_finish"].shift().where(same))
    frame["gap_days"] = days_between(frame["as_of"], frame["as_of"].shift().where(same))
    return frame


def states_at(history: pd.DataFrame, as_of: pd.Timestamp, fresh_since: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the state of each project at a date: its newest row at or before it, with features and ``reason``.

    ``reason`` says why a state has no prediction ("" where it has one). A state is carried forward where its row is
    flagged so, or is older than ``fresh_since``, which is the newest as-of date of the history at or before ``as_of``
    unless given. Projects that have left are among them: the caller keeps those of the register it shows.
    """
    known = history.loc[pd.to_datetime(history["as_of"]) <= as_of]
    newest = complete(known).drop_duplicates("project_key", keep="last").reset_index(drop=True)
    fresh = features(known)[["project_key", "as_of", "time_left_days", "last_move_days", "gap_days"]]
    states = newest.merge(fresh, on=["project_key", "as_of"], how="left")
    since = newest["as_of"].max() if fresh_since is None else pd.Timestamp(fresh_since)
    states["carried"] = states["carried"] | (states["as_of"] < since)
    states["reason"] = eligibility(states)
    stale = states["reason"] == CARRIED_FORWARD
    states["time_left_days"] = states["time_left_days"].mask(stale)
    return states
