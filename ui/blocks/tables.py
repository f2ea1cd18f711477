"""Tables: paged, formatted, as high as their rows, and downloadable."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.blocks import exports
from ui.blocks.columns import Column, coloured_status, shown
from ui.blocks.page import title_line
from ui.wording.formats import DASH, count, number

PAGE_ROWS = 50
ROWS_HIGH = 14
LINE, HEAD = 20, 36
# Below this height in pixels the grid never breaks a text over lines.
WRAPPING = 58


def table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    key: str,
    currency: str = "",
    alt: str = "",
    lines: int = 1,
    rows_high: int = ROWS_HIGH,
    clickable: bool = False,
    noun: str = "row",
    title: str = "",
    note: str = "",
    download: str = "",
    given: str = "Most important first",
) -> Any:
    """Draw a table and return the index label of the row just clicked, or None.

    Fifty rows a page; longer tables can be sorted over all pages. `lines` gives long text that many lines.
    `title` and `note` stand above it. `download` names the files it can be saved as; without it there is no
    button. `noun` names a row in words, `given` the order the rows come in.
    """
    if title or (download and len(frame) > 0):
        with title_line(key, title, note) if title else _right(key):
            if download and len(frame) > 0:
                downloads(frame, columns, download, currency)
    if frame.empty:
        st.caption(f"No {noun} to show.")
        return None
    page = _page(frame, columns, key, noun, given)
    drawn, config = shown(page, columns, currency)
    row = max(LINE * lines + 15, WRAPPING if lines > 1 else 0)
    options: dict[str, Any] = {}
    if clickable:
        options = {"on_select": "rerun", "selection_mode": "single-row"}
    chosen = st.dataframe(
        drawn,
        hide_index=True,
        column_config=coloured_status(config, columns),
        height="content" if len(page) <= rows_high else HEAD + row * rows_high,
        row_height=row,
        placeholder=DASH,
        key=key,
        alt=alt or f"Table of {count(len(frame), noun)}.",
        **options,
    )
    rows = chosen["selection"]["rows"] if clickable else []
    return page.index[rows[0]] if rows else None


def downloads(
    frame: pd.DataFrame | Callable[[], pd.DataFrame], columns: Sequence[Column], name: str, currency: str = ""
) -> None:
    """Draw the button that saves the rows as CSV or XLSX; files, and rows given as a function, are made once opened."""
    _downloads(frame, tuple(columns), name, currency)


@st.fragment
def _downloads(
    frame: pd.DataFrame | Callable[[], pd.DataFrame], columns: Sequence[Column], name: str, currency: str
) -> None:
    opened = st.popover(
        "Save", icon=":material/download:", type="tertiary", key=f"save_{name}", on_change="rerun", help="CSV or XLSX"
    )
    if not opened.open:
        return
    with opened:
        exported = exports.export_frame(frame() if callable(frame) else frame, columns, currency)
        for ending, kind, make in (
            ("csv", exports.CSV_TYPE, exports.csv_bytes),
            ("xlsx", exports.XLSX_TYPE, exports.xlsx_bytes),
        ):
            content = make(exported)
            st.download_button(
                f"{ending.upper()}, {count(len(exported), 'row')}",
                content,
                file_name=exports.file_name(name, content, ending),
                mime=kind,
                key=f"save_{name}_{ending}",
                on_click="ignore",
                width="stretch",
            )


def _right(key: str) -> Any:
    return st.container(horizontal=True, horizontal_alignment="right", key=f"{key}_head")


def _page(frame: pd.DataFrame, columns: Sequence[Column], key: str, noun: str, given: str) -> pd.DataFrame:
    """Return all rows of a short table; of a long one those of the page asked for, with its controls drawn."""
    if len(frame) <= PAGE_ROWS:
        return frame
    pages = -(-len(frame) // PAGE_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_tools"):
        ordered = _ordered(frame, columns, key, given)
        place = st.pagination(pages, key=f"{key}_page", max_visible_pages=5)
        first = (min(max(place, 1), pages) - 1) * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(frame))
        st.caption(f"{number(first + 1)} to {number(last)} of {count(len(frame), noun)}", width="content")
    return ordered.iloc[first:last]


def _ordered(frame: pd.DataFrame, columns: Sequence[Column], key: str, given: str) -> pd.DataFrame:
    """Draw the choice of order and return all rows in it; as given, until somebody chooses."""
    labels = {column.field: column.label for column in columns if column.kind not in ("link", "trend")}
    options = ["", *(f"{field} {way}" for field in labels for way in ("down", "up"))]
    asked = st.selectbox(
        "Order",
        options,
        format_func=lambda option: _order_words(option, labels, given),
        key=f"{key}_order",
        label_visibility="collapsed",
        width=230,
    )
    if not asked:
        return frame
    field, way = asked.rsplit(" ", 1)
    return frame.sort_values(field, ascending=way == "up", na_position="last", kind="stable")


def _order_words(option: str, labels: dict[str, str], given: str) -> str:
    if not option:
        return given
    field, way = option.rsplit(" ", 1)
    return f"{labels.get(field, 'Another column')}, {'descending' if way == 'down' else 'ascending'}"
