"""Cost to go by fiscal year: the forecast of the costs register brought into line with each project's cost to go."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import fiscal_years
from services import states
from services.access import Scope
from services.portfolios import PortfolioFacts

MOST_YEARS = 5
LATER = "Later"


@dataclass(frozen=True, eq=False)
class CostByYear:
    """Whole minor units per project and year, shape (n, p), and by which rule each project was spread.

    `rules` counts projects: "forecast" by year, "dates" (evenly to the forecast finish), "undated" (all in the
    first year).
    """

    periods: tuple[str, ...]
    cost: NDArray[np.int64]
    rules: dict[str, int]


def read(
    scope: Scope, as_of: date, facts: PortfolioFacts, projects: pd.DataFrame, cost: NDArray[np.int64]
) -> CostByYear | None:
    """Return the cost of projects (rows of a state, in order) by year; None where no forecast by year is known."""
    forecast = remaining(scope, as_of, facts)
    known = forecast.reindex(projects["project_key"]).fillna(0.0)
    if not (known.to_numpy() > 0).any():
        return None
    starts = _starts(as_of, facts.fiscal_start_month, list(forecast.columns))
    weights = np.zeros((len(projects), len(starts)))
    for column in forecast.columns:
        weights[:, min(starts.index(column) if column in starts else len(starts), len(starts) - 1)] += known[column]
    rules = {"forecast": int((weights.sum(axis=1) > 0).sum()), "dates": 0, "undated": 0}
    finishes = projects["forecast_finish"].tolist()
    for place in np.flatnonzero(weights.sum(axis=1) <= 0):
        ends = None if pd.isna(finishes[place]) else finishes[place].date()
        rules["dates" if ends is not None and ends > as_of else "undated"] += 1
        weights[place] = fiscal_years.shares_by_days(as_of, ends, starts)
    names = [fiscal_years.label(start, facts.fiscal_label) for start in starts]
    if len(starts) > MOST_YEARS:
        names[-1] = LATER
    return CostByYear(tuple(names), fiscal_years.apportioned(cost, weights), rules)


def remaining(scope: Scope, as_of: date, facts: PortfolioFacts) -> pd.DataFrame:
    """Return forecast less actual by project (rows) and fiscal year's first day (columns), from this year on."""
    rows = states.register(scope, "costs", as_of)
    if rows.empty:
        return pd.DataFrame()
    rows = rows[rows["period_start"].notna()]
    whole = rows["line"].eq("all").groupby([rows["project_key"], rows["period_start"], rows["kind"]]).transform("any")
    rows = rows[~whole | rows["line"].eq("all")]
    year = rows["period_start"].dt.date.map(lambda day: fiscal_years.first_day(day, facts.fiscal_start_month))
    rows = rows.assign(year=year, left=(rows["forecast"] - rows["actual"].fillna(0)).clip(lower=0))
    rows = rows[rows["year"] >= fiscal_years.first_day(as_of, facts.fiscal_start_month)]
    table = rows.pivot_table(index="project_key", columns="year", values="left", aggfunc="sum")
    return pd.DataFrame(table)


def _starts(as_of: date, month: int, seen: list[date]) -> list[date]:
    """Return the first days of this year and those after it up to the last one seen; the last stands for the rest."""
    first = fiscal_years.first_day(as_of, month)
    last = max([first, *seen])
    years = [date(year, month, 1) for year in range(first.year, last.year + 1)]
    return years[: MOST_YEARS + 1]
