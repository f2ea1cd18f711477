"""What the Scenarios page reads: plans as they stand, and what follows from one version of a plan."""

from datetime import date

import streamlit as st

from services import scenarios, scenarios_compare, scenarios_rerun, scenarios_since
from services.access import Scope
from services.period_summary import made
from services.scenarios import Scenario
from services.scenarios_compare import Ahead
from services.scenarios_rerun import Departures, Rerun
from services.scenarios_since import Since


def listing(scope: Scope) -> list[Scenario]:
    """Return the plans of the portfolio; never cached, for saving one does not raise the data version."""
    return scenarios.listing(scope)


def plan(scope: Scope, listed: Scenario) -> Scenario:
    """Return a plan with its statement, in the version listed."""
    return _plan(scope.portfolio, listed.number, listed.version, scope)


def ahead(scope: Scope, listed: Scenario) -> Ahead:
    """Return what is expected of the projects a plan funds; anew when predictions arrive."""
    return _ahead(scope, listed.number, listed.version, made(scope))


def departures(scope: Scope, listed: Scenario) -> Departures:
    """Return where a plan leaves the best of its own limits."""
    return _departures(scope.portfolio, listed.number, listed.version, scope)


def rerun(scope: Scope, listed: Scenario) -> Rerun:
    """Return what comes out when a plan is solved again now; never cached, for it is a check."""
    return scenarios_rerun.rerun(scope, listed.number)


@st.cache_resource(max_entries=64, show_spinner=False)
def since(scope: Scope, number: int, as_of: date) -> Since:
    """Return how the data behind a plan have moved by a date."""
    return scenarios_since.since(scope, number, as_of)


# A version of a plan never changes, so what is read of it outlives every change of the data.
@st.cache_resource(max_entries=64, show_spinner=False)
def _plan(portfolio: str, number: int, version: int, _scope: Scope) -> Scenario:
    return scenarios.read(_scope, number)


@st.cache_resource(max_entries=64, show_spinner=False)
def _ahead(scope: Scope, number: int, version: int, made: int) -> Ahead:
    return scenarios_compare.ahead(scope, scenarios.read(scope, number))


@st.cache_resource(
    max_entries=64, show_spinner="Working out the best under the same limits, and each departure's price"
)
def _departures(portfolio: str, number: int, version: int, _scope: Scope) -> Departures:
    return scenarios_rerun.departures(scenarios.read(_scope, number))
