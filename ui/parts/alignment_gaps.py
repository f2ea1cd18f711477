"""Part of the alignment page on what nobody serves, who serves nothing, and the drift over the dates."""

import streamlit as st

from services.alignment import Alignment
from services.alignment_gaps import Gaps
from ui import blocks
from ui.blocks import Column
from ui.cached import alignment_more as cached
from ui.charts import alignment_drift as charts
from ui.filters import View, addresses_of
from ui.wording import alignment_gaps as wording
from ui.wording.markdown import plain

OPEN = "alignment_gaps_open"


@blocks.part("alignment_gaps")
def gaps_and_drift(view: View, shown: Alignment) -> None:
    """Draw the objectives without live projects, the projects without objectives, and the drift."""
    if not shown.weighted:
        return
    opened = st.expander("Gaps and drift", icon=":material/join_inner:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    with opened:
        found = cached.gaps(view.scope, view.as_of, view.filters)
        left, right = st.columns(2, gap="medium")
        if found is not None:
            with left:
                _objectives(found)
            with right:
                _projects(view, found)
        _drift(view)


def _objectives(found: Gaps) -> None:
    st.markdown(plain(wording.objectives(found)))
    blocks.table(
        found.objectives,
        (
            Column("name", "Objective", pinned=True, width=150),
            Column("weight", "Weight", "percent", width=64),
            Column("live_projects", "Live", "count", width=50, help="Live projects rated above none on it."),
            Column("strong_projects", "Strong", "count", width=62, help="Of these, rated strong or extreme."),
            Column("other_projects", "Proposed", "count", width=80),
            Column("unrated", "Not rated", "count", width=84, help="Live projects not rated on it."),
        ),
        key="alignment_gaps_objectives",
        noun="objective",
        rows_high=8,
        title="Projects behind each objective",
        note="The heaviest first.",
        download="projects_by_objective",
    )


def _projects(view: View, found: Gaps) -> None:
    currency = view.facts.currency
    st.markdown(plain(wording.projects(found, currency)))
    if found.projects.empty:
        return
    rows = found.projects.assign(
        why=found.projects["reason"].map(wording.reason),
        open=addresses_of("project", "project", found.projects["project_key"]),
    )
    blocks.table(
        rows,
        (
            Column("name", "Project", pinned=True, width=210),
            Column("why", "Why", width=165),
            Column("cost_to_go", "To go", "money", width=85),
            Column("open", "Open", "link", width=55),
        ),
        key="alignment_gaps_projects",
        currency=currency,
        noun="project",
        rows_high=8,
        title="Serving none, or not rated",
        note="The most costly first.",
        given="The most costly first",
        download="projects_without_objective",
    )


def _drift(view: View) -> None:
    rows = cached.drift(view.scope, view.as_of, view.filters)
    st.markdown(plain(wording.drift(rows)))
    if len(rows) < 2:
        return
    blocks.figure_with_table(
        charts.drift(rows, blocks.palette()),
        rows,
        (
            Column("as_of", "As of", "date", pinned=True),
            Column("misplaced", "Serving others", "percent", digits=1),
            Column("serving_none", "Serving none", "percent", digits=1),
            Column("not_rated", "Not rated", "percent", digits=1),
            Column("value", "Mean value by money", "number", digits=2),
        ),
        name="alignment_drift",
        title="Drift of the money from the objectives",
        note="Share of the money, with the objectives and ratings of each date.",
        alt="Share of the money that serves others than the importance asks, that serves none, and that is not rated, "
        "over the dates.",
        noun="date",
    )
