"""Who is at a workshop: the list, inviting, and what the facilitator changes about one place."""

from typing import Final

import pandas as pd
import streamlit as st

from services.rights import Right
from services.workshops.reading import Seat, Workshop
from services.workshops.turnout import Turnout
from ui import blocks
from ui.actions import workshop as actions
from ui.blocks import Column
from ui.filters import View
from ui.state.rights import may
from ui.wording import workshop as wording
from ui.wording import workshop_groups as groups
from ui.wording.formats import count
from ui.wording.markdown import plain

LISTED: Final = (
    Column("name", "Name", width=130, pinned=True),
    Column("here", "Here", width=70),
    Column("votes", "Votes", width=60),
    Column("about", "Noted", width=190),
)

BEFOREHAND: Final = (
    Column("name", "Name", width=220, pinned=True),
    Column("answered", "Answered", "count", width=90),
    Column("of", "Of", "count", width=60),
)


def people(view: View, held: Workshop, told: Turnout) -> None:
    """Draw who is invited and who has joined; who may decide invites and changes them."""
    if words := groups.say_at_risk(held):
        st.warning(plain(words), icon=":material/groups:")
    if held.seats:
        blocks.table(
            _rows(held.seats), LISTED, key="workshop_people", noun="person", rows_high=8, title="People",
            note=f"{count(told.joined, 'voter')} here.",
        )  # fmt: skip
    for words in (groups.in_no_rule(held), groups.invited_again(*actions.invited_again(held))):
        if words:
            st.caption(plain(words))
    if not may(Right.DECIDE):
        return
    with st.popover("Invite people", icon=":material/person_add:", key="workshop_invite"):
        lines = st.text_area(
            "One name a line", key="workshop_names", placeholder="Anna Berg\nBen Okoro; Finance",
            help="A group of voters can follow after a semicolon.",
        )  # fmt: skip
        st.button("Put them on the list", key="workshop_invited", on_click=_invite, args=(view, held))
        st.caption(plain(count(sum(1 for line in lines.splitlines() if line.strip()), "name")))
    if held.seats:
        _one(view, held)


def _invite(view: View, held: Workshop) -> None:
    actions.invite(view, held, st.session_state["workshop_names"])
    st.session_state["workshop_names"] = ""


def _one(view: View, held: Workshop) -> None:
    with st.popover("Change one place", icon=":material/edit:", key="workshop_place"):
        seats = {seat.id: seat for seat in held.seats}
        chosen = st.selectbox("Whose", list(seats), format_func=lambda one: seats[one].name, key="workshop_whose")
        seat = seats[chosen]
        votes = st.toggle("Votes", seat.votes, key=f"workshop_votes_{seat.id}")
        delegate = st.text_input(
            "Represented by", seat.delegate or "", key=f"workshop_delegate_{seat.id}",
            help="Recorded, and shown in the minutes.",
        )  # fmt: skip
        group = st.text_input(
            "Group of voters", seat.group, key=f"workshop_group_{seat.id}_{seat.group}", disabled=bool(held.questions),
            help=groups.FIXED if held.questions else groups.rules(held),
        )  # fmt: skip
        conflicts = list(seat.conflicts)
        if projects := [each["key"] for each in held.frame.get("projects", ())]:
            names = held.names
            conflicts = st.multiselect(
                "Does not judge (conflict of interest)", projects, conflicts, format_func=lambda one: names[one],
                key=f"workshop_conflicts_{seat.id}", help="Counts for questions asked from now on.",
            )  # fmt: skip
        with st.container(horizontal=True):
            if st.button("Save this place", type="primary", key=f"workshop_save_{seat.id}"):
                with blocks.explained_errors():
                    actions.change_seat(view, held, seat.id, votes, delegate, conflicts, group)
                st.toast(plain(f"Saved the place of {seat.name}"), icon=":material/check:")
            if seat.taken:
                st.button(
                    "Free it for another device", key=f"workshop_free_{seat.id}", on_click=actions.free_seat,
                    args=(view, held, seat.id),
                )  # fmt: skip
            elif seat.joined_at is None:
                st.button(
                    "Take off the list", key=f"workshop_remove_{seat.id}", on_click=actions.remove_seat,
                    args=(view, held, seat.id),
                )  # fmt: skip


def _rows(seats: tuple[Seat, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [seat.name for seat in seats],
            "here": ["yes" if seat.taken else "has left" if seat.joined_at else "not yet" for seat in seats],
            "votes": ["yes" if seat.votes else "no" for seat in seats],
            "about": [_about(seat) for seat in seats],
        }
    )


def _about(seat: Seat) -> str:
    told = [
        seat.group,
        f"represented by {seat.delegate}" if seat.delegate else "",
        f"does not judge {len(seat.conflicts)}" if seat.conflicts else "",
        "" if seat.invited else "joined by code",
    ]
    return ", ".join(words for words in told if words)


def beforehand(told: Turnout) -> None:
    """Draw how far everybody is who answers beforehand, those who have most to do first."""
    blocks.section("Answers beforehand", wording.beforehand(told))
    rows = pd.DataFrame(told.beforehand, columns=["name", "answered", "of"])
    rows = rows.assign(share=rows["answered"] / rows["of"].where(rows["of"] > 0)).sort_values(["share", "name"])
    blocks.table(rows, BEFOREHAND, key="workshop_beforehand", noun="person", rows_high=12, given="The least done first")
