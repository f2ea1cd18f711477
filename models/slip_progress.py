"""Progress against the plan: SPI(t) by earned schedule, and progress over the time that has passed.

Earned schedule (Lipke 2003): the time at which the plan reached what has been earned; SPI(t) is that time over the time
passed. It is read off the planned values reported until the date, from nothing at the start on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from models.slip_own_record import first_rows

LARGEST: Final = 3.0


def progress(frame: pd.DataFrame, age: pd.DataFrame) -> pd.DataFrame:
    """Return ``progress_over_elapsed`` and ``spi_t`` of fresh reports sorted by project and date.

    Parameters
    ----------
    frame : DataFrame
        As `history.evidence` returns it.
    age : DataFrame
        `slip_own_record.phase_and_age` of it.

    Returns
    -------
    DataFrame
        Both 1 where progress is on plan, below 1 behind it, 0 to 3; missing where the report lacks what they need.
    """
    share = age["elapsed_share"]
    over = (frame["percent_complete"] / 100) / share.where(share > 0)
    return pd.DataFrame({"progress_over_elapsed": over.clip(0, LARGEST), "spi_t": _spi_t(frame, age["age_days"])})


def _spi_t(frame: pd.DataFrame, age_days: pd.Series) -> pd.Series:
    planned, earned = frame["planned_value"].to_numpy(), frame["earned_value"].to_numpy()
    age = age_days.to_numpy()
    told = np.full(len(frame), np.nan)
    given = (planned > 0) & (earned >= 0) & (age > 0)
    if not given.any():
        return pd.Series(told, index=frame.index)
    ahead = given & (earned >= planned)
    told[ahead] = earned[ahead] / planned[ahead]
    bounds = np.append(np.unique(first_rows(frame)), len(frame))
    for first, end in pairwise(bounds):
        rows = first + np.flatnonzero(given[first:end])
        behind = rows[earned[rows] < planned[rows]]
        if len(behind):
            curve = np.maximum.accumulate(planned[rows])
            told[behind] = np.interp(earned[behind], np.append(0.0, curve), np.append(0.0, age[rows])) / age[behind]
    return pd.Series(told, index=frame.index).clip(0, LARGEST)
