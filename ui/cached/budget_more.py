"""What the further looks of the Budget page read: three objectives, size, and changes to a scenario."""

from datetime import date

import streamlit as st

from models.size_bias import SizeBias
from services import budget_against, budget_size, budget_three, scenarios
from services.access import Scope
from services.background_search import BackgroundSearch
from services.budget_against import Against
from services.budget_three import Third, Three
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from services.portrait import Filters
from services.scenarios import Scenario
from ui.cached import budget
from ui.cached.by_value import BY_VALUE

AT_ONCE, SECONDS = 0.5, 10.0


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def thirds(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> tuple[str, ...]:
    """Return the third counts that can be weighed."""
    return budget_three.offered(scope, as_of, budget.funding(scope, as_of, valuing, filters))


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def third(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, name: str) -> Third:
    """Return what each candidate adds to a third count."""
    return budget_three.third(scope, as_of, budget.funding(scope, as_of, valuing, filters), name)


@st.cache_resource(max_entries=64, show_spinner="Looking for selections that nothing beats", hash_funcs=BY_VALUE)
def three_at_once(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, name: str) -> Three:
    """Return the selections that are found in a moment."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    weighed = third(scope, as_of, valuing, filters, name)
    found = budget.funding(scope, as_of, valuing, filters).candidates
    return budget_three.points(found, asked, chosen, weighed, AT_ONCE)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def three_search(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, name: str
) -> BackgroundSearch[Three]:
    """Return the search that takes its time; it begins with the first who waits for it."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    weighed = third(scope, as_of, valuing, filters, name)
    found = budget.funding(scope, as_of, valuing, filters).candidates
    return BackgroundSearch(lambda watch: budget_three.points(found, asked, chosen, weighed, SECONDS, watch))


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=BY_VALUE)
def size(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> SizeBias | None:
    """Return how the choice falls on small and large projects; None where all are worth the same."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    return budget_size.of_choice(budget.funding(scope, as_of, valuing, filters), asked, chosen)


def against(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, plan: Scenario, threshold: float
) -> Against:
    """Return the changes to a scenario that are worth more than a share of the value."""
    return _against(scope, as_of, valuing, filters, asked, plan.number, plan.version, threshold)


@st.cache_resource(max_entries=64, show_spinner="Looking for the changes worth making", hash_funcs=BY_VALUE)
def _against(
    scope: Scope,
    as_of: date,
    valuing: Valuing,
    filters: Filters,
    asked: Asked,
    number: int,
    version: int,
    threshold: float,
) -> Against:
    found = budget.funding(scope, as_of, valuing, filters).candidates
    return budget_against.against(found, asked, scenarios.read(scope, number), threshold)
