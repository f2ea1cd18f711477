"""Changing the rows of a project in one register: seen as they are, edited in place, saved together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_access.schema import REGISTERS
from data_access.schema.fields import Field
from services.errors import Explained
from services.project_registers import SHOWN, RegisterTable
from services.register_rows import asked_columns, right_of
from services.row_plan import RowsChanged
from services.row_rules import MOST_TOLD, RowsRefused
from ui import blocks
from ui.actions import registers as actions
from ui.cached import publications
from ui.filters import View
from ui.filters.restating import restatement
from ui.parts.project import Shown
from ui.state.rights import may
from ui.wording import register_editing as wording
from ui.wording.formats import DASH
from ui.wording.markdown import plain

OPEN: Final = "project_change_open"
EDITING: Final = "project_change_editing"
SAID: Final = "project_change_said"
CHANGED: Final = "project_change_changed"
TIMES: Final = "project_change_times"
ROWS_HIGH: Final = 12
HIGHEST: Final = 460
DTYPES: Final = {"date": "datetime64[ns]", "period": "datetime64[ns]", "whole": "Int64", "flag": "boolean"}
NUMBERS: Final = ("money", "number", "percent", "probability")


@dataclass
class _Editing:
    """The rows that an editor was given, and what the person has seen of each since; None for one that is gone."""

    place: tuple[Any, ...]
    version: int
    time: int
    frame: pd.DataFrame
    seen: list[dict[str, Any] | None] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What its editor is called: one of its own each time, for a browser keeps what was typed by this name."""
        return f"project_editor_{self.place[1]}_{self.time}"


def kept_by_reader(view: View, shown: Shown, held: Sequence[str]) -> list[str]:
    """Return the registers of this project whose rows the person may change, those that hold nothing included."""
    return [
        name
        for name in SHOWN
        if may(right_of(name), shown.key)
        and name not in view.scope.unseen
        and (name != "benefit_values" or "benefits" in held)
    ]


def change(view: View, shown: Shown, register: str, table: RegisterTable | None) -> None:
    """Draw what was saved, and the closed drawer in which the rows of a register are changed."""
    if said := st.session_state.pop(SAID, ""):
        st.success(plain(said), icon=":material/check_circle:")
    opened = st.expander("Change this register", icon=":material/edit:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    with opened:
        st.caption(plain(wording.how(register, view.as_of)))
        editing = _begun(view, shown, register, table)
        returned = _editor(view, editing, register)
        if published := publications.published(view.scope, view.as_of):
            restatement(view.scope, actions.PLACE, published)
        with st.container(horizontal=True, key="project_change_buttons"):
            saving = st.button("Save these rows", type="primary", key="project_change_save")
            st.button("Start again from what is stored", type="tertiary", key="project_change_again", on_click=_forget)
        if saving:
            _save(view, shown, register, editing, returned)
        elif both := st.session_state.pop(CHANGED, None):
            blocks.show_error(both)


def _forget() -> None:
    st.session_state.pop(EDITING, None)


def _begun(view: View, shown: Shown, register: str, table: RegisterTable | None) -> _Editing:
    """Return the rows being edited: those the person began with, or those of now where nothing is typed yet."""
    place = (view.scope.portfolio, register, shown.key, view.as_of)
    held: _Editing | None = st.session_state.get(EDITING)
    if held is not None and held.place == place and (held.version == view.scope.data_version or _typed(held)):
        return held
    known = REGISTERS[register]
    rows = known_rows(table, [one.name for one in known.fields])
    frame = pd.DataFrame(index=pd.RangeIndex(len(rows)))
    for name in asked_columns(register):
        frame[name] = _column(known.by_name[name], [row[name] for row in rows])
    time = st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
    made = st.session_state[EDITING] = _Editing(place, view.scope.data_version, time, frame, list(rows))
    return made


def known_rows(table: RegisterTable | None, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a table by column, None for empty cells."""
    if table is None:
        return []
    return [{name: actions.plain(row[name]) for name in names} for row in table.rows[list(names)].to_dict("records")]


def _typed(held: _Editing) -> bool:
    edits = st.session_state.get(held.key) or {}
    return any(edits.get(what) for what in ("edited_rows", "added_rows", "deleted_rows"))


def _column(described: Field, values: list[Any]) -> pd.Series:
    if described.kind in NUMBERS:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=DTYPES.get(described.kind, "object"))


def _editor(view: View, editing: _Editing, register: str) -> pd.DataFrame:
    by_name, frame = REGISTERS[register].by_name, editing.frame
    config = {name: _config(by_name[name], register, frame[name], view.facts.currency) for name in frame}
    returned: pd.DataFrame = st.data_editor(
        frame,
        column_config=config,
        hide_index=True,
        num_rows="dynamic",
        height="content" if len(frame) <= ROWS_HIGH else HIGHEST,
        key=editing.key,
        placeholder=DASH,
        alt=f"Editor of {REGISTERS[register].title}.",
    )
    return returned


def _config(described: Field, register: str, values: pd.Series, currency: str) -> Any:
    kinds = st.column_config
    told: dict[str, Any] = {
        "label": wording.head(described, currency),
        "help": plain(wording.meaning(described, register)),
        "pinned": described.name == REGISTERS[register].key[-1] or None,
    }
    if options := wording.choices(described):
        held = [str(value) for value in values.dropna().unique() if value not in options]
        return kinds.SelectboxColumn(options=[*options, *sorted(held)], format_func=wording.choice, **told)
    if described.kind in ("date", "period"):
        return kinds.DateColumn(format="D MMM YYYY", **told)
    if described.kind == "flag":
        return kinds.CheckboxColumn(**told)
    if described.kind in (*NUMBERS, "whole"):
        return kinds.NumberColumn(format="localized", step=1 if described.kind == "whole" else None, **told)
    return kinds.TextColumn(**told)


def _save(view: View, shown: Shown, register: str, editing: _Editing, returned: pd.DataFrame) -> None:
    """Save, and say what happened; where it is refused everything typed stays."""
    lines = actions.lines(editing.seen, returned, asked_columns(register))
    try:
        kept = actions.keep(view.scope, register, view.as_of, shown.key, lines)
    except RowsRefused as refused:
        _tell(refused)
    except RowsChanged as both:
        for place, now in both.now.items():
            seen = editing.seen[place]
            editing.seen[place] = None if now is None or seen is None else {**seen, **now}
        # The whole page anew: the table above then shows what is stored, and the editor keeps what was typed.
        st.session_state[CHANGED] = both
        st.rerun()
    except Explained as refused:
        blocks.show_error(refused)
    else:
        _forget()
        st.session_state[SAID] = wording.saved(kept, REGISTERS[register].title, view.as_of)
        st.rerun()


def _tell(refused: RowsRefused) -> None:
    """Draw each value that does not fit on a line of its own."""
    told = [f"- {plain(str(one))}" for one in refused.problems[:MOST_TOLD]]
    if more := len(refused.problems) - MOST_TOLD:
        told += [f"- And {more} more."] if more > 0 else []
    st.error("\n".join(told), title=plain(refused.what), icon=":material/error:")
