"""Versions of the objectives: who changed what when, and which live projects lost alignment by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from data_access.schema import REGISTERS
from services import alignment_figures, exit_cost, measured, portfolios, ratings_counted, states
from services.access import Scope
from services.errors import NotFound
from services.portrait import Filters, filtered
from services.seen import looking
from services.workshops import traced
from services.workshops.traced import Traced

LEAST_FALL: Final = 0.1
"""A strategic value, 0 to 9, that falls by less has not lost alignment."""
COLUMNS: Final = ("name", "department", "category", "programme", "location", "phase", "investment_class",
                  "approved_budget", "forecast_cost", "actual_cost", "exit_cost")  # fmt: skip
FIELDS: Final = {field.name: field.title for field in REGISTERS["objectives"].fields if not field.key}
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """One thing that a version changed: of which objective, what (empty: all of it), from what to what."""

    objective: str
    what: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Version:
    """The objectives as they stood after one upload or edit.

    `number` counts from 1, `snapshot` is what the register stores; `edited` tells an edit in the app from a file.
    `changes` is empty for the first one, which brought `objectives` of them; `workshop` is the one whose result was
    taken over by it.
    """

    number: int
    snapshot: int
    as_of: date
    received_at: datetime
    received_by: str
    file_name: str
    edited: bool
    objectives: int
    changes: tuple[Change, ...]
    workshop: Traced | None = None


@dataclass(frozen=True)
class Lost:
    """The live projects that lost alignment by a version.

    `projects` has project_key, name, before, after, fall (strategic values, 0 to 9), gone (names of objectives that it
    serves and that are no more, "" for none), cost_to_go, exit_cost (money, missing where not known), the largest fall
    first; `live` counts all live projects looked at.
    """

    version: Version
    projects: pd.DataFrame
    live: int


def read(scope: Scope, as_of: date) -> list[Version]:
    """Return the versions of the objectives as they count at a date, the newest first.

    What came in and changed nothing of that date is no version of it.
    """
    return [version for version, _, _ in reversed(_versions(scope, as_of))]


def lost(scope: Scope, as_of: date, snapshot: int, filters: Filters = ()) -> Lost:
    """Return the live projects that lost alignment by a version, with the ratings of today."""
    found = next((one for one in _versions(scope, as_of) if one[0].snapshot == snapshot), None)
    if found is None:
        raise NotFound("There is no such version of the objectives at this date.", repair="Look at the page again.")
    version, before, after = found
    impacts = states.register(scope, "impacts", as_of, ratings_counted.COLUMNS)
    state = filtered(states.projects(scope, as_of, COLUMNS), impacts, filters)
    live = state[state["live"]].reset_index(drop=True)
    was, now = _valued(live, impacts, before), _valued(live, impacts, after)
    rows = live[["project_key", "name", "cost_to_go"]].assign(before=was["score"], after=now["score"])
    rows["fall"] = (rows["before"] - rows["after"].fillna(0.0)).fillna(0.0)
    gone = _serving_gone(impacts, before, after)
    rows["gone"] = [gone.get(str(key), "") for key in rows["project_key"]]
    costs = exit_cost.read(scope, as_of, live, (digits := portfolios.facts(scope).minor_digits))
    known = pd.Series(costs.rule != "unknown", index=live.index)
    rows["exit_cost"] = pd.Series(costs.cost / 10**digits, index=live.index).where(known)
    kept = rows[(rows["fall"] >= LEAST_FALL) | (rows["gone"] != "")]
    order = kept.sort_values(["fall", "name"], ascending=[False, True], kind="stable")
    return Lost(version, order.reset_index(drop=True), len(live))


def _versions(scope: Scope, as_of: date) -> list[tuple[Version, Rows, Rows]]:
    """Return each version with the objectives before and after it, the oldest first."""
    with looking(scope) as (work, facts):
        day = as_of if scope.until is None else min(as_of, scope.until)
        stored = work.registers.reported(facts.id, "objectives", facts.minor_digits)
        uploads = [one for one in work.uploads.listing(facts.id) if one["withdrawn_at"] is None]
        workshops = traced.of_snapshots(scope, work, facts)
    arrived = [
        (snapshot, upload)
        for upload in uploads
        for snapshot in upload["snapshots"]
        if snapshot["register"] == "objectives" and snapshot["as_of"] <= day
    ]
    by_snapshot = {int(number): rows for number, rows in stored.groupby("snapshot_id")}
    found: list[tuple[Version, Rows, Rows]] = []
    before: Rows = {}
    arrived.sort(key=lambda pair: pair[0]["id"])
    for place, (snapshot, upload) in enumerate(arrived, 1):
        after = _state(arrived[:place], by_snapshot)
        if after != before:
            version = _version(len(found) + 1, snapshot, upload, before, after)
            found.append((replace(version, workshop=workshops.get(version.snapshot)), before, after))
        before = after
    return found


def _state(arrived: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], rows: Mapping[int, pd.DataFrame]) -> Rows:
    """Return the objectives that some snapshots add up to: the newest revision of each, by date and arrival."""
    newest: dict[tuple[date, str], tuple[int, bool]] = {}
    for snapshot, upload in arrived:
        whole = upload["coverage"]["kind"] == "whole"
        newest[snapshot["as_of"], snapshot["coverage_key"]] = (snapshot["id"], whole)
    found: Rows = {}
    for _, (number, whole) in sorted(newest.items(), key=lambda one: (one[0][0], one[1][0])):
        found = {} if whole else dict(found)
        for row in rows[number].to_dict("records") if number in rows else ():
            key = str(row["objective_key"])
            if row["removed"]:
                found.pop(key, None)
            else:
                found[key] = {name: None if pd.isna(row[name]) else row[name] for name in FIELDS}
    return found


def _version(number: int, snapshot: Mapping[str, Any], upload: Mapping[str, Any], before: Rows, after: Rows) -> Version:
    return Version(
        number,
        int(snapshot["id"]),
        snapshot["as_of"],
        upload["received_at"],
        upload["received_by"],
        upload["file_name"],
        upload["origin"] == "edit",
        len(after),
        tuple(_changes(before, after)) if before else (),
    )


def _changes(before: Rows, after: Rows) -> list[Change]:
    told: list[Change] = []
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        name = str((now or was or {})["name"])
        if was is None or now is None:
            told.append(Change(name, "", "there" if was else None, "there" if now else None))
            continue
        told += [Change(name, FIELDS[field], was[field], now[field]) for field in FIELDS if was[field] != now[field]]
    return told


def _register(rows: Rows) -> pd.DataFrame:
    """Return objectives as a state of their register."""
    frame = pd.DataFrame([{"objective_key": key, **row} for key, row in rows.items()])
    return frame.reindex(columns=["objective_key", *FIELDS]).astype({"weight": float})


def _valued(live: pd.DataFrame, impacts: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return the strategic values of projects with other objectives, in the order of the projects."""
    register = _register(rows)
    objectives = alignment_figures.objectives(alignment_figures.tree(register))
    counted = ratings_counted.counted(impacts, measured.of(register))
    held = alignment_figures.counted(live["project_key"], objectives["objective_key"], counted)
    ranked = alignment_figures.ranked(live, objectives, held).set_index("project_key")
    return ranked.reindex(live["project_key"]).reset_index()


def _serving_gone(impacts: pd.DataFrame, before: Rows, after: Rows) -> dict[str, str]:
    """Return the names of the objectives that are gone and that a project is rated to serve, by project."""
    gone = {key: str(row["name"]) for key, row in before.items() if key not in after}
    serving = impacts[impacts["objective_key"].isin(gone) & impacts["rating"].notna() & impacts["rating"].ne("none")]
    named = serving.assign(name=serving["objective_key"].map(gone))
    return {str(key): ", ".join(part["name"]) for key, part in named.groupby("project_key")}
