"""Part of the page of workshops: title and rules of one that is not open yet, changed."""

import streamlit as st

from services.workshops.reading import Workshop
from services.workshops.rules import fixed
from ui.actions import workshop as actions
from ui.filters import View
from ui.filters import workshop as filters


def change(view: View, held: Workshop) -> None:
    """Let the facilitator change title and rules, as long as nobody can join."""
    opened = st.expander("Change title and rules", icon=":material/edit:", key="workshop_rules", on_change="rerun")
    if not opened.open:
        return
    with opened:
        place = f"workshop_rules_{held.id}_{held.version}"
        title = st.text_input("Title", held.title, key=f"{place}_title")
        rules = filters.rules(fixed(held), place, pairs=held.kind == "weights")
        # Not by a callback: it would be given what was typed before the last change.
        if st.button("Save title and rules", type="primary", key=f"{place}_save"):
            actions.change_rules(view, held, title, rules)
            st.rerun()
        st.caption("Once the workshop opens they are printed on the phones and stay as they are.")
