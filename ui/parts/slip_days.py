"""Part of the slip risk page: by how many days forecasts may move, and how such days held at past dates."""

from typing import Final

import pandas as pd
import streamlit as st

from services.slip_coverage import Coverage
from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_why as cached
from ui.charts.slip_days import intervals
from ui.filters import View
from ui.wording import cells as worded
from ui.wording import slip_days as wording
from ui.wording.formats import count, number
from ui.wording.markdown import plain
from ui.wording.slip import ranks_projects

MOST_DRAWN: Final = 8
PROJECTS: Final = (
    Column("name", "Project", width=146, pinned=True),
    Column("move", "Half to eight in ten", width=152),
    Column("finish", "Finish would read", width=176, help="Within 12 months at its furthest on the way."),
    Column("short", "30+ days", width=62, help="The chance to move later by more than 30 days."),
    Column("long", "90+ days", width=62, help="The chance to move later by more than 90 days."),
)
DATES: Final = (
    Column("as_of", "Said on", "date", width=95, pinned=True),
    Column("n", "Predictions", "count", width=82, help="With a known outcome, whether the forecast moved or held."),
    Column("within_50", "Within half", "percent", width=80, help="50% would be right."),
    Column("within_80", "Within eight in ten", "percent", width=115, help="80% would be right."),
)


@blocks.part("slip_days")
def how_far(view: View, shown: SlipView) -> None:
    """Draw the days of the likeliest projects beside how often past moves stayed within what was said."""
    if not shown.expectation.eligible or not shown.record.get("method"):
        return
    with blocks.explained_errors():
        told = cached.days(view.scope, view.as_of, shown.horizon)
    if told is None:
        return
    rows = shown.predicted.assign(project_key=shown.predicted["project_key"].astype(str)).merge(
        told.projects, on="project_key"
    )
    if rows.empty:
        return
    blocks.section("By how many days", "intervals, never a date")
    held = told.coverage
    st.markdown(plain(" ".join(wording.held(held.told, held.levels, held.judged, held.known, shown.horizon))))
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        _projects(rows, shown)
    with right:
        _record(held)


def _projects(rows: pd.DataFrame, shown: SlipView) -> None:
    likeliest = rows.head(MOST_DRAWN)
    spans = rows[["forecast_finish", "p50_days", "p80_days"]].itertuples(index=False)
    listed = rows.assign(
        move=[wording.interval(low, high) for low, high in zip(rows["p50_days"], rows["p80_days"], strict=True)],
        finish=[wording.finish_range(*span) for span in spans],
        short=worded.chances(rows["chance_30"]),
        long=worded.chances(rows["chance_90"]),
    )
    whole = "" if len(rows) <= MOST_DRAWN else f" The table holds all {number(len(rows))}."
    at_furthest = wording.at_furthest(shown.horizon)
    found = blocks.figure_with_table(
        intervals(likeliest, blocks.palette()),
        listed,
        PROJECTS,
        name="slip_far",
        title="How far the likeliest may move",
        note=f"From what half of such forecasts keep to what eight in ten keep{at_furthest}.{whole}",
        alt=f"Bars of the days later that {count(len(likeliest), 'project')} may move, from half to eight in ten.",
        clickable=True,
        noun="project",
    )
    same = wording.same_chances(listed)
    if same and ranks_projects(shown.record):
        st.caption(plain(same))
    if found is not None:
        blocks.go("project", project=found if isinstance(found, str) else listed.loc[found, "project_key"])


def _record(held: Coverage) -> None:
    if held.by_date.empty:
        st.caption(plain(wording.LIMITS))
        return
    blocks.table(
        held.by_date[::-1].reset_index(drop=True),
        DATES,
        key="slip_days_dates",
        noun="past date",
        rows_high=8,
        title="How such days held",
        note="Share of the predictions of each past date whose outcome stayed within the days shown then.",
        download="slip_days_held",
    )
    st.caption(plain(wording.LIMITS))
