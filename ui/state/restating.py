"""Why something published is changed, and who approves: as typed on the page, one pair for each place that asks."""

import streamlit as st

from services.restatements import Restatement


def keys(place: str) -> tuple[str, str]:
    """Return the session keys of reason and approver."""
    return f"{place}_restated_why", f"{place}_restated_by"


def given(place: str) -> Restatement | None:
    """Return what was typed; None where nothing was, or where nothing was asked."""
    reason, approver = (str(st.session_state.get(key) or "").strip() for key in keys(place))
    return Restatement(reason, approver) if reason or approver else None


def is_whole(place: str) -> bool:
    """Return whether both are given."""
    told = given(place)
    return told is not None and bool(told.reason and told.approver)
