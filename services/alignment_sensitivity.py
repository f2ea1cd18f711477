"""How firm the ranking by strategic value is: the weights within which it holds, and how it agrees with priorities."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from models import rank_comparison, weight_tornado
from models.rank_comparison import RankComparison
from services import alignment, states
from services.access import Scope
from services.portrait import Filters

FIRST: Final = 10


@dataclass(frozen=True)
class Sensitivity:
    """How the ranking answers to the weights; projects without any rating are left out.

    Attributes
    ----------
    first, every
        The intervals within which the order of the first ten projects, and of all, holds: objective_key, name, weight,
        lowest, highest (shares of one; missing where one objective holds all weight).
    moves
        What ten points of a hundred more or less of one weight do, none below zero or above all: objective_key, name,
        weight, weight_low, weight_high (shares of one), moved_lower, moved_higher
        (projects that leave the first ten; of ten or fewer, those whose rank changes), projects_moved (whose rank
        changes at either), largest_move (of a rank), largest_swing (of a value), the strongest first.
    projects
        How many projects are ranked.
    reported
        How the ranking agrees with the priority that projects report; None where none does. Its differences have
        project_key and name beside.
    """

    first: pd.DataFrame
    every: pd.DataFrame
    moves: pd.DataFrame
    projects: int
    reported: RankComparison | None
    differences: pd.DataFrame


def read(scope: Scope, as_of: date, filters: Filters = (), proposed: bool = False) -> Sensitivity | None:
    """Return how firm the ranking of a date is; None where nothing is ranked."""
    found = alignment.read(scope, as_of, filters, proposed)
    ranked = found.projects[found.projects["rated"] > 0]
    if not found.weighted or ranked.empty:
        return None
    names = found.objectives.set_index("objective_key")["name"]
    weights = found.objectives.set_index("objective_key")["points"]
    impacts = found.impacts.loc[ranked["project_key"]]
    reported = _reported(scope, as_of, ranked)
    return Sensitivity(
        first=_named(weight_tornado.intervals(weights, impacts.iloc[:FIRST]), names),
        every=_named(weight_tornado.intervals(weights, impacts), names),
        moves=_moves(weights, impacts, names),
        projects=len(ranked),
        reported=reported,
        differences=_differences(reported, ranked),
    )


def _named(rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    rows = rows.rename_axis("objective_key").reset_index()
    rows.insert(1, "name", rows["objective_key"].map(names))
    return rows


def _moves(weights: pd.Series, ratings: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    swings = weight_tornado.swings(weights, ratings)
    if len(ratings) > FIRST:
        inside = swings["rank"] <= FIRST
        lower, higher = inside & (swings["rank_low"] > FIRST), inside & (swings["rank_high"] > FIRST)
    else:
        lower, higher = (swings[side] != swings["rank"] for side in ("rank_low", "rank_high"))
    sides = swings.assign(moved_lower=lower, moved_higher=higher).groupby("objective")[["moved_lower", "moved_higher"]]
    ends = swings.groupby("objective")[["weight", "weight_low", "weight_high"]].first()
    rows = _named(weight_tornado.by_objective(swings).join(sides.sum()).join(ends), names)
    strength = rows[["moved_lower", "moved_higher"]].max(axis=1)
    return rows.loc[strength.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _reported(scope: Scope, as_of: date, ranked: pd.DataFrame) -> RankComparison | None:
    state = states.projects(scope, as_of, ["priority"])
    given = pd.to_numeric(state.set_index("project_key")["priority"], errors="coerce")
    given = given.reindex(ranked["project_key"])
    if not given.notna().any():
        return None
    # The larger the reported number, the more important; ranks are compared with the first as 1.
    return rank_comparison.compared(ranked.set_index("project_key")["rank"], -given)


def _differences(reported: RankComparison | None, ranked: pd.DataFrame) -> pd.DataFrame:
    columns = ["project_key", "name", "rank", "reported", "difference"]
    if reported is None:
        return pd.DataFrame(columns=columns)
    rows = reported.differences.rename_axis("project_key").reset_index()
    return rows.assign(name=rows["project_key"].map(ranked.set_index("project_key")["name"]))[columns]
