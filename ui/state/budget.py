"""Where the reader began on the Budget page, and stood before the last move: session key `budget_stood`."""

from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Stood:
    """Where a reader began in this place, or asked to compare from (`anchored`), stands, and stood before that."""

    begun: Stand
    now: Stand
    before: Stand | None = None
    anchored: bool = False


def stood(now: Stand) -> Stood:
    """Return where the reader came from, and remember the present position; another place is a new beginning."""
    held: Stood | None = st.session_state.get(STOOD)
    if held is None or held.now.place != now.place:
        held = Stood(begun=now, now=now)
    elif (held.now.valuing, held.now.asked) != (now.valuing, now.asked):
        held = replace(held, now=now, before=held.now)
    st.session_state[STOOD] = held
    return held


def compare_from_here() -> None:
    """Let the present position be the one that later ones are compared with."""
    held: Stood = st.session_state[STOOD]
    st.session_state[STOOD] = Stood(begun=held.now, now=held.now, anchored=True)
