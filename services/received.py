"""What was received, in use or withdrawn, and what is on record about it: periods, files, the audit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data_access.schema import REGISTERS
from data_access.states import Coverage
from services.access import Scope
from services.seen import looking, sight
from services.workshops.reading import shows

FINISHED = ("completed", "cancelled")
NUMBERED = re.compile(r"\((\d+)\)$")
"""The number of an upload or a plan, at the end of what an entry of the audit is about."""
DATED = re.compile(r"(\w+) as of (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Late:
    """A department with projects that carry older values at a date."""

    department: str
    expected: int
    missing: int
    last_heard: date | None


def files(scope: Scope) -> pd.DataFrame:
    """Return every upload, newest first.

    Columns: upload, file, register (its title), coverage_kind, coverage_values, first and last as-of date, dates, rows,
    revision (the highest), in_use (snapshots that count), received_by, received_at, refused, emptied, withdrawn_at,
    withdrawn_by, withdrawn_reason.
    """
    with looking(scope) as (work, facts):
        listing = work.uploads.listing(facts.id)
    return pd.DataFrame([_file(one) for one in listing], columns=list(_file(None)))


def _file(one: dict[str, Any] | None) -> dict[str, Any]:
    one = one or {"snapshots": [], "coverage": {"kind": "whole", "values": []}, "report": {}, "register": "projects"}
    snapshots = one["snapshots"]
    coverage, report = Coverage.from_dict(one["coverage"]), one["report"]
    return {
        "upload": one.get("id"),
        "file": one.get("file_name"),
        "register": REGISTERS[one["register"]].title,
        "coverage_kind": coverage.kind,
        "coverage_values": coverage.values,
        "first": snapshots[0]["as_of"] if snapshots else None,
        "last": snapshots[-1]["as_of"] if snapshots else None,
        "dates": len(snapshots),
        "rows": sum(snapshot["rows"] for snapshot in snapshots),
        "revision": max((snapshot["revision"] for snapshot in snapshots), default=0),
        "in_use": sum(bool(snapshot["is_current"]) for snapshot in snapshots),
        "received_by": one.get("received_by"),
        "received_at": one.get("received_at"),
        "refused": len(report.get("refused", ())),
        "emptied": len(report.get("emptied", ())),
        "withdrawn_at": one.get("withdrawn_at"),
        "withdrawn_by": one.get("withdrawn_by"),
        "withdrawn_reason": one.get("withdrawn_reason"),
    }


def periods(scope: Scope) -> pd.DataFrame:
    """Return every as-of date of projects, newest first, with how completely it was reported.

    Columns: as_of, expected, received, carried, files (in use), replaced (files no longer in use), coverages (kind and
    values of each file in use), received_by, received_at (of the newest file). Finished and cancelled projects are not
    expected again.
    """
    with looking(scope) as (work, facts):
        dates = work.registers.dates(facts.id)
        spans = work.registers.spans(facts.id, "projects", FINISHED)
        listing = work.uploads.listing(facts.id)
    told = [{"as_of": pd.Timestamp(as_of), **counted(spans, as_of), **_arrived(listing, as_of)} for as_of in dates]
    columns = ["as_of", *counted([], date.min), *_arrived([], date.min)]
    return pd.DataFrame(told[::-1], columns=columns)


def counted(spans: Sequence[tuple[date, date, int, int]], as_of: date) -> dict[str, int]:
    """Return how many projects a date expected, received and carries forward, from the spans of their rows."""
    received = sum(rows for start, _, rows, _ in spans if start == as_of)
    carried = sum(still_open for start, end, _, still_open in spans if start < as_of < end)
    return {"expected": received + carried, "received": received, "carried": carried}


def _arrived(listing: Sequence[dict[str, Any]], as_of: date) -> dict[str, Any]:
    """Return which files count at a date, which were replaced or withdrawn, and when the newest came, from whom."""
    pairs = [
        (one, snapshot)
        for one in listing
        for snapshot in one["snapshots"]
        if one["register"] == "projects" and snapshot["as_of"] == as_of
    ]
    used = [one for one, snapshot in pairs if snapshot["is_current"]]
    newest = max(used, key=lambda one: one["received_at"], default=None)
    coverages = [Coverage.from_dict(one["coverage"]) for one in used]
    return {
        "files": len(used),
        "replaced": len(pairs) - len(used),
        "coverages": tuple((coverage.kind, coverage.values) for coverage in coverages),
        "received_by": newest["received_by"] if newest else None,
        "received_at": newest["received_at"] if newest else None,
    }


def late(scope: Scope, as_of: date) -> list[Late]:
    """Return the departments that have not reported all of their projects at a date, most missing first."""
    with looking(scope) as (work, facts):
        state = work.registers.state(facts.id, "projects", as_of, facts.minor_digits, ["status", "department"])
        known = [day for day in work.registers.dates(facts.id) if day <= as_of]
    if state.empty or not known:
        return []
    fresh = state["row_as_of"] >= pd.Timestamp(known[-1])
    expected = state[fresh | ~state["status"].isin(FINISHED)].assign(fresh=fresh)
    found_late = []
    for department, rows in expected.groupby(expected["department"].fillna("")):
        missing = int((~rows["fresh"]).sum())
        if missing:
            newest = rows["row_as_of"].max()
            found_late.append(Late(str(department), len(rows), missing, newest.date()))
    return sorted(found_late, key=lambda one: (-one.missing, one.department))


def record(scope: Scope, limit: int = 200) -> pd.DataFrame:
    """Return the newest entries of the audit.

    Columns: at, actor, action, subject, reason (given for a withdrawal), register (title) and rows (of a file loaded).
    """
    with looking(scope) as (work, facts):
        entries = work.journal.entries(facts.id, limit)
        if not sight(scope).whole:
            listing = work.uploads.listing(facts.id)
            uploads = {int(one["id"]): sum(each["rows"] for each in one["snapshots"]) for one in listing}
            plans = {row["id"] for row in work.scenarios.listing(facts.id)}
            workshops = {row["id"] for row in work.workshops.listing(facts.id) if shows(scope, row)}
            entries = _seen(scope, entries, uploads, plans, workshops)
    told = [after or {} for after in entries["after"]]
    loaded = [
        after if action == "upload committed" else {} for after, action in zip(told, entries["action"], strict=True)
    ]
    return entries[["at", "actor", "action", "subject"]].assign(
        reason=[after.get("reason", "") for after in told],
        register=pd.Series([_title(after.get("register")) for after in loaded], entries.index, dtype=object),
        rows=pd.Series([after.get("rows") for after in loaded], entries.index, dtype=object),
    )


def _seen(
    scope: Scope, entries: pd.DataFrame, uploads: Mapping[int, int], plans: set[int], workshops: set[int]
) -> pd.DataFrame:
    """Return the entries about files, plans and rows that the reader sees, the rows of a file counted as they see."""
    kept, after = [], []
    for action, subject, told in zip(entries["action"], entries["subject"], entries["after"], strict=True):
        number = int(numbered[1]) if (numbered := NUMBERED.search(subject)) else 0
        shown = not action.startswith("upload") or number in uploads
        shown &= not action.startswith("scenario") or number in plans
        shown &= not action.startswith("workshop") or number in workshops
        if cause := (told or {}).get("cause"):
            # A period that moved may tell of hidden projects, and of registers that are not shown.
            shown &= not scope.hidden and str(cause).partition(":")[0] not in scope.unseen
        if dated := DATED.fullmatch(subject):
            day = date.fromisoformat(dated[2])
            shown &= dated[1] not in scope.unseen and (scope.until is None or day <= scope.until)
        kept.append(shown)
        after.append({**told, "rows": uploads[number]} if told and "rows" in told and number in uploads else told)
    return entries.assign(after=pd.Series(after, entries.index, dtype=object))[kept].reset_index(drop=True)


def _title(register: str | None) -> str | None:
    return REGISTERS[register].title if register in REGISTERS else None
