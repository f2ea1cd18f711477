"""Parts of the slip risk page: the finding with its question, the likeliest projects, and the method's table."""

from dataclasses import replace
from typing import cast

import pandas as pd
import streamlit as st

from models.slip_baselines import TABLE
from models.slip_pairs import Horizon
from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column, Figure
from ui.cached import slip_risk as cached
from ui.charts.heatmap import heatmap
from ui.filters import View, addresses_of
from ui.wording import cells as worded
from ui.wording import slip as wording
from ui.wording.formats import between, count, number, percent

HORIZON, DAYS = "slip_horizon", "slip_days"
DAYS_OFFERED = (30, 90)
MOST_PHASES = 12
LISTED = (
    Column("name", "Project", width=135, pinned=True),
    Column("chance", "Chance", width=60),
    Column("why", "Why", width=190),
    Column("rag_overall", "Status", "status", help="As the project reports it.", width=52),
    Column("to_go", "To go", width=68),
    Column("open", "Open", "link", width=48),
)
MAYBE_EMPTY = ("rag_overall", "to_go")


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
    if shown.record["method"] != TABLE:
        st.info(wording.gate(shown.record), icon=":material/info:")
    return shown


@blocks.part("slip_likeliest")
def likeliest(view: View, shown: SlipView) -> None:
    """Draw the projects with a chance, the likeliest first, beside the table that gives the chances."""
    if not shown.expectation.eligible:
        return
    listed, table = st.columns([13, 11], gap="medium")
    with table, st.container(key="slip_picture"):
        cell = _table(view, shown)
    with listed:
        _list(view, shown, cell)


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


def _figures(view: View, shown: SlipView) -> list[Figure]:
    told, record = shown.expectation, shown.record
    trend = () if view.filters else tuple(cached.trend(view.scope, shown.as_of, shown.horizon, shown.days))
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
    scored = (record.get("methods") or {}).get(TABLE)
    if scored:
        row += [
            Figure(
                "Of the fifth called most likely",
                f"{percent(scored['precision_top'])} moved",
                note=f"against {percent(scored['base_rate'])} of all",
            ),
            Figure(
                "Ranks a slipper above one that held",
                wording.ranks(scored["auc"]),
                note="50 by chance, 100 perfect",
                help=f"The area under the ROC curve (AUC) is {number(scored['auc'], 2)}. "
                f"{wording.ranking(scored['auc'])}",
            ),
            Figure(
                "Better than one chance for all",
                wording.gains(scored["skill"]),
                note="smaller error; 100% would be perfect",
                help=f"The Brier skill is {number(scored['skill'], 2)}. {wording.skill(scored['skill'])}",
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


def _list(view: View, shown: SlipView, cell: list[str] | None) -> None:
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
        to_go=worded.amounts(rows["cost_to_go"], view.facts.currency),
        why=rows["reason"].str[:1].str.upper() + rows["reason"].str[1:],
        open=addresses_of("project", "project", rows["project_key"]),
    )
    blocks.table(
        listed,
        _columns(listed, view.facts.currency),
        key="slip_list",
        currency=view.facts.currency,
        lines=3,
        rows_high=7,
        noun="project",
        title=title,
        note=f"{note} {wording.to_go_note(rows['cost_to_go_rule'])}".strip(),
        download="slip_risk",
    )


def _columns(listed: pd.DataFrame, currency: str) -> list[Column]:
    """Return the columns that hold anything: many portfolios report no status, some no money."""
    told = f"Cost to go in {currency}. {wording.to_go_note(listed['cost_to_go_rule'])}".strip()
    held = [column for column in LISTED if column.field not in MAYBE_EMPTY or listed[column.field].notna().any()]
    return [replace(column, help=told) if column.field == "to_go" else column for column in held]
