"""Parts of the budget page: the controls, the finding, and what stands beside them."""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any

import streamlit as st

from models.selection_problem import Selection
from services.budget_bound import needed
from services.candidates import Asked
from services.portfolio_candidates import Funding, Valuing
from services.project_options import AS_PLANNED
from ui import blocks
from ui.cached import budget as cached
from ui.cached import budget_looks as looks
from ui.cached import budget_more as more
from ui.filters import View
from ui.filters import budget as filters
from ui.filters import budget_value as value_filters
from ui.parts import (
    budget_closer,
    budget_link,
    budget_lists,
    budget_onward,
    budget_result,
    budget_rules_listed,
)
from ui.parts.budget_link import Query
from ui.parts.budget_seen import Seen
from ui.state import budget_patience as patience
from ui.state import budget_rules
from ui.wording import budget as wording
from ui.wording import budget_conflicts as conflict_words
from ui.wording import budget_nested as kept_wording
from ui.wording import budget_rules as rule_words
from ui.wording import budget_search as searching
from ui.wording import budget_value as value_words
from ui.wording import money_decided as decided
from ui.wording import project_options as option_words
from ui.wording.markdown import plain

QUESTION = "Which projects does this money buy?"
# A search that ends within this many seconds is waited for; of a longer one the first answer is shown meanwhile.
AT_ONCE, EVERY = 0.15, 0.1


@blocks.part("budget_what_if")
def what_if(view: View) -> None:
    """Let the reader move limits and decide projects; show the best selection and what changed.

    The finding and the figures are drawn first; what takes longer fills its place after them.
    """
    brought = budget_link.arrived()
    head, aside = st.container(key="budget_head"), st.container(key="budget_aside").empty()
    onward, answer = st.container(key="budget_onward"), st.container(key="budget_answer")
    controls, result = st.columns([1, 2.9], gap="medium")
    with controls, st.container(key="budget_controls"):
        needs = cached.any_needs(view.scope, view.as_of)
        valuing = value_filters.valuing(*cached.offered(view.scope, view.as_of, view.filters), needs)
        funding = cached.funding(view.scope, view.as_of, valuing, view.filters)
        if funding.nothing_to_decide:
            with head:
                blocks.header("Budget", QUESTION)
            with result:
                budget_lists.nothing_to_decide(funding)
            return
        with blocks.explained_errors():
            asked = _asked(view, funding, valuing, brought)
    meanwhile = head.empty()
    with blocks.explained_errors():
        _wait(view, funding, valuing, asked, meanwhile)
        chosen = cached.chosen(view.scope, view.as_of, valuing, view.filters, asked)
    seen = Seen(view, funding, valuing, asked, chosen)
    with head:
        _finding(seen)
    with aside:
        _aside(seen, [])
    with answer:
        budget_result.figures(seen)
    with result:
        budget_result.draw(seen)
    with aside:
        _aside(seen, _further(seen))
    with onward:
        budget_onward.next_better(seen)
    with controls:
        budget_onward.below_controls(seen)
    if seen.impossible:
        budget_rules_listed.draw(seen)
    else:
        budget_closer.draw(seen)
    budget_lists.how_it_was_found(seen, cached.steps(*seen.cache_key))


def _asked(view: View, funding: Funding, valuing: Valuing, brought: Query) -> Asked:
    """Draw the controls and return what they ask, with the rules of the register and those stated by hand."""
    found = funding.candidates
    asked = filters.forced(found, filters.limits(funding, view.facts.currency))
    stated = (*cached.rules(view.scope, view.as_of, found.keys), *budget_rules.by_hand())
    asked = patience.applied(filters.with_rules(asked, stated, budget_rules.switched_off(stated)))
    budget_link.follow(brought, found, asked, (view.scope.portfolio, view.as_of, view.filters, valuing, asked))
    return asked


def _wait(view: View, funding: Funding, valuing: Valuing, asked: Asked, meanwhile: Any) -> None:
    """Wait for a search; one that takes longer is told beside the first answer and how far it can be off."""
    search = cached.searching(view.scope, view.as_of, valuing, view.filters, asked)
    if search is None or _done(search, AT_ONCE):
        return
    quick = cached.at_once(view.scope, view.as_of, valuing, view.filters, asked)
    seen = Seen(view, funding, valuing, asked, quick)
    waited = AT_ONCE
    with meanwhile.container():
        st.title(plain(_words(seen) if quick.found else QUESTION), anchor=False)
        said = st.empty()
        if asked.seconds > Asked().seconds:
            st.button("Stop, and keep what was found before", key="budget_stop", on_click=patience.give_up)
    while not _done(search, EVERY):
        waited += EVERY
        said.caption(plain(searching.under_way(quick, waited)))
    meanwhile.empty()


def _done(search: Future[Selection], seconds: float) -> bool:
    try:
        search.result(timeout=seconds)
    except NotYet:
        return False
    return True


def _words(seen: Seen) -> str:
    currency, measure = seen.view.facts.currency, seen.valuing.measure
    total, free = seen.money(seen.total), seen.money(seen.free)
    return wording.finding(total, free, currency, seen.funded, seen.candidates, seen.share, measure)


def _finding(seen: Seen) -> None:
    if seen.impossible:
        told = looks.contradiction(*seen.cache_key)
        said = "" if told is None else conflict_words.conflict(told, seen.terms)
        finding = f"Nothing can be chosen. {said}" if said else "No set was found in the time given."
    else:
        finding = _words(seen)
    blocks.header("Budget", finding)
    budget_link.draw()


def _aside(seen: Seen, further: list[str]) -> None:
    """Draw the split of the money, and what else is to be said once it is known."""
    if seen.impossible:
        return
    split = _split(seen) if seen.funding.has_classes else wording.NO_CLASSES
    said = [rule_words.ignored(len(seen.asked.ignored)), split, _needed(seen), *further]
    st.markdown(plain(" ".join(part for part in said if part)))


def _further(seen: Seen) -> list[str]:
    """Return what is not known about the projects, what keeping costs, and the next better set."""
    if seen.impossible:
        return []
    said = wording.unknown(_unrated(seen), seen.funding.without_status, seen.all_found)
    said += [_given_up(seen), _options(seen), _size(seen)]
    better = cached.next_better(*seen.cache_key)
    if better is not None:
        adds, drops = seen.names(better.adds), seen.names(better.drops)
        currency = seen.view.facts.currency
        said.append(wording.next_set(seen.money(better.extra_cost), adds, drops, currency, better.proven))
    return said


def _split(seen: Seen) -> str:
    above = {name: seen.money(cost) for name, cost in seen.above.items()}
    mandatory = above.get("mandatory", 0.0) + above.get("run", 0.0)
    return decided.split(
        seen.money(seen.total),
        mandatory,
        above.get("committed", 0.0),
        seen.money(seen.free),
        seen.view.facts.currency,
        running="run" in above,
        held=seen.money(seen.asked.held),
    )


def _needed(seen: Seen) -> str:
    """Return what of the free money goes to projects that the work above the line needs."""
    bound = needed(seen.found, seen.asked)
    return decided.needed(len(bound.projects), seen.money(bound.cost), seen.view.facts.currency)


def _given_up(seen: Seen) -> str:
    """Return what keeping the funded projects costs against the best set of all."""
    if not seen.asked.keep:
        return ""
    best = cached.free(*seen.cache_key)
    lost = max(best.value - seen.chosen.value, 0.0)
    whole = seen.found.open_value
    return kept_wording.given_up(lost, whole, best.status == "optimal") if best.found and lost > 0 else ""


def _size(seen: Seen) -> str:
    """Return that size explains a free choice better than score; what is kept is not chosen by either."""
    if seen.asked.keep or seen.asked.allowed.any:
        return ""
    bias = more.size(*seen.cache_key)
    return "" if bias is None else value_words.size_warning(bias, seen.valuing.measure)


def _options(seen: Seen) -> str:
    """Return which projects go on otherwise than planned, and what that leaves to be found later."""
    if not seen.asked.allowed.any:
        return ""
    chosen = [key for key in seen.chosen.chosen if "|" in key and key not in seen.found.none_of.values()]
    otherwise = tuple(key for key in chosen if key.rsplit("|", 1)[1] not in AS_PLANNED)
    reserved = cached.reserved(*seen.cache_key, otherwise)
    return option_words.chosen(seen.names(otherwise), seen.money(reserved), seen.view.facts.currency)


def _unrated(seen: Seen) -> bool:
    """Return whether all count the same because nothing is known of their value, not because the reader says so."""
    return seen.valuing.measure == "equal" and seen.funding.measures[0] == "equal"
