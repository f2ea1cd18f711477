"""Whether a value that never changes is ordered as what became of each project: then it was written down afterwards.

Chance and honest attributes (size, age, place) order projects a little; only what was read off the outcome orders them
nearly as the outcome does. Order is told by gamma, the ordered pairs less the reversed ones over both (Goodman and
Kruskal 1954): ties, of which held forecasts and codes are full, take nothing from it. A placeholder finish hides what
became of its project, so the order is looked for among all projects and among those that no placeholder hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import kendalltau

from models.history import DAYS_PER_YEAR, PLACEHOLDER_DAYS

ORDERED: Final = 0.8
ORDERED_BY_YEAR: Final = 0.4
BY_CHANCE: Final = 1e-6
FEWEST_PROJECTS: Final = 10
FEWEST_REPORTS: Final = 3
CROWDED_SHARE: Final = 0.05
CROWDED_FEWEST: Final = 5
CROWDED_EXCESS: Final = 6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcomes:
    """What became of each project, all by project.

    ``moved`` is how many days the forecast moved from its first report to its last, NaN with fewer than three known;
    ``years`` how long that took; ``hidden`` whether a placeholder hides it.
    """

    moved: pd.Series
    years: pd.Series
    hidden: pd.Series


def outcomes(finish: pd.Series, projects: npt.NDArray[np.int64], as_of: Floats) -> Outcomes:
    """Return what became of each project by its own forecasts.

    Parameters
    ----------
    finish : Series
        Forecast finish of each report in days, NaN where missing; the reports of a project in order of date.
    projects, as_of : ndarray
        Whose report it is, and its date in days.

    Notes
    -----
    A placeholder hides a project that has a forecast more than 50 years off, or one on a date on which at least 5
    projects and 5 % end, six times as many as on dates as a rule; or whose forecasts move by whole years alone.
    """
    held = pd.DataFrame({"project": projects, "finish": finish.to_numpy(dtype=float), "as_of": as_of}).dropna()
    grouped = held.groupby("project", sort=False)
    ends = grouped.agg(["first", "last", "size"])
    enough = ends["finish"]["size"] >= FEWEST_REPORTS
    moved = (ends["finish"]["last"] - ends["finish"]["first"]).where(enough)
    placeholder = ((held["finish"] - held["as_of"]).abs() > PLACEHOLDER_DAYS) | held["finish"].isin(_crowded(held))
    hidden = placeholder.groupby(held["project"], sort=False).any() | _whole_years(held)
    return Outcomes(moved, (ends["as_of"]["last"] - ends["as_of"]["first"]) / DAYS_PER_YEAR, hidden)


def is_ordered_as(values: pd.Series, became: Outcomes) -> bool:
    """Return whether values by project are ordered as what became of them, one way or the other.

    Notes
    -----
    Gamma of at least 0.8 with the days moved, beyond what chance gives once in a million, among at least 10 projects;
    and of 0.4 with the days moved a year, since projects on the list for longer have moved further and are ordered so
    by their mere age.
    """
    frame = pd.DataFrame({"value": values, "moved": became.moved, "years": became.years}).dropna()
    shown = frame[~became.hidden.reindex(frame.index, fill_value=False).to_numpy(dtype=bool)]
    for some in (frame, shown):
        for kept in (some, some[some["moved"] != 0]):
            if len(kept) >= FEWEST_PROJECTS and _is_ordered(kept):
                return True
    return False


def gamma(first: Floats, second: Floats) -> tuple[float, float]:
    """Return Goodman and Kruskal's gamma (-1 to 1, NaN without an untied pair), and how often chance goes so far.

    >>> values = np.array([1.0, 2.0, 2.0, 4.0])
    >>> gamma(values, -values)[0]
    -1.0
    """
    tau, by_chance = kendalltau(first, second)
    if np.isnan(tau):
        return float("nan"), 1.0
    whole = len(first) * (len(first) - 1) / 2
    one, other = _tied(first[:, None]), _tied(second[:, None])
    untied = whole - one - other + _tied(np.column_stack([first, second]))
    if untied <= 0:
        return float("nan"), 1.0
    difference = tau * np.sqrt((whole - one) * (whole - other))
    return float(np.clip(difference / untied, -1, 1)), float(by_chance)


def _is_ordered(kept: pd.DataFrame) -> bool:
    values, moved = kept["value"].to_numpy(dtype=float), kept["moved"].to_numpy(dtype=float)
    order, by_chance = gamma(values, moved)
    if not (abs(order) >= ORDERED and by_chance < BY_CHANCE):
        return False
    by_year, _ = gamma(values, (moved / kept["years"].to_numpy(dtype=float)).round(3))
    return bool(by_year * np.sign(order) >= ORDERED_BY_YEAR)


def _tied(rows: Floats) -> float:
    """Return how many pairs of rows are equal."""
    counts = np.unique(rows, axis=0, return_counts=True)[1].astype(float)
    return float((counts * (counts - 1) / 2).sum())


def _crowded(held: pd.DataFrame) -> pd.Index:
    """Return the dates on which far more projects end than on others."""
    ending = held.groupby("finish")["project"].nunique()
    fewest = max(CROWDED_FEWEST, CROWDED_SHARE * held["project"].nunique())
    return ending.index[(ending >= fewest) & (ending >= CROWDED_EXCESS * ending.median())]


def _whole_years(held: pd.DataFrame) -> pd.Series:
    """Return by project whether its forecasts moved, and stand on one day of several years."""
    dates = pd.DatetimeIndex(held["finish"].to_numpy().astype("M8[D]").astype("M8[s]"))
    frame = pd.DataFrame({"project": held["project"].to_numpy(), "day": dates.month * 100 + dates.day, "on": dates})
    told = frame.groupby("project", sort=False).nunique()
    return (told["day"] == 1) & (told["on"] > 1)
