"""Asking for the reason and the approver of a change to what is published."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from services.access import Scope
from services.restatements import LONGEST_REASON
from ui.cached import publications as cached
from ui.state.person import actor
from ui.state.restating import keys
from ui.wording import publications as wording
from ui.wording.markdown import plain


def restatement(scope: Scope, place: str, dates: Sequence[date], *, reason: bool = True) -> None:
    """Draw what is asked where published dates would change; `ui.state.restating.given` returns what was typed.

    Without `reason` only the approver is asked, for the place asks for a reason itself.
    """
    why, by = keys(place)
    with st.container(border=True, key=f"{place}_restating", gap="small"):
        st.markdown(f":material/history_edu: {plain(wording.will_restate(dates))}")
        places = st.columns([2, 1], gap="small") if reason else [None, st.container()]
        if reason and places[0] is not None:
            places[0].text_input(
                "Why it is corrected", key=why, max_chars=LONGEST_REASON, placeholder="Costs of two projects were late"
            )
        with places[1] or st.container():
            approver(scope, by)


def approver(scope: Scope, key: str) -> str:
    """Draw the choice of whom one names as approver and return the account or name; empty where nobody is named."""
    known = cached.approvers(actor(), scope)
    if known.any_name:
        return str(st.text_input("Named as approver", key=key, max_chars=200, placeholder="Name of the approver") or "")
    names = dict(known.people)
    chosen = st.selectbox(
        "Named as approver",
        list(names),
        index=None,
        format_func=lambda account: f"{names.get(account, account)} ({account})",
        key=key,
        placeholder="Another person who decides here",
    )
    if not names:
        st.caption("Nobody else may approve here yet: an administrator gives people that right.")
    return str(chosen or "")
