"""What happens when somebody chooses in the context line: a new context, written to the address by the shell."""

from dataclasses import replace
from datetime import date

import streamlit as st

from ui.state import address
from ui.state.view import CHOSEN, HELD, Current, current

PORTFOLIO, AS_OF, COMPARE = "shell_portfolio", "shell_as_of", "shell_compare"
ROUND = "shell_filter_round"


def filter_key(dimension: str) -> str:
    """Return the session key of a filter's widget, another one after each change from outside the widget.

    The widgets stand in a closed popover, where the browser does not take a new value over: it would send the
    old one with the next visit, as if somebody had chosen it.
    """
    return f"shell_filter_{dimension}_{st.session_state.get(ROUND, 0)}"


def renew_filters() -> None:
    """Make the filters' widgets anew, for their values have changed elsewhere."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def choose_portfolio() -> None:
    """Open another portfolio; dates and filters of the old one mean nothing there."""
    renew_filters()
    _keep(address.Context(st.session_state[PORTFOLIO]))


def choose_as_of() -> None:
    """Move to another as-of date."""
    found, chosen = _found(), _date(AS_OF)
    if chosen is not None:
        _keep(address.moved_to(found.context, chosen, found.dates))


def choose_comparison() -> None:
    """Compare with another date, or with none."""
    chosen = _date(COMPARE)
    if chosen is not None or st.session_state[COMPARE] == address.NO_COMPARISON:
        _keep(replace(_found().context, compared_with=chosen))


def choose_filter(dimension: str) -> None:
    """Filter on the values chosen of one dimension."""
    # The widget is gone where the same message made the filters anew.
    chosen = st.session_state.get(filter_key(dimension))
    if chosen is not None:
        _keep(address.filtered(_found().context, dimension, chosen))


def remove_filter(dimension: str, value: str) -> None:
    """Take one value out of the filters."""
    renew_filters()
    context = _found().context
    _keep(replace(context, filters=tuple(pair for pair in context.filters if pair != (dimension, value))))


def clear_filters() -> None:
    """Take all filters off."""
    renew_filters()
    _keep(replace(_found().context, filters=()))


def _date(key: str) -> date | None:
    """Return the date chosen; None for whatever else the browser sent in its place."""
    chosen = {known.isoformat(): known for known in _found().dates}
    return chosen.get(str(st.session_state[key]))


def _found() -> Current:
    found = current()
    if found is None:
        raise LookupError("No portfolio is open.")
    return found


def _keep(context: address.Context) -> None:
    st.session_state[HELD] = context.query()
    st.session_state[CHOSEN] = True
