"""The context line: portfolio, as-of date, comparison, filters in force, how complete the date is, saved views."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from services.portfolios import PortfolioFacts
from ui.cached import context as cached
from ui.filters import choosing
from ui.filters.saved_views import saved_views
from ui.state.address import DIMENSIONS, NO_COMPARISON, Choices
from ui.state.view import Current
from ui.wording.formats import count, day, number, shortened
from ui.wording.markdown import plain

HEEDLESS: Final = frozenset({"health"})
"""Pages that are the same whatever portfolio is looked at."""
HEED_PORTFOLIO: Final = frozenset({"people", "audit"})
"""Pages that ask which portfolio is looked at, and neither when nor which of its projects."""


def context_line(found: Current, portfolios: Sequence[PortfolioFacts], choices: Choices, page: str) -> None:
    """Draw the line above the page, its widgets set to what the address says; only as much as the page heeds."""
    if page in HEEDLESS:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="context_line"):
        _portfolio(found, portfolios)
        if page in HEED_PORTFOLIO:
            return
        if found.context.as_of is not None:
            _dates(found)
            with st.container(key="context_reported", width="content"):
                _reporting(found)
        if found.facts.origin == "generated":
            with st.container(key="context_generated", width="content"):
                st.badge("Generated sample", color="gray", help="A made-up portfolio. No real project is meant.")
        if found.context.as_of is not None:
            _filters(found, choices)
            _chips(found, choices)
            saved_views(found, page)


def _portfolio(found: Current, portfolios: Sequence[PortfolioFacts]) -> None:
    names = {facts.key: facts.name for facts in portfolios}
    st.session_state[choosing.PORTFOLIO] = found.facts.key
    st.selectbox(
        "Portfolio",
        list(names),
        format_func=lambda key: names.get(key, "Another portfolio"),
        key=choosing.PORTFOLIO,
        on_change=choosing.choose_portfolio,
        label_visibility="collapsed",
        width=245,
    )


def _dates(found: Current) -> None:
    context = found.context
    assert context.as_of is not None
    newest_first = [known.isoformat() for known in reversed(found.dates)]
    st.session_state[choosing.AS_OF] = context.as_of.isoformat()
    st.selectbox(
        "As of",
        newest_first,
        format_func=lambda value: f"As of {day(date.fromisoformat(value))}",
        key=choosing.AS_OF,
        on_change=choosing.choose_as_of,
        label_visibility="collapsed",
        width=152,
    )
    earlier = [value for value in newest_first if value < context.as_of.isoformat()]
    compared_with = context.compared_with.isoformat() if context.compared_with else NO_COMPARISON
    st.session_state[choosing.COMPARE] = compared_with
    st.selectbox(
        "Compared with",
        [*earlier, NO_COMPARISON],
        format_func=_comparison,
        key=choosing.COMPARE,
        on_change=choosing.choose_comparison,
        label_visibility="collapsed",
        width=152,
    )


def _comparison(value: str) -> str:
    return "Not compared" if value == NO_COMPARISON else f"vs {day(date.fromisoformat(value))}"


def _filters(found: Current, choices: Choices) -> None:
    with st.popover("Filters", icon=":material/filter_list:", type="tertiary", key="shell_filters"):
        for dimension, values in choices.items():
            chosen = [value for name, value in found.context.filters if name == dimension]
            st.session_state[choosing.filter_key(dimension)] = chosen
            st.multiselect(
                DIMENSIONS[dimension],
                list(values),
                format_func=partial(_value_words, values),
                key=choosing.filter_key(dimension),
                on_change=choosing.choose_filter,
                args=(dimension,),
                placeholder="All",
            )
        if not choices:
            st.caption("The projects of this date carry nothing to filter on.")


def _value_words(values: Mapping[str, str], value: str) -> str:
    return values.get(value, "Another value")


def _chips(found: Current, choices: Choices) -> None:
    for dimension, value in found.context.filters:
        words = choices.get(dimension, {}).get(value, value)
        st.button(
            plain(shortened(words, 28)),
            icon=":material/close:",
            icon_position="right",
            key=f"chip_{dimension}_{value}",
            help=f"{DIMENSIONS[dimension]}: {plain(words)}. Click to remove this filter.",
            on_click=choosing.remove_filter,
            args=(dimension, value),
        )
    if len(found.context.filters) > 1:
        st.button("Clear", key="shell_clear", type="tertiary", on_click=choosing.clear_filters)


def _reporting(found: Current) -> None:
    assert found.context.as_of is not None
    reporting = cached.reporting(found.scope, found.context.as_of)
    carried = f"{count(reporting.carried, 'project')} without a report carry their last values forward."
    st.badge(
        f"{number(reporting.received)} of {number(reporting.expected)} reported",
        color="gray" if reporting.carried == 0 else "orange",
        help="Every expected project has reported." if reporting.carried == 0 else carried,
    )
