"""Why projects are in or out by hand: a short text for each, behind one button; optional."""

from collections.abc import Mapping, Sequence

import streamlit as st

from services.reasons_written import LONGEST
from ui.state import budget_rules as state
from ui.wording import budget_reasons as wording
from ui.wording.markdown import label


def draw(words: Mapping[str, str], forced_in: Sequence[str], forced_out: Sequence[str]) -> None:
    """Draw a text for each project decided by hand; nothing where there is none."""
    given = state.reasons((*forced_in, *forced_out))
    if not forced_in and not forced_out:
        return
    button = wording.button(len(given), len(forced_in) + len(forced_out))
    with st.popover(button, icon=":material/notes:", width="stretch", key="budget_reasons_box"):
        st.caption(wording.WHERE)
        for side, keys in (("in", forced_in), ("out", forced_out)):
            for key in keys:
                field(wording.question(words[key], side), key, "budget_reason")


def field(question: str, key: str, name: str) -> None:
    """Draw the text field for the reason of one project; `name` begins the name of the control."""
    name = f"{name}_{key}"
    # The reason is held apart from the text field, which goes when its project is let go.
    st.session_state[name] = state.reason(key)
    st.text_input(
        label(question),
        key=name,
        max_chars=LONGEST,
        placeholder=wording.EXAMPLE,
        on_change=_keep,
        args=(key, name),
    )


def _keep(key: str, name: str) -> None:
    state.give_reason(key, str(st.session_state[name] or ""))
