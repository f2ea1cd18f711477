"""What the Budget page reads: the candidates of a date, the staircase of a set of rules, the selection of a budget."""

from datetime import date

import pandas as pd
import streamlit as st

from models.frontier import NextSet, Staircase
from models.selection_problem import Selection
from services import budget, portfolio_candidates
from services.access import Scope
from services.budget import Held, Relief
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
def answer(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked
) -> tuple[Selection, NextSet | None, list[Held], list[Relief]]:
    """Return the best selection, the next better one, what holds it back, and the ways out where there is none."""
    found = funding(scope, as_of, valuing, filters).candidates
    steps = ladder(scope, as_of, valuing, filters, Asked(None, asked.periods, asked.forced_in, asked.forced_out))
    chosen = budget.best(found, asked, steps)
    return (
        chosen,
        budget.next_better(found, asked, steps, chosen),
        budget.held_by(found, asked, chosen),
        budget.reliefs(found, asked, chosen.conflicts),
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def edge(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return the projects nearest to changing sides with the price of forcing them."""
    chosen = answer(scope, as_of, valuing, filters, asked)[0]
    return budget.edge(funding(scope, as_of, valuing, filters).candidates, asked, chosen)


@st.cache_resource(max_entries=32, show_spinner=False)
def steps(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return the staircase as a table in money, shares and names; `asked` carries no total."""
    found = funding(scope, as_of, valuing, filters).candidates
    return budget.steps(found, ladder(scope, as_of, valuing, filters, asked))


@st.cache_resource(max_entries=64, show_spinner=False)
def free_value(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> float | None:
    """Return the value of the best selection under the same limits if nothing were decided by hand."""
    chosen = answer(scope, as_of, valuing, filters, Asked(asked.total, asked.periods))[0]
    return chosen.value if chosen.status == "optimal" else None
