"""Where the values of a project come from: file, row, the words above the column, and what was written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from data_access.schema import REGISTERS
from services import states
from services.access import Scope
from services.seen import looking


@dataclass(frozen=True)
class Origin:
    """The report that a project's values were read from.

    `origin` is file or edit; `source_row` counts the file's lines from 1, the head of the table among them, and is None
    for a reader from whom projects are kept: the lines between theirs would tell of the others.
    """

    origin: str
    file_name: str
    source_row: int | None
    as_of: date
    revision: int
    received_at: datetime
    received_by: str


@dataclass(frozen=True)
class Value:
    """One stored value: its title and kind, the file's own word for the column, and what was written there.

    `written` and `reason` are empty where the value is what a reader would read in the file.
    """

    title: str
    kind: str
    value: Any
    header: str
    written: str
    reason: str


def of_project(scope: Scope, keys: Sequence[str], as_of: date) -> tuple[Origin, list[Value]] | None:
    """Return the origin of a project's values as of a date and each value that is known or was emptied.

    Values come from its newest report up to the date; None where there is no report.
    """
    reports = states.history(scope, as_of, None, [keys[0]])
    if reports.empty:
        return None
    row = reports.iloc[-1]
    snapshot = int(row["snapshot_id"])
    with looking(scope) as (work, facts):
        source = work.uploads.sources(facts.id, [snapshot])[snapshot]
        noted = work.uploads.notes(snapshot, keys)
    told = Origin(
        source.origin,
        source.file_name,
        None if pd.isna(row["source_row"]) else int(row["source_row"]),
        source.as_of,
        source.revision,
        source.received_at,
        source.received_by,
    )
    return told, _values(row, source.headers, noted)


def _values(row: pd.Series, headers: dict[str, str], noted: dict[str, tuple[str, str]]) -> list[Value]:
    listed = []
    for field in REGISTERS["projects"].fields:
        value = row[field.name]
        written, reason = noted.get(field.name, ("", ""))
        if not pd.isna(value) or written:
            listed.append(Value(field.title, field.kind, value, headers.get(field.name, ""), written, reason))
    return listed
