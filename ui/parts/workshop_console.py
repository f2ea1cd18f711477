"""The facilitator's side of a workshop that is not over: where it stands, the next step, and who is here."""

from datetime import UTC, datetime
from typing import Final

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
from ui.parts import workshop_people, workshop_pictures, workshop_rules
from ui.state.rights import may
from ui.wording import workshop as wording
from ui.wording.markdown import label, plain

NEXT: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "draft": (("Open for joining", ("open",)), ("Let people answer beforehand", ("beforehand",))),
    "scoring": (("Begin the session", ("begin",)),),
    "lobby": (("Ask the first question", ("ask",)), ("Try the phones first", ("warm up",))),
    "asking": (("Show the answers", ("reveal",)),),
    "revealed": (
        ("Accept, and ask the next", ("accept", "ask")),
        ("Discuss", ("discuss",)),
        ("Ask again", ("again",)),
        ("Accept", ("accept",)),
    ),
    "discussing": (("Ask again", ("again",)), ("Accept, and ask the next", ("accept", "ask")), ("Accept", ("accept",))),
    "between": (("Ask the next question", ("ask",)), ("Close the workshop", ("close",))),
}
"""By stage the steps that lead on: words and the steps taken, the usual one first."""


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
        _steps(view, held)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _now(view, held, told)
    with right:
        _joining(view, held)
        workshop_people.people(view, held, told)


def _steps(view: View, held: Workshop) -> None:
    choices = list(NEXT[held.stage])
    if held.stage == "between":
        choices = choices[1:] if cached.asked_all(held) else choices[::-1] if cached.settled(held) else choices
    elif held.current is not None and not held.current.counts:
        choices = [("End the trial, ask the first question", ("accept", "ask"))] if held.stage != "asking" else choices
    if held.stage in ("lobby", "between") and (agreed := cached.undisputed(held)):
        choices.append((wording.accept_undisputed(agreed, cached.waiting(held)), ("undisputed",)))
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_steps"):
        for place, (words, taken) in enumerate(choices):
            st.button(
                label(words),
                type="secondary" if place else "primary",
                key=f"workshop_step_{held.version}_{place}",
                on_click=actions.take,
                args=(view, held, *taken),
            )
        blocks.link("Open the wall", "wall", icon="cast", workshop=held.id)
        with st.popover("End without a result", type="tertiary", key="workshop_end"):
            st.markdown("What was answered stays with it; nobody can join or answer any more.")
            st.button("End it now", key="workshop_abandon", on_click=actions.take, args=(view, held, "abandon"))


def _now(view: View, held: Workshop, told: Turnout) -> None:
    if held.stage == "draft":
        workshop_pictures.prepared(held)
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
    workshop_pictures.question(shown)
    if held.stage == "asking":
        share = told.answered / told.may_answer if told.may_answer else 0.0
        st.progress(share, text=wording.answered(told, shown["question"]["round"]))
        if words := wording.waiting_for(told):
            st.caption(plain(words))
    else:
        if held.stage == "discussing" and held.discuss_until is not None:
            key = f"console_clock_{held.version}"
            countdown(held.discuss_until, words="Talk for", over="The time to talk is over.", key=key)
        workshop_pictures.answers(view, held, shown, size=13)


def _repair(view: View, held: Workshop) -> None:
    """Draw which answers of the group contradict each other, and the one whose change helps most."""
    found = cached.contradiction(held)
    if found is None:
        return
    st.markdown(plain(wording.contradiction(found, held.names)))
    if may(Right.DECIDE):
        st.button(
            label(wording.ask_again(found, held.names)), key=f"workshop_repair_{held.version}",
            on_click=actions.ask_pair_again, args=(view, held, found.question),
        )  # fmt: skip


def _joining(view: View, held: Workshop) -> None:
    if held.code is None:
        return
    with st.container(border=True, key="workshop_code"):
        workshop_pictures.way_in(held.code, size=110)
        if workshop_pictures.only_here(held.code):
            st.caption(wording.ONLY_HERE)
