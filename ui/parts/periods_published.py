"""Where the period shown stands between open and published, its next step, and what was corrected since."""

from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st

from services.errors import Explained
from services.publications import Period
from services.readings import register_titles
from services.rights import Right
from ui import blocks
from ui.actions import periods as actions
from ui.blocks import Column
from ui.cached import publications as cached
from ui.filters import Current, actor
from ui.filters.as_published import says_why
from ui.state.rights import may
from ui.wording import publications as wording
from ui.wording.formats import count, moment
from ui.wording.markdown import plain

SAID, FAILED = "periods_step_said", "periods_step_failed"
CORRECTIONS = [
    Column("as_of", "As of", "date", width=95, pinned=True),
    Column("changed", "What changed", width=300),
    Column("reason", "Reason", width=205),
    Column("approved_by", "Named as approver", width=125),
    Column("made_by", "Restated by", width=95),
    Column("made_told", "When", width=115),
    Column("cause", "What was written", width=130),
]


def standing(view: Current | None) -> None:
    """Draw where the period shown stands, and the buttons that lead on for who may decide."""
    assert view is not None
    _said()
    shown = next((one for one in cached.listing(view.scope) if one.as_of == view.context.as_of), None)
    if shown is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="periods_standing"):
        st.badge(wording.STATUS[shown.status], color=_colour(shown), width="content")
        told = wording.standing(shown)
        if shown.published_at is None and may(Right.DECIDE) and actor().person is not None:
            told += f" {wording.NOT_YET_SEEN}"
        st.markdown(plain(told), width="stretch")
        for step in wording.NEXT.get(shown.status, ()) if may(Right.DECIDE) else ():
            _button(view, shown, step)
    says_why(view.scope)


def _said() -> None:
    said: str | None = st.session_state.pop(SAID, None)
    refused: Explained | None = st.session_state.pop(FAILED, None)
    if said:
        st.success(plain(said), icon=":material/check_circle:")
    if refused is not None:
        blocks.show_error(refused)


def _button(view: Current, shown: Period, step: str) -> None:
    words, key = plain(wording.button(step, shown.as_of)), f"periods_step_{step}"
    kind: Literal["secondary", "primary"] = "secondary" if step == "reopen" else "primary"
    if step == "publish":
        if st.button(words, key=key, type=kind):
            _publishing(view, shown)
    else:
        # Done before the page is drawn anew, on what the person saw: whoever was second is told so.
        st.button(words, key=key, type=kind, on_click=_take, args=(view, shown, step))


def _colour(shown: Period) -> Literal["green", "orange", "gray"]:
    if shown.published_at is None:
        return "gray"
    return "orange" if shown.restated else "green"


@st.dialog("Publish a period")
def _publishing(view: Current, shown: Period) -> None:
    publish(view, shown)


def publish(view: Current, shown: Period) -> None:
    """Say what publishing does, and do it."""
    st.markdown(plain(wording.WHAT_PUBLISHING_DOES))
    if not cached.published(view.scope, date.min):
        st.markdown(plain(wording.WHO_SEES))
    if st.button(plain(wording.button("publish", shown.as_of)), type="primary", key="periods_publish_now"):
        _take(view, shown, "publish")
        st.rerun()


def _take(view: Current, shown: Period, step: str) -> None:
    try:
        actions.take(step, view.scope, shown.as_of, shown.version)
    except Explained as refused:
        st.session_state[FAILED] = refused
    else:
        st.session_state[SAID] = wording.done(step, shown.as_of)


def corrections(view: Current | None) -> None:
    """Draw the restatements: what was told, what it is now, why, and who was named as approver."""
    assert view is not None
    found = cached.corrections(view.scope)
    if not found:
        return
    titles, currency = register_titles(), view.facts.currency
    rows = [
        {
            "as_of": pd.Timestamp(one.as_of),
            "changed": wording.changed(one.before, one.after, currency),
            "reason": one.reason,
            "approved_by": one.approved_by,
            "made_by": one.made_by,
            "made_told": moment(one.made_at),
            "cause": wording.cause(one.cause, titles),
        }
        for one in found
    ]
    blocks.table(
        pd.DataFrame(rows),
        CORRECTIONS,
        key="periods_corrections",
        lines=2,
        rows_high=6,
        noun="restatement",
        title="Restatements",
        note=f"{count(len(rows), 'correction')} of published periods; what was published stays on record",
        given="Newest first",
        download="restatements",
    )
