"""Parts of the slip risk page: the likeliest projects, and beside them why one is likely or the table by phase."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from services.errors import Explained
from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_why as cached
from ui.charts.heatmap import heatmap
from ui.filters import View, addresses_of
from ui.parts import slip_why
from ui.wording import cells as worded
from ui.wording import slip as wording
from ui.wording import slip_days as days_wording
from ui.wording.formats import chance, count

WHY, BY_PHASE = "Why this project", "By phase and time left"
MOST_PHASES = 12
HOW_LATE = (
    "Half of such forecasts move by the first figure or less, eight in ten by the second; within 12 months that is "
    "their furthest on the way."
)
LISTED = (
    Column("name", "Project", width=120, pinned=True),
    Column("chance", "Chance", width=54),
    Column("late", "How late", width=80, help=HOW_LATE),
    Column("why", "Why", width=158),
    Column("rag_overall", "Status", "status", help="As the project reports it.", width=50),
    Column("to_go", "To go", width=62),
    Column("open", "Open", "link", width=46),
)
WORKING_OUT = "Working out how late each may be, and why"
MAYBE_EMPTY = ("late", "rag_overall", "to_go")


@blocks.part("slip_likeliest")
def likeliest(view: View, shown: SlipView) -> None:
    """Draw the projects with a chance, the likeliest first, beside the table that gives the chances."""
    if not shown.expectation.eligible:
        return
    listed, beside = st.columns([15, 11], gap="medium")
    with beside, st.container(key="slip_picture"):
        way = _way()
        cell = _table(view, shown) if way == BY_PHASE else None
    with beside:
        # Emptied before anything is worked out: the reasons of another question never stand beside the new list.
        reasons = st.empty()
    with reasons, st.spinner(WORKING_OUT), listed:
        project = _list(view, shown, cell)
    if way == WHY and project is not None:
        with reasons.container(key="slip_reasons"):
            title = f"{project['name']}: {chance(project['probability'])}"
            slip_why.panel(view, shown.horizon, shown.days, str(project["project_key"]), title)


def _way() -> str:
    """Draw the choice of what stands beside the list."""
    chosen = st.segmented_control(
        "Beside the list",
        [WHY, BY_PHASE],
        default=WHY,
        required=True,
        key="slip_beside",
        label_visibility="collapsed",
    )
    return str(chosen or WHY)


def _table(view: View, shown: SlipView) -> list[str] | None:
    """Draw the method's table and return the cell clicked: phase and band, in words."""
    cells = wording.cells(shown.cells, shown.days)
    if cells.empty:
        return None
    known = shown.cells[shown.cells["n"] > 0]
    rows = known.groupby("phase")["n"].sum().nlargest(MOST_PHASES).index
    early = known.assign(weight=known["from_days"].clip(lower=0) * known["n"]).groupby("phase")[["weight", "n"]].sum()
    order = (early["weight"] / early["n"]).loc[rows].sort_values(ascending=False).index
    bands = [short for _, _, short in wording.BANDS if short in set(cells["column"])]
    clicked = blocks.figure_with_table(
        heatmap(cells, [wording.phase(name) for name in order], bands, blocks.palette()),
        cells.assign(chance=worded.chances(cells["depth"])),
        (
            Column("row", "Phase"),
            Column("band", "Time to forecast finish"),
            Column("chance", "Chance"),
            Column("note", "Moved in the past"),
        ),
        name="slip_table",
        title="How often such projects moved",
        note="Chance by phase and time to the forecast finish; below it, moved/past cases. Click a cell.",
        alt="Heatmap of the chance to slip by phase and time to the forecast finish, each cell with its past cases.",
        clickable=True,
        noun="cell",
    )
    if isinstance(clicked, list):
        return [str(part) for part in clicked]
    return None if clicked is None else [str(cells.loc[clicked, "row"]), str(cells.loc[clicked, "column"])]


def _list(view: View, shown: SlipView, cell: list[str] | None) -> pd.Series | None:
    """Draw the list; return the project whose row is ticked, else the first of the list."""
    rows = shown.predicted
    title, note = wording.list_head(shown)
    if cell is not None:
        inside = (rows["phase"].map(wording.phase) == cell[0]) & (rows["from_days"].map(wording.short_band) == cell[1])
        rows = rows[inside]
        title, note = (
            f"{cell[0]}, {wording.long_band(cell[1]).lower()}",
            f"{count(len(rows), 'project')} stand in this cell now.",
        )
    listed = rows.assign(
        chance=worded.chances(rows["probability"]),
        late=_late(view, shown, rows),
        to_go=worded.amounts(rows["cost_to_go"], view.facts.currency),
        why=rows["reason"].str[:1].str.upper() + rows["reason"].str[1:],
        open=addresses_of("project", "project", rows["project_key"]),
    )
    ticked = blocks.table(
        listed,
        _columns(listed, view.facts.currency),
        key="slip_list",
        clickable=True,
        currency=view.facts.currency,
        lines=3,
        rows_high=7,
        noun="project",
        title=title,
        note=f"{note} Tick a row for its reasons. {wording.to_go_note(rows['cost_to_go_rule'])}".strip(),
        download="slip_risk",
        given=wording.list_order(shown.record),
    )
    return slip_why.named(rows, ticked)


def _late(view: View, shown: SlipView, rows: pd.DataFrame) -> pd.Series:
    """Return by how many days each project may move, in words; missing where nothing can be said of any."""
    try:
        told = cached.days(view.scope, view.as_of, shown.horizon)
    except Explained:
        told = None
    if told is None:
        return pd.Series(None, index=rows.index, dtype=object)
    moves = told.projects.set_index("project_key")[["p50_days", "p80_days"]]
    found = moves.reindex(rows["project_key"].astype(str))
    return pd.Series([days_wording.interval(*row) for row in found.itertuples(index=False)], index=rows.index)


def _columns(listed: pd.DataFrame, currency: str) -> list[Column]:
    """Return the columns that hold anything: many portfolios report no status, some no money."""
    told = f"Cost to go in {currency}. {wording.to_go_note(listed['cost_to_go_rule'])}".strip()
    held = [column for column in LISTED if column.field not in MAYBE_EMPTY or listed[column.field].notna().any()]
    return [replace(column, help=told) if column.field == "to_go" else column for column in held]
