"""What candidates are worth, by the measure chosen, and how much is not known."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from models import strategic_value
from services import states
from services.access import Scope

Measure = Literal["strategic", "priority", "expected_value", "category", "equal"]
OF_REGISTER: Final[tuple[Measure, ...]] = ("priority", "expected_value")
USUAL_RATING = "moderate"


@dataclass(frozen=True)
class Valuing:
    """How candidates are valued; `ratings` are (category, rating) where the measure is by category."""

    measure: Measure
    ratings: tuple[tuple[str, str], ...] = ()


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
    """

    value: pd.Series
    highest: pd.Series
    unknown: pd.Series
    partly: pd.Series


def of_candidates(scope: Scope, as_of: date, projects: pd.DataFrame, valuing: Valuing) -> Values:
    """Return the values of candidates (rows of a state)."""
    keys = pd.Index(projects["project_key"])
    nothing = pd.Series(False, index=keys)
    if valuing.measure == "strategic":
        return _strategic(scope, as_of, keys)
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
    weights, ratings = _weights(scope, as_of), _ratings(scope, as_of)
    if not weights.empty and ratings.index.isin(projects["project_key"]).any():
        found.append("strategic")
    found += [name for name in OF_REGISTER if name in projects and (projects[name] > 0).any()]
    found.append("equal")
    if projects["category"].nunique() > 1:
        found.append("category")
    return tuple(found)


def categories(projects: pd.DataFrame) -> list[str]:
    """Return the categories of the candidates, those with most projects first."""
    return [str(name) for name in projects["category"].value_counts().index]


def _strategic(scope: Scope, as_of: date, keys: pd.Index) -> Values:
    weights = _weights(scope, as_of)
    if weights.empty:
        zero = pd.Series(0.0, index=keys)
        return Values(zero, zero, pd.Series(True, index=keys), pd.Series(False, index=keys))
    ratings = _ratings(scope, as_of).reindex(index=keys, columns=weights.index)
    scored = strategic_value.scores(weights, ratings)
    unknown = scored["rated"] == 0
    return Values(scored["score"], scored["highest_score"], unknown, (scored["unrated"] > 0) & ~unknown)


def _weights(scope: Scope, as_of: date) -> pd.Series:
    """Return the points of each objective that has any, by objective key."""
    objectives = states.register(scope, "objectives", as_of, ["objective_key", "weight"])
    points = objectives.drop_duplicates("objective_key").set_index("objective_key")["weight"].astype(float)
    return points[points > 0]


def _ratings(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the rating words, projects x objectives."""
    impacts = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating"])
    impacts = impacts.drop_duplicates(["project_key", "objective_key"], keep="last")
    impacts = impacts[impacts["rating"].notna()]
    return pd.DataFrame(impacts.pivot(index="project_key", columns="objective_key", values="rating"))
