"""What nobody disputes of answers given beforehand: listed first, then accepted without being asked live."""

from typing import Final

import streamlit as st

from services.workshops.reading import Workshop
from ui import blocks
from ui.actions import workshop as actions
from ui.blocks import Column
from ui.cached import workshop as cached
from ui.filters import View
from ui.wording import workshop_undisputed as wording
from ui.wording.markdown import label, plain

SIDES: Final = {"weights": ("Between", "And"), "challenge": ("Project", "Objective")}


def listing(view: View, held: Workshop) -> None:
    """Draw what leads to the list; once somebody looked, the list itself and what accepts it."""
    listed = cached.listed(held)
    if not listed:
        if agreed := cached.undisputed(held):
            st.button(
                label(wording.see(agreed)), key=f"workshop_look_{held.version}", on_click=actions.take,
                args=(view, held, "look"), help=wording.CLOSED if held.anonymous else None,
            )  # fmt: skip
        return
    with st.expander(label(wording.title(len(listed), held)), expanded=True, key="workshop_undisputed"):
        st.markdown(plain(wording.meaning(held)))
        left, right = SIDES[held.kind]
        blocks.table(
            wording.rows(listed, held),
            (
                Column("left", left, width=220, pinned=True),
                Column("right", right, width=220),
                Column("group", "The group", width=280),
                Column("agreement", "Agreement", width=110),
            ),
            key="workshop_listed", noun="answer", rows_high=10, given="As asked",
        )  # fmt: skip
        st.button(
            label(wording.accept(len(listed))), key=f"workshop_accept_{held.version}", on_click=actions.take,
            args=(view, held, "undisputed"),
        )  # fmt: skip
