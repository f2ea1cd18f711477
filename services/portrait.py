"""One date of a portfolio with all that pages ask of it: projects, their health, objectives and chances to slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data_access.portfolios import PortfolioFacts
from models import health, objective_tree, period_figures, terms
from services import chances, period_summary, periods, portfolios, states
from services.access import Scope
from services.chances import Chances

COMPARED: Final = (
    "project_key",
    "name",
    "department",
    "programme",
    "category",
    "location",
    "phase",
    "investment_class",
    "approved_baseline_finish",
    "forecast_finish",
    "actual_finish",
    "approved_budget",
    "forecast_cost",
    "actual_cost",
    "baseline_change_ref",
)
COLUMNS: Final = (
    *COMPARED,
    "start_date",
    "planned_value",
    "earned_value",
    "percent_complete",
    "rag_overall",
    "rag_schedule",
    "rag_cost",
    "rag_scope",
    "rag_benefits",
    "rag_assured",
    "ask",
    "ask_of",
    "ask_by",
    "extra",
)
Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Portrait:
    """The projects of a portfolio as of a date, read once and shared: never written to.

    Attributes
    ----------
    projects
        As `services.states.projects`, finished ones included, and: the evidence of `health.evidence`;
        ``said_<dimension>`` (reported) and ``found_<dimension>`` (computed) status with ``said_overall`` and
        ``found_overall``; on_top, on_none, unrated; probability, slip_reason (why), slip_none (why none);
        slip_days (late days, or moved since first seen where nobody has a baseline).
    objectives, impacts
        The registers of that date, empty where nothing is recorded; `objectives` with the flag `top`.
    decisions
        The register, or None where it is empty.
    dates
        The newest date of each other register used, None where empty.
    has_baselines
        Whether any live project has an approved finish.
    """

    facts: PortfolioFacts
    as_of: date
    thresholds: dict[str, Any]
    projects: pd.DataFrame
    objectives: pd.DataFrame
    impacts: pd.DataFrame
    decisions: pd.DataFrame | None
    dates: dict[str, date | None]
    has_baselines: bool
    chances: Chances


def read(scope: Scope, as_of: date) -> Portrait:
    """Return the portrait of a portfolio at a date."""
    facts = portfolios.facts(scope)
    limits = period_summary.thresholds(facts)
    names = ("objectives", "impacts", "decisions", "risks")
    dates = {name: states.register_date(scope, name, as_of) for name in names}
    projects = states.projects(scope, as_of, COLUMNS)
    projects = _with_health(scope, as_of, projects, limits, dates["risks"])
    objectives = _objectives(states.register(scope, "objectives", as_of), int(limits["top_objectives"]))
    impacts = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating"])
    weights = objectives.set_index("objective_key")["weight"]
    stands = period_figures.standing(projects["project_key"], impacts, weights, int(limits["top_objectives"]))
    said = chances.at(scope, as_of)
    based = bool((projects["live"] & projects["approved_baseline_finish"].notna()).any())
    projects = pd.concat([projects, stands], axis=1)
    projects = said.joined(projects).assign(
        slip_days=projects["late_days"] if based else _moved(scope, as_of, projects)
    )
    decisions = states.register(scope, "decisions", as_of) if dates["decisions"] else None
    return Portrait(facts, as_of, limits, projects, objectives, impacts, decisions, dates, based, said)


def filtered(found: pd.DataFrame, impacts: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the projects that the filters of the context keep.

    Values of one dimension widen, dimensions narrow; a project has an objective where it is rated strong or more.
    """
    kept = found
    for dimension in dict.fromkeys(name for name, _ in filters):
        values = {value for name, value in filters if name == dimension}
        if dimension == "objective":
            strong = impacts["rating"].map(period_figures.RATED) >= period_figures.STRONG
            serving = impacts.loc[strong & impacts["objective_key"].isin(values), "project_key"]
            kept = kept[kept["project_key"].isin(set(serving))]
        else:
            kept = kept[kept[dimension].isin(values)]
    return kept


def is_first(scope: Scope, as_of: date) -> bool:
    """Return whether no project was reported at an earlier date: nothing can have moved then."""
    return sum(known <= as_of for known in periods.dates(scope)) < 2


def first_forecasts(scope: Scope, until: date, keys: Sequence[str] | None = None) -> pd.Series:
    """Return the first forecast finish ever reported of each project, by key."""
    rows = states.history(scope, until, ["forecast_finish"], keys)
    rows = rows[rows["forecast_finish"].notna()]
    return rows.drop_duplicates("project_key").set_index("project_key")["forecast_finish"]


def _moved(scope: Scope, as_of: date, projects: pd.DataFrame) -> pd.Series:
    first = first_forecasts(scope, as_of).reindex(projects["project_key"]).set_axis(projects.index)
    return terms.days_between(projects["forecast_finish"], first)


def _with_health(
    scope: Scope, as_of: date, projects: pd.DataFrame, limits: dict[str, Any], risks_date: date | None
) -> pd.DataFrame:
    columns = ["project_key", "direction", "probability", "impact_cost", "status", "closed"]
    risks = states.register(scope, "risks", as_of, columns) if risks_date else pd.DataFrame()
    known = np.array([known for known in periods.dates(scope) if known <= as_of], dtype="datetime64[s]")
    reported_at = projects["row_as_of"].to_numpy(dtype="datetime64[s]")
    behind = pd.Series(len(known) - np.searchsorted(known, reported_at, side="right"), index=projects.index)
    found = health.evidence(projects, health.exposure_of(risks, projects["project_key"]), behind)
    computed = health.computed(found, projects["investment_class"], limits).add_prefix("found_")
    reported = health.reported(projects).add_prefix("said_")
    return pd.concat([projects, found.drop(columns="late_days"), reported, computed], axis=1)


def _objectives(objectives: pd.DataFrame, most: int) -> pd.DataFrame:
    points = objective_tree.leaf_points(objectives)
    objectives = objectives[objectives["objective_key"].isin(points.index)].reset_index(drop=True)
    weights = objectives["objective_key"].map(points)
    rank = weights.rank(ascending=False, method="first")
    return objectives.assign(weight=weights, top=(rank <= most) & (weights > 0))
