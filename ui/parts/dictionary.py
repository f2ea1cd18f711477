"""Parts of the data dictionary: every column of every register, searchable, with templates to fill in."""

import pandas as pd
import streamlit as st

from services.readings import register_titles
from ui import blocks
from ui.blocks import Column
from ui.cached import data as cached
from ui.wording.formats import count

REGISTER, SEARCH = "dictionary_register", "dictionary_search"
EVERY = "every"
# Signs of what a column holds that fit in two lines.
HELD_FITS = 80
COLUMNS = [
    Column("register_title", "Register", width=105),
    Column("title", "Column", width=140, pinned=True),
    Column("meaning", "What it means", width=260),
    Column("holds", "What it holds", width=280),
    Column("required", "Required", width=80, help="A key identifies a row at its date."),
    Column("also", "Also recognised as", width=210),
]
SEARCHED = ["register_title", "title", "meaning", "holds", "also"]


def head() -> None:
    """Draw what the dictionary holds."""
    rows = cached.dictionary()
    registers = rows["register"].nunique()
    blocks.header(
        "Data dictionary", f"{count(len(rows), 'column')} in {count(registers, 'register')}, few of them required."
    )


def columns() -> None:
    """Draw the columns asked for, and the template of the register chosen."""
    rows = cached.dictionary()
    titles = register_titles()
    with st.container(horizontal=True, vertical_alignment="bottom", key="dictionary_tools"):
        chosen = st.selectbox(
            "Register",
            [EVERY, *titles],
            format_func=lambda name: titles.get(name, "Every register"),
            key=REGISTER,
            bind="query-params",
            width=260,
        )
        words = st.text_input(
            "Search", key=SEARCH, bind="query-params", placeholder="baseline, budget, owner", width=320
        )
        if chosen != EVERY:
            _templates(str(chosen), titles[str(chosen)])
    shown = _found(rows, str(chosen), words or "")
    note = shown["register_meaning"].iloc[0] if chosen != EVERY and len(shown) else ""
    if chosen == EVERY:
        st.caption("Choose a register to download its template as a workbook or CSV.")
    blocks.table(
        shown,
        COLUMNS if chosen == EVERY else COLUMNS[1:],
        key="dictionary_table",
        noun="column",
        given="In their own order",
        lines=3 if shown["holds"].str.len().max() > HELD_FITS else 2,
        rows_high=10,
        title=titles.get(str(chosen), "Every register"),
        note=note,
        download="data_dictionary",
    )


def _templates(register: str, title: str) -> None:
    for form in ("xlsx", "csv"):
        st.download_button(
            f"Template {form.upper()}",
            cached.template(register, form),
            file_name=f"{register}-template.{form}",
            key=f"dictionary_template_{form}",
            icon=":material/download:",
            on_click="ignore",
            help=f"An empty file with the columns of {title.lower()}",
        )


def _found(rows: pd.DataFrame, register: str, words: str) -> pd.DataFrame:
    shown = rows if register == EVERY else rows[rows["register"] == register]
    text = shown[SEARCHED].fillna("").agg(" ".join, axis=1).str.casefold()
    for word in words.casefold().split():
        shown = shown[text.loc[shown.index].str.contains(word, regex=False)]
    return shown
