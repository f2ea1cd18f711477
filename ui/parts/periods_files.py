"""The files behind the periods: which count, taking one out of use, and the record of who did what."""

from typing import Any

import pandas as pd
import streamlit as st

from services.errors import Explained
from services.rights import Right
from ui import blocks
from ui.actions import intake as actions
from ui.actions.background import Work
from ui.blocks import Column
from ui.cached import data as cached
from ui.cached import publications
from ui.filters import Current
from ui.filters.restating import approver
from ui.state.person import actor
from ui.state.rights import may
from ui.wording import intake as intake_wording
from ui.wording import received as wording
from ui.wording.formats import count, moment
from ui.wording.markdown import plain

REGISTER, REASON, SAID, FIGURES = "periods_register", "periods_reason", "periods_said", "periods_figures"
EVERY = "Every register"
FILES = [
    Column("file", "File", width=150, pinned=True),
    Column("register", "Register", width=130),
    Column("dates_told", "As of", width=115),
    Column("standing", "Standing", width=105),
    Column("covers", "Speaks for", width=175),
    Column("rows", "Rows", "count", width=65),
    Column("revision", "Revision", "count", width=70, help="1 is the first file of its date and coverage."),
    Column("refused", "Refused", "count", width=70),
    Column("emptied", "Emptied", "count", width=70),
    Column("received_told", "Received", width=105),
    Column("received_by", "By", width=90),
    Column("withdrawn_reason", "Why withdrawn", width=150),
]
# Drawn only where they say something of any file.
RARE = ("refused", "emptied", "withdrawn_reason")
RECORD = [
    Column("at_told", "When", width=170),
    Column("actor", "Who", width="small"),
    Column("what", "What", width="medium"),
    Column("subject", "Which", width="large"),
    Column("reason", "Reason given", width="medium"),
]


def files(view: Current | None) -> None:
    """Draw the files received; a click on one offers to take it out of use."""
    assert view is not None
    _said()
    rows = cached.files(view.scope)
    if rows.empty:
        return
    told = rows.assign(
        dates_told=[wording.dates(*values) for values in rows[["first", "last", "dates"]].itertuples(index=False)],
        standing=[
            wording.standing(in_use, dates, withdrawn is not None)
            for in_use, dates, withdrawn in zip(rows["in_use"], rows["dates"], rows["withdrawn_reason"], strict=True)
        ],
        covers=[
            intake_wording.coverage(kind, values)
            for kind, values in zip(rows["coverage_kind"], rows["coverage_values"], strict=True)
        ],
        received_told=rows["received_at"].map(moment),
    )
    clicking = "click one to withdraw it" if may(Right.UPLOAD) else "click one to see where it stands"
    note = f"{count(len(told), 'file')} received; {clicking}"
    with blocks.title_line("periods_files", "Files", note):
        registers = [EVERY, *sorted(told["register"].unique())]
        chosen = st.selectbox("Register", registers, key=REGISTER, label_visibility="collapsed", width=200)
        shown = told if chosen == EVERY else told[told["register"] == chosen]
        blocks.downloads(shown, FILES, "files_received")
    clicked = blocks.table(
        shown,
        [column for column in FILES if column.field not in RARE or shown[column.field].dropna().astype(bool).any()],
        key="periods_files_table",
        clickable=True,
        lines=2,
        rows_high=8,
        noun="file",
        given="Newest first",
    )
    if clicked is not None:
        _one(view, told.loc[clicked].to_dict())


def _one(view: Current, chosen: dict[str, Any]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="periods_chosen"):
        st.markdown(
            f"**{plain(chosen['file'])}**, {plain(chosen['register'])}, {plain(chosen['dates_told'])}: "
            f"{plain(chosen['standing'].lower())}",
            width="stretch",
        )
        if chosen["withdrawn_reason"]:
            st.markdown(plain(f"Withdrawn: {chosen['withdrawn_reason']}"), width="content")
        elif may(Right.UPLOAD) and st.button("Withdraw this file", key="periods_withdraw", icon=":material/undo:"):
            _withdrawing(view, chosen)


@st.dialog("Withdraw a file")
def _withdrawing(view: Current, chosen: dict[str, Any]) -> None:
    withdraw(view, chosen)


def withdraw(view: Current, chosen: dict[str, Any]) -> None:
    """Ask for the reason, and for who approves where something is published, and take the file out of use."""
    st.markdown(
        plain(
            f"{chosen['file']} ({chosen['dates_told']}, {count(int(chosen['rows']), 'row')}) will count no more. "
            "It is kept, and what stood before it counts again."
        )
    )
    reason = st.text_area("Why should it not count?", key=REASON, max_chars=500, placeholder="Sent before sign-off")
    approved_by = ""
    if chosen["last"] is not None and publications.published(view.scope, chosen["first"]):
        approved_by = approver(view.scope, "periods_withdraw_approver")
        st.caption("Needed where something published changes by it: the withdrawal is then a restatement.")
    if st.button("Withdraw", type="primary", key="periods_withdraw_now"):
        try:
            actions.withdraw(view.scope, int(chosen["upload"]), reason, approved_by)
        except Explained as refused:
            blocks.show_error(refused)
            return
        st.session_state[SAID] = wording.withdrawn(chosen["file"])
        st.session_state[FIGURES] = actions.work_out_figures(actor(), view.scope.portfolio)
        st.rerun()


def _said() -> None:
    said = st.session_state.pop(SAID, None)
    if said:
        st.success(plain(said), icon=":material/check_circle:")
    figures: Work[None] | None = st.session_state.get(FIGURES)
    if figures is not None and not figures.finished:
        _following(figures)


@st.fragment(run_every=1.0)
def _following(figures: Work[None]) -> None:
    if figures.finished:
        st.rerun()
    blocks.progress(figures.share, f"Working out the figures of each period. {figures.text}")


def record(view: Current | None) -> None:
    """Draw who did what to this portfolio, newest first."""
    assert view is not None
    entries = cached.record(view.scope)
    if entries.empty:
        return
    told = entries.assign(
        at_told=pd.to_datetime(entries["at"]).map(moment),
        what=entries["action"].map(wording.action),
        subject=[
            wording.subject(*one) for one in zip(entries["subject"], entries["register"], entries["rows"], strict=True)
        ],
    )
    blocks.table(
        told,
        RECORD,
        key="periods_record",
        noun="change",
        given="Newest first",
        rows_high=8,
        title="Record",
        note="The last 200 changes to this portfolio",
        download="record",
    )
