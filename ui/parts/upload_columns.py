"""The columns of the file at hand: what each is read as, how surely, and one line of controls to correct one."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from services import readings
from ui import blocks
from ui.actions import intake as actions
from ui.blocks import Column
from ui.state.uploading import Uploading, current
from ui.wording import intake_columns as wording
from ui.wording.formats import number
from ui.wording.markdown import plain

TABLE, HEADER, READ_AS, CLICKED = "upload_columns_table", "upload_column", "upload_read_as", "upload_column_clicked"
CORRECTED = "upload_corrected"
OWN = "own name"
GIVEN = "In the order of the file"
SHOWN = [
    Column("header", "Column in the file", width=165, pinned=True),
    Column("read_as", "Read as", width=150),
    Column("sure", "How sure", "chance", width=85),
    Column("how", "How", width=95),
    Column("samples", "Some of its values", width=215),
    Column("why", "Why", width=330),
]
CHOICES: dict[str, tuple[tuple[str, str, dict[Any, str]], ...]] = {
    "date": (("order", "Dates", {"day first": "day first", "month first": "month first"}),),
    "money": (("multiplier", "Unit", wording.UNITS), ("notation", "Decimal sign", wording.NOTATIONS)),
    "percent": (("percent_of", "Scale", wording.SCALES), ("notation", "Decimal sign", wording.NOTATIONS)),
    "number": (("notation", "Decimal sign", wording.NOTATIONS),),
    "whole": (("notation", "Decimal sign", wording.NOTATIONS),),
}


def titles(work: Uploading) -> dict[str, str]:
    """Return the register's columns: name to title."""
    return {field.name: field.title for field in readings.fields(work.register)}


@blocks.part("upload_mapping")
def columns() -> None:
    """Draw the mapping, and the controls for one column of it."""
    work = current()
    if work is None or work.file is None:
        return
    if st.session_state.pop(CORRECTED, False):
        st.rerun()
    mapping = work.file.mapping
    known = len(mapping.columns) - len(mapping.unmapped)
    told = f"{number(known)} of {number(len(mapping.columns))} recognised; the others are kept under their own names"
    if work.file.remembered:
        told = f"Read as the last file with these columns. {told}"
    frame = _frame(work)
    with blocks.title_line("upload_columns", "Columns", told):
        blocks.downloads(frame, SHOWN, "how_columns_are_read")
    controls = st.container()
    clicked = blocks.table(frame, SHOWN, key=TABLE, clickable=True, lines=2, rows_high=9, noun="column", given=GIVEN)
    if clicked is not None and clicked != st.session_state.get(CLICKED):
        st.session_state[HEADER] = mapping.columns[int(clicked)].header
    st.session_state[CLICKED] = clicked
    with controls:
        _controls(work)


def _frame(work: Uploading) -> pd.DataFrame:
    assert work.file is not None
    named = titles(work)
    rows = [
        {
            "header": " ".join(column.header.split()),
            "read_as": wording.title(column.column, named),
            "sure": column.confidence if column.column else None,
            "how": wording.how(column, readings.kind_of(work.file, column.header)),
            "samples": wording.samples(column),
            "why": wording.why(column),
        }
        for column in work.file.mapping.columns
    ]
    return pd.DataFrame(rows)


def _controls(work: Uploading) -> None:
    """Draw one line: which column, what it is read as, and the choices its values need."""
    assert work.file is not None
    headers = [column.header for column in work.file.mapping.columns]
    wanted = st.session_state.get(HEADER)
    st.session_state[HEADER] = wanted if wanted in headers else headers[0]
    header = st.session_state[HEADER]
    mapped = work.file.mapping.of_header(header)
    with st.container(horizontal=True, vertical_alignment="bottom", key="upload_correct"):
        st.selectbox(
            "Correct a column",
            headers,
            format_func=lambda name: " ".join(name.split()),
            key=HEADER,
            width=300,
            help="Or click its row in the table.",
        )
        named = titles(work)
        st.session_state[READ_AS] = mapped.column or OWN
        st.selectbox(
            "is read as",
            [OWN, wording.AS_OF, *named],
            format_func=lambda name: wording.title(None if name == OWN else name, named),
            key=READ_AS,
            on_change=_read_as,
            args=(header,),
            width=300,
        )
        for choice, label, options in CHOICES.get(readings.kind_of(work.file, header), ()):
            _choice(header, choice, label, options, getattr(mapped, choice))


def _choice(header: str, choice: str, label: str, options: dict[Any, str], present: Any) -> None:
    key = f"upload_choice_{choice}"
    st.session_state[key] = present if present in options else None
    st.segmented_control(
        label,
        list(options),
        format_func=partial(_named, options),
        key=key,
        on_change=_chosen,
        args=(header, choice, key),
    )


def _named(options: dict[Any, str], option: Any) -> str:
    return plain(options[option])


def _read_as(header: str) -> None:
    chosen = str(st.session_state[READ_AS])
    st.session_state[CORRECTED] = True
    actions.read_as(header, None if chosen == OWN else chosen)


def _chosen(header: str, choice: str, key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen is not None:
        st.session_state[CORRECTED] = True
        actions.choose(header, **{choice: chosen})
