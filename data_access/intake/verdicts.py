"""What becomes of each row: loaded, collapsed, refused or skipped."""

import re
from dataclasses import dataclass

import numpy as np

from data_access.intake import doubles
from data_access.intake.doubles import Doubled
from data_access.intake.findings import SHOWN, Refusal, Skipped
from data_access.intake.tables import RawTable
from data_access.intake.typed import Typed
from data_access.schema import Register

TOTAL = re.compile(r"(?:grand|sub|overall|sum)?[\s-]*totals?\b.*|sum(?: of .*)?|.*\b(?:sub-?)?totals?:?", re.IGNORECASE)
NAMED = 5
NO_DATE = "no status date"
CONFLICT = "same key and date, different content"


@dataclass(frozen=True)
class Verdicts:
    """Rows to load (a mask over the typed rows) and what happened to the others."""

    loaded: np.ndarray
    refused: list[Refusal]
    skipped: list[Skipped]
    collapsed: int


def verdicts(raw: RawTable, typed: Typed, register: Register, doubled: Doubled | None = None) -> Verdicts:
    """Return what becomes of each row of a table; `doubled` where the table is a piece of a larger file."""
    open_rows, refused, skipped = _opened(raw, typed, register)
    if doubled is None:
        doubled = doubles.settled(doubles.suspects(typed, register, open_rows))
    collapsed = _apply(raw, doubled, open_rows, refused)
    return Verdicts(open_rows, refused, skipped, collapsed)


def complete_rows(raw: RawTable, typed: Typed, register: Register) -> np.ndarray:
    """Return a mask of the rows that are no totals and lack nothing required."""
    return _opened(raw, typed, register)[0]


def _opened(raw: RawTable, typed: Typed, register: Register) -> tuple[np.ndarray, list[Refusal], list[Skipped]]:
    open_rows = np.ones(len(typed.frame), dtype=bool)
    skipped = _totals(raw, typed, register, open_rows)
    return open_rows, _incomplete(raw, typed, register, open_rows), skipped


def _totals(raw: RawTable, typed: Typed, register: Register, open_rows: np.ndarray) -> list[Skipped]:
    """Skip rows without a key (or with a total for a key and no name) whose first words speak of a total."""
    keys = [name for name in register.key if name in typed.frame]
    missing = typed.frame[keys].isna().any(axis=1).to_numpy()
    if "name" in typed.frame and "name" not in keys:
        missing = missing | typed.frame["name"].isna().to_numpy()
    skipped = []
    positions = np.flatnonzero(missing)
    for position, texts in zip(positions.tolist(), raw.texts_at(positions), strict=True):
        if texts and TOTAL.fullmatch(texts[0]):
            open_rows[position] = False
            skipped.append(Skipped(int(raw.source_rows[position]), "total", _shown(texts)))
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
        positions = np.flatnonzero(missing & open_rows)
        open_rows[positions] = False
        for row, texts in zip(raw.source_rows[positions].tolist(), raw.texts_at(positions), strict=True):
            refused.append(Refusal(raw.file_name, row, column, _shown(texts), rule, repair))
    return refused


def _apply(raw: RawTable, doubled: Doubled, open_rows: np.ndarray, refused: list[Refusal]) -> int:
    """Close the rows that repeat a key and date, and return how many of them collapse."""
    known = np.fromiter({*doubled.collapsed, *doubled.conflicts}, dtype=np.int64)
    positions = np.flatnonzero(open_rows & np.isin(raw.source_rows, known))
    open_rows[positions] = False
    rows = raw.source_rows[positions].tolist()
    for row, texts in zip(rows, raw.texts_at(positions), strict=True):
        if row in doubled.conflicts:
            others = [str(other) for other in doubled.conflicts[row] if other != row]
            named = ", ".join(others[:NAMED]) + (f" and {len(others) - NAMED} more" if len(others) > NAMED else "")
            repair = f"Keep the right one of this row and row {named}."
            refused.append(Refusal(raw.file_name, row, "", _shown(texts), CONFLICT, repair))
    return sum(row in doubled.collapsed for row in rows)


def _shown(texts: list[str]) -> str:
    return " | ".join(texts)[:SHOWN]
