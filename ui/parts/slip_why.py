"""Why a project has its chance to slip: the steps to it, how far it may move, like cases, and what would lower it."""

from typing import Final

import pandas as pd
import streamlit as st

from models.slip_baselines import BASE_RATE
from models.slip_pairs import Horizon
from services.errors import Explained
from services.project_view import Chance
from services.slip_why import Why
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_why as cached
from ui.charts.slip_why import waterfall
from ui.filters import View
from ui.parts.project import Shown
from ui.wording import slip_days as days_wording
from ui.wording import slip_why as wording
from ui.wording.formats import percent
from ui.wording.markdown import plain

THRESHOLD: Final = "slip_threshold"
OFFERED: Final = (0.1, 0.2, 0.3, 0.4, 0.5)
FIRST: Final = 0.3
STEPS: Final = (
    Column("label", "What", width=180, pinned=True),
    Column("words", "Of this project", width=320),
    Column("points", "Points", "number"),
)


def panel(view: View, horizon: Horizon, days: int, key: str, title: str) -> None:
    """Draw the explanation of one project under a title."""
    limit = float(st.session_state.get(THRESHOLD) or FIRST)
    try:
        found = cached.why(view.scope, view.as_of, horizon, days, key, limit)
    except Explained as refused:
        blocks.show_error(refused)
        return
    if found is None:
        blocks.section(title)
        st.markdown("This project has no chance to slip at this date, so there is nothing to explain.")
        return
    _steps(found, title)
    _days(found, horizon)
    _similar(found, horizon)
    _recourse(found)


def on_project(view: View, shown: Shown) -> None:
    """Draw the explanation on the page of one project, for the longer horizon where it has a chance there."""
    both: tuple[tuple[Horizon, Chance | None], ...] = (("12m", shown.year), ("next", shown.next))
    for horizon, chance in both:
        if chance is not None and chance.probability is not None:
            _on_project(view, horizon, shown.key, f"Why {percent(chance.probability)} to slip {chance.words}")
            return


@blocks.part("project_why")
def _on_project(view: View, horizon: Horizon, key: str, title: str) -> None:
    panel(view, horizon, 30, key, title)


def _steps(found: Why, title: str) -> None:
    if found.method == BASE_RATE:
        blocks.section(title)
        st.markdown(plain(wording.one_rate(found.chance, found.cases)))
        return
    steps = wording.steps(found.base, found.added, found.chance, found.inputs)
    blocks.figure_with_table(
        waterfall(steps, blocks.palette()),
        steps,
        STEPS,
        name="slip_why",
        title=title,
        note=f"From the average of past cases to its own chance. {wording.exactness(found.error)}",
        alt=wording.why(steps, found.chance, found.cases),
        noun="step",
    )
    st.markdown(plain(wording.why(steps, found.chance, found.cases)))


def _days(found: Why, horizon: Horizon) -> None:
    said = days_wording.sentence(found.p50_days, found.p80_days, horizon)
    reads = days_wording.reads(found.inputs["forecast_finish"], found.p50_days, found.p80_days, horizon)
    held = days_wording.chances(found.inputs["chance_30"], found.inputs["chance_90"], found.method == BASE_RATE)
    st.markdown(plain(f"{said} {reads} {held}"))


def _similar(found: Why, horizon: Horizon) -> None:
    with st.expander(plain(wording.similar(found.similar, found.days, horizon)), icon=":material/history:"):
        for row in found.similar.to_dict("records"):
            st.markdown(plain(wording.case({str(name): value for name, value in row.items()}, str(row["name"]))))
        if len(found.own):
            moved = int(found.own["slipped"].sum())
            st.markdown(plain(wording.own(len(found.own), moved, found.days, horizon)))
        st.caption(plain(wording.LIKENESS))


def _recourse(found: Why) -> None:
    if found.recourse is None:
        return
    with st.expander("What would bring it lower", icon=":material/south_east:", expanded=False):
        st.segmented_control(
            "Under",
            OFFERED,
            default=FIRST,
            required=True,
            format_func=percent,
            key=THRESHOLD,
            help="The chance you would live with.",
        )
        for sentence in wording.recourse(found.recourse):
            st.markdown(plain(sentence))
        st.caption(plain(wording.RECOURSE_LIMITS))


def named(rows: pd.DataFrame, chosen: object) -> pd.Series | None:
    """Return the row that a click named, else the first; None where there is none."""
    if rows.empty:
        return None
    return rows.loc[chosen] if chosen is not None and chosen in rows.index else rows.iloc[0]
