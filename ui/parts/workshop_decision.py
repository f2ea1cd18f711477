"""Deciding on what a workshop found: points or ratings, each departure with its reason."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from services.workshops.deciding import points_found
from services.workshops.reading import Workshop
from services.workshops.terms import LEVELS
from ui import blocks
from ui.actions import workshop as actions
from ui.cached import publications
from ui.filters import View
from ui.filters.restating import restatement
from ui.wording import workshop_points as shares
from ui.wording.formats import count, day, number
from ui.wording.markdown import label, plain

SAID: Final = "workshop_said"
LEAST: Final = 0.05
NO_REASON: Final = "This departs from what the workshop found and needs a reason."


@blocks.part("workshop_decide")
def decide(view: View, held: Workshop) -> None:
    """Draw the form by which a result is taken over; nothing where there is none, or it was a practice."""
    result = held.result or {}
    if held.stage != "closed" or held.practice or not (result.get("weights") or result.get("ratings")):
        return
    with st.expander("Decide on it", icon=":material/gavel:", expanded=True):
        by = st.text_input("Who decided", placeholder="Steering committee, 30 November", key="workshop_by")
        if published := publications.published(view.scope, view.as_of):
            restatement(view.scope, actions.PLACE, published)
        if held.kind == "weights":
            _weights(view, held, by)
        else:
            _ratings(view, held, by)


def _weights(view: View, held: Workshop, by: str) -> None:
    assert held.result is not None
    found = points_found(held.result["weights"])
    points, reasons, beside = {}, {}, {}
    columns = st.columns(2, gap="medium")
    for place, each in enumerate(held.frame["objectives"]):
        key = each["key"]
        with columns[place % 2]:
            points[key] = st.number_input(
                label(each["name"]), 0.0, 100.0, found[key], 0.1, format="%.1f", key=f"workshop_points_{key}",
                help=f"Found: {number(found[key], 1)} points.",
            )  # fmt: skip
            beside[key] = st.empty()
            if abs(points[key] - found[key]) > LEAST:
                reasons[key] = st.text_input("Reason for the departure", key=f"workshop_reason_{key}")
    total = sum(points.values())
    for key, place_beside in beside.items():
        place_beside.caption(plain(shares.share(points[key], total)))
    st.caption(plain(shares.total(total)))
    words = f"Give {count(len(found), 'objective')} these points from {day(view.as_of)} on"
    if st.button(words, type="primary", key="workshop_accept"):
        with blocks.explained_errors():
            changed = actions.accept_weights(view, held, view.as_of, by, points, reasons)
        _done(f"{count(changed, 'objective')} changed")


def _ratings(view: View, held: Workshop, by: str) -> None:
    assert held.result is not None
    levels, reasons, below = {}, {}, {}
    for place, each in enumerate(held.result["ratings"]):
        pair = (each["project"], each["objective"])
        levels[pair], reason = _level(held, each, place)
        if reason is not None:
            reasons[pair] = reason
        below[pair] = st.empty()
    words = f"Give {count(len(levels), 'rating')} these levels from {day(view.as_of)} on"
    if st.button(words, type="primary", key="workshop_accept"):
        for pair, reason in reasons.items():
            if not reason.strip():
                below[pair].error(NO_REASON, icon=":material/error:")
        with blocks.explained_errors():
            changed = actions.accept_ratings(view, held, view.as_of, by, levels, reasons)
        _done(f"{count(changed, 'rating')} changed")


def _level(held: Workshop, each: Mapping[str, Any], place: int) -> tuple[str, str | None]:
    """Draw one rating to decide on; return its level, and the reason typed where it departs from what was found."""
    names = held.names
    left, right = st.columns([2, 1], gap="medium")
    with left:
        level = st.segmented_control(
            label(f"{names[each['project']]}, {names[each['objective']]}"), LEVELS, default=each["found"],
            required=True, format_func=str.capitalize, key=f"workshop_level_{place}",
            help=f"Before: {each['before'] or 'not rated'}. Found: {each['found']}.",
        )  # fmt: skip
    if level == each["found"]:
        return level, None
    with right:
        return level, st.text_input("Reason for the departure", key=f"workshop_reason_{place}")


def _done(words: str) -> None:
    st.session_state[SAID] = words
    st.rerun()
