"""Saved views: a name for an address."""

from urllib.parse import parse_qs

import streamlit as st

from services.errors import Explained
from services.rights import Right
from ui.actions import views as actions
from ui.cached import context as cached
from ui.navigation import ENTRIES, entry
from ui.state import judged
from ui.state.address import encoded
from ui.state.opened import is_open
from ui.state.rights import may
from ui.state.view import Current
from ui.wording.markdown import plain

NAME = "shell_view_name"
SAID = "shell_view_said"


def saved_views(found: Current, page: str) -> None:
    """Draw the popover that opens, saves and removes views of the portfolio."""
    with st.popover("Views", icon=":material/bookmark:", type="tertiary", key="shell_views"):
        listed = [view for view in cached.saved_views(found.scope) if view.page in {item.stem for item in ENTRIES}]
        for view in listed:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                if is_open(view.page):
                    st.page_link(entry(view.page).path, label=plain(view.name), query_params=parse_qs(view.query))
                if may(Right.DECIDE):
                    st.button(
                        "Remove",
                        key=f"shell_view_remove_{view.name}",
                        type="tertiary",
                        on_click=_remove,
                        args=(found, view.name),
                    )
        if not listed:
            st.caption("No view is saved yet. A view keeps this page with its dates and filters under a name.")
        if may(Right.DECIDE):
            st.text_input("Name for what you see now", key=NAME, max_chars=60, placeholder="Steering committee")
            st.button("Save this view", key="shell_view_save", on_click=_save, args=(found, page))
        else:
            st.caption("Views are saved by those who run sessions here; the address of this page says the same.")
        said = st.session_state.pop(SAID, "")
        if said:
            st.caption(plain(said))


def _save(found: Current, page: str) -> None:
    # What somebody has judged and not saved belongs to no view.
    query = {key: st.query_params.get_all(key) for key in st.query_params if key != judged.PARAMETER}
    name = str(st.session_state.get(NAME, ""))
    try:
        actions.save(found.scope, name, page, encoded(query))
        st.session_state[SAID] = f'Saved as "{name.strip()}".'
        st.session_state[NAME] = ""
    except Explained as refused:
        st.session_state[SAID] = str(refused)


def _remove(found: Current, name: str) -> None:
    try:
        actions.remove(found.scope, name)
        st.session_state[SAID] = f'"{name}" is removed.'
    except Explained as refused:
        st.session_state[SAID] = str(refused)
