"""Cost to go by fiscal year, kind and fund: the costs register brought into line with each project's cost to go."""

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
READ = ("project_key", "period_start", "kind", "line", "fund", "committed", "actual", "forecast")


@dataclass(frozen=True, eq=False)
class CostByYear:
    """Whole minor units per project and year, shape (n, p), and by which rule each project was spread.

    Attributes
    ----------
    periods : tuple of str
    cost : array of int64, shape (n, p)
    rules : dict of str to int
        Projects by rule: "forecast" by year, "dates" (evenly to the forecast finish), "undated" (in the first year).
    starts : tuple of date
        First day of each period.
    opex : array of int64, shape (n, p)
        The part of `cost` that is running cost; the rest is investment.
    without_kind : int
        Projects whose lines name neither: all of their cost counts as investment.
    funds : dict of str to array of bool, shape (n,)
        Which projects each fund may pay: those whose lines name it from this year on, or named it last.
    bound : array of int64, shape (n, p)
        Committed by the register's lines and not paid yet.
    run : array of int64, shape (n, p)
        What its lines of kind "run" still take.
    contingency : array of int64, shape (n,)
        What its lines of kind "contingency" still hold; -1 for projects without such a line.
    """

    periods: tuple[str, ...]
    cost: NDArray[np.int64]
    rules: dict[str, int]
    starts: tuple[date, ...]
    opex: NDArray[np.int64]
    without_kind: int
    funds: dict[str, NDArray[np.bool_]]
    bound: NDArray[np.int64]
    run: NDArray[np.int64]
    contingency: NDArray[np.int64]

    @property
    def has_kinds(self) -> bool:
        """Whether some of the cost is investment and some running cost."""
        return bool(self.opex.any() and (self.cost > self.opex).any())


def read(
    scope: Scope, as_of: date, facts: PortfolioFacts, projects: pd.DataFrame, cost: NDArray[np.int64]
) -> CostByYear | None:
    """Return the cost of projects (rows of a state, in order) by year; None where no forecast by year is known."""
    every = _lines(scope, as_of, facts, pd.Index(projects["project_key"]))
    first = fiscal_years.first_day(as_of, facts.fiscal_start_month).year
    lines = every[every["year"] >= first]
    if not (lines["left"] > 0).any():
        return None
    starts = [date(year, facts.fiscal_start_month, 1) for year in range(first, int(lines["year"].max()) + 1)]
    starts = starts[: MOST_YEARS + 1]
    lines = lines.assign(column=np.minimum(lines["year"] - first, len(starts) - 1))
    shape = (len(projects), len(starts))
    weights = _summed(lines, "left", shape)
    rules = {"forecast": int((weights.sum(axis=1) > 0).sum()), "dates": 0, "undated": 0}
    finishes = projects["forecast_finish"].tolist()
    for place in np.flatnonzero(weights.sum(axis=1) <= 0):
        ends = None if pd.isna(finishes[place]) else finishes[place].date()
        rules["dates" if ends is not None and ends > as_of else "undated"] += 1
        weights[place] = fiscal_years.shares_by_days(as_of, ends, starts)
    names = [fiscal_years.label(start, facts.fiscal_label) for start in starts]
    if len(starts) > MOST_YEARS:
        names[-1] = LATER
    spread = fiscal_years.apportioned(cost, weights)
    opex, without_kind = _opex(spread, lines, every)
    unit = 10**facts.minor_digits
    held = lines[lines["line"].eq("contingency")]
    holds = np.isin(np.arange(len(projects)), held["place"])
    return CostByYear(
        periods=tuple(names),
        cost=spread,
        rules=rules,
        starts=tuple(starts),
        opex=opex,
        without_kind=without_kind,
        funds=_funds(lines, every, len(projects)),
        bound=_whole(_summed(lines, "unpaid", shape), unit),
        run=_whole(_summed(lines[lines["line"].eq("run")], "left", shape), unit),
        contingency=np.where(holds, _whole(_summed(held, "left", shape), unit).sum(axis=1), -1),
    )


def _lines(scope: Scope, as_of: date, facts: PortfolioFacts, keys: pd.Index) -> pd.DataFrame:
    """Return the register's lines of these projects: place, year, kind, line, fund, left, unpaid (money).

    Where a line stands for all of a period and kind, the others are parts of it and left out.
    """
    rows = states.register(scope, "costs", as_of, READ)
    place = keys.get_indexer(rows["project_key"])
    rows = rows.assign(place=place)[(place >= 0) & rows["period_start"].notna()]
    for_all = rows["line"].eq("all")
    if not for_all.all():
        whole = for_all.groupby([rows["place"], rows["period_start"], rows["kind"]]).transform("any")
        rows = rows[~whole | for_all]
    begins = rows["period_start"].dt
    paid = rows["actual"].fillna(0)
    return rows.assign(
        year=begins.year - (begins.month < facts.fiscal_start_month),
        left=(rows["forecast"] - paid).clip(lower=0).fillna(0.0),
        unpaid=(rows["committed"] - paid).clip(lower=0).fillna(0.0),
    )


def _summed(lines: pd.DataFrame, amount: str, shape: tuple[int, int]) -> NDArray[np.float64]:
    summed = np.zeros(shape)
    np.add.at(summed, (lines["place"].to_numpy(), lines["column"].to_numpy()), lines[amount].to_numpy())
    return summed


def _whole(amount: NDArray[np.float64], unit: int) -> NDArray[np.int64]:
    return np.asarray(np.rint(amount * unit).astype(np.int64))


def _opex(cost: NDArray[np.int64], lines: pd.DataFrame, every: pd.DataFrame) -> tuple[NDArray[np.int64], int]:
    """Return the running part of each year's cost, and how many projects name no kind.

    A year is split as its lines are, else as all lines ahead of the project, else as all its lines ever.
    """
    projects = cost.shape[0]
    ahead, running = _summed(lines, "left", cost.shape), lines["kind"].eq("opex")
    of_run = _summed(lines[running], "left", cost.shape)
    ever = np.bincount(every["place"], every["forecast"].fillna(0.0), minlength=projects)
    ever_run = np.bincount(every["place"], every["forecast"].fillna(0.0) * every["kind"].eq("opex"), minlength=projects)
    whole, run = ahead.sum(axis=1), of_run.sum(axis=1)
    usual = np.divide(
        run, whole, out=np.divide(ever_run, ever, out=np.zeros(projects), where=ever > 0), where=whole > 0
    )
    share = np.divide(of_run, ahead, out=np.repeat(usual[:, None], cost.shape[1], axis=1), where=ahead > 0)
    opex = np.clip(np.rint(cost * share).astype(np.int64), 0, cost)
    return np.asarray(opex), int(projects - every["place"].nunique())


def _funds(lines: pd.DataFrame, every: pd.DataFrame, projects: int) -> dict[str, NDArray[np.bool_]]:
    """Return which projects each fund may pay, the fund with most projects first."""
    ahead = lines[lines["fund"].notna()]
    named = every[every["fund"].notna() & ~np.isin(every["place"], ahead["place"])]
    named = named[named["year"] == named.groupby("place")["year"].transform("max")]
    number, funds = pd.factorize(pd.concat([ahead["fund"], named["fund"]]))
    may_pay = np.zeros((len(funds), projects), dtype=bool)
    may_pay[number, np.concatenate([ahead["place"], named["place"]]).astype(np.int64)] = True
    order = np.argsort(-may_pay.sum(axis=1), kind="stable")
    return {str(funds[place]): may_pay[place] for place in order}
