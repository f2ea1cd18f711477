"""What was known about each project at each date: the inputs of the slip methods, from snapshots up to that date."""

from __future__ import annotations

import pandas as pd

from models.history import complete, days_between, evidence
from models.slip_eligibility import CARRIED_FORWARD, eligibility
from models.slip_group_record import group_record
from models.slip_inputs import NAMES
from models.slip_own_record import baselines_and_ratings, moves, phase_and_age
from models.slip_progress import progress

FEATURES = ("phase", "category", "rag_overall", "time_left_days", "last_move_days", "gap_days")
"""What the table and the plain rules look at; the model looks at `slip_inputs.INPUTS`."""


def features(history: pd.DataFrame, names: tuple[str, ...] = NAMES) -> pd.DataFrame:
    """Return the fresh reports of a history with their inputs; rows sorted by project and date.

    Every input (`slip_inputs.INPUTS` says which) is made from this row and from rows of this or an earlier as-of date:
    of the same project, or, for the rates of phase, category, department and portfolio, of all projects. An input for
    which the history lacks the columns is missing throughout.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it.
    names : tuple of str
        ``FEATURES`` gives the few of the table and the plain rules alone, and is quicker.
    """
    frame = evidence(history)
    frame["time_left_days"] = days_between(frame["forecast_finish"], frame["as_of"])
    own = moves(frame)
    if set(names) <= set(FEATURES):
        return frame.assign(last_move_days=own["last_move_days"], gap_days=own["gap_days"])
    age = phase_and_age(frame)
    made = [own, age, baselines_and_ratings(frame), progress(frame, age), group_record(frame, own)]
    return pd.concat([frame, *made], axis=1).drop(columns="moves_known")


def states_at(
    history: pd.DataFrame,
    as_of: pd.Timestamp,
    fresh_since: pd.Timestamp | None = None,
    names: tuple[str, ...] = NAMES,
) -> pd.DataFrame:
    """Return the state of each project at a date: its newest row at or before it, with inputs and ``reason``.

    ``reason`` says why a state has no prediction ("" where it has one). A state is carried forward where its row is
    flagged so, or is older than ``fresh_since``, which is the newest as-of date of the history at or before ``as_of``
    unless given. Projects that have left are among them: the caller keeps those of the register it shows.
    """
    known = history.loc[pd.to_datetime(history["as_of"]) <= as_of]
    newest = complete(known).drop_duplicates("project_key", keep="last").reset_index(drop=True)
    made = features(known, names)
    added = [name for name in made.columns if name not in newest.columns]
    states = newest.merge(made[["project_key", "as_of", *added]], on=["project_key", "as_of"], how="left")
    since = newest["as_of"].max() if fresh_since is None else pd.Timestamp(fresh_since)
    states["carried"] = states["carried"] | (states["as_of"] < since)
    states["reason"] = eligibility(states)
    stale = states["reason"] == CARRIED_FORWARD
    states["time_left_days"] = states["time_left_days"].mask(stale)
    return states
