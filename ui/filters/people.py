"""Which look of the People page is open, and which person: both stand in the address."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from services.people import Person
from ui.wording import people as wording
from ui.wording.markdown import plain

PARAMETER: Final = "person"
LOOK, CHOSEN, FOLLOWED, CLICKED = "people_look", "people_chosen", "people_followed", "people_clicked"
PEOPLE, VISITS, ROLES, KEPT = "People", "Visits", "Roles", "What is kept from whom"


def look(*, everywhere: bool, here: bool) -> str:
    """Draw the choice of looks and return the one open; people and visits are for who administers everything."""
    looks = [*([PEOPLE, VISITS] if everywhere else []), ROLES, *([KEPT] if here else [])]
    first = looks[0] if everywhere or not here else KEPT
    chosen = st.segmented_control(
        "Look at",
        looks,
        default=first,
        required=True,
        key=LOOK,
        bind="query-params",
        label_visibility="collapsed",
        width="content",
    )
    return str(chosen)


def person(everybody: Sequence[Person], clicked: str | None) -> Person | None:
    """Draw the choice of a person and return them: the row just clicked, else the account the address names."""
    known = {one.account: one for one in everybody}
    asked = st.query_params.get(PARAMETER)
    if clicked is not None and clicked != st.session_state.get(CLICKED):
        st.session_state[CHOSEN] = clicked
    elif asked != st.session_state.get(FOLLOWED):
        st.session_state[CHOSEN] = asked if asked in known else None
        if asked is not None and asked not in known:
            st.caption(plain(f"There is no account {asked}, which the address names."))
    st.session_state[CLICKED] = clicked
    if st.session_state.get(CHOSEN) not in known:
        st.session_state[CHOSEN] = None
    picked = st.selectbox(
        "Person",
        list(known),
        format_func=lambda account: wording.named(known[account]),
        key=CHOSEN,
        placeholder="Choose a row above, or type a name",
        label_visibility="collapsed",
        width=420,
    )
    show(picked)
    return None if picked is None else known[picked]


def show(account: str | None) -> None:
    """Write the person looked at to the address."""
    st.session_state[FOLLOWED] = account
    if account is None:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = account


def open_next(account: str) -> None:
    """Let the next run look at a person."""
    st.query_params[PARAMETER] = account
