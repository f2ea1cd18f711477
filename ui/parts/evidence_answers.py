"""The answer of a project to its evidence: printed beside it, given, corrected, withdrawn, and its history."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from services.access import Scope
from services.answers import LONGEST, LONGEST_NAME, Answer
from services.errors import Explained
from services.project_view import disagreeing
from services.rights import Right
from ui import blocks
from ui.actions import answers as actions
from ui.cached import evidence as cached
from ui.filters import View
from ui.state.rights import may
from ui.wording import answers as wording
from ui.wording.formats import day
from ui.wording.markdown import plain

BODY, BY, WHY, SAID = "evidence_answer", "evidence_answer_by", "evidence_answer_why", "evidence_answer_said"
CHECK: Final = "check_"


def beside(view: View, held: Answer | None) -> None:
    """Draw the answer that stands, with its date; nothing where there is none."""
    if held is not None:
        st.markdown(f":material/chat: {plain(wording.answer(held, view.as_of))}")


def button(view: View, row: Mapping[str, Any], held: Answer | None) -> None:
    """Draw the button that opens the form, for those who keep the registers of the project."""
    key = row["project_key"]
    if not may(Right.KEEP, str(key)):
        return
    if st.button(
        wording.verb(held, view.as_of), key=f"slip_answer_{key}", type="tertiary", icon=":material/edit_note:"
    ):
        st.dialog(plain(str(row["name"])), width="medium")(form)(view, row, held)


def form(view: View, row: Mapping[str, Any], held: Answer | None) -> None:
    """Draw what is asked, and the place to answer, correct or withdraw."""
    key, scope = str(row["project_key"]), view.scope
    now = held is not None and wording.is_of(held, view.as_of)
    st.markdown(plain(wording.question(row)))
    if row.get("facts"):
        st.caption(plain(str(row["facts"])))
    if held is not None:
        beside(view, held)
    if not may(Right.KEEP, key):
        st.caption("Answers are given by those who keep the registers of this project.")
        return
    body = st.text_area(
        "The correct answer" if now else f"Answer for {day(view.as_of)}",
        value=held.body if held is not None and now else "",
        key=f"{BODY}_{key}",
        max_chars=LONGEST,
        height=110,
    )
    by = st.text_input(
        "Whose answer it is",
        value=held.said_by if held is not None and now else "",
        key=f"{BY}_{key}",
        max_chars=LONGEST_NAME,
        placeholder=wording.who(cached.sponsor(scope, key, view.as_of)),
    )
    st.caption(
        "Kept with the date it speaks for, your name and the time. A correction leaves the first words on record."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Keep the correction" if now else "Keep this answer", key=f"evidence_keep_{key}", type="primary"):
            _keep(view, row, body, by, held.number if held is not None and now else None)
    if held is not None and now:
        _withdrawal(scope, held)


def _keep(view: View, row: Mapping[str, Any], body: str, by: str, seen: int | None) -> None:
    checks = {name.removeprefix(CHECK): row[name] for name in row if name.startswith(CHECK)}
    asked = {
        "reported": float(row["said_overall"]),
        "checks": {name: float(value) for name, value in checks.items() if value == value},
    }
    try:
        actions.give(view.scope, view.as_of, str(row["project_key"]), body, by, asked, seen)
    except Explained as refused:
        blocks.show_error(refused)
        return
    st.rerun()


def _withdrawal(scope: Scope, held: Answer) -> None:
    with st.expander("Withdraw this answer"):
        reason = st.text_input("Why it should not stand", key=f"{WHY}_{held.number}", max_chars=LONGEST)
        if st.button("Withdraw, and keep its words on record", key=f"evidence_withdraw_{held.number}"):
            try:
                actions.withdraw(scope, held.number, reason)
            except Explained as refused:
                blocks.show_error(refused)
                return
            st.rerun()


def on_project(view: View, keys: tuple[str, ...], row: Mapping[str, Any]) -> None:
    """Draw the answers of one project under its statuses: the one that stands, then a closed history."""
    told = cached.answers_of(view.scope, keys, view.as_of)
    held = next((one for one in told if one.stands), None)
    if not told and "overall" not in disagreeing(dict(row)):
        return
    beside(view, held)
    with st.container(horizontal=True, gap="small"):
        button(view, row, held)
    older = [one for one in told if one is not held]
    if older:
        with st.expander(wording.history_title(len(older))):
            for one in older:
                st.markdown(f"{plain(one.body)}  \n:gray[{plain(wording.answer_history(one))}]")
