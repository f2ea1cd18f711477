"""What becomes of each row: loaded, collapsed, refused or skipped."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_access.intake.findings import Refusal, Skipped
from data_access.intake.tables import SHOWN, RawTable
from data_access.intake.typed import Typed
from data_access.schema import Register

TOTAL = re.compile(r"(?:grand|sub|overall|sum)?[\s-]*totals?\b.*|sum(?: of .*)?|.*\b(?:sub-?)?totals?:?", re.IGNORECASE)
NO_DATE = "no status date"
CONFLICT = "same key and date, different content"


@dataclass(frozen=True)
class Verdicts:
    """Rows to load (a mask over the typed rows) and what happened to the others."""

    loaded: np.ndarray
    refused: list[Refusal]
    skipped: list[Skipped]
    collapsed: int


def verdicts(raw: RawTable, typed: Typed, register: Register) -> Verdicts:
    """Return what becomes of each row of a table."""
    open_rows = np.ones(len(typed.frame), dtype=bool)
    skipped = _totals(raw, typed, register, open_rows)
    refused = _incomplete(raw, typed, register, open_rows)
    collapsed = _duplicates(raw, typed, register, open_rows, refused)
    return Verdicts(open_rows, refused, skipped, collapsed)


def _totals(raw: RawTable, typed: Typed, register: Register, open_rows: np.ndarray) -> list[Skipped]:
    """Skip rows without a key (or with a total for a key and no name) whose first words speak of a total."""
    keys = [name for name in register.key if name in typed.frame]
    missing = typed.frame[keys].isna().any(axis=1).to_numpy()
    if "name" in typed.frame and "name" not in keys:
        missing = missing | typed.frame["name"].isna().to_numpy()
    skipped = []
    for position in np.flatnonzero(missing).tolist():
        first = next((text.strip() for text in raw.frame.iloc[position] if text.strip()), "")
        if TOTAL.fullmatch(first):
            open_rows[position] = False
            skipped.append(Skipped(int(raw.source_rows[position]), "total", _row_text(raw, position)))
    return skipped


def _incomplete(raw: RawTable, typed: Typed, register: Register, open_rows: np.ndarray) -> list[Refusal]:
    """Refuse rows that lack their date, a part of their key, or another required value."""
    refused: list[Refusal] = []
    checks = [("", np.isnat(typed.as_of), NO_DATE, "Give the row its status date.")]
    for field in register.fields:
        if field.required and field.name in typed.frame:
            title = field.title.lower()
            rule = "no key" if field.key else f"no {title}"
            checks.append((field.title, typed.frame[field.name].isna().to_numpy(), rule, f"Give the row its {title}."))
    for column, missing, rule, repair in sorted(checks, key=lambda check: check[2] != "no key"):
        for position in np.flatnonzero(missing & open_rows).tolist():
            open_rows[position] = False
            refused.append(_refusal(raw, position, column, rule, repair))
    return refused


def _duplicates(raw: RawTable, typed: Typed, register: Register, open_rows: np.ndarray, refused: list[Refusal]) -> int:
    """Collapse identical rows of one key and date; refuse all rows of a key and date that differ."""
    positions = np.flatnonzero(open_rows)
    keys = typed.frame.loc[positions, list(register.key)].assign(as_of=typed.as_of[positions])
    doubled = keys[keys.duplicated(keep=False)]
    collapsed = 0
    for _, group in doubled.groupby(list(keys.columns), sort=False, dropna=False):
        contents = {_content(typed.frame.loc[position]) for position in group.index}
        if len(contents) == 1:
            open_rows[group.index[1:]] = False
            collapsed += len(group) - 1
            continue
        rows = [int(raw.source_rows[position]) for position in group.index]
        for position in group.index:
            open_rows[position] = False
            others = ", ".join(str(row) for row in rows if row != raw.source_rows[position])
            repair = f"Keep the right one of this row and row {others}."
            refused.append(_refusal(raw, position, "", CONFLICT, repair, " ".join(map(str, group.iloc[0][:-1]))))
    return collapsed


def _content(row: pd.Series) -> tuple[str, ...]:
    return tuple(str(value) for name, value in row.items() if name != "source_row")


def _refusal(raw: RawTable, position: int, column: str, rule: str, repair: str, value: str = "") -> Refusal:
    text = value or _row_text(raw, position)
    return Refusal(raw.file_name, int(raw.source_rows[position]), column, text, rule, repair)


def _row_text(raw: RawTable, position: int) -> str:
    return " | ".join(text for text in raw.frame.iloc[position] if text.strip())[:SHOWN]
