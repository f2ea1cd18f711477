"""Which pages are open to the person of this run."""

import streamlit as st

from ui.navigation import entry

OPENED = "shell_opened"


def is_open(page: str) -> bool:
    """Return whether the person may open a page; raises KeyError for an unknown one."""
    return entry(page).stem in st.session_state.get(OPENED, (page,))
