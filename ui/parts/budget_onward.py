"""The way on from an answer: raise the total to the next better set, search for longer, keep it as a scenario."""

import streamlit as st

from ui.cached import budget as cached
from ui.filters import budget_total as filters
from ui.parts import budget_save, budget_statement
from ui.parts.budget_seen import Seen
from ui.state import budget_patience as patience
from ui.wording import budget as wording
from ui.wording import budget_search as searching
from ui.wording import budget_total as total_words
from ui.wording.markdown import plain


def next_better(seen: Seen) -> None:
    """Draw the button that raises the total to exactly what it takes; nothing where no more money buys a better set."""
    better = None if seen.impossible else cached.next_better(*seen.cache_key)
    if better is None:
        return
    st.button(
        plain(total_words.raised(seen.money(better.extra_cost), seen.view.facts.currency)),
        key="budget_raise",
        type="tertiary",
        icon=":material/add:",
        on_click=filters.raise_to,
        args=(seen.funding.candidates, seen.total + better.extra_cost),
    )


def below_controls(seen: Seen) -> None:
    """Draw what decisions by hand cost, how far the answer can be off, and where it is kept as a scenario."""
    _overrides(seen)
    if seen.chosen.status == "feasible" and not seen.asked.keep:
        _not_proven(seen)
    if not seen.impossible:
        budget_save.save(seen.view, lambda: budget_statement.statement(seen))


def _not_proven(seen: Seen) -> None:
    """Say how far the answer can be off, and let the reader search on."""
    st.caption(plain(searching.not_proven(seen.chosen.gap, seen.asked.seconds)))
    if seen.asked.seconds < patience.LONG:
        st.button("Search for longer", key="budget_longer", on_click=patience.search_on, args=(seen.asked,))


def _overrides(seen: Seen) -> None:
    forced = len(seen.asked.forced_in) + len(seen.asked.forced_out)
    if not forced or seen.impossible:
        return
    free = cached.free_value(*seen.cache_key)
    if free is not None:
        lost = free - seen.chosen.value
        st.caption(plain(wording.overrides(lost, seen.found.open_value, forced)))
