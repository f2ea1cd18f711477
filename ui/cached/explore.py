"""What the Portfolio page reads: one portrait per date, and what is worked out from it.

Predictions and the figures of periods arrive after the data version rose: all is kept by how many are stored, too.
"""

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


def portrait(scope: Scope, as_of: date) -> Portrait:
    """Return the projects of a date with all that is asked of them."""
    return _portrait(scope, as_of, period_summary.made(scope))


def overview(scope: Scope, as_of: date, compare: date | None, filters: Filters) -> Overview:
    """Return the figures of a date and of the one it is compared with."""
    return _overview(scope, as_of, compare, filters, period_summary.made(scope))


def attention(scope: Scope, as_of: date, compare: date | None, filters: Filters) -> pd.DataFrame:
    """Return the projects that need somebody, the gravest first."""
    return _attention(scope, as_of, compare, filters, period_summary.made(scope))


def trend(scope: Scope, as_of: date, as_published: bool = False) -> list[dict[str, Any]]:
    """Return the figures of all periods up to a date, oldest first, as restated or as published."""
    return _trend(scope, as_of, as_published, period_summary.made(scope))


def pending(scope: Scope) -> int:
    """Return how many periods wait for their figures; never cached, for it changes while a page is looked at."""
    return period_summary.pending(scope)


def offered(scope: Scope, as_of: date) -> tuple[list[str], list[str], Choice | None]:
    """Return the dimensions and measures a date has, and the heatmap to open with."""
    return _offered(scope, as_of, period_summary.made(scope))


def heatmap(scope: Scope, as_of: date, choice: Choice, filters: Filters) -> Heatmap:
    """Return the cells of a heatmap."""
    return _heatmap(scope, as_of, choice, filters, period_summary.made(scope))


def cell_projects(scope: Scope, as_of: date, choice: Choice, row: str, column: str, filters: Filters) -> pd.DataFrame:
    """Return the projects of a cell."""
    return heatmaps.cell_projects(portrait(scope, as_of), choice, row, column, filters)


@st.cache_resource(max_entries=16, show_spinner=False)
def changed(scope: Scope, as_of: date, compare: date, filters: Filters) -> Changed:
    """Return what changed between two dates."""
    return portfolio_view.changed(scope, portrait(scope, as_of), compare, filters, _earlier(scope, compare))


# A resource, not data: ten thousand projects are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=8, show_spinner=False)
def _portrait(scope: Scope, as_of: date, made: int) -> Portrait:
    return portraits.read(scope, as_of)


@st.cache_resource(max_entries=8, show_spinner=False)
def _earlier(scope: Scope, compare: date) -> pd.DataFrame:
    return portfolio_view.earlier(scope, compare)


@st.cache_data(max_entries=64, show_spinner=False)
def _overview(scope: Scope, as_of: date, compare: date | None, filters: Filters, made: int) -> Overview:
    then = _earlier(scope, compare) if compare else None
    return portfolio_view.overview(scope, _portrait(scope, as_of, made), compare, filters, then)


@st.cache_resource(max_entries=16, show_spinner=False)
def _attention(scope: Scope, as_of: date, compare: date | None, filters: Filters, made: int) -> pd.DataFrame:
    since = changed(scope, as_of, compare, filters) if compare else None
    return portfolio_view.attention(_portrait(scope, as_of, made), since, filters)


@st.cache_data(max_entries=64, show_spinner=False)
def _trend(scope: Scope, as_of: date, as_published: bool, made: int) -> list[dict[str, Any]]:
    return portfolio_view.trend(scope, as_of, as_published)


@st.cache_data(max_entries=64, show_spinner=False)
def _offered(scope: Scope, as_of: date, made: int) -> tuple[list[str], list[str], Choice | None]:
    found = _portrait(scope, as_of, made)
    return heatmaps.dimensions(found), heatmaps.measures(found), heatmaps.default(found)


@st.cache_data(max_entries=128, show_spinner=False)
def _heatmap(scope: Scope, as_of: date, choice: Choice, filters: Filters, made: int) -> Heatmap:
    return heatmaps.cells(_portrait(scope, as_of, made), choice, filters)
