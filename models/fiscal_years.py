"""Fiscal years: when they begin, what they are called, and whole amounts shared out over them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def first_day(day: date, start_month: int) -> date:
    """Return the first day of the fiscal year that holds a day.

    >>> first_day(date(2026, 10, 31), 7), first_day(date(2026, 3, 1), 7)
    (datetime.date(2026, 7, 1), datetime.date(2025, 7, 1))
    """
    return date(day.year - (day.month < start_month), start_month, 1)


def label(first: date, naming: str) -> str:
    """Return a fiscal year's name: FY27 by the year it 'end's or 'start's in, both years where that is not settled.

    >>> label(date(2026, 7, 1), "end"), label(date(2026, 7, 1), "ask"), label(date(2026, 1, 1), "ask")
    ('FY27', '2026-27', '2026')
    """
    if first.month == 1:
        return str(first.year)
    if naming in ("start", "end"):
        return f"FY{(first.year + (naming == 'end')) % 100:02d}"
    return f"{first.year}-{(first.year + 1) % 100:02d}"


def shares_by_days(begins: date, ends: date | None, starts: list[date]) -> NDArray[np.float64]:
    """Return the share of the days from `begins` to `ends` in each year (shape (p,), sum 1); the last has no end.

    `begins` lies in the first year. All of it lies there where the end is not known or past.
    """
    bounds = [begins, *starts[1:], None]
    days = np.zeros(len(starts))
    if ends is None or ends <= begins:
        days[0] = 1.0
        return days
    for place, (low, high) in enumerate(pairwise(bounds)):
        assert low is not None
        upper = ends if high is None else min(ends, high)
        days[place] = max((upper - low).days, 0)
    return np.asarray(days / days.sum(), dtype=np.float64)


def spent_by(until: date, begins: date, ends: date | None, starts: list[date]) -> NDArray[np.float64]:
    """Return which share of each year's money (shape (p,), 0 to 1) is spent by a day, evenly over the days of the year.

    A year's money is spent from its first day, or `begins` where that is later, to its last day, or `ends` where that
    is earlier; that of the last column to `ends`, or over a year where that is not known.

    >>> spent_by(date(2027, 1, 1), date(2026, 7, 2), None, [date(2026, 7, 1), date(2027, 7, 1)]).round(2).tolist()
    [0.5, 0.0]
    """
    bounds = [*starts, date(starts[-1].year + 1, starts[-1].month, 1)]
    if ends is not None:
        bounds[-1] = max(bounds[-1], ends)
    shares = np.zeros(len(starts))
    for place, (low, high) in enumerate(pairwise(bounds)):
        first = max(low, begins)
        last = min(high, ends) if ends is not None and ends > first else high
        shares[place] = min(max((until - first).days / max((last - first).days, 1), 0.0), 1.0)
    return shares


def shares_after(days: NDArray[np.datetime64], starts: list[date]) -> NDArray[np.float64]:
    """Return which share of each year (n, p) lies after each of some days (n,); none of it after a day not known.

    >>> shares_after(np.array(["2027-01-01", "NaT"], "datetime64[D]"), [date(2026, 7, 2)]).round(2).tolist()
    [[0.5], [0.0]]
    """
    last = date(starts[-1].year + 1, starts[-1].month, starts[-1].day)
    bounds = np.array([*starts, last], dtype="datetime64[D]")
    low, high = bounds[:-1], bounds[1:]
    after = days.astype("datetime64[D]")[:, None] + 1
    left = (high - np.maximum(low, after)) / (high - low)
    return np.asarray(np.where(np.isnat(after), 0.0, np.clip(left, 0.0, 1.0)), dtype=np.float64)


def later(amount: NDArray[np.int64], years: int) -> NDArray[np.int64]:
    """Return amounts (..., p) moved so many years on; what would pass the last column stays in it.

    >>> later(np.array([5, 3, 1]), 1).tolist(), later(np.array([5, 3, 1]), 9).tolist()
    ([0, 5, 4], [0, 0, 9])
    """
    columns = amount.shape[-1]
    moved = np.zeros_like(amount)
    for place in range(columns):
        moved[..., min(place + years, columns - 1)] += amount[..., place]
    return moved


def apportioned(total: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return whole amounts (n, p) that add up to each total (n,) exactly, in proportion to weights (n, p).

    Each share is rounded down; what is left goes to the years in order, one unit each (largest remainders first).

    >>> apportioned(np.array([100]), np.array([[1.0, 1.0, 1.0]])).tolist()
    [[34, 33, 33]]
    """
    sums = weights.sum(axis=1, keepdims=True)
    if (sums <= 0).any() or (weights < 0).any():
        raise ValueError("every amount needs at least one weight above zero, and none below")
    exact = total[:, None] * (weights / sums)
    whole = np.floor(exact).astype(np.int64)
    remainder = exact - whole
    order = np.argsort(np.argsort(-remainder, axis=1, kind="stable"), axis=1, kind="stable")
    left = total - whole.sum(axis=1)
    whole += (order < left[:, None]).astype(np.int64)
    # Shares of amounts beyond 2^53 are rounded; the first year takes what that leaves over or short.
    whole[:, 0] += total - whole.sum(axis=1)
    return np.asarray(whole, dtype=np.int64)
