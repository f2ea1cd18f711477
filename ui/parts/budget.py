"""Parts of the budget page: the controls, the finding, and what stands beside them."""

import streamlit as st

from ui import blocks
from ui.cached import budget as cached
from ui.filters import View
from ui.filters import budget as filters
from ui.parts import budget_lists, budget_result
from ui.parts.budget_seen import Seen
from ui.wording import budget as wording
from ui.wording.markdown import plain

QUESTION = "Which projects does this money buy?"


@blocks.part("budget_what_if")
def what_if(view: View) -> None:
    """Let the reader move limits and decide projects; show the best selection and what changed.

    The finding and the figures are drawn first; what takes longer fills its place after them.
    """
    measures, categories = cached.offered(view.scope, view.as_of, view.filters)
    head, aside = st.container(key="budget_head"), st.container(key="budget_aside")
    controls, result = st.columns([1, 2.9], gap="medium")
    with controls, st.container(key="budget_controls"):
        valuing = filters.valuing(measures, categories)
        funding = cached.funding(view.scope, view.as_of, valuing, view.filters)
        if funding.nothing_to_decide:
            with head:
                blocks.header("Budget", QUESTION)
            with result:
                budget_lists.nothing_to_decide(funding)
            return
        with blocks.explained_errors():
            asked = filters.forced(funding.candidates, filters.limits(funding, view.facts.currency))
            chosen = cached.chosen(view.scope, view.as_of, valuing, view.filters, asked)
    seen = Seen(view, funding, valuing, asked, chosen)
    with head:
        _finding(seen)
    with result:
        budget_result.draw(seen)
    with aside:
        _aside(seen)
    with controls:
        _overrides(seen)
    if not seen.impossible:
        budget_lists.projects(view, funding, chosen, asked)
    ladder = cached.ladder(view.scope, view.as_of, valuing, view.filters, asked.without_total())
    budget_lists.how_it_was_found(funding, chosen, len(ladder), ladder.exact)


def _finding(seen: Seen) -> None:
    currency = seen.view.facts.currency
    if seen.impossible:
        ways = cached.reliefs(*seen.cache_key)
        if not ways:
            blocks.header("Budget", wording.CONTRADICTION)
            return
        first = ways[0]
        finding = wording.impossible(first.period, seen.money(first.limit), seen.money(first.needed), currency)
    else:
        finding = wording.finding(
            seen.money(seen.total),
            seen.money(seen.free),
            currency,
            seen.funded,
            seen.candidates,
            seen.share,
            seen.valuing.measure,
        )
    blocks.header("Budget", finding)


def _aside(seen: Seen) -> None:
    """Draw the split of the money, what is not known about the projects, and the next better set."""
    currency = seen.view.facts.currency
    if seen.impossible:
        return
    above = {name: seen.money(cost) for name, cost in seen.above.items()}
    split = wording.split(seen.money(seen.total), above, seen.money(seen.free), currency)
    said = [split if seen.funding.has_classes else wording.NO_CLASSES]
    said += wording.unknown(_unrated(seen), seen.funding.without_status, seen.all_found)
    better = cached.next_better(*seen.cache_key)
    if better is not None:
        adds, drops = seen.names(better.adds), seen.names(better.drops)
        said.append(wording.next_set(seen.money(better.extra_cost), adds, drops, currency, better.proven))
    st.markdown(plain(" ".join(part for part in said if part)))


def _unrated(seen: Seen) -> bool:
    """Return whether all count the same because nothing is known of their value, not because the reader says so."""
    return seen.valuing.measure == "equal" and seen.funding.measures[0] == "equal"


def _overrides(seen: Seen) -> None:
    forced = len(seen.asked.forced_in) + len(seen.asked.forced_out)
    if not forced or seen.impossible:
        return
    free = cached.free_value(*seen.cache_key)
    if free is not None:
        lost = max(free - seen.chosen.value, 0.0)
        st.caption(plain(wording.overrides(lost, seen.funding.candidates.open_value, forced)))
