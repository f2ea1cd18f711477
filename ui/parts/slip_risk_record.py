"""Parts of the slip risk page: how well the method did before, chances beside money, and how it was found."""

from typing import Any

import pandas as pd
import streamlit as st

from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_traps as cached_traps
from ui.charts import slip as charts
from ui.charts.base import escape
from ui.filters import View
from ui.parts import slip_days
from ui.wording import cells as worded
from ui.wording import slip as wording
from ui.wording import slip_leak
from ui.wording import slip_record as records
from ui.wording import slip_why as why
from ui.wording.formats import count, day, money_scale, number, percent, symbol
from ui.wording.markdown import plain

MOST_MARKS = 400
SCORES = ("auc", "average_precision", "brier", "skill")
METHOD_COLUMNS = (
    Column("method", "Method", width=190, pinned=True),
    Column("precision_top", "Top fifth moved", "percent", help="Of the fifth ranked highest, the share that moved."),
    Column("auc", "AUC", help="How often a slip was ranked above a project that held."),
    Column("average_precision", "Average precision"),
    Column("brier", "Brier score", help="Mean squared error of the chances; lower is better."),
    Column("skill", "Brier skill", help="Against one chance for all; 0 is no better, 1 perfect."),
)
SEGMENT_COLUMNS = (
    Column("kind", "Projects", width=150, pinned=True),
    Column("n", "Cases", "count"),
    Column("base_rate", "Moved", "percent"),
    Column("auc", "AUC"),
    Column("skill", "Brier skill"),
)


@blocks.part("slip_money")
def money_view(view: View, shown: SlipView) -> None:
    """Draw the chance of each project beside its cost to go; a click opens the project."""
    known = shown.predicted[shown.predicted["cost_to_go"] > 0]
    if known.empty or known["probability"].nunique() == 1:
        return
    largest = known.nlargest(MOST_MARKS, "cost_to_go")
    divisor, unit = money_scale(largest["cost_to_go"])
    currency = view.facts.currency
    hover = [wording.chance_hover(_escaped(row), currency) for row in largest.to_dict("records")]
    marks = largest.assign(
        cost=largest["cost_to_go"] / divisor,
        hover=hover,
        chance=worded.chances(largest["probability"]),
        to_go=worded.amounts(largest["cost_to_go"], currency),
    )
    left_out = len(shown.predicted) - len(largest)
    note = f"{count(len(largest), 'project')}" + (
        f"; {number(left_out)} smaller or of unknown cost left out" if left_out else ""
    )
    found = blocks.figure_with_table(
        charts.chance_against_cost(marks, f"Cost to go, {symbol(currency).strip()} {unit}".rstrip(), blocks.palette()),
        marks,
        (
            Column("name", "Project", pinned=True),
            Column("chance", "Chance"),
            Column("to_go", "Cost to go"),
        ),
        name="slip_cost",
        title="Chance beside cost to go",
        note=f"{note}. Click a mark for its project. {wording.to_go_note(largest['cost_to_go_rule'])}".strip(),
        alt="Scatter of the chance to slip against cost to go, one mark per project.",
        currency=currency,
        clickable=True,
        noun="project",
    )
    if found is not None:
        blocks.go("project", project=found if isinstance(found, str) else largest.loc[found, "project_key"])


def record(view: View, shown: SlipView) -> None:
    """Draw how well the method did at past dates, and by how many days forecasts may move."""
    with blocks.explained_errors():
        found = cached_traps.traps(view.scope, shown.as_of, shown.horizon, shown.days)
    _record(shown, "" if found.leak is None or not found.leak.asked else slip_leak.before_record(found.leak))
    slip_days.how_far(view, shown)


def _record(shown: SlipView, doubt: str) -> None:
    """Draw the record in words first, then in pictures and figures."""
    told = shown.record
    if not told.get("methods"):
        if shown.expectation.eligible:
            blocks.section("Its record", "")
            st.markdown(plain(wording.gate(told)))
        return
    method = records.told_of(told)
    if not method:
        return
    scored = told["methods"][method]
    blocks.section(
        "Its record",
        f"{count(scored['n'], 'prediction')} at {count(len({row['origin'] for row in told['origins']}), 'past date')}",
    )
    if records.one_chance(told):
        st.markdown(plain(records.one_chance(told)))
    sentences = (
        doubt,
        records.rejection(told),
        records.record_sentence(told),
        records.ranking(scored["auc"]),
        records.skill(scored["skill"]),
        records.calibration_sentence(told),
        records.newcomers(told),
    )
    st.markdown(plain(" ".join(sentence for sentence in sentences if sentence)))
    left, right = st.columns(2, gap="medium")
    with left:
        _calibration(told)
    with right:
        _over_time(told)
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        _methods(told)
    with right:
        _segments(told)


def how_it_was_found(view: View, shown: SlipView) -> None:
    """Draw the closed drawer: method, inputs, gate, limits."""
    told = shown.record
    interval = (told.get("intervals") or {}).get("auc")
    sentences = [
        f"Nothing reported after {day(shown.as_of)} is read, neither to learn nor to judge.",
        f"Learned from {count(told.get('training_pairs') or 0, 'past case')} whose outcome was known by then, of which "
        f"{percent(told.get('base_rate'))} moved by more than {shown.days} days.",
        wording.method(told),
        wording.gate(told),
        records.together(told),
        "The record is rolling: at each past date every method was fitted on what was known then, and its chances were "
        "compared with what followed.",
    ]
    if interval and interval[0] is not None:
        low, high = number(interval[0], 2), number(interval[1], 2)
        of = f" of {records.rejected(told)}" if records.rejected(told) else ""
        sentences.append(f"Drawing whole projects anew, the AUC{of} lies between {low} and {high} nine times in ten.")
    reasons = [why.LIMITS] if wording.ranks_projects(told) else []
    with blocks.how_it_was_found(*filter(None, sentences), *reasons, *wording.LIMITS):
        pass


def _calibration(told: dict[str, Any]) -> None:
    bins = pd.DataFrame(told["calibration"])
    blocks.figure_with_table(
        charts.calibration(bins, blocks.palette()),
        bins,
        (
            Column("predicted", "Chance said", "percent", digits=1),
            Column("observed", "Share that moved", "percent", digits=1),
            Column("n", "Cases", "count"),
        ),
        name="slip_calibration",
        title=records.titled(told, "What was said, and what happened"),
        note="Grey: where nine points in ten lie if every chance is right.",
        alt="Calibration: the chance said against the share that moved, with the band that chance alone would fill.",
        noun="group",
    )


def _over_time(told: dict[str, Any]) -> None:
    origins = pd.DataFrame(told["origins"])
    origins = origins[origins["method"] == records.told_of(told)]
    origins = origins.assign(origin=pd.to_datetime(origins["origin"])).astype(
        {"precision_top": float, "base_rate": float, "auc": float}
    )
    blocks.figure_with_table(
        charts.found_over_time(origins, blocks.palette()),
        origins,
        (
            Column("origin", "Predicted on", "date"),
            Column("n", "Projects", "count"),
            Column("base_rate", "Moved, of all", "percent"),
            Column("precision_top", "Moved, of the fifth called most likely", "percent"),
            Column("auc", "AUC", "number", digits=2),
        ),
        name="slip_origins",
        title=records.titled(told, "The likeliest against the rest, by date"),
        note="Share that moved after each past date.",
        alt="Lines over past dates: the share that moved of the fifth called most likely, and of all projects.",
        noun="date",
    )


def _methods(told: dict[str, dict[str, dict[str, float | None]]]) -> None:
    rows = pd.DataFrame(
        [{**scores, "method": records.METHODS.get(name, name)} for name, scores in told["methods"].items()]
    )
    blocks.table(
        rows.assign(**{name: worded.numbers(rows[name], 3) for name in SCORES}),
        METHOD_COLUMNS,
        key="slip_methods",
        noun="method",
        title="Beside plain rules",
        note=records.beside(told),
        download="slip_record",
    )


def _segments(told: dict[str, dict[str, dict[str, float | None]]]) -> None:
    """Draw how the method did with projects it had never met, and with those due or not due by the outcome."""
    segments = told.get("segments") or {}
    if not segments:
        return
    rows = pd.DataFrame([{**scores, "kind": records.SEGMENTS.get(name, name)} for name, scores in segments.items()])
    blocks.table(
        rows.assign(**{name: worded.numbers(rows[name], 3) for name in ("auc", "skill")}),
        SEGMENT_COLUMNS,
        key="slip_segments",
        noun="kind of project",
        title="By kind of project",
        note=f"Of {records.rejected(told) or 'the method that speaks'}.",
    )


def _escaped(row: dict[str, object]) -> dict[str, object]:
    return {**row, "name": escape(row["name"], 60), "reason": escape(row["reason"])}
