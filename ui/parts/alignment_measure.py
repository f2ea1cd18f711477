"""Part of the alignment page where a number decides a rating: the scale, the curve, and the projects measured."""

import numpy as np
import streamlit as st

from services import measured
from services.alignment import Alignment
from services.measured import Measure
from services.rights import Right
from ui import blocks
from ui.actions import alignment_measure as actions
from ui.blocks import Column
from ui.cached import alignment_more as cached
from ui.charts import alignment_measure as charts
from ui.filters import View
from ui.state.rights import may
from ui.wording import alignment as page_wording
from ui.wording import alignment_measure as wording
from ui.wording.markdown import plain

OPEN = "alignment_measure_open"
POINTS, EVERY = 61, 5


@blocks.part("alignment_measure")
def by_number(view: View, shown: Alignment) -> None:
    """Let the reader say what is counted on an objective and how it is valued, and rate projects by it."""
    if not len(shown.objectives) or not may(Right.DECIDE):
        return
    opened = st.expander("Rate by a number", icon=":material/straighten:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    with opened:
        st.caption(plain(wording.WHY))
        names = dict(zip(shown.objectives["objective_key"], shown.objectives["name"], strict=True))
        held = cached.measures(view.scope, view.as_of)
        ordered = sorted(names, key=lambda key: key not in held)
        key = str(
            st.selectbox("Objective", ordered, format_func=lambda key: names[key], key="alignment_measured_objective")
        )
        measure = held.get(key)
        st.markdown(plain(wording.told(measure)))
        left, right = st.columns(2, gap="medium")
        with left:
            _scale(view, key, measure)
        if measure is not None:
            with right:
                _curve(measure)
            _measure_one(view, shown, key, measure)
            _measured(view, key, measure)


def _scale(view: View, key: str, measure: Measure | None) -> None:
    """Ask what is counted, its ends and its shape."""
    held = measure or Measure("", "", "linear", 0.0, 100.0)
    place = f"{view.scope.data_version}_{key}"
    shape = str(
        st.segmented_control(
            "Shape",
            list(wording.SHAPES),
            default=held.shape,
            required=True,
            format_func=lambda one: wording.SHAPES[one],
            key=f"alignment_shape_{place}",
        )
    )
    with st.form(f"alignment_scale_{place}", border=False):
        first, second = st.columns(2, gap="small")
        name = first.text_input("What is counted", held.name, max_chars=80, placeholder="Homes made safe")
        unit = second.text_input("Unit", held.unit, max_chars=30, placeholder="homes")
        worst = first.number_input("Worth nothing at", value=held.worst)
        best = second.number_input("Worth most at", value=held.best)
        bend, steps = 0.0, ""
        if shape == "exponential":
            bend = float(st.number_input("Bend", -10.0, 10.0, held.bend or 2.0, 0.5, help=wording.BEND))
        if shape == "stepped":
            steps = st.text_input("Steps", held.steps, max_chars=300, help=wording.STEPS, placeholder="0: 0; 100: 9")
        if st.form_submit_button("Save how it is measured", type="primary"):
            actions.set_measure(view, key, Measure(name, unit, shape, float(worst), float(best), bend, steps))
    if measure is not None and st.button("Count nothing on it", key=f"alignment_unmeasure_{place}"):
        actions.set_measure(view, key, None)


def _curve(measure: Measure) -> None:
    low, high = sorted((measure.worst, measure.best))
    numbers = np.linspace(low, high, POINTS)
    with blocks.explained_errors():
        rows = measured.values(measure, numbers).assign(number=numbers)
    blocks.figure_with_table(
        charts.curve(
            rows["number"].tolist(), rows["value"].tolist(), measure.unit, measure.shape == "stepped", blocks.palette()
        ),
        rows.assign(rating=rows["rating"].map(wording.nearest)).iloc[::EVERY],
        (
            Column("number", "Measure", "number", digits=1),
            Column("value", "Value", "number", digits=2),
            Column("rating", "Nearest rating"),
        ),
        name="alignment_curve",
        title="What a number is worth",
        alt="Value from 0 to 9 against the measure.",
        noun="number",
    )


def _measure_one(view: View, shown: Alignment, key: str, measure: Measure) -> None:
    """Ask what was measured of one project."""
    labels = page_wording.row_labels(shown.projects)
    with st.container(horizontal=True, vertical_alignment="bottom", key="alignment_measure_one"):
        project = str(
            st.selectbox(
                "Project", list(labels), format_func=lambda one: labels[one], key=f"alignment_measured_project_{key}"
            )
        )
        number = st.number_input(
            f"Measured, {plain(measure.unit)}",
            value=None,
            key=f"alignment_number_{view.scope.data_version}_{key}_{project}",
        )
        if st.button("Save and rate", type="primary", disabled=number is None, key="alignment_measure_save"):
            actions.rate(view, key, {project: float(number or 0.0)})


def _measured(view: View, key: str, measure: Measure) -> None:
    """Draw the projects measured, and let the reader apply the scale to all of them."""
    with blocks.explained_errors():
        rows = cached.measured_on(view.scope, view.as_of, key)
    if rows.empty:
        return
    st.markdown(plain(wording.differing(rows)))
    if rows["differs"].any() and st.button("Rate all of them by the scale", key="alignment_measure_all"):
        differing = rows[rows["differs"]]
        actions.rate(view, key, dict(zip(differing["project_key"], differing["measured"].astype(float), strict=True)))
    blocks.table(
        wording.rows(rows),
        (
            Column("name", "Project", pinned=True, width=240),
            Column("measured", f"Measured, {measure.unit}", "number", digits=1, width=130),
            Column("value", "Value", "number", digits=2, width=80),
            Column("suggested", "By the scale", width=100),
            Column("rating", "Counts as", width=130),
        ),
        key="alignment_measured_table",
        noun="project",
        rows_high=8,
        title="Projects measured",
        note="The highest value first.",
        given="The highest value first",
        download="measured",
    )
