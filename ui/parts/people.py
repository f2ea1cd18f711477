"""Parts of the page of people: who can sign in, everybody with one of them, open visits, and the table of roles."""

from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from data_access.settings import settings
from services.people import Person
from services.rights import ROLES, TITLES
from services.visits import Visit
from ui import blocks
from ui.actions import people as actions
from ui.blocks import Column
from ui.cached import people as cached
from ui.filters import Current, actor
from ui.filters import people as filters
from ui.parts import people_forms, people_kept, people_one
from ui.wording import people as wording
from ui.wording.formats import count, moment
from ui.wording.markdown import plain

ROWS_HIGH: Final = 7
LISTED: Final = (
    Column("name", "Name", width=135, pinned=True),
    Column("roles", "Roles", width=315),
    Column("standing", "Standing", width=145),
    Column("visits", "Visits", "count", width=60, help="Open visits: browsers that are signed in."),
    Column("seen", "Last seen", width=155),
    Column("account", "Account", width=165),
    Column("by", "Signs in by", width=80),
)
VISITS: Final = (
    Column("who", "Who", width=190, pinned=True),
    Column("device", "Device", width=210),
    Column("address", "Address", width=140),
    Column("since", "Since", width=170),
    Column("seen", "Last seen", width=170),
    Column("until", "Ends by", width=170),
)
MATRIX: Final = (
    Column("right", "May", width=320),
    *(Column(role, TITLES[role], width=140) for role in ROLES),
)


def head() -> None:
    """Draw how many can sign in, and plainly where nobody does; the page ends here for who may not see it."""
    said = st.session_state.pop(people_forms.SAID, "")
    if said:
        st.toast(plain(said), icon=":material/check:")
    if not cached.may_administer(actor()):
        blocks.header("People", "Who may do what in this portfolio.", aside=wording.ONLY_HERE)
        return
    with blocks.explained_errors():
        everybody = cached.everybody(actor())
    if settings().sign_in == "none":
        blocks.header("People", "Nobody signs in on this machine.", aside=wording.NOBODY)
    else:
        blocks.header("People", wording.finding(everybody))


@blocks.part("people_looks")
def looks(view: Current | None) -> None:
    """Let the administrator choose what to look at, and draw it."""
    with blocks.explained_errors():
        everywhere = cached.may_administer(actor())
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="people_look_line"
        ):
            chosen = filters.look(everywhere=everywhere, here=view is not None)
            if chosen == filters.PEOPLE:
                _adding(view)
        if chosen == filters.PEOPLE:
            _people(view)
        elif chosen == filters.VISITS:
            _visits()
        elif chosen == filters.ROLES:
            _roles()
        elif view is not None:
            people_kept.kept(view)


def _adding(view: Current | None) -> None:
    if st.button("Add a person", icon=":material/person_add:", key="people_add", type="primary"):
        names = cached.portfolio_names(actor())
        st.dialog("Add a person", width="medium")(people_forms.add)(names, view)
    people_forms.offer_link()


def _people(view: Current | None) -> None:
    everybody = cached.everybody(actor())
    names, locked = cached.portfolio_names(actor()), cached.locked(actor())
    if not everybody:
        st.markdown("Add the people of your organisation, each with a role in one portfolio or in all.")
        return
    clicked = blocks.table(
        _rows(everybody, names, locked),
        LISTED,
        key="people_list",
        rows_high=ROWS_HIGH,
        clickable=True,
        noun="person",
        given="By name",
        alt=f"Everybody with an account: {count(len(everybody), 'person', 'people')}.",
    )
    chosen = filters.person(everybody, clicked)
    if chosen is not None:
        people_one.one(chosen, names, view, locked.get(chosen.account))


def _rows(everybody: list[Person], names: dict[str, str], locked: dict[str, datetime]) -> pd.DataFrame:
    rows = [
        {
            "name": one.name,
            "account": one.account,
            "by": wording.signs_in_by(one),
            "roles": wording.roles(one, names),
            "standing": wording.standing(one, locked.get(one.account)),
            "visits": one.visits,
            "seen": moment(one.seen_at),
        }
        for one in everybody
    ]
    return pd.DataFrame(rows, index=[one.account for one in everybody])


def _visits() -> None:
    opened = cached.open_visits(actor())
    blocks.section("Open visits", f"{count(len(opened), 'visit')}, last seen first")
    if not opened:
        st.markdown("Nobody is signed in.")
        return
    me = actor().session
    rows = [
        {
            "who": wording.visitor(one),
            "device": f"{wording.device(one.browser)}{' (this one)' if one.id == me else ''}",
            "address": one.address,
            "since": moment(one.created_at),
            "seen": moment(one.seen_at),
            "until": moment(one.expires_at),
        }
        for one in opened
    ]
    table = pd.DataFrame(rows, index=[one.id for one in opened])
    clicked = blocks.table(
        table, VISITS, key=f"people_visits_{opened[0].id}_{len(opened)}", clickable=True, noun="visit", rows_high=10
    )
    chosen = next((one for one in opened if one.id == clicked), None)
    if chosen is None:
        st.caption("Choose a visit to end it: whoever uses it must sign in again, in all of its tabs.")
        return
    _end(chosen)


def _end(chosen: Visit) -> None:
    who = wording.visitor(chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="people_visit_chosen"):
        st.markdown(plain(f"{who}: {wording.visit(chosen)}."), width="content")
        if st.button("End this visit", key="people_visit_end"):
            people_forms.tried(lambda: actions.end_visit(chosen.id), f"The visit of {who} ended.")
        if chosen.person is not None:
            person = chosen.person
            if st.button(plain(f"End all visits of {who}"), key="people_visits_end"):
                people_forms.tried(lambda: actions.end_visits(person), f"All visits of {who} ended.")


def _roles() -> None:
    blocks.section("What each role may do", "The same table is asked by every page, command and function")
    blocks.table(pd.DataFrame(wording.matrix()), MATRIX, key="people_roles", noun="right", given="As fixed")
    st.markdown(wording.RIGHTS)
