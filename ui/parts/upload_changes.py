"""What the plan of an upload changes at one date: every project that comes or goes, and every value that differs."""

from datetime import date
from typing import Any

import streamlit as st

from services import readings
from ui import blocks
from ui.actions import intake as actions
from ui.blocks import Column
from ui.filters import Current
from ui.state.uploading import Uploading
from ui.wording import plan_changes as wording
from ui.wording.formats import day

SHOWN = [
    Column("what", "What", width=95),
    Column("key", "Key", width=95),
    Column("name", "Project", width=240),
    Column("column", "Column", width=165),
    Column("before", "Before", width=200),
    Column("after", "After", width=200),
]
FEW = 1_000
GIVEN = "Left, not reported, returned, new, changed"


def changes(work: Uploading, part: dict[str, Any], view: Current, opened: bool) -> None:
    """Draw what exactly changes at the date of a part, with a click; nothing where nothing does."""
    total = len(part["not_reported"]) + sum(part["counts"][kind] for kind in ("left", "returned", "new", "changed"))
    if not total:
        return
    as_of = date.fromisoformat(part["as_of"])
    titles = {field.name: field.title for field in readings.fields(work.register)}
    told = wording.by_column(part["changes_by_column"], titles)
    shown = st.expander(
        f"What exactly changes as of {day(as_of)}",
        expanded=opened or total <= FEW,
        key=f"upload_changes_{part['as_of']}",
        on_change="rerun",
    )
    if not shown.open:
        return
    with shown:
        blocks.table(
            actions.changes(view.scope, work, as_of, view.facts),
            SHOWN,
            key="upload_changes",
            noun="change",
            given=GIVEN,
            title="Value by value",
            note=told,
            download=f"changes_{part['as_of']}",
            rows_high=8,
        )
