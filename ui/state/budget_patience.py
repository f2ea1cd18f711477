"""How long a reader lets a search go on: session key `budget_patient` holds what was asked."""

from dataclasses import replace
from typing import Final

import streamlit as st

from services.candidates import Asked

PATIENT: Final = "budget_patient"
LONG: Final = 60.0


def applied(asked: Asked) -> Asked:
    """Return the same with more time where the reader has asked for just this to be searched on."""
    return replace(asked, seconds=LONG) if st.session_state.get(PATIENT) == asked else asked


def search_on(asked: Asked) -> None:
    """Give a search more time."""
    st.session_state[PATIENT] = asked


def give_up() -> None:
    """Go back to what the short search found."""
    st.session_state.pop(PATIENT, None)
