"""The buttons by which the facilitator leads a workshop on, the usual step first."""

from typing import Final

import streamlit as st

from services.workshops.reading import Workshop
from ui import blocks
from ui.actions import workshop as actions
from ui.cached import workshop as cached
from ui.filters import View
from ui.wording import workshop as wording
from ui.wording.markdown import label, plain

Choice = tuple[str, tuple[str, ...]]
"""What a button says, and the steps it takes."""
ASK: Final[Choice] = ("Ask the next question", ("ask",))
CLOSE: Final[Choice] = ("Close the workshop", ("close",))
DISCUSS: Final[Choice] = ("Discuss", ("discuss",))
AGAIN: Final[Choice] = ("Ask again", ("again",))
ACCEPT: Final[tuple[Choice, ...]] = (("Accept, and ask the next", ("accept", "ask")), ("Accept", ("accept",)))
LEAVE: Final[Choice] = ("Leave it open", ("leave open",))
NEXT: Final[dict[str, tuple[Choice, ...]]] = {
    "draft": (("Open for joining", ("open",)), ("Let people answer beforehand", ("beforehand",))),
    "scoring": (("Begin the session", ("begin",)),),
    "lobby": (("Ask the first question", ("ask",)), ("Try the phones first", ("warm up",))),
    "asking": (("Show the answers", ("reveal",)),),
}
AFTER_TRIAL: Final[Choice] = ("End the trial, ask the first question", ("accept", "ask"))


def steps(view: View, held: Workshop) -> None:
    """Draw the steps that lead on from where a workshop stands."""
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_steps"):
        for place, choice in enumerate(_choices(view, held)):
            _button(view, held, choice, place)
        blocks.link("Open the wall", "wall", icon="cast", workshop=held.id)
        with st.popover("End without a result", type="tertiary", key="workshop_end"):
            st.markdown("What was answered stays with it; nobody can join or answer any more.")
            st.button("End it now", key="workshop_abandon", on_click=actions.take, args=(view, held, "abandon"))


def _button(view: View, held: Workshop, choice: Choice, place: int) -> None:
    words, taken = choice
    key = f"workshop_step_{held.version}_{place}"
    if choice == CLOSE and place:
        with st.popover(label(words), key=f"workshop_close_{held.version}"):
            st.markdown(plain(wording.CLOSING))
            st.button("Close it now", key=key, on_click=actions.take, args=(view, held, *taken))
        return
    st.button(
        label(words),
        type="secondary" if place else "primary",
        key=key,
        on_click=actions.take,
        args=(view, held, *taken),
    )


def _choices(view: View, held: Workshop) -> list[Choice]:
    """Return what can be done, the usual step first."""
    if held.stage in NEXT:
        found = list(NEXT[held.stage])
    elif held.stage == "between":
        found = _between(view, held)
    else:
        found = _shown(held)
    if held.stage in ("lobby", "between") and (agreed := cached.undisputed(held)):
        found.append((wording.accept_undisputed(agreed, cached.waiting(held)), ("undisputed",)))
    return found


def _between(view: View, held: Workshop) -> list[Choice]:
    if cached.asked_all(held):
        return [CLOSE]
    over = cached.settled(held) or cached.funds_settled(view.scope, held)
    return [CLOSE, ASK] if over else [ASK, CLOSE]


def _shown(held: Workshop) -> list[Choice]:
    """Return the choices once answers were shown; where they agree little, or are too few, accepting is not first."""
    if held.current is not None and not held.current.counts:
        return [AFTER_TRIAL]
    talk = [AGAIN] if held.stage == "discussing" else [DISCUSS, AGAIN]
    if cached.shown(held)["question"]["counts"] is None:
        return [AGAIN, LEAVE, ACCEPT[1]]
    if wording.agreement(cached.group_answer(held), held.kind) == wording.LOW:
        return [*talk, *ACCEPT]
    return [ACCEPT[0], *talk, ACCEPT[1]]
