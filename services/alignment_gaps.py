"""Where objectives and projects miss each other, and how the money has moved against the objectives over time."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from models import coverage_gaps
from models.strategic_value import NO_OBJECTIVE, NOT_RATED
from services import alignment, periods
from services.access import Scope
from services.alignment import Alignment
from services.portrait import Filters

PERIODS: Final = 12


@dataclass(frozen=True)
class Gaps:
    """What no live project serves, and who serves nothing or is not rated.

    Attributes
    ----------
    objectives
        objective_key, name and the columns of `coverage_gaps.CoverageGaps.objectives`, by weight.
    projects
        Live projects that are rated none throughout, or not rated at all, the most costly first: project_key, name,
        reason (which of the two), cost_to_go.
    uncovered_weight
        Share of all weight on objectives without a live project.
    live
        How many live projects were looked at.
    """

    objectives: pd.DataFrame
    projects: pd.DataFrame
    uncovered_weight: float
    live: int


def gaps(scope: Scope, as_of: date, filters: Filters = ()) -> Gaps | None:
    """Return the gaps of a date; None without any weight."""
    found = alignment.read(scope, as_of, filters, proposed=True)
    if not found.weighted:
        return None
    weights = found.objectives.set_index("objective_key")["points"]
    projects = found.projects.set_index("project_key")
    held = coverage_gaps.found(weights, found.impacts, projects["live"])
    objectives = held.objectives.rename_axis("objective_key").reset_index()
    objectives.insert(1, "name", objectives["objective_key"].map(found.objectives.set_index("objective_key")["name"]))
    rows = held.projects.join(projects[["name", "cost_to_go"]]).rename_axis("project_key").reset_index()
    rows = rows.sort_values(["cost_to_go", "name"], ascending=[False, True], na_position="last", kind="stable")
    return Gaps(objectives, rows.reset_index(drop=True), held.uncovered_weight, int(projects["live"].sum()))


def drift(scope: Scope, as_of: date, filters: Filters = ()) -> pd.DataFrame:
    """Return how alignment has moved over the last twelve dates, a row each, by date; only dates with any weight.

    as_of; misplaced: share of the money serving objectives that would have to serve others for it to follow the
    importance (0 to 1); serving_none and not_rated: shares of all money to go on projects that are; value: mean
    strategic value of live projects that are rated, by cost to go (0 to 9). Missing where there is no such money.
    """
    known = [day for day in periods.dates(scope) if day <= as_of][-PERIODS:]
    rows = [_at(alignment.read(scope, day, filters)) for day in known]
    told = [row for row in rows if row is not None]
    return pd.DataFrame(told, columns=["as_of", "misplaced", "serving_none", "not_rated", "value"])


def _at(found: Alignment) -> tuple[date, float, float, float, float] | None:
    if not found.weighted or found.money.empty:
        return None
    apart = [NO_OBJECTIVE, NOT_RATED]
    served = found.money.drop(index=apart)
    total, serving = float(found.money["cost"].sum()), float(served["cost"].sum())
    nothing = float("nan")
    short = (served["importance"] - served["cost"] / serving).clip(lower=0).sum() if serving > 0 else nothing
    none, unrated = (float(found.money.at[name, "cost"]) / total if total > 0 else nothing for name in apart)
    rated = found.projects[(found.projects["rated"] > 0) & found.projects["cost_to_go"].notna()]
    cost = float(rated["cost_to_go"].sum())
    value = float((rated["score"] * rated["cost_to_go"]).sum()) / cost if cost > 0 else nothing
    return found.as_of, float(short), none, unrated, value
