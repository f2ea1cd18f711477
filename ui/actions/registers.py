"""Keeping the rows of a project's registers as the person before the screen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from services import register_rows
from services.access import Scope
from services.register_rows import Kept
from services.row_plan import Line
from ui.actions.intake import work_out_figures
from ui.state.person import actor
from ui.state.restating import given

PLACE = "project_registers"
Told = Mapping[str, Any]


def keep(scope: Scope, register: str, as_of: date, project: str, lines: Sequence[Line]) -> Kept:
    """Write what was changed in a project's rows of a register; raises Explained where it is refused.

    The figures that rest on them are worked out beside the visit.
    """
    kept = register_rows.keep(actor(), scope, register, as_of, project, lines, given(PLACE))
    if kept.anything:
        work_out_figures(actor(), scope.portfolio)
    return kept


def lines(seen: Sequence[Told | None], returned: pd.DataFrame, columns: Sequence[str]) -> list[Line]:
    """Return the rows as they were seen and as they came back from an editor, the new ones last.

    Rows are told apart by their place: those beyond `seen` are new, those missing were taken out. Only the columns
    named count, for the browser can send back anything.
    """
    left = dict(zip(returned.index, returned.to_dict("records"), strict=True))
    known = [name for name in columns if name in returned]
    told = {label: {name: plain(row[name]) for name in known} for label, row in left.items()}
    rows = [Line(one, told.get(place)) for place, one in enumerate(seen)]
    return rows + [Line(None, row) for label, row in told.items() if not _is_place(label, len(seen))]


def plain(value: Any) -> Any:
    """Return a value of a cell, None where it is empty."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def _is_place(label: object, rows: int) -> bool:
    return isinstance(label, int) and 0 <= label < rows
