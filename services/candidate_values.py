"""What candidates are worth, by the measure chosen, and how much is not known."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import pandas as pd

from models import enablers, objective_tree, strategic_value
from models.benefit_value import USUAL_RATE
from models.selection_rules import Rule
from services import candidate_benefits, portfolio_rules, portfolios, ratings_counted, states
from services.access import Scope
from services.candidate_benefits import Delay
from services.cost_by_year import CostByYear

Measure = Literal["strategic", "quality", "priority", "expected_value", "npv", "benefit", "category", "equal"]
IN_MONEY: Final[tuple[Measure, ...]] = ("npv", "benefit")
OF_REGISTER: Final[tuple[Measure, ...]] = ("priority", "expected_value")
USUAL_RATING = "moderate"


@dataclass(frozen=True)
class Valuing:
    """How candidates are valued.

    Attributes
    ----------
    measure : str
        "quality" is strategic value per unit of money: score times cost. "npv" is the net present value of benefits in
        money, "benefit" their present value without the cost.
    ratings : tuple of (category, rating)
        Where the measure is by category.
    rate : float
        Real discount rate per year, for benefits.
    delay : {"none", "p50", "p80"}
        Whether benefits come later by the predicted delay. A probability never multiplies a value.
    inherit : float
        Share of its value that a project passes to those it requires, 0 to 1.
    """

    measure: Measure
    ratings: tuple[tuple[str, str], ...] = ()
    rate: float = USUAL_RATE
    delay: Delay = "none"
    inherit: float = 0.0


@dataclass(frozen=True, eq=False)
class Values:
    """Value of each candidate, what it could be at most, and which have none of their own.

    Attributes
    ----------
    value, highest : Series of float, indexed by project_key
        `value` is zero where nothing is known; `highest` what it would be if all that is unknown were the most:
        extreme impact, or the largest one reported.
    unknown : Series of bool
        No rating or number at all.
    partly : Series of bool
        Rated on some objectives only.
    delay_days : Series of float or None
        By how much benefits were moved later; missing for projects without a prediction. None where none were.
    """

    value: pd.Series
    highest: pd.Series
    unknown: pd.Series
    partly: pd.Series
    delay_days: pd.Series | None = None


def of_candidates(
    scope: Scope,
    as_of: date,
    projects: pd.DataFrame,
    valuing: Valuing,
    decided: pd.Series | None = None,
    by_year: CostByYear | None = None,
) -> Values:
    """Return the values of candidates (rows of a state).

    `decided` (bool, one per row) names those above the line: they neither pass value on nor inherit any. `by_year`
    is their cost by fiscal year, for what is worth discounting.
    """
    found = _measured(scope, as_of, projects, valuing, by_year)
    if valuing.inherit <= 0:
        return found
    keys = list(projects["project_key"] if decided is None else projects.loc[~decided.to_numpy(), "project_key"])
    pairs = [(rule.keys[0], rule.keys[1]) for rule in _requirements(scope, as_of, keys)]
    value, highest = (enablers.inherit(one, pairs, valuing.inherit) for one in (found.value, found.highest))
    return replace(found, value=value, highest=highest.clip(lower=value), unknown=found.unknown & (value <= 0))


def _measured(
    scope: Scope, as_of: date, projects: pd.DataFrame, valuing: Valuing, by_year: CostByYear | None
) -> Values:
    """Return the values by the measure alone, before anything is inherited."""
    keys = pd.Index(projects["project_key"])
    nothing = pd.Series(False, index=keys)
    if valuing.measure in ("strategic", "quality"):
        scored = _strategic(scope, as_of, keys)
        return scored if valuing.measure == "strategic" else _times_cost(scored, projects)
    if valuing.measure in IN_MONEY:
        return _in_money(scope, as_of, projects, valuing, by_year)
    if valuing.measure in OF_REGISTER:
        reported = pd.Series(projects[valuing.measure].to_numpy(dtype=float), index=keys)
        return Values(reported.fillna(0.0), reported.fillna(reported.max()).fillna(0.0), reported.isna(), nothing)
    worth = pd.Series(1.0, index=keys)
    if valuing.measure == "category":
        ratings = dict(valuing.ratings)
        scale = strategic_value.RATING_SCALE
        given = [scale[ratings.get(str(name), USUAL_RATING)] for name in projects["category"]]
        worth = pd.Series(given, index=keys, dtype=float)
    return Values(worth, worth, nothing, nothing)


def offered(scope: Scope, as_of: date, projects: pd.DataFrame) -> tuple[Measure, ...]:
    """Return the measures that can be used, the best first; equal value always can."""
    found: list[Measure] = []
    weights, rated = _weights(scope, as_of), ratings_counted.wide(ratings_counted.read(scope, as_of))
    if not weights.empty and rated.index.isin(projects["project_key"]).any():
        found += ["strategic", "quality"]
    found += [name for name in OF_REGISTER if name in projects and (projects[name] > 0).any()]
    if candidate_benefits.any_known(scope, as_of, projects):
        found += IN_MONEY
    found.append("equal")
    if projects["category"].nunique() > 1:
        found.append("category")
    return tuple(found)


def categories(projects: pd.DataFrame) -> list[str]:
    """Return the categories of the candidates, those with most projects first."""
    return [str(name) for name in projects["category"].value_counts().index]


def _times_cost(scored: Values, projects: pd.DataFrame) -> Values:
    """Return scores times cost to go: what each unit of money brings counts, not how many projects it makes."""
    cost = pd.Series(projects["cost_to_go"].to_numpy(dtype=float), index=scored.value.index).fillna(0.0)
    return replace(scored, value=scored.value * cost, highest=scored.highest * cost)


def _in_money(
    scope: Scope, as_of: date, projects: pd.DataFrame, valuing: Valuing, by_year: CostByYear | None
) -> Values:
    """Return present values; a project without a benefit in money is worth nothing known, at the most the largest."""
    keys = pd.Index(projects["project_key"])
    late = candidate_benefits.delays(scope, as_of, keys, valuing.delay)
    benefits = candidate_benefits.read(scope, as_of, keys, valuing.rate, late)
    known = pd.Series(keys.isin(list(benefits.known)), index=keys)
    worth = benefits.worth
    if valuing.measure == "npv":
        digits = portfolios.facts(scope).minor_digits
        cost = candidate_benefits.cost_today(projects, as_of, valuing.rate, by_year, digits)
        worth = worth - cost.reindex(keys)
    worth = worth.where(known, 0.0)
    most = max(float(worth.max()), 0.0) if len(worth) else 0.0
    moved = None if valuing.delay == "none" else late
    return Values(worth, worth.where(known, most), ~known, pd.Series(False, index=keys), moved)


def _requirements(scope: Scope, as_of: date, keys: list[str]) -> list[Rule]:
    return [rule for rule in portfolio_rules.rules(scope, as_of, keys) if rule.kind == "requires"]


def _strategic(scope: Scope, as_of: date, keys: pd.Index) -> Values:
    weights = _weights(scope, as_of)
    if weights.empty:
        zero = pd.Series(0.0, index=keys)
        return Values(zero, zero, pd.Series(True, index=keys), pd.Series(False, index=keys))
    impacts = ratings_counted.wide(ratings_counted.read(scope, as_of)).reindex(index=keys, columns=weights.index)
    scored = strategic_value.scores(weights, impacts)
    unknown = scored["rated"] == 0
    return Values(scored["score"], scored["highest_score"], unknown, (scored["unrated"] > 0) & ~unknown)


def _weights(scope: Scope, as_of: date) -> pd.Series:
    """Return the points of each objective that has any, by objective key."""
    objectives = states.register(scope, "objectives", as_of, ["objective_key", "parent", "weight"])
    points = objective_tree.leaf_points(objectives.drop_duplicates("objective_key"))
    return points[points > 0]
