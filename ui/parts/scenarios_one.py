"""A plan as a card: what it buys, whether its data moved, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from services.errors import Explained
from services.rights import Right
from services.scenarios import COMMITTED, DRAFT, LOCKED, Scenario
from ui import blocks
from ui.actions import scenarios as actions
from ui.cached import scenarios as cached
from ui.filters import DIMENSIONS, View
from ui.filters import scenarios as filters
from ui.parts import scenarios_by_hand
from ui.parts import scenarios_dialogs as dialogs
from ui.state.rights import may
from ui.wording import scenarios as wording
from ui.wording.budget import price
from ui.wording.markdown import plain

SAID = "scenarios_said"
FROM = "from_scenario"


def cards(view: View, plans: Sequence[Scenario]) -> None:
    """Draw a card per plan, side by side."""
    if not plans:
        return
    with st.grid(len(plans), min_column_width=300, gap="small", key="scenarios_cards"):
        for one in plans:
            with st.container(border=True, height="stretch", gap="small", key=f"scenarios_card_{one.number}"):
                _card(view, one)


def _card(view: View, one: Scenario) -> None:
    currency = view.facts.currency
    st.subheader(plain(one.name), anchor=False)
    st.caption(plain(f"{wording.STATUSES[one.status]}. Changed by {wording.changed(one)}."))
    st.markdown(plain(f"It funds {wording.buys(one.summary, currency)}; {wording.proof(one.summary)}."))
    if one.note:
        st.markdown(plain(one.note))
    scenarios_by_hand.draw(one)
    if one.decision:
        _decision(one)
    st.caption(plain(_since(view, one)))
    _buttons(view, one)


def _decision(one: Scenario) -> None:
    assert one.decision is not None
    st.markdown(f":material/gavel: {plain(wording.decided(one.decision))}")
    departed, of_value = one.decision["departures"], one.statement["of_value"]
    if not departed:
        st.caption("It departs from nothing: it is the best under its own limits and rules.")
        return
    with st.expander(f"{wording.many(len(departed))} decided otherwise than the best"):
        st.markdown(f"Value given up in all: {plain(price(one.decision['lost'], of_value))}")
        dialogs.departed(departed, of_value)


def _since(view: View, one: Scenario) -> str:
    as_of = date.fromisoformat(one.summary["as_of"])
    made_of = wording.made_of(as_of, view.as_of)
    try:
        told = cached.since(view.scope, one.number, max(view.as_of, as_of))
    except Explained as refused:
        return f"{made_of} What moved since cannot be said: {refused.what}"
    return f"{made_of} " + wording.since(told, one.summary, view.facts.currency)


def _buttons(view: View, one: Scenario) -> None:
    number = one.number
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"scenarios_do_{number}"):
        blocks.link("Open on Budget", "budget", icon="tune", **address(one))
        if st.button("Run again", key=f"scenarios_rerun_{number}", icon=":material/replay:"):
            st.dialog(plain(f"{one.name}, solved again"), width="medium")(dialogs.rerun)(view, one)
        if not may(Right.DECIDE):
            return
        st.button(
            "Copy", key=f"scenarios_copy_{number}", icon=":material/content_copy:", on_click=_copy, args=(view, one)
        )
        if one.status == COMMITTED:
            return
        words, icon = ("Unlock", "lock_open") if one.status == LOCKED else ("Lock", "lock")
        st.button(words, key=f"scenarios_lock_{number}", icon=f":material/{icon}:", on_click=_lock, args=(view, one))
        if one.status == DRAFT:
            if st.button("Edit", key=f"scenarios_edit_{number}", icon=":material/edit:"):
                st.dialog(plain(f"Edit {one.name}"), width="medium")(dialogs.edit)(view, one)
            with st.popover("Delete", icon=":material/delete:", key=f"scenarios_delete_{number}"):
                st.markdown("It leaves the list; who deleted it stays on record.")
                st.button("Delete this draft", key=f"scenarios_gone_{number}", on_click=_delete, args=(view, one))
        if st.button("Decide", key=f"scenarios_decide_{number}", type="primary", icon=":material/gavel:"):
            st.dialog(plain(f"Decide on {one.name}"), width="large")(dialogs.decide)(view, one)
    if refused := st.session_state.pop(f"scenarios_refused_{number}", None):
        blocks.show_error(refused)


def address(one: Scenario) -> dict[str, Any]:
    """Return the query parameters that reopen a plan on the Budget page, and say which version was opened."""
    told = one.statement
    kept = {
        dimension: [value for name, value in told["filters"] if name == dimension] or None for dimension in DIMENSIONS
    }
    return {**kept, "as_of": told["as_of"], **told["address"], FROM: f"{one.number}.{one.version}"}


def _copy(view: View, one: Scenario) -> None:
    _try(one, lambda: filters.show(actions.copy(view.scope, one.number)), f"Copied {one.name}")


def _lock(view: View, one: Scenario) -> None:
    verb = "Unlocked" if one.status == LOCKED else "Locked"
    _try(one, lambda: actions.lock(view.scope, one), f"{verb} {one.name}")


def _delete(view: View, one: Scenario) -> None:
    _try(one, lambda: actions.delete(view.scope, one), f"Deleted {one.name}")


def _try(one: Scenario, do: Callable[[], None], said: str) -> None:
    try:
        do()
        st.session_state[SAID] = f"{said}."
    except Explained as refused:
        st.session_state[f"scenarios_refused_{one.number}"] = refused
