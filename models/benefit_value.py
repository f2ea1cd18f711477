"""What money to come is worth today: net present value, and amounts by period moved by a delay and discounted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

DAYS_PER_YEAR = 365.25
USUAL_RATE = 0.035
"""Real social time preference rate of HM Treasury, The Green Book (2022), for up to 30 years."""


def npv(rate: float, flows: Sequence[float]) -> float:
    """Net present value of yearly flows, the first of them now and not discounted.

    Raises
    ------
    ValueError
        Where the rate is -1 or below.

    >>> round(npv(0.08, [-40000, 5000, 8000, 12000, 30000]), 5)
    3065.22267
    """
    _check(rate)
    return float(sum(flow / (1 + rate) ** year for year, flow in enumerate(flows)))


def present_values(lines: pd.DataFrame, as_of: date, rate: float, delay_days: pd.Series | None = None) -> pd.Series:
    """Present value of amounts by period, summed per project.

    An amount counts as paid in the middle of its period. Of a period that has begun the part still ahead counts,
    what lies before `as_of` not at all. A delay moves every amount of a project later; it changes no amount.

    Parameters
    ----------
    lines : DataFrame
        project_key, starts, ends (dates, the end not included) and amount (money, of either sign).
    as_of : date
    rate : float
        Per year, 0.035 for 3.5 %.
    delay_days : Series, optional
        By project; missing ones are not moved.

    Returns
    -------
    Series
        By project_key, only projects with a line.
    """
    _check(rate)
    today = pd.Timestamp(as_of)
    starts, ends = pd.to_datetime(lines["starts"]), pd.to_datetime(lines["ends"])
    first = starts.clip(lower=today)
    whole, ahead = (ends - starts).dt.days, (ends - first).dt.days.clip(lower=0)
    middle = (first - today).dt.days + ahead / 2
    if delay_days is not None:
        middle = middle + lines["project_key"].map(delay_days).astype(float).fillna(0.0)
    share = np.where(whole > 0, ahead / whole.where(whole > 0, 1), 0.0)
    worth = lines["amount"].astype(float) * share * (1 + rate) ** (-middle / DAYS_PER_YEAR)
    return worth.groupby(lines["project_key"], sort=False).sum()


def _check(rate: float) -> None:
    if not rate > -1:
        raise ValueError("a rate is above -100 % a year")
