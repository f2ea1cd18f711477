"""What the benefits of candidates are worth in today's money, and what they still cost in it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from models import benefit_value
from services import portfolios, slip_coverage, slip_ground, states
from services.access import Scope
from services.chances import HORIZONS
from services.cost_by_year import CostByYear
from services.errors import Explained

Delay = Literal["none", "p50", "p80"]
MONTHS: Final = {"month": 1, "quarter": 3, "fiscal year": 12}
SIGNS: Final = {"cashable": 1.0, "disbenefit": -1.0}
SIGN_OF: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
SCALES: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
A_YEAR: Final = ("per year", "a year", "p.a.", "/year", "/yr", "per annum")


@dataclass(frozen=True, eq=False)
class Benefits:
    """Present values by project_key; `known` holds the projects with a benefit in money to come or on record."""

    worth: pd.Series
    known: frozenset[str]


def read(scope: Scope, as_of: date, keys: pd.Index, rate: float, delay_days: pd.Series | None = None) -> Benefits:
    """Return what cashable benefits, less disbenefits in money, are worth today.

    The forecast of a period counts, the plan where there is no forecast. Benefits in other units, and those whose key
    several projects use, are not counted.
    """
    lines = _lines(scope, as_of)
    lines = lines[lines["project_key"].isin(keys)]
    worth = benefit_value.present_values(lines, as_of, rate, delay_days)
    return Benefits(worth.reindex(keys).fillna(0.0), frozenset(lines["project_key"]))


def any_known(scope: Scope, as_of: date, projects: pd.DataFrame) -> bool:
    """Return whether any of the projects has a benefit in money on record."""
    return bool(_lines(scope, as_of)["project_key"].isin(projects["project_key"]).any())


def cost_today(projects: pd.DataFrame, as_of: date, rate: float, by_year: CostByYear | None, digits: int) -> pd.Series:
    """Return the cost to go of projects in today's money, by project_key.

    It follows the fiscal years where they are known, else it is spent evenly to the forecast finish, at once where
    that is not known or past.
    """
    keys = projects["project_key"]
    if by_year is None:
        today = pd.Timestamp(as_of)
        ends = pd.to_datetime(projects["forecast_finish"]).where(lambda day: day > today, today + pd.Timedelta(days=1))
        lines = pd.DataFrame(
            {"project_key": keys, "starts": today, "ends": ends, "amount": projects["cost_to_go"].astype(float)}
        )
        return benefit_value.present_values(lines, as_of, rate).reindex(keys).fillna(0.0)
    found = pd.Series(0.0, index=pd.Index(keys))
    for place, start in enumerate(by_year.starts):
        begins, ends = pd.Timestamp(max(start, as_of)), pd.Timestamp(start) + pd.DateOffset(years=1)
        amount = by_year.cost[:, place] / 10**digits
        lines = pd.DataFrame({"project_key": keys.to_numpy(), "starts": begins, "ends": ends, "amount": amount})
        found = found + benefit_value.present_values(lines, as_of, rate).reindex(found.index).fillna(0.0)
    return found


def delays(scope: Scope, as_of: date, keys: pd.Index, delay: Delay) -> pd.Series:
    """Return the days by which each project is likely to be late beyond its forecast; missing without a prediction.

    The P50 or P80 of the move within twelve months, or by the next report where less is known, never below zero. All
    are missing where predictions are still being worked out.
    """
    nothing = pd.Series(np.nan, index=keys, dtype=float)
    if delay == "none":
        return nothing
    for horizon in HORIZONS:
        try:
            ground = slip_ground.ground(scope, as_of, horizon)
        except Explained:
            return nothing
        if ground is not None and not ground.states.empty:
            told = slip_coverage.days(ground, slip_coverage.coverage(scope, ground).levels)
            return told.set_index("project_key")[f"{delay}_days"].astype(float).clip(lower=0).reindex(keys)
    return nothing


def money_factor(unit: object, currency: str) -> tuple[float, bool] | None:
    """Return what an amount in a unit is multiplied by to be money, and whether it is a rate per year; None if neither.

    >>> money_factor("USD per year", "USD"), money_factor("$ m", "USD"), money_factor("hours", "USD")
    ((1.0, True), (1000000.0, False), None)
    """
    if unit is None or unit != unit or not str(unit).strip():
        return 1.0, False
    words = str(unit).strip().lower()
    yearly = next((ending for ending in A_YEAR if words.endswith(ending)), None)
    words = words.removesuffix(yearly).strip() if yearly else words
    for name in (currency.lower(), SIGN_OF.get(currency, currency).lower()):
        if name in words:
            rest = words.replace(name, "", 1).strip()
            scale = 1.0 if not rest else SCALES.get(rest)
            return None if scale is None else (scale, yearly is not None)
    return None


def _lines(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return benefits in money by period: project_key, starts, ends, amount; those whose period is past included."""
    facts = portfolios.facts(scope)
    named = states.register(scope, "benefits", as_of, ["project_key", "benefit_key", "kind", "unit"])
    values = states.register(
        scope, "benefit_values", as_of, ["benefit_key", "period_start", "period_kind", "planned", "forecast"]
    )
    kinds = named["kind"].isin(list(SIGNS)) & ~named["benefit_key"].duplicated(keep=False)
    named = named[kinds]
    factors = [money_factor(unit, facts.currency) for unit in named["unit"]]
    counted = named.assign(
        factor=[0.0 if one is None else one[0] for one in factors],
        yearly=[one is not None and one[1] for one in factors],
    )
    rows = values.merge(counted[counted["factor"] > 0], on="benefit_key")
    amount = rows["forecast"].astype(float).where(rows["forecast"].notna(), rows["planned"].astype(float))
    rows = rows.assign(amount=amount)[amount.notna() & rows["period_start"].notna()]
    months = rows["period_kind"].map(MONTHS).fillna(12).astype(int)
    part = np.where(rows["yearly"], months / 12, 1.0)
    starts = pd.to_datetime(rows["period_start"])
    return pd.DataFrame(
        {
            "project_key": rows["project_key"],
            "starts": starts,
            "ends": [start + pd.DateOffset(months=count) for start, count in zip(starts, months, strict=True)],
            "amount": rows["amount"] * rows["factor"] * part * rows["kind"].map(SIGNS).astype(float),
        }
    ).astype({"starts": "datetime64[ns]", "ends": "datetime64[ns]"})
