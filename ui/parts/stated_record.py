"""Part of the slip risk page: what became of stated statuses and finishes, closed until somebody asks."""

from typing import Final

import streamlit as st

from models.slip_pairs import Horizon
from ui import blocks
from ui.blocks import Column
from ui.cached import evidence as cached
from ui.charts import stated_record as charts
from ui.filters import View
from ui.wording import stated_record as wording
from ui.wording.markdown import plain
from ui.wording.slip_days import counted

DIMENSION, OPEN = "slip_stated_by", "slip_stated_open"
COLUMNS: Final = (
    Column("group", "Group", width=220, pinned=True),
    Column("stated", "What was stated", width=150),
    Column("outcomes", "Outcomes", "count"),
    Column("projects", "Projects", "count"),
    Column("share", "Moved later", "percent"),
    Column("interval", "Nine times in ten", width=110),
    Column("days", "Half moved by no more than, days", "days"),
    Column("days_interval", "Nine times in ten, days", width=120),
    Column("days_80", "Eight in ten by no more than, days", "days"),
)


@blocks.part("slip_stated")
def record(view: View, horizon: Horizon, days: int) -> None:
    """Draw the record of what was stated, by a dimension that is no person."""
    offered = cached.dimensions(view.scope, view.as_of)
    opened = st.expander("Record of stated against actual", icon=":material/history:", key=OPEN, on_change="rerun")
    if not opened.open:
        return
    with opened:
        if not offered:
            st.markdown(plain(wording.NO_DIMENSION))
            return
        st.markdown(plain(wording.NOT_FOR))
        dimension = st.segmented_control(
            "By", offered, default=offered[0], required=True, format_func=_capital, key=DIMENSION
        )
        with blocks.explained_errors():
            _drawn(view, horizon, days, dimension or offered[0])


def _capital(name: str) -> str:
    return wording.DIMENSIONS[name].capitalize()


def _drawn(view: View, horizon: Horizon, days: int, dimension: str) -> None:
    found = cached.stated(view.scope, view.as_of, horizon, days, dimension, view.filters)
    if found.groups.empty:
        st.markdown(plain(wording.NOTHING))
        return
    st.markdown(f"**{plain(wording.finding(found, days, horizon))}**")
    whole = "All together"
    shown = wording.rows(found, days, whole)
    blocks.figure_with_table(
        charts.shares(shown, wording.order(shown, whole, found.others), blocks.palette()),
        shown,
        COLUMNS,
        name="slip_stated_shares",
        title=wording.title(dimension),
        note=f"Share that moved later by more than {days} days; the line holds it nine times in ten.",
        alt=f"Dots with intervals: share of stated finishes that moved later, by {dimension}.",
        noun="line",
    )
    few = wording.too_few(found)
    st.caption(plain(" ".join(part for part in (few, counted(horizon), *wording.METHOD) if part)))
