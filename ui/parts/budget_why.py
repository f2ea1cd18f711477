"""Why a project is in or out of the selection, and what it would take to change that."""

import streamlit as st

from ui.parts.budget_seen import Seen


def ask(seen: Seen, key: str) -> None:
    """Open the answer for one project."""
    st.caption(key)
