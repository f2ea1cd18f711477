"""What candidates take beside the money of a year: investment, running cost, funds and people; and what they bring."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services import ratings_counted, states
from services.access import Scope
from services.candidates import AmountKind, Amounts
from services.cost_by_year import LATER, CostByYear
from services.portfolios import PortfolioFacts

HUNDREDTHS = 100
THOUSANDTHS = 1000
KINDS = ("Capex", "Opex")


def amounts(
    scope: Scope, as_of: date, facts: PortfolioFacts, keys: Sequence[str], by_year: CostByYear | None
) -> tuple[Amounts, ...]:
    """Return what candidates take of each thing a reader may limit; nothing where no cost by year is known.

    "Capex FY27" and "Opex FY27" add up to the cost of the year, "Capex, all years" is the sum of them. A fund's amount
    is all the money that it may pay of a project, over all years ("State grant") and by year ("State grant FY27").
    People ("Civil engineer FY27") are the average over the year's periods that the register of demand holds, in
    hundredths of a full-time equivalent.
    """
    if by_year is None:
        return ()
    found: list[Amounts] = []
    if by_year.has_kinds:
        capex = by_year.cost - by_year.opex
        found += [*_over_all("Capex", "capex", by_year, capex), *_by_period("Capex", "capex", by_year, capex)]
        found += [*_over_all("Opex", "opex", by_year, by_year.opex), *_by_period("Opex", "opex", by_year, by_year.opex)]
    for fund, may_pay in by_year.funds.items():
        paid = by_year.cost * may_pay[:, None]
        name = f"{fund} (fund)" if fund in KINDS else fund
        found.append(Amounts(name, "fund", None, paid.sum(axis=1)))
        found += _by_period(name, "fund", by_year, paid)
    return (*found, *_people(scope, as_of, facts, keys, by_year))


def contributions(scope: Scope, as_of: date, keys: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Return what each candidate brings to each objective, in thousandths of a point; not rated is nothing."""
    rated = ratings_counted.read(scope, as_of)
    place = pd.Index(list(keys)).get_indexer(rated["project_key"])
    column, objectives = pd.factorize(rated["objective_key"], sort=True)
    points = np.rint(rated["impact"].fillna(0.0).to_numpy(dtype=float) * THOUSANDTHS).astype(np.int64)
    brought = np.zeros((len(objectives), len(keys)), dtype=np.int64)
    brought[column[place >= 0], place[place >= 0]] = points[place >= 0]
    return {str(key): brought[number] for number, key in enumerate(objectives)}


def _by_period(name: str, kind: AmountKind, by_year: CostByYear, taken: NDArray[np.int64]) -> list[Amounts]:
    return [
        Amounts(f"{name} {period}", kind, period, taken[:, place])
        for place, period in enumerate(by_year.periods)
        if taken[:, place].any()
    ]


def _over_all(name: str, kind: AmountKind, by_year: CostByYear, taken: NDArray[np.int64]) -> list[Amounts]:
    """Return all years together, where there are several."""
    return [Amounts(f"{name}, all years", kind, None, taken.sum(axis=1))] if len(by_year.periods) > 1 else []


def _people(
    scope: Scope, as_of: date, facts: PortfolioFacts, keys: Sequence[str], by_year: CostByYear
) -> list[Amounts]:
    needed = _with_year(states.register(scope, "resource_demand", as_of, _READ["demand"]), facts)
    if needed.empty:
        return []
    there = _capacities(scope, as_of, facts)
    place = pd.Index(list(keys)).get_indexer(needed["project_key"])
    role, roles = pd.factorize(needed["role"], sort=True)
    year, fte = needed["year"].to_numpy(), needed["demand_fte"].fillna(0.0).to_numpy()
    found = []
    for period, start in zip(by_year.periods, by_year.starts, strict=True):
        here = (year == start.year) & (place >= 0)
        if period == LATER or not here.any():
            continue
        summed = np.zeros((len(roles), len(keys)))
        np.add.at(summed, (role[here], place[here]), fte[here])
        demanded = int(needed.loc[year == start.year, "period_start"].nunique())
        for number, name in enumerate(map(str, roles)):
            capacity = there.get((start.year, name), [])
            # Capacity says which periods are meant; demand that ends earlier is nothing in those after it.
            count = len(capacity) or demanded
            average = np.rint(summed[number] * HUNDREDTHS / count).astype(np.int64)
            known = int(sum(capacity) * HUNDREDTHS / count + 1e-6) if len(capacity) else None
            apart = f"{name} (people)" if name in KINDS or name in by_year.funds else name
            found += [Amounts(f"{apart} {period}", "role", period, average, known)] if average.any() else []
    return found


def _capacities(scope: Scope, as_of: date, facts: PortfolioFacts) -> dict[tuple[int, str], list[float]]:
    """Return what there is in each period of a year (it begins in) and of a role."""
    rows = _with_year(states.register(scope, "resource_capacity", as_of, _READ["capacity"]), facts)
    found: dict[tuple[int, str], list[float]] = {}
    for year, role, fte in zip(rows["year"], rows["role"], rows["capacity_fte"].fillna(0.0), strict=True):
        found.setdefault((int(year), str(role)), []).append(float(fte))
    return found


_READ = {
    "demand": ("role", "period_start", "project_key", "demand_fte"),
    "capacity": ("role", "period_start", "capacity_fte"),
}


def _with_year(rows: pd.DataFrame, facts: PortfolioFacts) -> pd.DataFrame:
    """Return rows of dated periods with the `year` in which the fiscal year of theirs begins."""
    rows = rows[rows["period_start"].notna()]
    begins = rows["period_start"].dt
    return rows.assign(year=begins.year - (begins.month < facts.fiscal_start_month))
