"""What the explanations of slip chances read, and what the chances add up to."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from models.portfolio_simulation import Simulation
from models.slip_pairs import Horizon
from services import period_summary, slip_ahead, slip_coverage, slip_ground, slip_why, states
from services.access import Scope
from services.portrait import Filters
from services.slip_coverage import Coverage
from services.slip_ground import Ground
from services.slip_why import Explainer, Why
from ui.cached import slip_risk


def why(scope: Scope, as_of: date, horizon: Horizon, days: int, key: str, threshold: float) -> Why | None:
    """Return why a project has its chance, or None where it has none."""
    return _why(scope, as_of, horizon, days, key, threshold, period_summary.made(scope))


def ahead(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters) -> Simulation | None:
    """Return what the chances of the projects shown add up to, or None where there are none."""
    return _ahead(scope, as_of, horizon, days, filters, period_summary.made(scope))


def days(scope: Scope, as_of: date, horizon: Horizon) -> "Days | None":
    """Return how far projects may move and how such days held before, or None where no project has a chance."""
    return _days(scope, as_of, horizon, period_summary.made(scope))


@dataclass(frozen=True)
class Days:
    """The days of each project with a chance, as `slip_coverage.days`, and how the days of past dates held."""

    projects: pd.DataFrame
    coverage: Coverage


# Resources, not data: shared by all sessions and read only. What is predicted anew counts in `made`.
@st.cache_resource(max_entries=8, show_spinner="Reading the history behind the chances")
def _ground(scope: Scope, as_of: date, horizon: Horizon, made: int) -> Ground | None:
    return slip_ground.ground(scope, as_of, horizon)


@st.cache_resource(max_entries=8, show_spinner="Holding the days said at past dates against what followed")
def _days(scope: Scope, as_of: date, horizon: Horizon, made: int) -> Days | None:
    ground = _ground(scope, as_of, horizon, made)
    if ground is None or ground.states.empty:
        return None
    held = slip_coverage.coverage(scope, ground)
    return Days(slip_coverage.days(ground, held.levels), held)


@st.cache_resource(max_entries=16, show_spinner="Asking the method for its reasons")
def _explainer(scope: Scope, as_of: date, horizon: Horizon, days: int, made: int) -> Explainer:
    return slip_why.explainer(scope, as_of, horizon, days)


@st.cache_resource(max_entries=16, show_spinner=False)
def _names(scope: Scope, as_of: date) -> dict[str, str]:
    rows = states.projects(scope, as_of, ["name"])
    return dict(zip(rows["project_key"].astype(str), rows["name"].astype(str), strict=True))


@st.cache_resource(max_entries=256, show_spinner="Working out the reasons")
def _why(scope: Scope, as_of: date, horizon: Horizon, days: int, key: str, threshold: float, made: int) -> Why | None:
    ground = _ground(scope, as_of, horizon, made)
    if ground is None:
        return None
    asked = _explainer(scope, as_of, horizon, days, made)
    moves = _days(scope, as_of, horizon, made)
    levels = None if moves is None else moves.coverage.levels
    return slip_why.why(ground, asked, key, days, threshold, _names(scope, as_of), levels)


@st.cache_resource(max_entries=32, show_spinner="Drawing the portfolio many times")
def _ahead(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters, made: int) -> Simulation | None:
    ground = _ground(scope, as_of, horizon, made)
    if ground is None or ground.states.empty:
        return None
    keys = None
    if filters:
        keys = set(slip_risk.shown(scope, as_of, horizon, days, filters).predicted["project_key"].astype(str))
    return slip_ahead.ahead(scope, ground, days, keys)
