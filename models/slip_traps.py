"""Traps in a portfolio's own data that make chances to slip say less than they seem to: rules that find them.

Columns that know the future and lists of survivors are found when a file comes in; here are those of the dates.

A date is a placeholder where far more forecasts stand on it than on its neighbours. What is compared is the number on
one date with the median of the six dates in use nearest to it, of all and of its like (ends of months with ends of
months), so that a portfolio that reports in month ends, and therefore puts many forecasts on few dates, is held against
its own habit and stays quiet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy.special import bdtrc, pdtrc

from models.history import is_placeholder
from models.slip_gate import MINIMUM_PAIRS

FEWEST_FORECASTS: Final = 20
"""With fewer live forecasts no habit can be told."""
BY_CHANCE: Final = 0.001
ONE_DATE_SHARE: Final = 0.05
ONE_DATE_FEWEST: Final = 5
ONE_DATE_EXCESS: Final = 6.0
NEAREST: Final = 6
MONTHS: Final = 12
YEAR_END_SHARE: Final = 0.4
BOTH_HALVES_SHARE: Final = 0.75
FEWEST_YEARS: Final = 3
QUARTERS: Final = 4
HALVES: Final = ((6, 30), (12, 31))

MAIN_DATE_SHARE: Final = 0.1
FEWEST_GAPS: Final = 2
UNEQUAL_RATIO: Final = 1.5

FEWEST_DATES: Final = 6
FEW_PAIRS: Final = 2 * MINIMUM_PAIRS
DATES, PAIRS, NO_YEAR = "dates", "pairs", "no year"


@dataclass(frozen=True)
class OneDate:
    """A single date on which ``held`` of the live forecasts stand, where ``usual`` would."""

    date: pd.Timestamp
    held: int
    usual: float


@dataclass(frozen=True)
class Placeholders:
    """What was found among ``forecasts`` live forecasts.

    Attributes
    ----------
    one_date
        Dates held by far too many, the fullest first.
    year_end
        (month, day) on which so many stand, over several years, that the year alone was given; () for none. Both
        halves of the year are ((6, 30), (12, 31)).
    year_end_held
        How many stand there.
    far
        Reports of a finish absurdly far away, ``project_key, as_of, forecast_finish``, oldest first.
    """

    forecasts: int
    one_date: tuple[OneDate, ...]
    year_end: tuple[tuple[int, int], ...]
    year_end_held: int
    far: pd.DataFrame

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self.one_date or self.year_end or len(self.far))


@dataclass(frozen=True)
class Gaps:
    """The days between the dates on which the portfolio reports."""

    usual: float
    shortest: float
    longest: float

    @property
    def ratio(self) -> float:
        """The longest gap over the usual one (the median)."""
        return self.longest / self.usual

    @property
    def unequal(self) -> bool:
        """Whether a "next report" stands for very different spans: longest or shortest off the usual by half."""
        return self.ratio >= UNEQUAL_RATIO or self.usual >= UNEQUAL_RATIO * self.shortest


def placeholders(live: pd.DataFrame, reports: pd.DataFrame) -> Placeholders:
    """Return the placeholder dates among the forecasts of a portfolio.

    Parameters
    ----------
    live : DataFrame
        ``forecast_finish`` of each live project at the date shown.
    reports : DataFrame
        ``project_key, as_of, forecast_finish`` of every report of an unfinished project so far; looked through for
        finishes more than 50 years away.

    Notes
    -----
    One date: at least 5 forecasts and 5 % of them, at least 6 times as many as on the neighbours, and more than chance
    would put there (Poisson, one in a thousand for all dates together). The year alone: more than 40 % on one day of
    the year, or more than 75 % on 30 June and 31 December together, over three years or more, and more than chance
    would make of reporting in quarters (a quarter on each; binomial, one in a thousand). Month ends by themselves are a
    habit, whatever their share.
    """
    dates = pd.to_datetime(live["forecast_finish"]).dropna().astype("datetime64[s]")
    days, held = np.unique(dates.to_numpy().astype("datetime64[D]").astype(np.int64), return_counts=True)
    year_end, at_year_end = _year_end(dates)
    return Placeholders(len(dates), _crowded(days, held), year_end, at_year_end, _far(reports))


def reporting_gaps(received: pd.Series) -> Gaps | None:
    """Return the gaps between the dates on which the portfolio reports; None with fewer than two.

    Parameters
    ----------
    received : Series
        Projects freshly reported, by as-of date. A date that holds less than a tenth of the fullest (a correction, a
        single form) is no reporting date.
    """
    main = received[received >= MAIN_DATE_SHARE * received.max()] if len(received) else received
    gaps = np.diff(np.sort(pd.DatetimeIndex(main.index).to_numpy().astype("datetime64[D]").astype(np.int64)))
    if len(gaps) < FEWEST_GAPS:
        return None
    return Gaps(float(np.median(gaps)), float(gaps.min()), float(gaps.max()))


def too_little(dates: int, pairs: int, pairs_12m: int | None) -> tuple[str, ...]:
    """Return in what respects the history is short: ``DATES``, ``PAIRS``, ``NO_YEAR``.

    Parameters
    ----------
    dates : int
        Reporting dates so far; fewer than 6 are few.
    pairs : int
        Known outcomes for the horizon shown; fewer than 400 are few (200 is the least that anything is learnt from).
    pairs_12m : int or None
        Known outcomes over twelve months; None where that is not known.
    """
    found = [(DATES, dates < FEWEST_DATES), (PAIRS, pairs < FEW_PAIRS), (NO_YEAR, pairs_12m == 0)]
    return tuple(name for name, holds in found if holds)


def _crowded(days: np.ndarray, held: np.ndarray) -> tuple[OneDate, ...]:
    """Return the dates that hold far more forecasts than their neighbours."""
    total = int(held.sum())
    found = []
    for day, n in zip(days, held, strict=True):
        if total < FEWEST_FORECASTS or n < max(ONE_DATE_FEWEST, ONE_DATE_SHARE * total):
            continue
        usual = _usual(days, held, day)
        if n >= ONE_DATE_EXCESS * usual and pdtrc(n - 1, usual) < BY_CHANCE / len(days):
            found.append(OneDate(pd.Timestamp(np.datetime64(int(day), "D")), int(n), usual))
    return tuple(sorted(found, key=lambda one: (-one.held, one.date)))


def _usual(days: np.ndarray, held: np.ndarray, day: int) -> float:
    """Return the median number on the dates nearest to one, of all or of its like; of a lone date a twelfth of all."""
    dates = pd.DatetimeIndex(days.astype("datetime64[D]").astype("datetime64[s]"))
    ends = np.asarray(dates.is_month_end)
    like = ends == ends[days == day][0]
    if len(days) == 1:
        return float(held.sum()) / MONTHS
    groups = [days != day, like & (days != day)]
    nearest = [np.argsort(abs(days[others] - day), kind="stable")[:NEAREST] for others in groups]
    medians = [float(np.median(held[others][at])) for others, at in zip(groups, nearest, strict=True) if len(at)]
    return max(medians) if len(nearest[1]) == NEAREST else medians[0]


def _year_end(dates: pd.Series) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return the days of the year on which the year alone was given, and how many forecasts stand there."""
    total, years = len(dates), dates.dt.year
    if total < FEWEST_FORECASTS or years.nunique() < FEWEST_YEARS:
        return (), 0
    place = pd.Series(list(zip(dates.dt.month, dates.dt.day, strict=True)), index=dates.index)
    counts = place.value_counts()
    fullest = sorted(counts[counts == counts.max()].index)[0]
    one, both = int(counts[fullest]), int(sum(counts.get(half, 0) for half in HALVES))
    by_chance = bdtrc([one - 1, both - 1], total, [1 / QUARTERS, 2 / QUARTERS])
    if one > YEAR_END_SHARE * total and by_chance[0] < BY_CHANCE and years[place == fullest].nunique() >= FEWEST_YEARS:
        return (fullest,), one
    if both > BOTH_HALVES_SHARE * total and by_chance[1] < BY_CHANCE:
        return HALVES, both
    return (), 0


def _far(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the reports whose finish stands for none, see `history.is_placeholder`."""
    kept = reports[["project_key", "as_of", "forecast_finish"]]
    finish, as_of = (pd.to_datetime(kept[name]).astype("datetime64[s]") for name in ("forecast_finish", "as_of"))
    return (
        kept[is_placeholder(finish, as_of)].sort_values(["as_of", "project_key"], kind="stable").reset_index(drop=True)
    )
