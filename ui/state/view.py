"""What the shell has worked out for this run, and the pages read: session keys `shell_*`."""

from dataclasses import dataclass
from datetime import date
from typing import cast

import streamlit as st

from services.access import Scope
from services.portfolios import PortfolioFacts
from ui.state.address import Context

HELD = "shell_query"
CHOSEN = "shell_chosen"
CURRENT = "shell_current"
PAGE = "shell_page"


@dataclass(frozen=True)
class View:
    """What a page shows: the scope it may read, as of when, compared with when, and the filters in force.

    `filters` are (dimension, value); values of one dimension widen, dimensions narrow.
    """

    scope: Scope
    facts: PortfolioFacts
    as_of: date
    compared_with: date | None
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Current:
    """The portfolio chosen, its as-of dates, and the context the address asks for."""

    scope: Scope
    facts: PortfolioFacts
    dates: tuple[date, ...]
    context: Context


def current() -> Current | None:
    """Return what the shell found for this run; None without any portfolio."""
    return cast("Current | None", st.session_state.get(CURRENT))


def portfolio_view() -> View:
    """Return the view of this run; raises LookupError where no projects are loaded (the shell draws no page then)."""
    found = current()
    if found is None or found.context.as_of is None:
        raise LookupError("No portfolio with projects is open.")
    context = found.context
    assert context.as_of is not None
    return View(found.scope, found.facts, context.as_of, context.compared_with, context.filters)


def query_of_context() -> dict[str, list[str]]:
    """Return the query parameters every link carries on."""
    found = current()
    return found.context.query() if found else {}
