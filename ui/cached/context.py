"""What the context line asks on every visit: portfolios, dates, how complete a date is, what can be filtered."""

from datetime import date

import streamlit as st

from services import access, periods, portfolios, states, views
from services.access import Actor, Scope
from services.periods import Reporting
from services.portfolios import PortfolioFacts
from services.views import SavedView
from ui.state.address import DIMENSIONS


def portfolio_listing(actor: Actor) -> list[PortfolioFacts]:
    """Return the portfolios the person may see; read anew each time, for it decides what else may be read."""
    return portfolios.listing(actor)


def opened_first(actor: Actor) -> str | None:
    """Return the portfolio shown where the address names none; never cached, for any upload may change it."""
    return portfolios.opened_first(actor)


def scope(actor: Actor, portfolio: str) -> Scope:
    """Return what the person may read of a portfolio, at its present data version; never cached."""
    return access.scope(actor, portfolio)


def saved_views(scope: Scope) -> list[SavedView]:
    """Return the portfolio's saved views; never cached, for saving one does not raise the data version."""
    return views.listing(scope)


@st.cache_data(max_entries=64, show_spinner=False)
def dates(scope: Scope) -> list[date]:
    """Return the as-of dates of the projects register, ascending."""
    return periods.dates(scope)


@st.cache_data(max_entries=256, show_spinner=False)
def reporting(scope: Scope, as_of: date) -> Reporting:
    """Return how many projects were expected and received at a date."""
    return periods.reporting(scope, as_of)


@st.cache_data(max_entries=64, show_spinner=False)
def filter_choices(scope: Scope, as_of: date) -> dict[str, dict[str, str]]:
    """Return what can be filtered on at a date: by dimension, each value with the words shown for it."""
    columns = [name for name in DIMENSIONS if name != "objective"]
    rows = states.projects(scope, as_of, columns)
    found = {name: {str(value): _words(name, value) for value in _known(rows[name])} for name in columns}
    objectives = states.register(scope, "objectives", as_of, ["objective_key", "name"])
    named = zip(objectives["objective_key"], objectives["name"], strict=True)
    found["objective"] = {str(key): str(name) for key, name in named}
    return {name: found[name] for name in DIMENSIONS if found[name]}


def _known(values: object) -> list[object]:
    """Return the distinct values that are there, in order."""
    import pandas as pd

    return sorted(pd.Series(values).dropna().unique().tolist(), key=str)


def _words(dimension: str, value: object) -> str:
    """Return a value as people read it: the fixed words of the register begin with a capital."""
    words = str(value)
    return words.capitalize() if dimension in ("investment_class", "status") else words
