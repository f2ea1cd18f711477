"""The place on the Budget page where what is shown is kept as a scenario."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from services.errors import Explained
from services.rights import Right
from services.scenarios import DRAFT, Scenario
from services.scenarios_statement import Statement
from services.scenarios_values import LONGEST_NAME, LONGEST_NOTE
from ui import blocks
from ui.actions import scenarios as actions
from ui.cached import scenarios as cached
from ui.filters import View
from ui.state.rights import may
from ui.wording.markdown import plain

NAME, NOTE, KEPT = "budget_save_name", "budget_save_note", "budget_save_kept"
FROM: Final = "from_scenario"


def save(view: View, statement_of: Callable[[], Statement]) -> None:
    """Draw the popover that keeps the plan shown, as a new scenario or in the draft it was opened from.

    `statement_of` is called only when the reader saves; it makes the statement of what the page shows.
    """
    if not may(Right.DECIDE):
        return
    with st.popover("Save scenario", icon=":material/bookmark_add:", key="budget_save"):
        st.text_input("Name", key=NAME, max_chars=LONGEST_NAME, placeholder="Spring plan, $1.4 bn")
        st.text_area("Note", key=NOTE, max_chars=LONGEST_NOTE, height=80, placeholder="What it is meant to show")
        new = st.button("Save as a new draft", key="budget_save_new", type="primary")
        held = _opened_from(view)
        over = held is not None and st.button(
            plain(f"Save into {held[0].name}"),
            key="budget_save_over",
            help="What the draft held before stays in the record of changes as figures only.",
        )
        st.caption("It keeps the data as they stand, limits, rules, weights and the proven answer, to be run again.")
        if new:
            _keep(view, statement_of)
        elif over and held is not None:
            _keep(view, statement_of, held)
        kept: tuple[str, int] | None = st.session_state.get(KEPT)
        if kept is not None:
            blocks.link(f"Kept: compare {kept[0]} on Scenarios", "scenarios", icon="stacks", scenario=kept[1])


def _keep(view: View, statement_of: Callable[[], Statement], held: tuple[Scenario, int] | None = None) -> None:
    name, note = str(st.session_state[NAME]).strip(), str(st.session_state[NOTE])
    try:
        if held is None:
            st.session_state[KEPT] = (name, actions.save(view.scope, name, note, statement_of()))
            return
        one, seen = held
        changes = {"statement": statement_of()} | ({"name": name} if name else {}) | ({"note": note} if note else {})
        actions.edit(view.scope, one.number, seen, changes)
        st.session_state[KEPT] = (name or one.name, one.number)
        st.query_params[FROM] = f"{one.number}.{seen + 1}"
    except Explained as refused:
        st.session_state.pop(KEPT, None)
        blocks.show_error(refused)


def _opened_from(view: View) -> tuple[Scenario, int] | None:
    """Return the draft this page was opened from, and the version that was opened; None where there is none."""
    number, _, seen = str(st.query_params.get(FROM, "")).partition(".")
    if not (number.isdigit() and seen.isdigit()):
        return None
    listed = {one.number: one for one in cached.listing(view.scope)}
    one = listed.get(int(number))
    return (one, int(seen)) if one is not None and one.status == DRAFT else None
