"""A picture with its table twin: the same rows, sortable and downloadable."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.blocks.columns import Column
from ui.blocks.page import title_line
from ui.blocks.tables import downloads, table

CHART, TABLE = "Chart", "Table"
ICONS = {CHART: ":material/bar_chart:", TABLE: ":material/table_rows:"}


def figure_with_table(
    figure: go.Figure,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    name: str,
    title: str,
    alt: str,
    note: str = "",
    currency: str = "",
    clickable: bool = False,
    noun: str = "row",
) -> Any:
    """Draw a figure with its table twin; return the custom data of the mark clicked, or the index of the table's row.

    Parameters
    ----------
    name : key of its widgets and stem of its files; unique in the app.
    alt : what the picture shows, for those who do not see it.
    clickable : the marks carry `customdata`; the first one clicked comes back, else None.
    """
    twin = _head(frame, columns, name, title, note, currency)
    if twin:
        return table(frame, columns, key=f"{name}_table", currency=currency, clickable=clickable, noun=noun, alt=alt)
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
    drawn = st.plotly_chart(
        figure,
        theme=None,
        key=name,
        alt=alt,
        config={"displayModeBar": False, "responsive": True, "scrollZoom": False},
        **options,
    )
    return clicked(drawn) if clickable else None


def clicked(event: Any) -> Any:
    """Return the custom data of the first mark selected in a plotly event, or None."""
    points = event["selection"]["points"] if event else []
    found = next((point for point in points if point.get("customdata") is not None), None)
    return None if found is None else found["customdata"]


def _head(frame: pd.DataFrame, columns: Sequence[Column], name: str, title: str, note: str, currency: str) -> bool:
    """Draw title, switch and download in one line; return whether the table is asked for."""
    with title_line(name, title, note):
        chosen = st.segmented_control(
            f"How to show: {title}",
            [CHART, TABLE],
            default=CHART,
            required=True,
            format_func=lambda option: f"{ICONS[option]} {option}",
            key=f"{name}_as",
            label_visibility="collapsed",
        )
        downloads(frame, columns, name, currency)
    return bool(chosen == TABLE)
