"""What the Data pages read: templates, the dictionary, what was received, what is recorded."""

import streamlit as st

from services import importing


@st.cache_data(max_entries=64, show_spinner=False)
def template(register: str, form: str) -> bytes:
    """Return an upload template of a register as "csv" or "xlsx"."""
    return importing.template(register, form)
