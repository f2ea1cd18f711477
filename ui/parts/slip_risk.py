"""Parts of the slip risk page: the finding with its question, the likeliest projects, and the method's table."""

from typing import cast

import streamlit as st

from models.slip_pairs import Horizon
from services.slip_view import SlipView, is_published
from ui import blocks
from ui.blocks import Column, Figure
from ui.cached import slip_risk as cached
from ui.filters import View, addresses_of
from ui.filters.as_published import as_published
from ui.wording import slip as wording
from ui.wording import slip_record as records
from ui.wording.formats import between, count, number, percent
from ui.wording.markdown import plain

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
        _nothing_predicted(shown)
        return shown if len(shown.unpredicted) else None
    blocks.figures(_figures(view, shown), key="slip_figures")
    if wording.ranks_projects(shown.record):
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
        blocks.table(rows, columns, key="slip_without", noun="project", download="without_prediction")


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
            note=f"of {count(record.get('training_pairs'), 'known outcome')}",
            help="The base rate: what a method has to beat.",
        ),
    ]
    scored = (record.get("methods") or {}).get(records.in_force(record))
    if scored:
        row += [
            Figure(
                "Of the fifth called most likely",
                f"{percent(scored['precision_top'])} moved",
                note=f"against {percent(scored['base_rate'])} of all",
            ),
            Figure(
                "Ranks a slipper above one that held",
                records.ranks(scored["auc"]),
                note="50 by chance, 100 perfect",
                help=f"The area under the ROC curve (AUC) is {number(scored['auc'], 2)}. "
                f"{records.ranking(scored['auc'])}",
            ),
            Figure(
                "Better than one chance for all",
                records.gains(scored["skill"]),
                note="smaller error; 100% would be perfect",
                help=f"The Brier skill is {number(scored['skill'], 2)}. {records.skill(scored['skill'])}",
            ),
        ]
    return row


def _nothing_predicted(shown: SlipView) -> None:
    if shown.record.get("method"):
        blocks.empty_state(
            "No project here can be predicted",
            "A prediction needs an active project, reported this time, with a forecast finish. "
            + ("The filters may leave none." if not len(shown.unpredicted) else "The reasons are listed below."),
            [("See the projects", "projects")],
        )
        return
    blocks.empty_state(
        "There is too little history to say which forecasts will move",
        "The chances are learned from this portfolio's own past: from how often forecasts of the same phase and time "
        "left have moved. That takes 200 known outcomes on two dates at least; "
        f"{number(shown.record.get('training_pairs') or 0)} are known for this horizon. The shorter one needs less.",
        [("Upload earlier snapshots", "upload"), ("See what has been reported", "periods")],
    )
