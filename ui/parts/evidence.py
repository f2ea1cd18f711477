"""Parts of the slip risk page: reports that the evidence contradicts, their answers, and ratings that stand still."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from models.disagreement import BETTER
from models.health import RED
from services.answers import Answer
from services.evidence import STEADY, STEADY_DEFAULT, Evidence, steady
from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import evidence as cached
from ui.filters import View
from ui.parts import evidence_answers, stated_record
from ui.wording import answers as answer_wording
from ui.wording import cells
from ui.wording import evidence as wording
from ui.wording import evidence_counts as counts
from ui.wording.formats import money, number, shortened
from ui.wording.markdown import plain

KIND, REPORTS = "slip_evidence_kind", "slip_evidence_reports"
AT_FIRST: Final = 5
STEADY_AT_FIRST: Final = 6
NAME_WIDTH: Final = 46
BADGES: Final = {"G": "green", "A/G": "yellow", "A": "yellow", "A/R": "orange", "R": "red"}
COLUMNS: Final = (
    Column("name", "Project", width=190, pinned=True),
    Column("project_key", "Key", width=90),
    Column("said_overall", "Reported", "status", width=70),
    Column("worst", "Worst evidence", "status", help="The worst of the facts named under Evidence.", width=75),
    Column(
        "found_overall",
        "Computed",
        "status",
        help="By date, cost, earned value and risk, as on Projects: moves of the forecast and the opinion of the PMO "
        "are evidence but not in it.",
        width=75,
    ),
    Column("strength", "Strength", width=70, help="Each fact at amber counts one, at red two."),
    Column("facts", "Evidence", width=330),
    Column("slip", "Prediction", width=150),
    Column("to_go", "To go", width=75),
    Column("answer", "Answer", width=220),
    Column("department", "Department", width=130),
)
STEADY_COLUMNS: Final = (
    Column("name", "Project", width=240, pinned=True),
    Column("said_overall", "Reported", "status", width=70),
    Column("status_reports", "Times in a row", "count"),
    Column("status_since", "Since", "date"),
    Column("moved", "Forecast moved, days"),
    Column("moves_since", "Moves later", "count"),
    Column("to_go", "To go", width=80),
    Column("department", "Department"),
)


def evidence(view: View, shown: SlipView) -> None:
    """Draw what is reported against what is known: the list with its answers, still ratings, and the record."""
    _disagreements(view, shown)
    stated_record.record(view, shown.horizon, shown.days)


@blocks.part("slip_evidence")
def _disagreements(view: View, shown: SlipView) -> None:
    with blocks.explained_errors():
        found = cached.read(view.scope, view.as_of, shown.horizon, shown.days, view.filters)
    if found.rows.empty:
        blocks.section("Reported against evidence")
        if found.silent:
            blocks.empty_state(*wording.NO_STATUS, [("Upload a report with a status", "upload")])
        else:
            st.markdown(plain(f"{wording.NOBODY} {wording.left_out(found)}"))
        return
    listed, still = st.columns([13, 8], gap="large")
    with listed:
        _list(view, found, cached.answers(view.scope, view.as_of))
    with still:
        _steady(view, found)
    with blocks.how_it_was_found(*wording.METHOD, *wording.RULES.values()):
        pass


def _list(view: View, found: Evidence, answers: Mapping[str, Answer]) -> None:
    with blocks.title_line("slip_evidence", "Reported green, evidence disagrees", "and the reverse"):
        both = found.rows[found.rows["disagrees"] != ""]
        if len(both):
            blocks.downloads(lambda: _worded(view, found, both, answers), COLUMNS, "evidence", view.facts.currency)
    st.markdown(plain(counts.finding(found)))
    if bridge := counts.bridge(found):
        st.caption(plain(bridge))
    kind = st.segmented_control(
        "Which reports",
        list(wording.KINDS),
        default=BETTER,
        required=True,
        format_func=lambda name: f"{wording.KINDS[name]} ({number(len(found.disagreeing(name)))})",
        key=KIND,
        label_visibility="collapsed",
    )
    rows = found.disagreeing(kind or BETTER)
    aside = wording.left_out(found)
    if rows.empty:
        st.markdown(plain(f"{counts.none_of(kind or BETTER, found)} {aside}"))
        return
    apart = counts.reconciled(rows)
    st.caption(plain(" ".join(part for part in (wording.ORDER[kind or BETTER], aside, apart) if part)))
    with st.container(gap="small", key="slip_evidence_list"):
        for row in rows.head(AT_FIRST).to_dict("records"):
            _entry(view, found, {str(name): value for name, value in row.items()}, answers)
    if len(rows) > AT_FIRST and st.button(
        f"Show all {number(len(rows))}, and answer", key="slip_evidence_all", icon=":material/list:"
    ):
        st.dialog(wording.KINDS[kind or BETTER], width="large")(_all)(view, found, rows, answers)


def _entry(view: View, found: Evidence, row: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
    held, told = answers.get(row["project_key"]), _sentences(view, found, row)
    with st.container(gap=None, key=f"slip_evidence_{row['project_key']}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            blocks.link(shortened(str(row["name"]), NAME_WIDTH), "project", project=row["project_key"])
            with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
                st.markdown(_badges(row), width="content")
                evidence_answers.button(view, {**row, "facts": told}, held)
        st.caption(plain(told))
        evidence_answers.beside(view, held)


def _badges(row: Mapping[str, Any]) -> str:
    """Return the status reported, and beside it that of what stands against it."""
    alone = row["disagrees"] == BETTER and not wording.against(row)
    said = blocks.status_step(row["said_overall"])
    other = blocks.status_step(RED if alone else row["worst"])
    words = "prediction" if alone else "evidence"
    return f":gray[reports] :{BADGES[said]}-badge[{said}] :gray[{words}] :{BADGES[other]}-badge[{other}]"


def _sentences(view: View, found: Evidence, row: Mapping[str, Any]) -> str:
    to_go = "" if row["cost_to_go"] != row["cost_to_go"] else f"{money(row['cost_to_go'], view.facts.currency)} to go."
    said = (wording.evidence(row, view.facts.currency), wording.slip(row, found), to_go)
    return " ".join(part for part in said if part)


def _worded(view: View, found: Evidence, rows: pd.DataFrame, answers: Mapping[str, Answer]) -> pd.DataFrame:
    """Return the rows as the table and the files show them."""
    told = rows.to_dict("records")
    return rows.assign(
        strength=cells.numbers(rows["points"], 0),
        facts=[wording.evidence(row, view.facts.currency) for row in told],
        slip=[wording.slip(row, found) for row in told],
        to_go=cells.amounts(rows["cost_to_go"], view.facts.currency),
        answer=[answer_wording.answer(answers.get(row["project_key"]), view.as_of) for row in told],
    )


def _all(view: View, found: Evidence, rows: pd.DataFrame, answers: Mapping[str, Answer]) -> None:
    rule = wording.RULES[str(rows["disagrees"].iloc[0])]
    st.caption(plain(f"{rule} {counts.reconciled(rows)} Tick a row to answer for its project."))
    asked = st.container()
    worded = _worded(view, found, rows, answers)
    chosen = blocks.table(
        worded,
        COLUMNS,
        key="slip_evidence_table",
        currency=view.facts.currency,
        lines=4,
        rows_high=5,
        clickable=True,
        noun="project",
        download="reported_against_evidence",
    )
    if chosen is not None:
        row = {str(name): value for name, value in worded.loc[chosen].items()}
        with asked.container(border=True):
            st.markdown(f"**{plain(str(row['name']))}**")
            evidence_answers.form(view, row, answers.get(row["project_key"]))


def _steady(view: View, found: Evidence) -> None:
    tolerated = float(view.facts.thresholds.get("schedule_amber_days", 30))
    with blocks.title_line("slip_steady", "Ratings that stand still", "the same status, report after report"):
        reports = st.segmented_control(
            "Times in a row",
            list(STEADY),
            default=STEADY_DEFAULT,
            required=True,
            format_func=lambda option: f"{option}+",
            key=REPORTS,
            label_visibility="collapsed",
        )
    rows = steady(found, int(reports or STEADY_DEFAULT))
    st.markdown(plain(counts.steady_finding(found, rows, int(reports or STEADY_DEFAULT), tolerated)))
    moved = rows[rows["moved_since_days"] > tolerated]
    with st.container(gap="small", key="slip_steady_list"):
        for row in moved.head(STEADY_AT_FIRST).to_dict("records"):
            with st.container(gap=None, key=f"slip_steady_{row['project_key']}"):
                blocks.link(shortened(str(row["name"]), NAME_WIDTH), "project", project=row["project_key"])
                st.caption(plain(wording.steady_row({str(name): value for name, value in row.items()})))
    if len(rows) and st.button(f"Show all {number(len(rows))}", key="slip_steady_all", icon=":material/list:"):
        st.dialog("Ratings that stand still", width="large")(_all_steady)(view, rows)


def _all_steady(view: View, rows: pd.DataFrame) -> None:
    worded = rows.assign(
        moved=cells.signed_days(rows["moved_since_days"]),
        to_go=cells.amounts(rows["cost_to_go"], view.facts.currency),
    )
    chosen = blocks.table(
        worded,
        STEADY_COLUMNS,
        key="slip_steady_table",
        currency=view.facts.currency,
        rows_high=10,
        clickable=True,
        noun="project",
        title="",
        note="Click a row to open the project.",
        download="still_ratings",
    )
    if chosen is not None:
        blocks.go("project", project=worded.loc[chosen, "project_key"])
