"""The plan of the file at hand: what each date would change, what to confirm, and the button that loads it."""

from typing import Any

import pandas as pd
import streamlit as st

from services.readings import register_titles
from ui import blocks
from ui.actions import intake as actions
from ui.blocks import Column
from ui.filters import Current
from ui.filters.restating import restatement
from ui.parts import upload_changes, upload_findings, upload_loading, upload_reading
from ui.state.restating import is_whole
from ui.state.uploading import LOADING, Uploading, current
from ui.wording import intake as wording
from ui.wording.formats import number
from ui.wording.markdown import plain

MOST_STEPS, FEW_STEPS, SCROLLED = 100, 8, 280
PARTS = [
    Column("as_of", "As of", "date", width="small", pinned=True),
    Column("standing", "What it is", width="small"),
    Column("rows", "Rows", "count", width="small"),
    Column("new", "New", "count", width="small"),
    Column("changed", "Changed", "count", width="small"),
    Column("unchanged", "Unchanged", "count", width="small"),
    Column("left", "Left", "count", width="small", help="Inside what the file speaks for, and missing from it."),
    Column("returned", "Returned", "count", width="small", help="Had left before, and is back."),
    Column("already", "Note", width="medium"),
]


def plan(view: Current | None) -> None:
    """Draw the decisions a person makes, and the plan that follows from them."""
    work = current()
    assert view is not None
    if work is None or work.file is None:
        return
    if LOADING in st.session_state:
        upload_loading.loading(work)
        return
    upload_reading.decisions(work, view.facts.currency)
    if work.plan is None:
        if not work.refusals:
            blocks.section("Plan", f"It is drawn up once you say {wording.left_open(work.still_open)}.")
        return
    _moved(work)
    _head(work, work.plan, view)
    upload_findings.warnings(work.plan)
    _changes(work, work.plan, view)
    _steps(work, work.plan)
    upload_findings.control(work.plan, view.facts)


def _moved(work: Uploading) -> None:
    if work.before is not None and work.plan is not None:
        st.warning(
            "\n".join(f"- {plain(line)}" for line in wording.differences(work.before, work.plan)),
            title="The portfolio changed meanwhile; nothing was written. This is the new plan.",
            icon=":material/sync_problem:",
        )


def _head(work: Uploading, found: dict[str, Any], view: Current) -> None:
    note = f"Speaks for {wording.coverage(work.coverage.kind, work.coverage.values)}"
    doubtful = upload_findings.wrong_portfolio(found)
    waits = not wording.is_loaded_already(found) and upload_findings.date_ahead(found)
    if work.touched and not wording.is_loaded_already(found):
        restatement(view.scope, actions.PLACE, work.touched)
    with blocks.title_line("upload_plan", "Plan", note):
        if wording.is_loaded_already(found):
            st.caption("There is nothing to load.", width="content")
        else:
            st.button(
                plain(wording.button(found, register_titles())),
                type="secondary" if doubtful else "primary",
                wrap=True,
                key="upload_load",
                disabled=waits or (bool(work.touched) and not is_whole(actions.PLACE)),
                on_click=actions.load,
                args=(view.scope,),
            )


def _changes(work: Uploading, found: dict[str, Any], view: Current) -> None:
    """Draw what changes at each date; a click on a date lists the changes behind its numbers."""
    rows = [
        {
            "as_of": pd.Timestamp(part["as_of"]),
            "standing": wording.STANDING[part["standing"]],
            "rows": part["rows"],
            **part["counts"],
            "already": part["already"] or "",
        }
        for part in found["parts"]
    ]
    shown = PARTS if any(part["already"] for part in found["parts"]) else PARTS[:-1]
    clicked = blocks.table(
        pd.DataFrame(rows),
        shown,
        key="upload_parts",
        clickable=len(rows) > 1,
        noun="date",
        rows_high=18,
        title="What changes at each date",
        note="Each date meets what the earlier ones leave" + ("; click one for its changes" if len(rows) > 1 else ""),
        download="plan_by_date",
    )
    if clicked is not None or len(rows) == 1:
        upload_changes.changes(work, found["parts"][int(clicked or 0)], view, opened=clicked is not None)


def _steps(work: Uploading, found: dict[str, Any]) -> None:
    """Ask which projects that left are ones that entered under another key."""
    proposed = [(part["as_of"], proposal) for part in found["parts"] for proposal in part["proposals"]]
    if not proposed:
        return
    blocks.section("The same project under another key?", "Confirmed, its history goes on under the new key")
    with st.form("upload_steps", border=True, enter_to_submit=False):
        steps = []
        with st.container(height=SCROLLED if len(proposed) > FEW_STEPS else "content", border=False, gap="xsmall"):
            for place, (as_of, proposal) in enumerate(proposed[:MOST_STEPS]):
                key = (proposal["from_key"], proposal["to_key"])
                st.checkbox(plain(wording.step(proposal)), value=key in work.lineage, key=f"upload_step_{place}")
                steps.append({**{name: proposal[name] for name in ("from_key", "to_key", "kind")}, "as_of": as_of})
        if len(proposed) > MOST_STEPS:
            st.caption(f"The {MOST_STEPS} likeliest of {number(len(proposed))} are shown.")
        st.form_submit_button("Take over what is ticked", on_click=_confirm, args=(steps,))


def _confirm(steps: list[dict[str, str]]) -> None:
    for place, step in enumerate(steps):
        actions.confirm(step, bool(st.session_state.get(f"upload_step_{place}")))
