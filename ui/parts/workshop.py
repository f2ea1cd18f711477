"""Parts of the page of workshops: all of them, preparing one, and the one that the address names."""

from dataclasses import replace
from typing import Final

import streamlit as st

from services.rights import Right
from services.workshops.rules import Rules
from ui import blocks
from ui.actions import workshop as actions
from ui.blocks import Column
from ui.cached import alignment
from ui.cached import workshop as cached
from ui.filters import View
from ui.filters import workshop as filters
from ui.parts import workshop_console, workshop_result
from ui.state.rights import may
from ui.wording import workshop as wording
from ui.wording.markdown import plain

LISTED: Final = (
    Column("title", "Workshop", width=260, pinned=True),
    Column("kind", "About", width=190),
    Column("stage", "Stage", width=190),
    Column("made", "Prepared", width=160),
    Column("by", "By", width=160),
)


def table_or_one(view: View) -> None:
    """Draw the workshop of the address, or all of them."""
    number = filters.asked()
    if number is None:
        _all(view)
        return
    with blocks.explained_errors():
        held = cached.workshop(view.scope, number)
    if held.over:
        workshop_result.page(view, held)
    else:
        workshop_console.page(view, held)
        workshop_result.earlier(view, held)


def _all(view: View) -> None:
    listed = cached.listing(view.scope)
    many = len(alignment.shown(view.scope, view.as_of, (), False).objectives)
    blocks.header("Workshop", wording.finding(listed))
    if may(Right.DECIDE):
        _prepare(view, many)
    if not listed:
        blocks.empty_state(
            "No workshop yet",
            "People weigh the objectives against each other, two at a time, each on their own phone. The answers stay "
            "private until all are shown; what the group found can then become the weights of the portfolio.",
            [] if may(Right.DECIDE) else [("See the objectives", "alignment")],
            steps=[
                "Prepare a workshop above: a title, and whether answers are anonymous."
                if many
                else "Add objectives; then a workshop is prepared above.",
                "Invite people, open it, and put the wall on the screen of the room.",
                "Everybody joins with the code, and you ask the first question.",
            ]
            if may(Right.DECIDE)
            else ["A facilitator prepares a workshop and opens it.", "Everybody joins with the code on the wall."],
        )
        return
    chosen = blocks.table(
        wording.rows(listed), LISTED, key="workshop_list", noun="workshop", clickable=True, title="All workshops",
        note="The newest first. Choose one to open it.",
    )  # fmt: skip
    if chosen is not None:
        blocks.go("workshop", workshop=listed[int(chosen)].id)


@blocks.part("workshop_prepare")
def _prepare(view: View, many: int) -> None:
    if lacking := wording.too_few_objectives(many, view.as_of):
        st.markdown(plain(lacking))
        blocks.link("Add objectives", "alignment", icon="target")
    if not many:
        return
    with st.expander("Prepare a workshop", icon=":material/add:"):
        kind = st.segmented_control(
            "What about", list(wording.KINDS), default="weights", required=True, key="workshop_kind",
            format_func=lambda one: wording.KINDS[one], help=wording.KINDS_HELP,
        )  # fmt: skip
        title = st.text_input("Title", placeholder=wording.TITLES[str(kind)], key="workshop_title")
        rules = filters.rules(Rules(), "workshop_new", pairs=kind == "weights")
        left, right = st.columns(2, gap="medium")
        with left:
            total = filters.total(view)
        with right:
            more = filters.more() if kind == "challenge" else 0
        practice = st.toggle(
            "Practice, with simulated people", key="workshop_new_practice", help="To try it out. Nothing of it counts."
        )
        if st.button("Prepare it", type="primary", key="workshop_make"):
            with blocks.explained_errors():
                number = _prepared(view, str(kind), title, replace(rules, practice=practice), total, more)
            blocks.go("workshop", workshop=number)


def _prepared(view: View, kind: str, title: str, rules: Rules, total: int | None, more: int) -> int:
    if kind == "challenge":
        return actions.prepare_challenge(view, title, rules, total, more)
    return actions.prepare(view, title, rules, total)
