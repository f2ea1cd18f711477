"""Where the reader stood before the last move on the Budget page: session key `budget_stood`."""

from dataclasses import dataclass

import streamlit as st

from services.candidates import Asked
from services.portfolio_candidates import Valuing

STOOD = "budget_stood"


@dataclass(frozen=True)
class Stand:
    """One position of all controls in one place (portfolio, date and filters), and what it chose."""

    place: tuple[object, ...]
    valuing: Valuing
    asked: Asked
    chosen: tuple[str, ...]


def before(now: Stand) -> Stand | None:
    """Return the position before the last move in the same place, and remember the present one."""
    held: tuple[Stand, Stand | None] | None = st.session_state.get(STOOD)
    if held is None or held[0].place != now.place:
        st.session_state[STOOD] = (now, None)
        return None
    last, earlier = held
    if (last.valuing, last.asked) == (now.valuing, now.asked):
        return earlier
    st.session_state[STOOD] = (now, last)
    return last
