"""One person on the page of people: what they may do where, their own projects, their open visits."""

from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from services.people import Person
from ui import blocks
from ui.actions import people as actions
from ui.cached import people as cached
from ui.filters import Current, actor
from ui.parts import people_forms as forms
from ui.wording import people as wording
from ui.wording.formats import count, moment
from ui.wording.markdown import plain

VISITS_SHOWN: Final = 4


def one(person: Person, names: dict[str, str], view: Current | None, locked: datetime | None) -> None:
    """Draw a person with everything an administrator may change of them."""
    with st.container(border=True, key="people_one"):
        with blocks.title_line("people_person", person.name, wording.about(person, locked)):
            _buttons(person, locked)
        roles, own, visits = st.columns([5, 4, 4], gap="large")
        with roles.container(gap="small"):
            _roles(person, names, view)
        with own.container(gap="small"):
            _own_projects(person, view)
        with visits.container(gap="small"):
            _visits(person)


def _buttons(person: Person, locked: datetime | None) -> None:
    told = "Too many sign-ins failed. They may try again at once."
    if locked is not None and st.button("Unlock", key="people_unlock", icon=":material/lock_open:", help=told):
        forms.tried(lambda: actions.unlock(person.id), f"{person.name} may try again.")
    if forms.by_password() and person.by == "password" and not person.disabled:
        words = "New invitation link" if person.ready or person.invited_until else "Invitation link"
        told = "By it they choose a password, a new one if they have lost theirs."
        if st.button(words, key="people_invite", icon=":material/link:", help=told):
            forms.invite(person)
    if st.button("Edit", key="people_edit", icon=":material/edit:"):
        st.dialog(plain(f"Edit {person.name}"), width="small")(forms.edit)(person)
    if person.disabled:
        if st.button("Enable", key="people_enable", icon=":material/lock_open:"):
            forms.tried(lambda: actions.disable(person.id, False), f"{person.name} may sign in again.")
    elif st.button(
        "Disable", key="people_disable", icon=":material/block:", help="Keeps them out and ends their visits at once."
    ):
        forms.tried(lambda: actions.disable(person.id, True), f"{person.name} is kept out.")


def _roles(person: Person, names: dict[str, str], view: Current | None) -> None:
    st.subheader("Roles", anchor=False)
    if not person.roles:
        st.caption("No role yet: they can sign in and see nothing.")
    for place, (portfolio, role, by_group) in enumerate(person.roles):
        words = wording.role_in(portfolio, role, names)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", wrap=False, key=f"people_held_{place}"
        ):
            st.markdown(plain(words), width="stretch")
            if by_group:
                st.caption("by a group", width="content", help="It follows the groups of the provider or proxy.")
            elif st.button(
                "Take away",
                key=f"people_take_{person.id}_{portfolio or '*'}",
                type="tertiary",
                help="They keep their other roles.",
            ):
                forms.tried(partial(actions.set_role, person.id, portfolio, ""), f"{words} is taken away.")
    given, where = forms.role_and_place(names, view, str(person.id), none=False)
    if st.button("Give this role", key="people_give"):
        words = wording.role_in(where, given, names)
        forms.tried(lambda: actions.set_role(person.id, where, given), f"{person.name}: {words}.")


def _own_projects(person: Person, view: Current | None) -> None:
    if view is None:
        st.subheader("Own projects", anchor=False)
        st.caption("There is no portfolio yet.")
        return
    here = {role for portfolio, role, _ in person.roles if portfolio in ("", view.facts.key)}
    known, held = cached.projects(view), cached.own_projects(actor(), person.id, view.facts.key)
    if "contributor" not in here and not held:
        st.subheader("Own projects", anchor=False)
        st.caption(
            plain(f"For contributors. {person.name} is none in {view.facts.name}; give that role to choose projects.")
        )
        return
    # Below the choice the button would move from under the pointer: the choice shrinks when it is left.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="people_own"):
        st.subheader("Own projects", anchor=False, width="stretch")
        place = st.empty()
    chosen = st.multiselect(
        plain(f"In {view.facts.name}"),
        list(dict.fromkeys([*held, *known])),
        default=held,
        format_func=lambda key: f"{key} {known.get(key, '')}".strip(),
        key=f"people_own_{person.id}_{view.facts.key}",
        placeholder="Choose projects",
        select_all=False,
    )
    if place.button("Save the projects", key="people_own_save", disabled=sorted(chosen) == held):
        words = f"{person.name} keeps {count(len(chosen), 'project')} of {view.facts.name}."
        forms.tried(lambda: actions.set_own_projects(person.id, view.facts.key, chosen), words)


def _visits(person: Person) -> None:
    opened = cached.open_visits(actor(), person.id)
    st.subheader("Open visits", anchor=False)
    if not opened:
        st.caption("None.")
        return
    me = actor().session
    for one in opened[:VISITS_SHOWN]:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", wrap=False, key=f"people_open_{one.id}"
        ):
            here = " (this one)" if one.id == me else ""
            with st.container(gap=None, width="stretch"):
                st.markdown(plain(f"{wording.device(one.browser)}{here}"))
                told = f"{one.address}, since {moment(one.created_at)}, seen {moment(one.seen_at)}"
                st.caption(plain(told))
            if st.button("End", key=f"people_end_{one.id}", type="tertiary"):
                forms.tried(partial(actions.end_visit, one.id), f"A visit of {person.name} ended.")
    if len(opened) > VISITS_SHOWN:
        st.caption(f"And {count(len(opened) - VISITS_SHOWN, 'other')}, all listed under Visits.")
    if len(opened) > 1 and st.button(f"End all {len(opened)}", key="people_end_all"):
        forms.tried(lambda: actions.end_visits(person.id), f"All visits of {person.name} ended.")
