"""Why a project has its chance to slip, in one plain sentence, and by when the next report is due."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

DAYS_PER_MONTH: Final = 365.25 / 12
ENOUGH_CASES: Final = 20
"""Past cases from which the sentence quotes the cell itself; with fewer it says that they are few."""

TELLS: Final = 0.08
"""A chance that differs from the rate of such projects by more than this is told as raised or lowered."""

SOON_DAYS: Final = 366
GAPS_READ: Final = 6


def reason(
    phase: str, time_left_days: float, probability: float, n: float, moved: float, base_rate: float = math.nan
) -> str:
    """Return what the chance rests on: where the project stands, and how often such projects moved.

    Parameters
    ----------
    phase : str
        As reported; "" where there is none.
    time_left_days : float
        From the as-of date to the project's own forecast finish; negative once that lies in the past.
    probability : float
        The chance said, 0 to 1; missing gives "".
    n, moved : float
        Past cases in the same phase with the same time left, and those that moved; missing for the base rate alone.
    base_rate : float
        The share of all past cases that moved; a chance above it makes a near finish "only" so far off.

    >>> reason("Design", 335, 0.78, 52, 41, 0.3)
    'in design with only 11 months to its forecast finish; such projects moved 8 times in 10'
    """
    if math.isnan(probability):
        return ""
    standing = _standing(phase, time_left_days, probability > base_rate)
    if math.isnan(n):
        return f"{standing}; in this portfolio projects moved {times_in_ten(probability)}"
    if n >= ENOUGH_CASES:
        return f"{standing}; such projects moved {times_in_ten(moved / n)}"
    cases = "no case like it" if n == 0 else "one case like it" if n == 1 else f"{n:.0f} cases like it"
    return f"{standing}; {cases} on record; similar ones moved {times_in_ten(probability)}"


def beyond(said: str, rate: float, chance: float) -> str:
    """Return a reason with what a method that knows more makes of it, where its chance is another one.

    Parameters
    ----------
    said : str
        As `reason` returns it; "" stays so.
    rate, chance : float
        How often such projects moved, as the reason tells, and the chance that is said; 0 to 1.

    >>> beyond("in design; such projects moved 6 times in 10", 0.58, 0.87)
    'in design; such projects moved 6 times in 10; other facts raise that'
    """
    if not said or math.isnan(rate) or abs(chance - rate) < TELLS:
        return said
    return f"{said}; other facts {'raise' if chance > rate else 'lower'} that"


def times_in_ten(rate: float) -> str:
    """Return a rate as people say it: "8 times in 10".

    >>> times_in_ten(0.02), times_in_ten(0.98), times_in_ten(0.1)
    ('less than once in 20', 'nearly every time', 'once in 10')
    """
    if rate < 0.05:
        return "less than once in 20"
    if rate > 0.95:
        return "nearly every time"
    tenths = min(max(round(10 * rate), 1), 9)
    return "once in 10" if tenths == 1 else f"{tenths} times in 10"


def length(days: float) -> str:
    """Return a positive length of time in whole months, or in days below one and a half months.

    >>> length(335), length(20), length(1)
    ('11 months', '20 days', '1 day')
    """
    whole = round(days)
    if whole < 1.5 * DAYS_PER_MONTH:
        return "1 day" if whole == 1 else f"{whole} days"
    return f"{round(whole / DAYS_PER_MONTH)} months"


def next_report(dates: Sequence[pd.Timestamp]) -> pd.Timestamp | None:
    """Return when the report after the last of these dates is due, by the usual gap; None with fewer than two dates.

    The usual gap is the median of the last six. Where every one of the dates it is read from is the last day of its
    month, the answer is the last day of a month too.

    >>> next_report([pd.Timestamp("2026-09-30"), pd.Timestamp("2026-10-31")]).date().isoformat()
    '2026-11-30'
    """
    if len(dates) < 2:
        return None
    read = pd.DatetimeIndex(sorted(dates)[-(GAPS_READ + 1) :])
    gap = float(pd.Series(read).diff().dropna().dt.days.median())
    due = pd.Timestamp(read[-1] + pd.Timedelta(days=round(gap)))
    if read.is_month_end.all():
        months = max(round(gap / DAYS_PER_MONTH), 1)
        due = pd.Timestamp(read[-1] + pd.offsets.MonthEnd(months))
    return due


def _standing(phase: str, time_left_days: float, likelier: bool) -> str:
    where = f"in {_spoken(phase)}" if phase else ""
    after = f", {where}" if where else ""
    if round(time_left_days) < 0:
        return f"{length(-time_left_days)} past its own forecast{after}"
    if round(time_left_days) == 0:
        return f"its own forecast falls on the day of the report{after}"
    only = "only " if likelier and time_left_days <= SOON_DAYS else ""
    ahead = f"{only}{length(time_left_days)} to its forecast finish"
    return f"{where} with {ahead}" if where else ahead


def _spoken(phase: str) -> str:
    """Return the phase as it reads inside a sentence; abbreviations keep their capitals."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in phase.split())
