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
NOT_ENOUGH_HISTORY: Final = "not enough history"
REASONS: Final = (CANCELLED, COMPLETED, ON_HOLD, NOT_STARTED, CARRIED_FORWARD, NO_FORECAST, NOT_ENOUGH_HISTORY)


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
    ]
    reasons = np.select([np.asarray(test, dtype=bool) for test in conditions], list(REASONS[:6]), default=ELIGIBLE)
    return pd.Series(reasons, index=states.index, dtype=object)
