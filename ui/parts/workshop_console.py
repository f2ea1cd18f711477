"""The facilitator's side of a workshop that is not over: where it stands, the next step, and who is here."""

from datetime import UTC, datetime

import streamlit as st

from services.rights import Right
from services.workshops.reading import Workshop
from services.workshops.turnout import Turnout
from ui import blocks
from ui.actions import workshop as actions
from ui.cached import workshop as cached
from ui.components.countdown import countdown
from ui.components.listener import listener
from ui.filters import View
from ui.live import address_of
from ui.parts import workshop_people, workshop_pictures, workshop_rules, workshop_steps
from ui.state.rights import may
from ui.wording import workshop as wording
from ui.wording import workshop_contradiction as contradiction
from ui.wording.markdown import label, plain


@blocks.part("workshop_console")
def page(view: View, opened: Workshop) -> None:
    """Draw the workshop as it stands, and let the facilitator lead it on."""
    listener(address_of(view.scope.portfolio, opened.id), key="workshop_listener")
    with blocks.explained_errors():
        held = cached.workshop(view.scope, opened.id)
        told = cached.turnout(view.scope, opened.id)
    if held.over:
        st.rerun()
    blocks.header(held.title, wording.standing(held, told), aside=wording.aside(held, datetime.now(UTC)))
    refused = actions.say_what_was_refused()
    if refused is not None:
        blocks.show_error(refused)
    if may(Right.DECIDE):
        workshop_steps.steps(view, held)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _now(view, held, told)
    with right:
        _joining(view, held)
        workshop_people.people(view, held, told)


def _now(view: View, held: Workshop, told: Turnout) -> None:
    if held.stage == "draft":
        workshop_pictures.prepared(view, held)
        if may(Right.DECIDE):
            workshop_rules.change(view, held)
        return
    if held.stage == "scoring":
        workshop_people.beforehand(told)
        return
    if held.stage in ("lobby", "between"):
        workshop_pictures.so_far(view, held)
        _repair(view, held)
        return
    shown = cached.shown(held)
    workshop_pictures.question(view, held, shown)
    if held.stage == "asking":
        share = told.answered / told.may_answer if told.may_answer else 0.0
        st.progress(share, text=wording.answered(told))
        for words in (wording.waiting_for(told), wording.not_yet(held, told)):
            if words:
                st.caption(plain(words))
    else:
        if held.stage == "discussing" and held.discuss_until is not None:
            key = f"console_clock_{held.version}"
            countdown(held.discuss_until, words="Talk for", over="The time to talk is over.", key=key)
        workshop_pictures.answers(view, held, shown, size=13)
    if held.kind == "weights":
        st.caption(plain(wording.so_far(cached.progress(held), held.names)))


def _repair(view: View, held: Workshop) -> None:
    """Draw which answers of the group contradict each other, and the one whose change helps most."""
    found = cached.contradiction(held)
    if found is None:
        return
    funds = cached.contradiction_funds(view.scope, held, found)
    st.markdown(plain(contradiction.contradiction(found, held.names, funds)))
    if may(Right.DECIDE):
        st.button(
            label(contradiction.ask_again(found, held.names)), key=f"workshop_repair_{held.version}",
            on_click=actions.ask_pair_again, args=(view, held, found.question),
        )  # fmt: skip


def _joining(view: View, held: Workshop) -> None:
    if held.code is None:
        return
    with st.container(border=True, key="workshop_code"):
        workshop_pictures.way_in(held.code, size=110)
        if workshop_pictures.only_here(held.code):
            st.caption(wording.ONLY_HERE)
