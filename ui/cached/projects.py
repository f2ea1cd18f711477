"""What the list of projects and the page of one project read."""

from datetime import date

import pandas as pd
import streamlit as st

from services import period_summary, projects_list
from services.access import Scope
from services.portrait import Filters
from services.projects_list import Order, Standing, Which
from ui.cached.explore import portrait


# Resources, not data: long tables are shared by all sessions and read only, never copied per visit.
# Predictions arrive after the data version rose: what shows them is kept by how many are stored, too.
def rows(scope: Scope, as_of: date, filters: Filters) -> pd.DataFrame:
    """Return the projects that the filters keep."""
    return _rows(scope, as_of, filters, period_summary.made(scope))


@st.cache_resource(max_entries=8, show_spinner=False)
def texts(scope: Scope, as_of: date) -> pd.Series:
    """Return the words each project can be found by."""
    return projects_list.texts(scope, as_of)


def narrowed(scope: Scope, as_of: date, filters: Filters, asked: str, which: Which, order: Order) -> pd.DataFrame:
    """Return the projects searched for, in order."""
    return _narrowed(scope, as_of, filters, asked, which, order, period_summary.made(scope))


def offered(scope: Scope, as_of: date, filters: Filters) -> tuple[dict[Which, int], list[Order]]:
    """Return how many projects each standing has, and the orders there is reason for."""
    return _offered(scope, as_of, filters, period_summary.made(scope))


@st.cache_resource(max_entries=16, show_spinner=False)
def _rows(scope: Scope, as_of: date, filters: Filters, made: int) -> pd.DataFrame:
    return projects_list.rows(portrait(scope, as_of), filters)


@st.cache_resource(max_entries=32, show_spinner=False)
def _narrowed(
    scope: Scope, as_of: date, filters: Filters, asked: str, which: Which, order: Order, made: int
) -> pd.DataFrame:
    words = texts(scope, as_of) if asked else pd.Series(dtype=object)
    return projects_list.narrowed(rows(scope, as_of, filters), words, asked, which, order)


def standing(scope: Scope, as_of: date, filters: Filters) -> Standing:
    """Return how the live projects that the filters keep stand."""
    return _standing(scope, as_of, filters, period_summary.made(scope))


@st.cache_data(max_entries=64, show_spinner=False)
def _standing(scope: Scope, as_of: date, filters: Filters, made: int) -> Standing:
    red = float(portrait(scope, as_of).thresholds["schedule_red_days"])
    return projects_list.standing(rows(scope, as_of, filters), red)


@st.cache_data(max_entries=64, show_spinner=False)
def _offered(scope: Scope, as_of: date, filters: Filters, made: int) -> tuple[dict[Which, int], list[Order]]:
    kept = rows(scope, as_of, filters)
    return projects_list.counts(kept), projects_list.orders(kept)


@st.cache_data(max_entries=64, show_spinner=False)
def dimensions(scope: Scope, as_of: date) -> list[str]:
    """Return the dimensions of health of which anything is known in the portfolio."""
    return projects_list.dimensions(rows(scope, as_of, ()))


@st.cache_data(max_entries=128, show_spinner=False)
def trails(scope: Scope, until: date, keys: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return the reported forecasts of some projects."""
    return projects_list.trails(scope, until, keys)
