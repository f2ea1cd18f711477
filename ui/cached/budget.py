"""What the Budget page reads: the candidates of a date, the staircase of a set of rules, the selection of a budget."""

from concurrent.futures import Future
from datetime import date

import pandas as pd
import streamlit as st

from models.frontier import Staircase
from models.nested import Chain
from models.selection_problem import Selection
from models.selection_rules import Rule
from services import (
    budget,
    budget_alternatives,
    budget_edge,
    budget_funding,
    budget_kept,
    budget_steps,
    objective_names,
    portfolio_candidates,
    portfolio_rules,
)
from services.access import Scope
from services.budget import Held
from services.budget_steps import Better, Steps
from services.candidates import Asked
from services.money_decided import MoneyDecided
from services.options_allowed import Allowed
from services.portfolio_candidates import Funding, Measure, Valuing
from services.portrait import Filters
from ui.cached.by_value import BY_VALUE


# Resources, not data: frames and staircases are read only and shared by all sessions, never copied per move.
@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def offered(scope: Scope, as_of: date, filters: Filters) -> tuple[tuple[Measure, ...], list[str]]:
    """Return the values that can be chosen, and the categories."""
    return portfolio_candidates.offered(scope, as_of, filters)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_VALUE)
def funding(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> Funding:
    """Return the candidates with their cost and value, mandatory work at the least that complies."""
    return _read(scope, as_of, valuing, filters)[0]


def money(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> MoneyDecided:
    """Return where the money goes before anybody decides."""
    return _read(scope, as_of, valuing, filters)[1]


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_VALUE)
def _read(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> tuple[Funding, MoneyDecided]:
    return budget_funding.read(scope, as_of, valuing, filters)


def stated(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Funding:
    """Return the candidates with one for each option of a project that is allowed."""
    return _with_options(scope, as_of, valuing, filters, asked.allowed)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def _with_options(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, allowed: Allowed) -> Funding:
    return budget_funding.with_options(scope, as_of, funding(scope, as_of, valuing, filters), allowed)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=BY_VALUE)
def reserved(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, chosen: tuple[str, ...]
) -> int:
    """Return what the options chosen leave to be found later."""
    base = funding(scope, as_of, valuing, filters)
    return budget_funding.reserved(scope, as_of, base, asked.allowed, chosen)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def rules(scope: Scope, as_of: date, keys: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules between candidates that the register of dependencies states."""
    return portfolio_rules.rules(scope, as_of, keys)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def any_needs(scope: Scope, as_of: date) -> bool:
    """Return whether the register says of any project that it needs another."""
    return portfolio_rules.any_needs(scope, as_of)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def objectives(scope: Scope, as_of: date) -> dict[str, str]:
    """Return the names of the objectives by key."""
    return objective_names.names(scope, as_of)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def ladder(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Staircase:
    """Return the staircase of the other limits and the projects decided by hand; `asked` carries no total."""
    return budget_steps.ladder(stated(scope, as_of, valuing, filters, asked).candidates, asked)


@st.cache_resource(max_entries=32, show_spinner="Finding what is kept at every total", hash_funcs=BY_VALUE)
def chain(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Chain:
    """Return the selections that only grow with the total; `asked` carries none."""
    return budget_kept.chain(stated(scope, as_of, valuing, filters, asked), asked)


def searching(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Future[Selection] | None:
    """Return the search for the best selection where one is needed; None where it is looked up."""
    found = stated(scope, as_of, valuing, filters, asked).candidates
    return None if budget_steps.listable(found, asked) else budget.searching(found, asked)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=BY_VALUE)
def at_once(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Selection:
    """Return a good selection at once, with the bound that says how good it is at least."""
    return budget.at_once(stated(scope, as_of, valuing, filters, asked).candidates, asked)


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=BY_VALUE)
def free(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Selection:
    """Return the best selection of all; it is looked up where all steps of the staircase are listed."""
    found = stated(scope, as_of, valuing, filters, asked).candidates
    if not budget_steps.listable(found, asked):
        return budget.search(found, asked)
    return budget.best(found, asked, ladder(scope, as_of, valuing, filters, asked.without_total()))


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=BY_VALUE)
def chosen(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Selection:
    """Return the selection in force: the best of all, or the best that keeps what less money funds."""
    best = free(scope, as_of, valuing, filters, asked)
    if not asked.keep or asked.total is None or not best.found:
        return best
    return chain(scope, as_of, valuing, filters, asked.without_total()).at(asked.total, best)


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=BY_VALUE)
def held_by(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> list[Held]:
    """Return the limits that hold the selection back."""
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget.held_by(stated(scope, as_of, valuing, filters, asked).candidates, asked, best)


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=BY_VALUE)
def waiting(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> int:
    """Return how many projects of value left out would fit, and wait for their turn."""
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget.waiting(stated(scope, as_of, valuing, filters, asked).candidates, asked, best)


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=BY_VALUE)
def next_better(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Better | None:
    """Return a set worth more for little more money."""
    if asked.keep and asked.total is not None:
        return budget_kept.next_better(chain(scope, as_of, valuing, filters, asked.without_total()), asked.total)
    best = chosen(scope, as_of, valuing, filters, asked)
    known = steps(scope, as_of, valuing, filters, asked)
    return budget_steps.next_better(stated(scope, as_of, valuing, filters, asked).candidates, asked, known, best)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=BY_VALUE)
def edge(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return the projects nearest to changing sides with the price of forcing them, or the total at which they do."""
    if asked.keep and asked.total is not None:
        return budget_kept.edge(chain(scope, as_of, valuing, filters, asked.without_total()), asked.total)
    best = free(scope, as_of, valuing, filters, asked)
    return budget_edge.edge(stated(scope, as_of, valuing, filters, asked).candidates, asked, best)


def steps(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Steps:
    """Return what every total known buys, the present one among them, in money, shares and names."""
    if asked.keep:
        return _kept_steps(scope, as_of, valuing, filters, asked.without_total())
    if asked.shared:
        return _points(scope, as_of, valuing, filters, asked)
    exact = ladder(scope, as_of, valuing, filters, asked.without_total()).exact
    return _steps(scope, as_of, valuing, filters, asked.without_total() if exact else asked)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def _kept_steps(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Steps:
    found = stated(scope, as_of, valuing, filters, asked).candidates
    return budget_kept.steps(found, chain(scope, as_of, valuing, filters, asked))


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def _points(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Steps:
    best = chosen(scope, as_of, valuing, filters, asked)
    return budget_steps.of_points(stated(scope, as_of, valuing, filters, asked).candidates, asked, best)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def _steps(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Steps:
    known = ladder(scope, as_of, valuing, filters, asked.without_total())
    if asked.total is not None:
        known = budget_steps.with_point(known, asked, chosen(scope, as_of, valuing, filters, asked))
    return budget_steps.of_staircase(stated(scope, as_of, valuing, filters, asked).candidates, known)


@st.cache_resource(max_entries=64, show_spinner="Working out what each rule costs", hash_funcs=BY_VALUE)
def rule_prices(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> dict[str, float]:
    """Return what each rule costs in value, by its identity; those not worked out in time are missing."""
    best = free(scope, as_of, valuing, filters, asked)
    return budget_alternatives.prices_of_rules(stated(scope, as_of, valuing, filters, asked).candidates, asked, best)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def free_value(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> float | None:
    """Return the value of the selection under the same limits and rules if nothing were decided by hand.

    Where what is funded is kept, it is kept there too: the price of keeping is no price of a decision by hand.
    """
    best = chosen(scope, as_of, valuing, filters, asked.nothing_by_hand())
    return best.value if best.status == "optimal" or (asked.keep and best.found) else None
