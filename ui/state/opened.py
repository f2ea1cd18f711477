"""Which pages are open to the person of this run."""

from urllib.parse import urlsplit

import streamlit as st

from ui.navigation import entry

OPENED = "shell_opened"


def is_open(page: str) -> bool:
    """Return whether the person may open a page; raises KeyError for an unknown one."""
    return entry(page).stem in st.session_state.get(OPENED, (page,))


def on_the_wall() -> bool:
    """Return whether this run draws the wall of a workshop, which has neither menu nor context line."""
    return urlsplit(str(st.context.url or "")).path.rstrip("/").endswith("/wall")
