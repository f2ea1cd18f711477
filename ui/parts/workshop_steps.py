"""The buttons by which the facilitator leads a workshop on, the usual step filled."""

from typing import Final

import streamlit as st

from services.workshops.reading import Workshop
from ui.actions import workshop as actions
from ui.cached import workshop as cached
from ui.filters import View
from ui.parts import workshop_pictures, workshop_undisputed
from ui.wording import workshop as wording
from ui.wording.markdown import label, plain

Choice = tuple[str, tuple[str, ...]]
"""What a button says, and the steps it takes."""
ASK: Final[Choice] = ("Ask the next question", ("ask",))
CLOSE: Final[Choice] = ("Close the workshop", ("close",))
DISCUSS: Final[Choice] = ("Discuss", ("discuss",))
AGAIN: Final[Choice] = ("Ask again", ("again",))
ACCEPT: Final[Choice] = ("Accept", ("accept",))
ACCEPT_AND_ASK: Final[Choice] = ("Accept, and ask the next", ("accept", "ask"))
LEAVE: Final[Choice] = ("Leave it open", ("leave open",))
NEXT: Final[dict[str, tuple[Choice, ...]]] = {
    "draft": (("Open for joining", ("open",)), ("Let people answer beforehand", ("beforehand",))),
    "scoring": (("Begin the session", ("begin",)),),
    "lobby": (("Ask the first question", ("ask",)), ("Try the phones first", ("warm up",))),
    "asking": (("Show the answers", ("reveal",)),),
}
SHOWN: Final = ("revealed", "discussing")
AFTER_TRIAL: Final[Choice] = ("End the trial, ask the first question", ("accept", "ask"))


def steps(view: View, held: Workshop) -> None:
    """Draw the steps that lead on from where a workshop stands."""
    choices, main = _choices(view, held)
    if held.stage in SHOWN and (words := wording.settled(*_settled(view, held))):
        st.markdown(plain(words))
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_steps"):
        for place, choice in enumerate(choices):
            _button(view, held, choice, place, usual=choice == main)
        workshop_pictures.to_wall(held)
        with st.popover("End without a result", type="tertiary", key="workshop_end"):
            st.markdown("What was answered stays with it; nobody can join or answer any more.")
            st.button("End it now", key="workshop_abandon", on_click=actions.take, args=(view, held, "abandon"))
    if held.stage in ("lobby", "between"):
        workshop_undisputed.listing(view, held)


def _button(view: View, held: Workshop, choice: Choice, place: int, *, usual: bool) -> None:
    words, taken = choice
    key = f"workshop_step_{held.version}_{place}"
    if choice == CLOSE and not usual:
        with st.popover(label(words), key=f"workshop_close_{held.version}"):
            st.markdown(plain(wording.CLOSING))
            st.button("Close it now", key=key, on_click=actions.take, args=(view, held, *taken))
        return
    st.button(
        label(words),
        type="primary" if usual else "secondary",
        key=key,
        on_click=actions.take,
        args=(view, held, *taken),
    )


def _choices(view: View, held: Workshop) -> tuple[list[Choice], Choice]:
    """Return what can be done, always in the same order, and the usual step."""
    if held.stage in NEXT:
        found = list(NEXT[held.stage])
        return found, found[0]
    if held.stage == "between":
        return _between(view, held)
    return _shown(view, held)


def _between(view: View, held: Workshop) -> tuple[list[Choice], Choice]:
    if cached.asked_all(held):
        return [CLOSE], CLOSE
    return [ASK, CLOSE], CLOSE if any(_settled(view, held)) else ASK


def _shown(view: View, held: Workshop) -> tuple[list[Choice], Choice]:
    """Return the choices once answers were shown, and the usual one.

    Where nothing more needs to be asked that is to accept without asking on, else where answers agree little to talk,
    and where they are too few to ask again.
    """
    if held.current is not None and not held.current.counts:
        return [AFTER_TRIAL], AFTER_TRIAL
    if cached.shown(held)["question"]["counts"] is None:
        return [AGAIN, LEAVE, ACCEPT], AGAIN
    accept = [ACCEPT] if cached.asked_all(held) else [ACCEPT_AND_ASK, ACCEPT]
    talk = [AGAIN] if held.stage == "discussing" else [DISCUSS, AGAIN]
    if any(_settled(view, held)):
        return [*accept, *talk], ACCEPT
    low = wording.agreement(cached.group_answer(held), held.kind) == wording.LOW
    return [*accept, *talk], talk[0] if low else accept[0]


def _settled(view: View, held: Workshop) -> tuple[bool, bool]:
    """Return whether further answers could hardly change the order, and whether what is funded."""
    return cached.settled(held), cached.funds_settled(view.scope, held)
