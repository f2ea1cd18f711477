"""What opens over the Scenarios page: changing a plan beside others, solving it again, deciding on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from services.decisions_taken import LONGEST_NAME as LONGEST_WHO
from services.decisions_taken import LONGEST_REASON
from services.errors import Explained
from services.scenarios import EditedMeanwhile, Scenario
from services.scenarios_values import LONGEST_NAME, LONGEST_NOTE
from ui import blocks
from ui.actions import scenarios as actions
from ui.blocks import Column
from ui.cached import publications
from ui.cached import scenarios as cached
from ui.filters import View
from ui.filters import scenarios as filters
from ui.filters.restating import restatement
from ui.parts import scenarios_by_hand
from ui.state.view import current
from ui.wording import scenarios as wording
from ui.wording.budget import price
from ui.wording.formats import DASH
from ui.wording.markdown import plain

SAID: Final = "scenarios_said"
CONFLICT: Final = "scenarios_conflict"


def edit(view: View, one: Scenario) -> None:
    """Draw name and note to change; where somebody else was first, both, and ways to keep yours."""
    name = st.text_input("Name", value=one.name, key=f"scenarios_name_{one.number}", max_chars=LONGEST_NAME)
    note = st.text_area("Note", value=one.note, key=f"scenarios_note_{one.number}", max_chars=LONGEST_NOTE, height=110)
    changes = {"name": name, "note": note}
    if st.button("Save the changes", key="scenarios_edit_save", type="primary"):
        st.session_state.pop(CONFLICT, None)
        _save(view, one.number, one.version, changes)
    conflict: EditedMeanwhile | None = st.session_state.get(CONFLICT)
    if conflict is not None and conflict.theirs.number == one.number:
        _both(view, conflict, changes)


def _save(view: View, number: int, seen: int, changes: Mapping[str, Any]) -> None:
    try:
        actions.edit(view.scope, number, seen, changes)
    except EditedMeanwhile as meanwhile:
        st.session_state[CONFLICT] = meanwhile
        return
    except Explained as refused:
        blocks.show_error(refused)
        return
    _done(f"Saved {changes['name']}.")


def _both(view: View, conflict: EditedMeanwhile, changes: Mapping[str, Any]) -> None:
    """Draw what stands now beside what was not written."""
    blocks.show_error(conflict)
    theirs = conflict.theirs
    rows = pd.DataFrame(wording.meanwhile(theirs, changes), columns=["what", "theirs", "yours"])
    columns = (Column("what", "What"), Column("theirs", f"Now, by {theirs.edited_by}"), Column("yours", "Yours"))
    blocks.table(rows, columns, key="scenarios_both", lines=2, noun="line")
    with st.container(horizontal=True):
        if st.button("Save mine in its place", key="scenarios_mine"):
            _save(view, theirs.number, theirs.version, changes)
        if st.button("Keep mine as a copy", key="scenarios_mine_copy", type="primary"):
            name = str(changes["name"])
            wanted = "" if name.casefold() == theirs.name.casefold() else name
            try:
                number = actions.copy(view.scope, theirs.number, wanted, str(changes["note"]))
            except Explained as refused:
                blocks.show_error(refused)
                return
            filters.show(number)
            _done("Kept yours as a copy.")


def rerun(view: View, one: Scenario) -> None:
    """Solve a plan again from what is stored, and say what came out."""
    with st.spinner("Solving it again"), blocks.explained_errors():
        told = cached.rerun(view.scope, one)
    titles = dict(zip(one.statement["problem"]["keys"], one.statement["candidates"]["names"], strict=True))
    icon = ":material/verified:" if told.holds else ":material/error:"
    st.markdown(f"{icon} {plain(wording.rerun(told, one.name, titles))}")
    code = ", ".join(f"{name} {version}" for name, version in one.statement.get("code", {}).items())
    st.caption(
        plain(
            f"Solved in {told.found.seconds:.2f} s from the stored statement alone: weights version "
            f"{one.statement['weights']['version']}, {len(one.statement['pins'])} pinned snapshots; kept with {code}."
        )
    )


def decide(view: View, one: Scenario) -> None:
    """Draw what a decision for a plan gives up, and ask who decided, when and why."""
    with blocks.explained_errors():
        told = cached.departures(view.scope, one)
    of_value = one.statement["of_value"]
    scenarios_by_hand.rules_ignored(one)
    st.markdown(plain(wording.departures(told, of_value)))
    departed([asdict(each) for each in told.projects], of_value)
    when, who = st.columns([1, 2])
    taken = when.date_input("Decided on", value="today", key="scenarios_taken", format="YYYY-MM-DD")
    by = who.text_input(
        "Who decided", key="scenarios_by", max_chars=LONGEST_WHO, placeholder="Investment committee, or a name"
    )
    outcome = st.text_input(
        "What was decided",
        value=wording.outcome(one.summary, view.facts.currency),
        key=f"scenarios_outcome_{one.number}",
    )
    reason = st.text_area("Why", key="scenarios_why", max_chars=LONGEST_REASON, height=90)
    held = current()
    newest = max([view.as_of, *(held.dates if held else ())])
    if published := publications.published(view.scope, newest):
        restatement(view.scope, actions.PLACE, published)
    st.caption("The plan can then never be changed, only copied, and the files it rests on cannot be withdrawn.")
    words = f"Enter in the decision register: {wording.many(one.summary['funded'])} funded by choice"
    if st.button(plain(words), key="scenarios_commit", type="primary"):
        assert isinstance(taken, date)
        try:
            key = actions.commit(view.scope, one, taken, by, reason, outcome, told)
        except Explained as refused:
            blocks.show_error(refused)
            return
        _done(f"{one.name} is decided: {key} in the decision register.")


def departed(rows: Sequence[Mapping[str, Any]], of_value: float) -> None:
    """Draw the projects that a plan decides otherwise than the best, with the price of each."""
    if not rows:
        return
    frame = pd.DataFrame(
        {
            "name": [each["name"] for each in rows],
            "plan": [wording.STATES["in" if each["inside"] else "out"] for each in rows],
            "best": [wording.STATES["out" if each["inside"] else "in"] for each in rows],
            "price": [DASH if each["price"] is None else price(each["price"], of_value) for each in rows],
            "reason": [each.get("reason") or DASH for each in rows],
        }
    )
    columns = [
        Column("name", "Project", width=240),
        Column("plan", "In this plan"),
        Column("best", "In the best"),
        Column("price", "Price in value", help="Value lost by deciding this one so, and all others as well as can be."),
    ]
    told = any(each.get("reason") for each in rows)
    if told:
        columns.append(Column("reason", "Reason", width=240))
    lines = 2 if told else 1
    blocks.table(frame, columns, key=f"scenarios_departed_{len(rows)}", rows_high=6, noun="project", lines=lines)


def _done(said: str) -> None:
    st.session_state.pop(CONFLICT, None)
    st.session_state[SAID] = said
    st.rerun()
