"""What the Portfolio page reads: one portrait per date, and what is worked out from it."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from services import heatmaps, period_summary, portfolio_view
from services import portrait as portraits
from services.access import Scope
from services.heatmaps import Choice, Heatmap
from services.portfolio_view import Changed, Overview
from services.portrait import Filters, Portrait


# A resource, not data: ten thousand projects are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=8, show_spinner=False)
def portrait(scope: Scope, as_of: date) -> Portrait:
    """Return the projects of a date with all that is asked of them."""
    return portraits.read(scope, as_of)


@st.cache_data(max_entries=64, show_spinner=False)
def overview(scope: Scope, as_of: date, compare: date | None, filters: Filters) -> Overview:
    """Return the figures of a date and of the one it is compared with."""
    return portfolio_view.overview(scope, portrait(scope, as_of), compare, filters)


@st.cache_resource(max_entries=16, show_spinner=False)
def changed(scope: Scope, as_of: date, compare: date, filters: Filters) -> Changed:
    """Return what changed between two dates."""
    return portfolio_view.changed(scope, portrait(scope, as_of), compare, filters)


@st.cache_resource(max_entries=16, show_spinner=False)
def attention(scope: Scope, as_of: date, compare: date | None, filters: Filters) -> pd.DataFrame:
    """Return the projects that need somebody, the gravest first."""
    since = changed(scope, as_of, compare, filters) if compare else None
    return portfolio_view.attention(portrait(scope, as_of), since, filters)


@st.cache_data(max_entries=64, show_spinner=False)
def trend(scope: Scope, as_of: date) -> list[dict[str, Any]]:
    """Return the figures of all periods up to a date, oldest first."""
    return portfolio_view.trend(scope, as_of)


@st.cache_data(max_entries=64, show_spinner=False)
def pending(scope: Scope) -> int:
    """Return how many periods wait for their figures."""
    return period_summary.pending(scope)


@st.cache_data(max_entries=64, show_spinner=False)
def offered(scope: Scope, as_of: date) -> tuple[list[str], list[str], Choice | None]:
    """Return the dimensions and measures a date has, and the heatmap to open with."""
    found = portrait(scope, as_of)
    return heatmaps.dimensions(found), heatmaps.measures(found), heatmaps.default(found)


@st.cache_data(max_entries=128, show_spinner=False)
def heatmap(scope: Scope, as_of: date, choice: Choice, filters: Filters) -> Heatmap:
    """Return the cells of a heatmap."""
    return heatmaps.cells(portrait(scope, as_of), choice, filters)


@st.cache_data(max_entries=32, show_spinner=False)
def cell_projects(scope: Scope, as_of: date, choice: Choice, row: str, column: str, filters: Filters) -> pd.DataFrame:
    """Return the projects of a cell."""
    return heatmaps.cell_projects(portrait(scope, as_of), choice, row, column, filters)
