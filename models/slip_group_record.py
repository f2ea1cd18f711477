"""How often projects of a phase, category, department or of the whole portfolio had slipped by each date.

A slip here is a move later by more than ``SLIP_DAYS`` between two reports that follow each other, counted for the group
that the project belonged to at the first of them, and known at the second. A rate at a date counts only what was known
by that date; so it never counts the outcome of the row that it describes. Rates are shrunk: those of a group towards
the portfolio's, a project's own towards the portfolio's.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_own_record import SLIP_DAYS

GROUP_STRENGTH: Final = 10.0
OWN_STRENGTH: Final = 3.0
"""Weights of the rate shrunk towards, in reports; fixed beforehand."""

USUAL_GAPS: Final = 6
SHORTEST_DAYS: Final = 30.0
"""Time left below this counts as this much where the usual time left of a phase is worked out."""

Floats = npt.NDArray[np.float64]


def group_record(frame: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return the as-of rates of fresh reports sorted by project and date.

    Parameters
    ----------
    frame : DataFrame
        As `history.evidence` returns it, with ``time_left_days``.
    own : DataFrame
        `slip_own_record.moves` of it.

    Returns
    -------
    DataFrame
        ``portfolio_slip_rate, phase_slip_rate, category_slip_rate, department_slip_rate, own_slip_rate`` (0 to 1,
        missing before the first outcome, and where the portfolio gives no such group at all), ``usual_gap_days``
        between the reporting dates until then, ``time_left_gaps`` (time left over it) and ``time_left_share`` (time
        left over what active projects of the phase had until then, as a geometric mean).
    """
    dates, at = np.unique(frame["as_of"].to_numpy(), return_inverse=True)
    outcome = own["last_move_days"].notna().to_numpy()
    slipped = (own["last_move_days"] > SLIP_DAYS).to_numpy()
    n, moved = _until(at, outcome, len(dates)), _until(at, slipped, len(dates))
    with np.errstate(invalid="ignore"):
        portfolio = np.where(n > 0, (moved + 0.5) / (n + 1), np.nan)[at]
    rates = {"portfolio_slip_rate": portfolio}
    for name in ("phase", "category", "department"):
        rates[f"{name}_slip_rate"] = _rate(frame[name], at, outcome, slipped, portfolio, len(dates))
    slips, known = own["slips_so_far"].to_numpy(), own["moves_known"].to_numpy()
    rates["own_slip_rate"] = (slips + OWN_STRENGTH * portfolio) / (known + OWN_STRENGTH)
    gap = usual_gaps(dates)[at]
    left = frame["time_left_days"].to_numpy()
    usual = _usual_time_left(frame, at, len(dates))
    told = pd.DataFrame(rates, index=frame.index)
    return told.assign(usual_gap_days=gap, time_left_gaps=left / gap, time_left_share=left / usual)


def usual_gaps(dates: npt.NDArray[np.datetime64]) -> Floats:
    """Return, per reporting date (ascending), the median of the last six gaps up to it in days; the first has none."""
    gaps = pd.Series(dates.astype("datetime64[s]")).diff().dt.total_seconds() / 86_400
    return np.asarray(gaps.rolling(USUAL_GAPS, min_periods=1).median(), dtype=np.float64)


def _until(at: npt.NDArray[np.intp], marks: npt.NDArray[np.bool_], dates: int) -> npt.NDArray[np.int64]:
    """Return how many marks there were until each date."""
    return np.asarray(np.cumsum(np.bincount(at[marks], minlength=dates)), dtype=np.int64)


def _rate(
    group: pd.Series,
    at: npt.NDArray[np.intp],
    outcome: npt.NDArray[np.bool_],
    slipped: npt.NDArray[np.bool_],
    portfolio: Floats,
    dates: int,
) -> Floats:
    codes = group.cat.codes.to_numpy().astype(np.int64)
    if bool((group == "").all()):
        return np.full(len(group), np.nan)
    before = np.roll(codes, 1)
    groups = len(group.cat.categories)
    n = _by_group(before, at, outcome, groups, dates)[codes, at]
    moved = _by_group(before, at, slipped, groups, dates)[codes, at]
    return np.asarray((moved + GROUP_STRENGTH * portfolio) / (n + GROUP_STRENGTH), dtype=np.float64)


def _by_group(
    codes: npt.NDArray[np.int64],
    at: npt.NDArray[np.intp],
    marks: npt.NDArray[np.bool_],
    groups: int,
    dates: int,
    weights: Floats | None = None,
) -> Floats:
    """Return the marks (or their weights) per group until each date; shape (groups, dates)."""
    cell = codes[marks] * dates + at[marks]
    counts = np.bincount(cell, weights=None if weights is None else weights[marks], minlength=groups * dates)
    return np.asarray(np.cumsum(counts.reshape(groups, dates), axis=1), dtype=np.float64)


def _usual_time_left(frame: pd.DataFrame, at: npt.NDArray[np.intp], dates: int) -> Floats:
    codes = frame["phase"].cat.codes.to_numpy().astype(np.int64)
    left = np.log(np.maximum(frame["time_left_days"].to_numpy(), SHORTEST_DAYS))
    counted = (eligibility(frame) == ELIGIBLE).to_numpy() & ~np.isnan(left)
    groups = len(frame["phase"].cat.categories)
    n = _by_group(codes, at, counted, groups, dates)[codes, at]
    total = _by_group(codes, at, counted, groups, dates, left)[codes, at]
    with np.errstate(invalid="ignore"):
        return np.asarray(np.exp(np.where(n > 0, total / n, np.nan)), dtype=np.float64)
