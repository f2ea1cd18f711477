"""Which projects get a slip prediction, and the one-word reason of those that get none."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from models import history

ELIGIBLE: Final = ""
CANCELLED: Final = "cancelled"
COMPLETED: Final = "completed"
ON_HOLD: Final = "on hold"
NOT_STARTED: Final = "not started"
CARRIED_FORWARD: Final = "carried forward"
NO_FORECAST: Final = "no forecast"
PLACEHOLDER: Final = "placeholder date"
NOT_ENOUGH_HISTORY: Final = "not enough history"
REASONS: Final = (
    CANCELLED,
    COMPLETED,
    ON_HOLD,
    NOT_STARTED,
    CARRIED_FORWARD,
    NO_FORECAST,
    PLACEHOLDER,
    NOT_ENOUGH_HISTORY,
)


def eligibility(states: pd.DataFrame) -> pd.Series:
    """Return, per state, why it has no prediction, or "" where it has one.

    A state without a status counts as active, whatever its start date. The first reason that holds is given, in the
    order of ``REASONS``; "not enough history" is never given here, since it is a matter of the whole portfolio.

    Parameters
    ----------
    states : DataFrame
        Rows as ``history.complete`` returns them.
    """
    status = states["status"]
    conditions = [
        status == "cancelled",
        history.is_completed(states),
        status == "on hold",
        status == "proposed",
        states["carried"],
        states["forecast_finish"].isna(),
        history.is_placeholder(states["forecast_finish"], states["as_of"]),
    ]
    said = list(REASONS[: len(conditions)])
    reasons = np.select([np.asarray(test, dtype=bool) for test in conditions], said, default=ELIGIBLE)
    return pd.Series(reasons, index=states.index, dtype=object)


def as_eligible_now(rows: pd.DataFrame) -> pd.DataFrame:
    """Return predictions kept from earlier with none for a placeholder date: they may have been made of one.

    Parameters
    ----------
    rows : DataFrame
        ``reason``, ``time_left_days`` and ``probability``; see `services.slip_store.Said`.
    """
    far = rows["time_left_days"].abs() > history.PLACEHOLDER_DAYS
    held = far & (rows["reason"] == ELIGIBLE)
    if not held.any():
        return rows
    return rows.assign(reason=rows["reason"].mask(held, PLACEHOLDER), probability=rows["probability"].mask(held))
