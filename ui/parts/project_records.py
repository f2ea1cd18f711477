"""What the other registers hold of a project, one at a time, chosen among those that hold anything."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from data_access.schema import REGISTERS
from services.project_registers import RegisterTable
from ui import blocks
from ui.blocks import Column
from ui.blocks.columns import Kind
from ui.cached import project as cached
from ui.filters import View
from ui.parts import project_editing
from ui.parts.project import Shown
from ui.wording import cells, kept_back
from ui.wording.formats import count, day

CHOICE: Final = "project_register"
KINDS: Final[dict[str, Kind]] = {
    "money": "money",
    "date": "date",
    "period": "date",
    "number": "number",
    "whole": "count",
    "percent": "percent",
    "probability": "number",
    "rag": "status",
}
SIGNED: Final = ("money", "number", "count")
DIGITS: Final = {"number": 1, "probability": 2}


@blocks.part("project_records")
def records(view: View, shown: Shown) -> None:
    """Let the reader choose a register, and show the project's rows in it."""
    held = cached.registers(view.scope, shown.keys, str(shown.row["name"]), view.as_of)
    blocks.section("Registers")
    if kept := kept_back.registers(view.scope.unseen):
        st.caption(kept)
    tables = {table.title: table for table in held}
    kept_here = project_editing.kept_by_reader(view, shown, [table.name for table in held])
    names = {table.title: table.name for table in held} | {REGISTERS[name].title: name for name in kept_here}
    if not held:
        st.markdown("No other register holds anything of this project: no milestones, risks, changes or decisions.")
        blocks.link("Upload a register", "upload", icon="upload_file")
    if not names:
        return
    chosen = str(
        st.pills(
            "Register",
            list(names),
            default=next(iter(names)),
            required=True,
            key=CHOICE,
            bind="query-params",
            label_visibility="collapsed",
            wrap=True,
        )
    )
    if chosen in tables:
        _table(view, tables[chosen])
    else:
        st.caption(f"{chosen}: no rows of this project at this date.")
    if names[chosen] in kept_here:
        project_editing.change(view, shown, names[chosen], tables.get(chosen))


def _table(view: View, table: RegisterTable) -> None:
    rows = table.rows.copy()
    columns = []
    for field in table.fields:
        kind = KINDS.get(field.kind, "text")
        rows[field.name] = _shown(rows[field.name], field.kind)
        if kind in SIGNED and (rows[field.name] < 0).any():
            rows[field.name], kind = _signed(rows[field.name], kind, field.kind, view.facts.currency), "text"
        columns.append(Column(field.name, field.title, kind, field.meaning, digits=DIGITS.get(field.kind, 0)))
    columns.append(Column("file", "File"))
    if rows["source_row"].notna().any():
        columns.append(Column("source_row", "Row", "count", "Line of the file"))
    blocks.table(
        rows,
        columns,
        key=f"project_rows_{table.name}",
        currency=view.facts.currency,
        title=table.title,
        note=f"{count(len(rows), 'row')}, as of {day(table.as_of)}",
        download=f"project_register_{table.name}",
    )


def _signed(values: pd.Series, kind: Kind, field: str, currency: str) -> pd.Series:
    """Return numbers, some below zero, as words with a true minus; the grid would write a hyphen."""
    return cells.amounts(values, currency) if kind == "money" else cells.numbers(values, DIGITS.get(field, 0))


def _shown(values: pd.Series, kind: str) -> Any:
    if kind == "percent":
        return values.astype(float) / 100
    if kind == "choice":
        return values.map(lambda word: word.capitalize() if isinstance(word, str) else word)
    if kind == "flag":
        return values.map({True: "Yes", False: "No"})
    return values
