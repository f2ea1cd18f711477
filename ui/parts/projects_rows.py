"""Rows of the list of projects: name, trail of forecasts, status strip, chance to slip, cost to go."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from models import health
from models.terms import COST_TO_GO_RULES
from ui import blocks
from ui.cached import explore
from ui.cached import projects as cached
from ui.charts import multiples
from ui.filters import View
from ui.theme import StatusStep
from ui.wording import projects as wording
from ui.wording.formats import is_missing, money
from ui.wording.markdown import plain

WIDTHS: Final = (2.1, 1.5, 3.5, 2.1, 0.9)
HEADS: Final = ("Project", "Forecast finish over time", "Status", "Chance to slip", "Cost to go")
JUDGED: Final = ("overall", *health.JUDGED)
SOURCES: Final = {"Reported": "said", "Computed": "found"}


def draw(view: View, rows: pd.DataFrame) -> None:
    """Draw some projects, one row each."""
    trails = cached.trails(view.scope, view.as_of, tuple(rows["project_key"]))
    dimensions = cached.dimensions(view.scope, view.as_of)
    chances = explore.portrait(view.scope, view.as_of).chances
    with st.container(key="projects_heads"):
        for place, words in zip(st.columns(WIDTHS, gap="medium"), HEADS, strict=True):
            said = (
                f"{words}, {chances.words.split(' (')[0]}" if words == "Chance to slip" and not chances.note else words
            )
            place.caption(plain(said))
    with st.container(gap="small", key="projects_rows"):
        for number, row in enumerate(rows.to_dict("records")):
            with st.container(key=f"projects_row_{number}"):
                told = {str(name): value for name, value in row.items()}
                _row(view, told, trails.get(str(row["project_key"])), dimensions)


def differing(row: Mapping[str, Any]) -> list[str]:
    """Return the dimensions that a project reports green and its evidence does not."""
    return [name for name in JUDGED if row[f"said_{name}"] < health.AMBER <= row[f"found_{name}"]]


def _row(view: View, row: Mapping[str, Any], reports: pd.DataFrame | None, dimensions: Sequence[str]) -> None:
    who, course, status, chance, cost = st.columns(WIDTHS, gap="medium", vertical_alignment="center")
    with who, st.container(gap=None):
        blocks.link(str(row["name"]), "project", project=row["project_key"])
        st.caption(plain(wording.who(row)))
    with course, st.container(gap=None):
        _trail(view, row, reports)
    with status, st.container(gap=None):
        _strip(row, dimensions)
    with chance, st.container(gap=None):
        said, why = wording.chance(row)
        st.markdown(f":gray[{plain(said)}]" if is_missing(row["probability"]) else f"**{plain(said)}**")
        st.caption(plain(why))
    rule = COST_TO_GO_RULES.get(str(row["cost_to_go_rule"]), "")
    known = "" if is_missing(row["cost_to_go"]) else " :gray[to go]"
    cost.markdown(
        f"{plain(money(row['cost_to_go'], view.facts.currency))}{known}", help=plain(f"{rule[:1].upper()}{rule[1:]}.")
    )


def _trail(view: View, row: Mapping[str, Any], reports: pd.DataFrame | None) -> None:
    based = explore.portrait(view.scope, view.as_of).has_baselines
    line = None if reports is None else multiples.trail(reports, blocks.palette())
    finishes = pd.Series(dtype=object) if reports is None else reports["forecast_finish"].dropna()
    if line is not None:
        moved = float((finishes.iloc[-1] - finishes.iloc[0]).days)
        st.image(line, alt=wording.trail_words(str(row["name"]), len(finishes), moved))
    st.caption(plain(wording.finish(row, based, len(finishes))))


def _strip(row: Mapping[str, Any], dimensions: Sequence[str]) -> None:
    """Draw reported, computed and predicted status side by side, and say where they differ."""
    lines: dict[str, list[StatusStep | None]] = {}
    for label, source in SOURCES.items():
        steps: list[StatusStep | None] = [blocks.status_step(row[f"{source}_{name}"]) for name in dimensions]
        if source == "found" or any(step != "none" for step in steps):
            lines[label] = steps
    if not is_missing(row["predicted"]):
        predicted = blocks.status_step(row["predicted"])
        lines["Predicted"] = [predicted if name == "schedule" else None for name in dimensions]
    names = [wording.DIMENSIONS[name] for name in dimensions]
    apart = differing(row)
    marked = [wording.DIMENSIONS[name] for name in apart]
    drawn = multiples.strip(lines, names, marked, blocks.palette())
    st.image(drawn, alt=f"{row['name']}. {wording.strip_words(lines, names)} {wording.differs(apart)}".strip())
    if apart:
        st.caption(plain(wording.differs(apart)))
