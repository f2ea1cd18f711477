"""What the closer looks of the Budget page read, each worked out only when it is asked for."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from models.selection_problem import Problem, Selection
from services import (
    budget_alternatives,
    budget_combinations,
    budget_conflicts,
    budget_kept,
    budget_used,
    budget_waterline,
    budget_why,
    jobs,
    portfolio_rules,
    robustness_job,
    solving,
)
from services import mandatory_over_time as mandatory_over_time_of
from services.access import Scope
from services.budget_alternatives import Alternative, Priced
from services.budget_conflicts import Contradiction
from services.budget_safety import Ranges
from services.budget_waterline import Rank, Ranked
from services.budget_why import Why
from services.candidates import Asked, problem
from services.jobs import Job
from services.portfolio_candidates import Valuing
from services.portfolio_rules import RegisterRules
from services.portrait import Filters
from ui.cached import budget
from ui.cached.by_value import BY_VALUE


def ranks(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> tuple[Rank, ...]:
    """Return the ranks that can be chosen."""
    return budget_waterline.offered(budget.funding(scope, as_of, valuing, filters))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def ranked(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, rank: Rank, go_on: bool
) -> Ranked:
    """Return the ranked list with its cut, beside the best selection."""
    best = budget.free(scope, as_of, valuing, filters, asked)
    return budget_waterline.ranked(budget.stated(scope, as_of, valuing, filters, asked), asked, best, rank, go_on)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def spend_profile(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return what is spent in each period, by class, and its limit."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    return budget_waterline.spend_profile(budget.stated(scope, as_of, valuing, filters, asked), asked, chosen)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def used(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> tuple[budget_used.Used, ...]:
    """Return what the choice takes of each limit beside the money of years."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    return budget_used.used(budget.stated(scope, as_of, valuing, filters, asked).candidates, asked, chosen.chosen)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def eligible(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return which projects each fund may pay."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    return budget_used.eligible(budget.stated(scope, as_of, valuing, filters, asked), chosen.chosen)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=BY_VALUE)
def why(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, key: str) -> Why:
    """Return why a project is in the best set of all or out of it, and what it would take."""
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    held, best = _kept(scope, as_of, valuing, filters, asked)
    if set(found.options_of.get(key, (key,))) & held.forced_in and key not in asked.forced_in:
        held, best = problem(found, asked), budget.free(scope, as_of, valuing, filters, asked)
    return budget_why.why(found, held, best, key)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def contradiction(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> Contradiction | None:
    """Return what is in conflict where nothing can be chosen; None where nothing was shown in time."""
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    return budget_conflicts.contradiction(found, problem(found, asked))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def together(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked
) -> tuple[budget_combinations.Together, ...]:
    """Return the changes that make a choice possible together."""
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    return budget_combinations.together(found, problem(found, asked))


@st.cache_resource(max_entries=64, show_spinner="Looking for the next best sets", hash_funcs=BY_VALUE)
def others(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, how_many: int, apart: int
) -> tuple[tuple[Alternative, ...], bool]:
    """Return the next best sets, and whether there are no better ones."""
    held, best = _kept(scope, as_of, valuing, filters, asked)
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    return budget_alternatives.next_best(found, held, best, how_many, apart)


@st.cache_resource(max_entries=64, show_spinner="Working out what each limit and decision costs", hash_funcs=BY_VALUE)
def prices(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> list[Priced]:
    """Return what each decision by hand, limit and rule costs in value."""
    held, best = _kept(scope, as_of, valuing, filters, asked)
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    priced = budget_alternatives.prices(found, held, best)
    # What is kept is forced in the statement, but nobody decided it by hand.
    return [one for one in priced if one.reason.kind != "in" or set(one.reason.keys) <= set(asked.forced_in)]


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_VALUE)
def _kept(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> tuple[Problem, Selection]:
    """Return the statement in which what is kept stays, and its best selection."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    if not asked.keep:
        return problem(budget.stated(scope, as_of, valuing, filters, asked).candidates, asked), chosen
    held = budget_kept.stated(budget.stated(scope, as_of, valuing, filters, asked), asked, chosen)
    return held, solving.search(held, asked.seconds).result()


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def mandatory_over_time(scope: Scope, as_of: date, filters: Filters, as_published: bool = False) -> pd.DataFrame:
    """Return the mandatory share of the cost to go at each date, as restated or as published."""
    return mandatory_over_time_of.read(scope, as_of, filters, as_published)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_VALUE)
def register_rules(scope: Scope, as_of: date, keys: tuple[str, ...]) -> RegisterRules:
    """Return what the register of dependencies says of the candidates."""
    return portfolio_rules.read(scope, as_of, keys)


def robustness_arguments(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, ranges: Ranges
) -> dict[str, Any]:
    """Return what a test of the selection needs."""
    found = budget.stated(scope, as_of, valuing, filters, asked).candidates
    return robustness_job.arguments(as_of, found, _kept(scope, as_of, valuing, filters, asked)[0], ranges)


def newest_test(scope: Scope) -> Job | None:
    """Return the newest test of a selection, uncached."""
    return jobs.newest(scope, robustness_job.KIND)
