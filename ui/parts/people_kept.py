"""What is kept from whom in the portfolio shown: subjects by role, and projects that only their readers see."""

from typing import Final

import pandas as pd
import streamlit as st

from services.restrictions import Reader, Restricted
from services.rights import SUBJECTS
from ui import blocks
from ui.actions import people as actions
from ui.blocks import Column
from ui.cached import people as cached
from ui.filters import Current, actor
from ui.parts import people_forms as forms
from ui.wording import people as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

PROJECT, CLICKED = "people_kept_project", "people_kept_clicked"
RESTRICTED: Final = (
    Column("key", "Project", width=140, pinned=True),
    Column("name", "Name", width=320),
    Column("readers", "Readers", width=520),
)


def kept(view: Current) -> None:
    """Draw both, with what changes them."""
    _subjects(view)
    _projects(view)


def _subjects(view: Current) -> None:
    shown = cached.shown(actor(), view.scope)
    blocks.section(
        "Who sees what", f"In {view.facts.name}, the marked roles; facilitators and administrators see all of it"
    )
    wanted: dict[tuple[str, str], bool] = {}
    with st.form("people_subjects", border=True):
        with st.grid(4, min_column_width=230, gap="medium", key="people_subjects_grid"):
            for subject, title in SUBJECTS.items():
                with st.container(gap="small"):
                    held = [role for role in wording.CHOOSABLE if shown[subject, role]]
                    chosen = st.segmented_control(
                        title,
                        wording.CHOOSABLE,
                        selection_mode="multi",
                        default=held,
                        format_func=wording.short,
                        key=f"people_shown_{view.facts.key}_{subject}_{'-'.join(held)}",
                    )
                    st.caption(wording.SHOWN[subject])
                    wanted |= {(subject, role): role in chosen for role in wording.CHOOSABLE}
        if st.form_submit_button("Save who sees what"):
            forms.tried(lambda: actions.show(view.scope, wanted), "It is saved who sees what.")


def _projects(view: Current) -> None:
    restricted, people = cached.restricted(actor(), view.scope), cached.people_here(actor(), view.scope)
    known = cached.projects(view)
    blocks.section("Restricted projects", count(len(restricted), "project") if restricted else "All are open")
    st.markdown(plain(wording.kept(people)))
    clicked = None
    if restricted:
        rows = [
            {"key": one.key, "name": known.get(one.key, ""), "readers": wording.readers(one, people)}
            for one in restricted
        ]
        frame = pd.DataFrame(rows, index=[one.key for one in restricted])
        clicked = blocks.table(frame, RESTRICTED, key="people_restricted", clickable=True, noun="project", rows_high=8)
    held = {one.key: one for one in restricted}
    if not held and not known:
        st.caption("No project has been reported yet.")
        return
    first, second = st.columns(2)
    with first:
        key = _project(held, known, clicked)
    if key is not None:
        with second:
            _readers(view, key, held.get(key), people)


def _project(held: dict[str, Restricted], known: dict[str, str], clicked: str | None) -> str | None:
    """Draw the choice of a project and return its key: the row just clicked, or any other."""
    if clicked is not None and clicked != st.session_state.get(CLICKED):
        st.session_state[PROJECT] = clicked
    st.session_state[CLICKED] = clicked
    return st.selectbox(
        "Project",
        list(dict.fromkeys([*held, *known])),
        index=None,
        format_func=lambda one: f"{one} {known.get(one, '')}{' (restricted)' if one in held else ''}",
        key=PROJECT,
        placeholder="Choose a project to restrict or open",
    )


def _readers(view: Current, key: str, held: Restricted | None, people: tuple[Reader, ...]) -> None:
    """Draw who reads a project, and what restricts or opens it."""
    names = {one.id: f"{one.name} ({one.account})" for one in people if not one.sees_all}
    before = [one for one in held.readers if one in names] if held else []
    # Below the choice they would move from under the pointer: the choice shrinks when it is left.
    buttons = st.container(horizontal=True, key="people_kept_buttons")
    readers = st.multiselect(
        "Readers",
        list(names),
        default=before,
        format_func=lambda number: names[number],
        key=f"people_readers_{key}_{held is not None}",
        placeholder="Nobody else" if names else "Nobody else may see this portfolio",
        select_all=False,
    )
    with buttons:
        words = "Save the readers" if held else "Restrict the project"
        if st.button(words, key="people_restrict", type="primary", disabled=held is not None and readers == before):
            forms.tried(lambda: actions.restrict(view.scope, key, readers), f"{key} is seen by its readers only.")
        if held and st.button("Open it to everybody", key="people_open"):
            forms.tried(lambda: actions.restrict(view.scope, key, None), f"{key} is open to everybody.")
