"""What the button does that saves weights found by judgments."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from services import weighing_kept
from services.weighing import Method
from ui import blocks
from ui.actions.alignment import PLACE, SAID
from ui.filters import View, actor
from ui.state import weighing as state
from ui.state import weighing_draft
from ui.state.restating import given
from ui.wording.formats import count, day


def save(view: View, place: str, group: str, method: Method, judged: Mapping[str, Any], reason: str) -> None:
    """Save the points that judgments lead to, and the judgments; show the result."""
    with blocks.explained_errors():
        changed = weighing_kept.save(actor(), view.scope, view.as_of, group, method, judged, reason, given(PLACE))
    state.forget(place)
    weighing_draft.forget(place)
    st.session_state[SAID] = (
        f"Saved the points of {count(changed, 'objective')} as of {day(view.as_of)}, with the judgments behind them."
        if changed
        else "The points are these already; the judgments are kept."
    )
    st.rerun()
