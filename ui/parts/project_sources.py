"""Where the numbers of a project come from: file, row, what was written there, and how the rest is worked out."""

from typing import Final

import pandas as pd
import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.cached import project as cached
from ui.filters import View
from ui.parts.project import Shown
from ui.wording import provenance as wording
from ui.wording.markdown import plain

VALUES: Final = (
    Column("title", "Value", width=190),
    Column("value", "Stored", width=240),
    Column("header", "Column in the file", width=190),
    Column("place", "Where", width=210),
    Column("written", "Written there", width=190),
)
COMPUTED: Final = (
    Column("title", "Figure", width=240),
    Column("value", "Value", width=110),
    Column("how", "How it is worked out", width=620),
)


def sources(view: View, shown: Shown) -> None:
    """Draw the button that opens the sources, and a way back to the list."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="project_sources_line"):
        if st.button("Where this comes from", key="project_sources", icon=":material/source:", type="tertiary"):
            _open(view, shown)
        blocks.link("All projects", "projects", icon="list")


def _open(view: View, shown: Shown) -> None:
    st.dialog("Where this comes from", width="large")(_listing)(view, shown)


def _listing(view: View, shown: Shown) -> None:
    told = cached.origin(view.scope, shown.keys, view.as_of)
    if told is None:
        st.markdown("No report is in use for this project.")
        return
    origin, mapped = told
    values = [*mapped, *wording.unmapped(shown.row["extra"])]
    st.markdown(plain(wording.origin(origin)))
    old = wording.carried(shown.row, origin)
    if old:
        st.caption(plain(old))
    place = wording.place(origin.file_name, origin.source_row) if origin.origin == "file" else "Entered here"
    currency = view.facts.currency
    rows = pd.DataFrame(
        {
            "title": [value.title for value in values],
            "value": [wording.value(value, currency) for value in values],
            "header": [value.header or None for value in values],
            "place": place,
            "written": [wording.written(value) for value in values],
        }
    )
    blocks.table(rows, VALUES, key="project_values", title="As reported", rows_high=10)
    # Below the table: above it, the grid's own toolbar would cover the button.
    with st.container(horizontal=True, horizontal_alignment="right", key="project_values_save"):
        blocks.downloads(rows, VALUES, "project_values")
    worked = pd.DataFrame(wording.computed(shown.row, shown.chances, currency), columns=["title", "value", "how"])
    if len(worked):
        blocks.table(worked, COMPUTED, key="project_computed", title="Worked out", lines=2)
