"""Part of the alignment page on how firm the ranking is: intervals of weights, a tornado, and reported priority."""

import streamlit as st

from services.alignment import Alignment
from services.alignment_sensitivity import FIRST, Sensitivity
from ui import blocks
from ui.blocks import Column
from ui.cached import alignment_more as cached
from ui.charts import alignment_sensitivity as charts
from ui.charts.base import escape
from ui.filters import View, addresses_of
from ui.wording import alignment_sensitivity as wording
from ui.wording.markdown import plain

OPEN = "alignment_firm_open"


@blocks.part("alignment_sensitivity")
def firmness(view: View, shown: Alignment) -> None:
    """Draw within which weights the ranking holds, which weight moves it most, and how priority agrees."""
    if not shown.weighted:
        return
    opened = st.expander("How firm the ranking is", icon=":material/tune:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    with opened:
        proposed = not bool(shown.projects["live"].all())
        found = cached.sensitivity(view.scope, view.as_of, view.filters, proposed)
        if found is None:
            st.caption("No project is rated yet, so there is no ranking.")
            return
        left, right = st.columns(2, gap="medium")
        with left:
            _intervals(found)
        with right:
            _moves(found)
        _reported(found)


def _intervals(found: Sensitivity) -> None:
    every = False
    if found.projects > FIRST:
        chosen = st.segmented_control(
            "Order of", wording.ORDERS, default=wording.ORDERS[0], required=True, key="alignment_order_of"
        )
        every = chosen == wording.ORDERS[1]
    rows = found.every if every else found.first
    st.markdown(plain(wording.tightest(rows, found.projects, every)))
    drawn = rows.dropna(subset=["lowest", "highest"])
    if drawn.empty:
        return
    drawn = drawn.assign(
        hover=[
            wording.interval_hover(row, escape(name))
            for row, name in zip(drawn.itertuples(), drawn["name"], strict=True)
        ]
    )
    blocks.figure_with_table(
        charts.intervals(drawn, blocks.palette()),
        rows,
        (
            Column("name", "Objective", pinned=True),
            Column("weight", "Weight now", "percent", digits=1),
            Column("lowest", "Holds from", "percent", digits=1),
            Column("highest", "to", "percent", digits=1),
        ),
        name="alignment_intervals",
        title="Where the order holds",
        note="One weight moves, the others keep their proportions.",
        alt="For each objective the interval of its weight in which the order of projects holds.",
        noun="objective",
    )


def _moves(found: Sensitivity) -> None:
    st.markdown(plain(wording.moving(found)))
    rows = found.moves.assign(
        hover=[
            wording.move_hover(row, escape(name))
            for row, name in zip(found.moves.itertuples(), found.moves["name"], strict=True)
        ]
    )
    blocks.figure_with_table(
        charts.moves(rows, blocks.palette()),
        rows,
        (
            Column("name", "Objective", pinned=True),
            Column("weight", "Weight now", "percent", digits=1),
            Column("weight_low", "Lower weight", "percent", digits=1),
            Column("moved_lower", "Move at the lower", "count"),
            Column("weight_high", "Higher weight", "percent", digits=1),
            Column("moved_higher", "Move at the higher", "count"),
            Column("projects_moved", "Change rank", "count"),
            Column("largest_move", "Largest move of a rank", "count"),
            Column("largest_swing", "Largest swing of a value", "number", digits=2),
        ),
        name="alignment_moves",
        title="Who moves with a weight",
        note=wording.moves_note(found),
        alt="For each objective how many projects leave their place when its weight is ten points lower or higher.",
        noun="objective",
    )


def _reported(found: Sensitivity) -> None:
    st.markdown(plain(wording.agreement(found.reported)))
    if found.differences.empty:
        return
    rows = wording.apart(found.differences).assign(
        open=addresses_of("project", "project", found.differences["project_key"])
    )
    blocks.table(
        rows,
        (
            Column("name", "Project", pinned=True, width=260),
            Column("rank", "Rank by value", "number", width=110),
            Column("reported", "Rank by priority", "number", width=120),
            Column("apart", "Places apart", "number", width=105),
            Column("puts", "Priority puts it", width=120),
            Column("open", "Open", "link", width=55),
        ),
        key="alignment_reported",
        noun="project",
        rows_high=6,
        title="Value against reported priority",
        note="The largest difference first.",
        given="The largest difference first",
        download="value_against_priority",
    )
