"""Parts of the slip risk page: the finding with its question, the likeliest projects, and the method's table."""

from typing import cast

import streamlit as st

from models.slip_pairs import Horizon
from services.slip_traps import Traps
from services.slip_view import SlipView, is_published
from ui import blocks
from ui.blocks import Column, Figure
from ui.cached import slip_risk as cached
from ui.cached import slip_traps as cached_traps
from ui.filters import View, addresses_of
from ui.filters.as_published import as_published
from ui.wording import slip as wording
from ui.wording import slip_figures as figures
from ui.wording import slip_leak
from ui.wording.formats import between, count, percent
from ui.wording.markdown import plain
from ui.wording.slip_caution import caution

HORIZON, DAYS = "slip_horizon", "slip_days"
DAYS_OFFERED = (30, 90)


def head(view: View) -> SlipView | None:
    """Draw the finding, the choice of horizon and days, and the figures; return what they rest on, if anything."""
    finding = st.container()
    horizon, days = _question()
    with blocks.explained_errors():
        shown = cached.shown(view.scope, view.as_of, horizon, days, view.filters)
    with finding:
        blocks.header("Slip risk", wording.finding(shown), aside=wording.aside(shown))
    if not shown.expectation.eligible:
        _nothing_predicted(view, shown)
        return shown if len(shown.unpredicted) else None
    blocks.figures(_figures(view, shown), key="slip_figures")
    with finding:
        found = _caution(view, shown)
    if found.leak is not None and found.leak.beyond_belief:
        st.info(slip_leak.speaks(found.leak), icon=":material/info:")
    elif wording.ranks_projects(shown.record):
        st.caption(plain(wording.speaks(shown.record)))
    else:
        st.info(wording.gate(shown.record), icon=":material/info:")
    return shown


def without_prediction(view: View, shown: SlipView) -> None:
    """Draw which projects have no prediction, and why."""
    if shown.unpredicted.empty:
        return
    blocks.section("Without a prediction", wording.without_prediction(shown.unpredicted))
    with st.expander(f"List {count(len(shown.unpredicted), 'project')}"):
        rows = shown.unpredicted.assign(
            why=shown.unpredicted["reason_none"].map(lambda why: str(wording.WHY_NONE.get(why, why)).capitalize()),
            open=addresses_of("project", "project", shown.unpredicted["project_key"]),
        )
        columns = (
            Column("name", "Project", width=320, pinned=True),
            Column("why", "Why there is none", width=380),
            Column("department", "Department"),
            Column("open", "Open", "link", width=60),
        )
        blocks.table(
            rows, columns, key="slip_without", noun="project", download="without_prediction", given="By reason"
        )


def _question() -> tuple[Horizon, int]:
    """Draw the choice of horizon and of days; both are in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="slip_question"):
        horizon = st.segmented_control(
            "The forecast moves later",
            list(wording.HORIZONS),
            default="12m",
            required=True,
            format_func=lambda option: wording.HORIZONS[option],
            key=HORIZON,
            bind="query-params",
        )
        days = st.segmented_control(
            "by more than",
            DAYS_OFFERED,
            default=30,
            required=True,
            format_func=lambda option: f"{option} days",
            key=DAYS,
            bind="query-params",
        )
    return cast(Horizon, horizon), int(days or 30)


def _trend(view: View, shown: SlipView) -> tuple[float, ...]:
    """Return the course of slips expected, with the switch to read it as published drawn where it says something."""
    if view.filters:
        return ()
    published = is_published(shown.horizon, shown.days) and as_published(view.scope)
    return tuple(cached.trend(view.scope, shown.as_of, shown.horizon, shown.days, published))


def _figures(view: View, shown: SlipView) -> list[Figure]:
    told, record = shown.expectation, shown.record
    trend = _trend(view, shown)
    row = [
        Figure(
            "Expected to slip",
            between(told.low, told.high),
            note=f"of {count(told.eligible, 'project')} with a prediction",
            trend=trend if len(trend) > 1 else (),
            help=f"The sum of the chances is {told.expected:.1f}; eight times in ten the number lies in this interval.",
        ),
        Figure(
            "Moved in the past",
            percent(record.get("base_rate")),
            note=f"of {count(record.get('training_pairs'), 'known outcome')}{figures.whole(view.filters)}",
            help="The base rate: what a method has to beat.",
        ),
    ]
    told_of = [Figure(one.label, one.value, one.note, help=one.help) for one in figures.record_figures(record)]
    return [*row, *told_of]


def _caution(view: View, shown: SlipView) -> Traps:
    """Draw in one line the trap in the data that misleads most, where there is one; return all."""
    asked = (view.scope, shown.as_of, shown.horizon, shown.days)
    with blocks.explained_errors():
        found = cached_traps.traps(*asked)
        told = caution(found, cached_traps.leavers(*asked))
    if told:
        st.caption(plain(told))
    return found


def _nothing_predicted(view: View, shown: SlipView) -> None:
    nobody = shown.lack is None or not (shown.lack.no_forecast or shown.lack.no_history)
    if shown.lack is None or (nobody and (view.filters or len(shown.unpredicted))):
        blocks.empty_state(
            "No project here can be predicted",
            "A prediction needs an active project, reported this time, with a forecast finish. "
            + ("The filters may leave none." if not len(shown.unpredicted) else "The reasons are listed below."),
            [("See the projects", "projects")],
        )
        return
    title, why, upload = wording.lacking(shown.lack)
    blocks.empty_state(title, why, [(upload, "upload"), ("See what has been reported", "periods")])
