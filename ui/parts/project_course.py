"""How a project came to stand where it stands: slip chart, cost over time, statuses side by side, its own words."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.charts import multiples
from ui.charts import project as charts
from ui.charts.base import escape
from ui.filters import View
from ui.parts import evidence_answers
from ui.parts.project import Shown
from ui.theme import StatusStep
from ui.wording import cells
from ui.wording import project as wording
from ui.wording import project_health as health_wording
from ui.wording import projects as projects_wording
from ui.wording.formats import count, day, is_missing, money_scale, symbol
from ui.wording.markdown import plain

LARGER: Final = 1.25
GATES_AHEAD: Final = pd.DateOffset(months=12)
SAID: Final = (
    ("achieved", "Achieved"),
    ("next", "Next"),
    ("path_to_green", "Path to green"),
    ("comment", "Remark"),
)
SLIP_COLUMNS: Final = (
    Column("as_of", "As of", "date"),
    Column("forecast_finish", "Forecast finish", "date"),
    Column("moved", "Moved, days"),
    Column("approved_baseline_finish", "Approved finish", "date"),
    Column("reported_as", "Reported as"),
    Column("file", "File"),
    Column("source_row", "Row", "count"),
)
COST_COLUMNS: Final = (
    Column("as_of", "As of", "date"),
    Column("approved_budget", "Approved budget", "money"),
    Column("forecast_cost", "Forecast cost", "money"),
    Column("actual_cost", "Actual cost", "money"),
    Column("file", "File"),
    Column("source_row", "Row", "count"),
)


def course_and_status(view: View, shown: Shown) -> None:
    """Draw the slip chart, and beside it the four statuses."""
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        _slips(shown)
    with right:
        _statuses(view, shown)
        evidence_answers.on_project(view, shown.keys, shown.row)


def cost_and_words(view: View, shown: Shown) -> None:
    """Draw cost over time, and beside it what the project asks and says."""
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        _costs(view, shown)
    with right:
        _words(view, shown)


def _slips(shown: Shown) -> None:
    reports = shown.found.reports
    finishes = reports["forecast_finish"]
    if finishes.isna().all():
        blocks.section("Finish over time")
        st.markdown(
            "No report names a forecast finish. The slip chart draws each period's forecast once files hold one."
        )
        return
    hovers = [escape(words).replace("\n", "<br>") for words in wording.report_hovers(reports)]
    drawn = reports.assign(hover=hovers, moved=cells.signed_days(finishes.ffill().diff().dt.days))
    gates = shown.found.gates
    until = reports["as_of"].iloc[-1] + GATES_AHEAD
    marks = charts.gate_marks(gates, [wording.gate(row) for row in gates.to_dict("records")], until)
    blocks.figure_with_table(
        charts.slip_chart(drawn, marks, blocks.palette()),
        drawn.iloc[::-1],
        _told(SLIP_COLUMNS, reports),
        name="project_slips",
        title="Finish over time",
        note=f"{_against(reports)}, {count(len(reports), 'report')}",
        alt=f"Slip chart of {shown.row['name']}: its forecast finish at {count(len(reports), 'report')}.",
        noun="report",
    )


def _told(columns: Sequence[Column], reports: pd.DataFrame) -> list[Column]:
    """Return the columns, without the line of the file where the reader is not told it."""
    return [column for column in columns if column.field != "source_row" or reports["source_row"].notna().any()]


def _against(reports: pd.DataFrame) -> str:
    based = reports["approved_baseline_finish"].notna().any()
    return "each forecast against the approved finish" if based else "each forecast; no approved finish is reported"


def _statuses(view: View, shown: Shown) -> None:
    """Draw the four statuses of each dimension with their reasons, and mark where they disagree."""
    told = health_wording.lines(shown.row, view.facts.currency)
    blocks.section("Status", "reported, computed, assured by the PMO, predicted")
    if not told:
        st.markdown("No status is reported, and nothing is known to compute one from.")
        return
    lines = {
        name.capitalize(): [_step(line, name) for line in told]
        for name in health_wording.SOURCES
        if any(not is_missing(getattr(line, name)) for line in told)
    }
    labels = [line.label for line in told]
    marked = [line.label for line in told if line.disagrees]
    with st.container(key="project_status", gap="small"):
        drawn = multiples.strip(lines, labels, marked, blocks.palette())
        st.image(
            drawn,
            width=round(multiples.strip_width(len(labels)) * LARGER),
            alt=projects_wording.strip_words(lines, labels),
        )
        if marked:
            st.markdown(f"**Reported green, computed amber or worse:** {plain(', '.join(marked).lower())}.")
        reasons = [(line.label, line.why) for line in told if line.why]
        for label, why in [*reasons, *health_wording.opinions(shown.newest, shown.year)]:
            st.markdown(f":gray[{plain(label)}.] {plain(why)}.")


def _step(line: health_wording.Line, source: str) -> StatusStep | None:
    """Return the status of one source; None where that source never speaks of the dimension."""
    step = blocks.status_step(getattr(line, source))
    return None if step == "none" and source not in ("reported", "computed") else step


def _costs(view: View, shown: Shown) -> None:
    reports = shown.found.reports
    names = [field for field, _, _ in charts.MONEY]
    if reports[names].isna().all(axis=None):
        blocks.section("Cost over time")
        st.markdown("No report names a budget or a cost of this project.")
        return
    divisor, unit = money_scale(pd.concat([reports[name] for name in names]))
    blocks.figure_with_table(
        charts.cost_chart(reports, divisor, f"{symbol(view.facts.currency).strip()} {unit}".strip(), blocks.palette()),
        reports.iloc[::-1],
        _told(COST_COLUMNS, reports),
        name="project_costs",
        title="Cost over time",
        note="approved, forecast, actual at each report",
        alt=f"Cost of {shown.row['name']} over {count(len(reports), 'report')}.",
        currency=view.facts.currency,
        noun="report",
    )


def _words(view: View, shown: Shown) -> None:
    """Draw what the project asks for, and its own words."""
    newest = shown.newest
    ask = wording.asks(shown.row, view.as_of)
    said = [(title, newest[name]) for name, title in SAID if not is_missing(newest[name])]
    blocks.section("In its own words", f"reported {day(newest['as_of'])}")
    if ask:
        st.warning(plain(ask), icon=":material/front_hand:")
    for title, words in said:
        st.markdown(f"**{title}.** {plain(str(words))}")
    if not ask and not said:
        st.markdown("The last report says nothing in words: no ask, no remark, no next step.")
    if not is_missing(newest["description"]):
        st.markdown(f"**What it is.** {plain(str(newest['description']))}")
