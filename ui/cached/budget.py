"""What the Budget page reads: the candidates of a date, the staircase of a set of rules, the selection of a budget."""

from datetime import date

import pandas as pd
import streamlit as st

from models.frontier import Staircase
from models.selection_problem import Selection
from services import budget, portfolio_candidates
from services.access import Scope
from services.budget import Better, Held, Relief
from services.candidates import Asked
from services.portfolio_candidates import Funding, Measure, Valuing
from services.portrait import Filters


# Resources, not data: frames and staircases are read only and shared by all sessions, never copied per move.
@st.cache_resource(max_entries=32, show_spinner=False)
def offered(scope: Scope, as_of: date, filters: Filters) -> tuple[tuple[Measure, ...], list[str]]:
    """Return the values that can be chosen, and the categories."""
    return portfolio_candidates.offered(scope, as_of, filters)


@st.cache_resource(max_entries=16, show_spinner=False)
def funding(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> Funding:
    """Return the candidates with their cost and value."""
    return portfolio_candidates.read(scope, as_of, valuing, filters)


@st.cache_resource(max_entries=32, show_spinner=False)
def ladder(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Staircase:
    """Return the staircase of the other limits and the projects decided by hand; `asked` carries no total."""
    return budget.ladder(funding(scope, as_of, valuing, filters).candidates, asked)


@st.cache_resource(max_entries=512, show_spinner=False)
def chosen(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Selection:
    """Return the best selection; it is looked up where all steps of the staircase are listed."""
    found = funding(scope, as_of, valuing, filters).candidates
    if not budget.listable(found, asked):
        return budget.search(found, asked)
    return budget.best(found, asked, ladder(scope, as_of, valuing, filters, asked.without_total()))


@st.cache_resource(max_entries=512, show_spinner=False)
def held_by(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> list[Held]:
    """Return the limits that hold the selection back."""
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget.held_by(funding(scope, as_of, valuing, filters).candidates, asked, best)


@st.cache_resource(max_entries=64, show_spinner=False)
def reliefs(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> list[Relief]:
    """Return the ways out where nothing can be chosen."""
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget.reliefs(funding(scope, as_of, valuing, filters).candidates, asked, best.conflicts)


@st.cache_resource(max_entries=512, show_spinner=False)
def next_better(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Better | None:
    """Return a set worth more for little more money."""
    best = chosen(scope, as_of, valuing, filters, asked)
    steps = ladder(scope, as_of, valuing, filters, asked.without_total())
    return budget.next_better(funding(scope, as_of, valuing, filters).candidates, asked, steps, best)


@st.cache_resource(max_entries=256, show_spinner=False)
def edge(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return the projects nearest to changing sides with the price of forcing them."""
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget.edge(funding(scope, as_of, valuing, filters).candidates, asked, best)


@st.cache_resource(max_entries=32, show_spinner=False)
def listed_steps(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return the staircase as a table in money, shares and names; `asked` carries no total where all is listed."""
    found = funding(scope, as_of, valuing, filters).candidates
    steps = ladder(scope, as_of, valuing, filters, asked.without_total())
    if asked.total is not None:
        steps = budget.with_point(steps, asked, chosen(scope, as_of, valuing, filters, asked))
    return budget.steps(found, steps)


@st.cache_resource(max_entries=64, show_spinner=False)
def free_value(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> float | None:
    """Return the value of the best selection under the same limits if nothing were decided by hand."""
    best = chosen(scope, as_of, valuing, filters, Asked(asked.total, asked.periods))
    return best.value if best.status == "optimal" else None
