"""Dated notes on a project, and a place to write one."""

from typing import Final

import streamlit as st

from services.access import Scope
from services.errors import Explained
from services.rights import Right
from ui import blocks
from ui.actions import notes as actions
from ui.cached import project as cached
from ui.filters import View
from ui.parts.project import Shown
from ui.state.rights import may
from ui.wording.formats import moment
from ui.wording.markdown import plain

NOTE: Final = "project_note"
SAID: Final = "project_note_said"
LONGEST: Final = 2000


@blocks.part("project_notes")
def notes(view: View, shown: Shown) -> None:
    """Draw the notes, newest first, and the form for a new one."""
    blocks.section("Notes", "dated, kept with the name of who wrote them")
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        written = cached.notes(view.scope, shown.keys)
        for note in written:
            st.markdown(f"{plain(note.body)}  \n:gray[{plain(note.written_by)}, {plain(moment(note.written_at))}]")
        if not written:
            st.caption("No note yet. A note stays with the project whatever later files say, and is never overwritten.")
    with right:
        if not may(Right.KEEP, shown.key):
            st.caption("Notes are written by those who keep the registers of this project.")
            return
        st.text_area("New note", key=NOTE, max_chars=LONGEST, height=80, placeholder="What was agreed, and with whom")
        st.button("Keep this note", key="project_note_add", on_click=_add, args=(view.scope, shown.key))
        said = st.session_state.pop(SAID, "")
        if said:
            st.caption(plain(said))


def _add(scope: Scope, key: str) -> None:
    try:
        actions.add(scope, key, str(st.session_state.get(NOTE, "")))
        st.session_state[NOTE] = ""
        st.session_state[SAID] = "Kept."
    except Explained as refused:
        st.session_state[SAID] = str(refused)
