"""The heatmap of the portfolio: two dimensions and a measure to choose, cells that open their projects."""

from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from services.heatmaps import BASES, OF_STATUS, Basis, Choice, Heatmap
from ui import blocks
from ui.blocks import Column
from ui.cached import explore as cached
from ui.charts import heatmap as charts
from ui.filters import View
from ui.wording import cells
from ui.wording import heatmap as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

OPENED: Final = "portfolio_cell_opened"
FOLLOWED: Final = "portfolio_cell_followed"
CELL: Final = "portfolio_cell"
ROWS, COLUMNS, MEASURE, STATUS = "portfolio_rows", "portfolio_columns", "portfolio_measure", "portfolio_status"


@blocks.part("portfolio_heatmap_part")
def picture(view: View) -> None:
    """Let the reader choose rows, columns and measure; show the cells; open the projects of the one clicked."""
    dimensions, measures, usual = cached.offered(view.scope, view.as_of)
    if usual is None:
        _nothing_to_draw(dimensions)
        return
    choice = _chosen(dimensions, measures, usual)
    drawn = cached.heatmap(view.scope, view.as_of, choice, view.filters)
    if not drawn.rows:
        st.caption("No live project is left by these filters.")
        return
    with st.container(key="portfolio_picture"):
        _open(view, choice, drawn, _figure(view, drawn))


def _chosen(dimensions: list[str], measures: list[str], usual: Choice) -> Choice:
    """Draw the controls and return what they say; all of it is in the address."""
    across = st.grid(4, min_column_width=120, gap="small", key="portfolio_choices")
    rows = _select(across, "Rows", dimensions, usual.rows, ROWS, wording.dimension)
    left = [name for name in dimensions if name != rows]
    preferred = usual.columns if usual.columns in left else left[0]
    columns = _select(across, "Columns", left, preferred, COLUMNS, wording.dimension)
    measure = _select(across, "Measure", measures, usual.measure, MEASURE, lambda name: wording.MEASURE_CHOICES[name])
    basis = "worse"
    if measure in OF_STATUS or "health" in (rows, columns):
        basis = _select(across, "Status", list(BASES), "worse", STATUS, lambda name: wording.BASES[name])
    return Choice(rows, columns, measure, cast(Basis, basis))


def _select(place: Any, label: str, options: list[str], usual: str, key: str, words: Any) -> str:
    chosen = place.selectbox(
        label,
        options,
        index=options.index(usual),
        format_func=words,
        key=key,
        bind="query-params",
    )
    return str(chosen)


def _figure(view: View, drawn: Heatmap) -> Any:
    """Draw the picture with its table twin and return what was clicked: [row, column] as drawn, or a row's index."""
    choice, currency = drawn.choice, view.facts.currency
    cells = wording.in_words(drawn.cells, choice.measure, choice.rows, choice.columns, currency)
    rows = {label: wording.label(choice.rows, label) for label in drawn.rows}
    columns = {label: wording.label(choice.columns, label) for label in drawn.columns}
    shown = cells.assign(row=cells["row"].map(rows), column=cells["column"].map(columns))
    scale: charts.Scale = "diverging" if choice.measure == "variance" else "sequential"
    figure = charts.heatmap(shown, list(rows.values()), list(columns.values()), blocks.palette(), scale=scale)
    title = wording.title(choice.rows, choice.columns, choice.measure)
    of_health = "health" in (choice.rows, choice.columns)
    clicked = blocks.figure_with_table(
        figure,
        _twin(shown, list(rows.values()), list(columns.values())),
        _twin_columns(choice),
        name="portfolio_heatmap",
        title=title,
        alt=wording.alt(title, next(iter(rows.values())), len(shown)),
        note=wording.note(choice.measure, of_health, drawn.projects, drawn.counted),
        currency=currency,
        clickable=True,
        noun="cell",
    )
    if clicked is None:
        return None
    named = [clicked[0], clicked[1]] if isinstance(clicked, list) else list(shown.loc[clicked, ["row", "column"]])
    back = {words: label for label, words in rows.items()}, {words: label for label, words in columns.items()}
    row, column = back[0].get(named[0]), back[1].get(named[1])
    return None if row is None or column is None else (row, column)


def _twin(shown: pd.DataFrame, rows: list[str], columns: list[str]) -> pd.DataFrame:
    """Return the cells in the order drawn."""
    places = shown.assign(down=shown["row"].map(rows.index), across=shown["column"].map(columns.index))
    return places.sort_values(["down", "across"], kind="stable")


def _twin_columns(choice: Choice) -> tuple[Column, ...]:
    value: dict[str, Column] = {
        "expected_slips": Column("numerator", "Expected slips", "number", digits=1),
        "weighted_slip": Column("value", "Cost-weighted slip, days", "days"),
    }
    share = Column("value", wording.MEASURES[choice.measure], "percent", digits=1)
    return (
        Column("row", wording.dimension(choice.rows), pinned=True),
        Column("column", wording.dimension(choice.columns)),
        value.get(choice.measure, share),
        Column("base", "Projects counted", "count"),
        Column("projects", "Projects in the cell", "count"),
        Column("money", "Cost to go", "money"),
    )


def _open(view: View, choice: Choice, drawn: Heatmap, clicked: tuple[str, str] | None) -> None:
    """Open the projects of the cell that was just clicked, else of the one the address names on arrival.

    Clicking the cell that is still selected takes the selection back; that too is a click on it.
    """
    asked = None if clicked is None else (choice, *clicked)
    before = st.session_state.get(OPENED)
    st.session_state[OPENED] = asked
    again = before if before is not None and before[0] == choice else None
    wanted = (asked or again) if asked != before else None
    cell = (wanted[1], wanted[2]) if wanted else _in_address(drawn)
    if cell is None:
        return
    row, column = cell
    st.query_params[CELL] = st.session_state[FOLLOWED] = f"{row}|{column}"
    title = f"{wording.label(choice.rows, row)} · {wording.label(choice.columns, column)}"
    st.dialog(plain(title), width="large", on_dismiss=_closed)(_projects)(view, choice, row, column)


def _in_address(drawn: Heatmap) -> tuple[str, str] | None:
    """Return the cell the address names, once for each address; None where it names none that is drawn."""
    named = st.query_params.get(CELL)
    if named is None or named == st.session_state.get(FOLLOWED):
        return None
    st.session_state[FOLLOWED] = named
    cells = zip(drawn.cells["row"], drawn.cells["column"], strict=True)
    return next(((str(row), str(column)) for row, column in cells if f"{row}|{column}" == named), None)


def _closed() -> None:
    st.query_params.pop(CELL, None)
    st.session_state.pop(FOLLOWED, None)


def _projects(view: View, choice: Choice, row: str, column: str) -> None:
    found = cached.cell_projects(view.scope, view.as_of, choice, row, column, view.filters)
    st.caption(f"{count(len(found), 'live project')}, the largest cost to go first. Click a row to open the project.")
    status = Column("cell_status", "Status here", "status", "The status that this cell counts.", width=80)
    chosen = blocks.table(
        found.assign(chance=cells.chances(found["probability"])),
        (
            Column("name", "Project", width=300),
            *((status,) if choice.measure in OF_STATUS else ()),
            Column("said_overall", "Reported overall", "status", width=80),
            Column("late_days", "Late, days", "days", width=80),
            Column("chance", "Chance to slip", width=110),
            Column("cost_to_go", "Cost to go", "money", width=90),
        ),
        key="portfolio_cell_table",
        currency=view.facts.currency,
        noun="project",
        clickable=True,
        download="cell_projects",
    )
    if chosen is not None:
        for held in (OPENED, FOLLOWED):
            st.session_state.pop(held, None)
        blocks.go("project", project=found.loc[chosen, "project_key"])


def _nothing_to_draw(dimensions: list[str]) -> None:
    blocks.empty_state(
        "No heatmap yet",
        "A heatmap needs two ways to group the projects (department, programme, category, phase, location, class) "
        "with at least two values each, and a status, a cost or a forecast finish to measure.",
        [("Upload a file that has them", "upload"), ("See the columns", "dictionary")],
        steps=[f"At present there is {wording.dimension(dimensions[0]).lower()}."] if len(dimensions) == 1 else [],
    )
