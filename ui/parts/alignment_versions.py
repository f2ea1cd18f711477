"""Part of the alignment page on versions: who changed the objectives, and which live projects lost alignment by it."""

import streamlit as st

from services.alignment import Alignment
from ui import blocks
from ui.blocks import Column
from ui.cached import alignment as cached
from ui.filters import View, addresses_of
from ui.wording import alignment_versions as wording
from ui.wording.markdown import plain

OPEN = "alignment_versions_open"
LISTED = (
    Column("version", "Version", "count", width=65),
    Column("as_of", "Counts from", "date", width=95),
    Column("changed", "What changed", width=270),
    Column("by", "By", width=130),
    Column("at", "Stored", width=110),
    Column("source", "Source", width=150),
    Column("why", "Otherwise than found", width=215),
)


@blocks.part("alignment_versions")
def versions(view: View, shown: Alignment) -> None:
    """Draw the versions of the objectives; of the one chosen, the projects that lost alignment."""
    if not len(shown.tree):
        return
    opened = st.expander("Versions of the objectives", icon=":material/history:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    with opened:
        found = cached.versions(view.scope, view.as_of)
        rows = wording.rows(found)
        blocks.table(
            rows,
            LISTED if (rows["why"] != "").any() else LISTED[:-1],
            key="alignment_versions_table",
            noun="version",
            lines=2,
            rows_high=5,
            title="Who changed what",
            note="The newest first.",
            download="objective_versions",
        )
        known = {one.snapshot: one for one in found if one.changes}
        if not known:
            return
        chosen = st.selectbox(
            "Projects that lost alignment by",
            list(known),
            format_func=lambda snapshot: wording.label(known[snapshot]),
            key=f"alignment_version_{view.scope.data_version}",
        )
        with blocks.explained_errors():
            _lost(view, int(chosen))


def _lost(view: View, snapshot: int) -> None:
    found = cached.lost(view.scope, view.as_of, snapshot, view.filters)
    currency = view.facts.currency
    st.markdown(plain(wording.lost(found, currency)))
    if found.projects.empty:
        return
    rows = found.projects.assign(open=addresses_of("project", "project", found.projects["project_key"]))
    columns = [
        Column("name", "Project", width=240, pinned=True),
        Column("before", "Value before", "number", digits=2, width=95),
        Column("after", "Value after", "number", digits=2, width=90),
        Column("cost_to_go", "To go", "money", width=90),
        Column("exit_cost", "Exit cost", "money", width=90, help="A dash: not known."),
        Column("open", "Open", "link", width=55),
    ]
    if (rows["gone"] != "").any():
        columns.insert(3, Column("gone", "Served, and gone", width=160))
    blocks.table(
        rows,
        columns,
        key="alignment_lost",
        currency=currency,
        noun="project",
        rows_high=8,
        title="Lost alignment",
        note="The largest fall first, with the ratings of today.",
        download="lost_alignment",
    )
