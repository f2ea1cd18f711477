"""How much of the cost to go was mandatory at each date reported."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from models import terms
from services import states
from services.access import Scope
from services.money_decided import MANDATORY
from services.portrait import Filters, filtered
from services.seen import looking

NEWEST: Final = 24
FIGURE: Final = "mandatory"
COLUMNS: Final = ("project_key", "parent_key", "status", "investment_class", "forecast_cost", "approved_budget")


def read(scope: Scope, until: date, filters: Filters = (), as_published: bool = False) -> pd.DataFrame:
    """Return the mandatory part of all candidates' cost to go at each of the newest 24 dates, by date.

    One reading of the history serves all dates. Projects that did not report carry their last values. Where asked, and
    without filters, published dates stand as they were published.

    Returns
    -------
    DataFrame
        as_of (datetime64), mandatory (class mandatory and run), whole (both in whole minor units), share (NaN where
        nothing is left to spend or no candidate reports a class).
    """
    told = _published(scope) if as_published and not filters else {}
    rows = [
        (pd.Timestamp(as_of), *told.get(as_of, _told(state, digits)))
        for as_of, state, digits in _states(scope, until, filters)
    ]
    table = pd.DataFrame(rows, columns=["as_of", "mandatory", "whole", "classed"])
    known = table["classed"].astype(bool) & (table["whole"] > 0)
    share = (table["mandatory"] / table["whole"].where(known)).astype(float)
    return table.assign(share=share).drop(columns="classed")


def at(work: UnitOfWork, facts: PortfolioFacts, as_of: date) -> dict[str, list[int]]:
    """Return what a publication keeps of a date, inside a transaction; `read` finds it again where asked."""
    columns = [*COLUMNS, "actual_cost"]
    state = work.registers.state(facts.id, "projects", as_of, facts.minor_digits, columns)
    newest = states.renamed(work, facts)
    state = state.assign(project_key=state["project_key"].map(lambda key: newest.get(key, key)))
    state = state.drop_duplicates("project_key", keep="last")
    return {FIGURE: [int(part) for part in _told(state[terms.is_candidate(state)], facts.minor_digits)]}


def _published(scope: Scope) -> dict[date, tuple[int, int, bool]]:
    with looking(scope) as (work, facts):
        kept = {one.as_of: one.figures.get(FIGURE) for one in work.publications.listing(facts.id)}
    return {as_of: (told[0], told[1], bool(told[2])) for as_of, told in kept.items() if told}


def _told(state: pd.DataFrame, digits: int) -> tuple[int, int, bool]:
    return *_sums(state, digits), bool(state["investment_class"].notna().any())


def _states(scope: Scope, until: date, filters: Filters) -> Iterator[tuple[date, pd.DataFrame, int]]:
    """Yield the candidates of each date and the decimal digits of money."""
    dimensions = tuple(dict.fromkeys(name for name, _ in filters if name != "objective"))
    columns = list(dict.fromkeys([*COLUMNS, "actual_cost", *dimensions, "valid_from", "valid_to"]))
    with looking(scope) as (work, facts):
        dates = [known for known in work.registers.dates(facts.id) if known <= until][-NEWEST:]
        if not dates:
            return
        rows = work.registers.history(facts.id, "projects", dates[-1], facts.minor_digits, columns)
        newest = states.renamed(work, facts)
    rows = rows[rows["valid_to"] > pd.Timestamp(dates[0])]
    rows = rows.assign(project_key=rows["project_key"].map(lambda key: newest.get(key, key)))
    impacts = states.register(scope, "impacts", until) if any(name == "objective" for name, _ in filters) else None
    begins, ends = rows["valid_from"].to_numpy(), rows["valid_to"].to_numpy()
    for as_of in dates:
        moment = pd.Timestamp(as_of).to_datetime64()
        state = rows[(begins <= moment) & (ends > moment)].drop_duplicates("project_key", keep="last")
        state = state[terms.is_candidate(state)]
        yield as_of, filtered(state, pd.DataFrame() if impacts is None else impacts, filters), facts.minor_digits


def _sums(state: pd.DataFrame, digits: int) -> tuple[int, int]:
    to_go, _ = terms.cost_to_go(state)
    cost = np.rint(to_go.fillna(0.0).to_numpy() * 10**digits).astype(np.int64)
    return int(cost[state["investment_class"].isin(MANDATORY).to_numpy()].sum()), int(cost.sum())
