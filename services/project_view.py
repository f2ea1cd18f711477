"""What the page of one project reads: who it is, what it was called before, its reports and its chances."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from models import health, predicted_status
from models.slip_pairs import Horizon
from services import notes, slip, states
from services.access import Scope
from services.chances import DAYS
from services.notes import Note
from services.portrait import Portrait
from services.seen import looking

SAME: Final = states.SAME_PROJECT


@dataclass(frozen=True)
class Step:
    """A key that became another: how (renamed, moved, split, merged), at which date, by whose decision."""

    from_key: str
    to_key: str
    kind: str
    as_of: date
    decided_by: str


@dataclass(frozen=True)
class Identity:
    """Which project a key means: its newest key, the keys it had before, and what it came from or became."""

    key: str
    former: tuple[Step, ...]
    came_from: tuple[Step, ...]
    became: tuple[Step, ...]

    @property
    def keys(self) -> list[str]:
        """All keys the project ever had, the newest first."""
        return list(dict.fromkeys([self.key, *(step.from_key for step in reversed(self.former))]))


@dataclass(frozen=True)
class ProjectView:
    """One project at a date.

    Attributes
    ----------
    row
        Its row of the portrait with `predicted`, or None where it is not in the portfolio at this date.
    reports
        Its fresh reports up to the date, oldest first, with every column of the register; `reported_as` (the key
        used), `file` and `source_row`, which is empty where projects are kept from the reader.
    gates
        Its gates: gate, planned, held, outcome; empty where none is recorded.
    """

    identity: Identity
    row: dict[str, Any] | None
    reports: pd.DataFrame
    gates: pd.DataFrame


@dataclass(frozen=True)
class Chance:
    """A chance to slip by more than 30 days: `words` names the horizon; `none` says why there is no chance."""

    probability: float | None
    low: float | None
    high: float | None
    words: str
    reason: str
    none: str
    method: str


def read(scope: Scope, found_: Portrait, asked: str) -> ProjectView | None:
    """Return the project that a key means, today's or a former one; None where no report ever bore it."""
    with looking(scope) as (work, facts):
        who = _identity(work, facts, asked)
    reports = states.history(scope, found_.as_of, None, [who.key])
    if reports.empty:
        return None
    with looking(scope) as (work, facts):
        sources = work.uploads.sources(facts.id, {int(number) for number in reports["snapshot_id"]})
    files = [sources[int(number)].file_name for number in reports["snapshot_id"]]
    reports = reports.assign(file=files, reported_as=_keys_then(reports["as_of"], who))
    at = found_.projects.index[found_.projects["project_key"] == who.key]
    row = None
    if len(at):
        held = found_.projects.loc[at[0]]
        predicted = predicted_status.predicted(pd.Series([held["probability"]])).iloc[0]
        row = {str(name): value for name, value in held.items()} | {"predicted": predicted}
    return ProjectView(who, row, reports, _gates(scope, found_.as_of, who))


def disagreeing(row: dict[str, Any]) -> list[str]:
    """Return the dimensions, overall first, that a project reports green and its evidence calls amber or worse."""
    names = ("overall", *health.JUDGED)
    return [name for name in names if row[f"said_{name}"] < health.AMBER <= row[f"found_{name}"]]


def chances(scope: Scope, as_of: date, horizon: Horizon) -> tuple[pd.DataFrame, str, str]:
    """Return every project's chance by key, the horizon in words, and the method; raises Explained where pending."""
    rows = slip.predictions(scope, as_of, horizon, DAYS)
    record = slip.record(scope, as_of, horizon, DAYS)
    by_key = rows.drop_duplicates("project_key").set_index("project_key")
    return by_key, slip.horizon_words(scope, as_of, horizon), str(record.get("note", ""))


def chance(made: tuple[pd.DataFrame, str, str], key: str) -> Chance:
    """Return one project's chance out of those of a date."""
    rows, words, method = made
    if key not in rows.index:
        return Chance(None, None, None, words, "", "no report", method)
    row = rows.loc[key]
    low, high = _known(row["low"]), _known(row["high"])
    return Chance(_known(row["probability"]), low, high, words, row["reason"], row["reason_none"], method)


def remarks(scope: Scope, keys: Sequence[str]) -> list[Note]:
    """Return the notes on a project under all its keys, newest first."""
    gathered = [note for key in keys for note in notes.listing(scope, key)]
    return sorted(gathered, key=lambda note: note.written_at, reverse=True)


def _identity(work: UnitOfWork, facts: PortfolioFacts, asked: str) -> Identity:
    steps = [
        Step(row["from_key"], row["to_key"], row["kind"], row["as_of"], row["decided_by"])
        for row in work.remarks.lineage(facts.id)
    ]
    key = states.renamed(work, facts).get(asked, asked)
    keys, former = {key}, []
    for step in sorted(steps, key=lambda step: step.as_of, reverse=True):
        if step.kind in SAME and step.to_key in keys:
            keys.add(step.from_key)
            former.append(step)
    apart = [step for step in steps if step.kind not in SAME]
    return Identity(
        key,
        tuple(reversed(former)),
        tuple(step for step in apart if step.to_key in keys),
        tuple(step for step in apart if step.from_key in keys),
    )


def _keys_then(as_of: pd.Series, who: Identity) -> list[str]:
    """Return the key that each report bore."""
    said = []
    for day in as_of:
        later = [step.from_key for step in who.former if pd.Timestamp(step.as_of) > day]
        said.append(later[0] if later else who.key)
    return said


def _gates(scope: Scope, as_of: date, who: Identity) -> pd.DataFrame:
    with looking(scope) as (work, facts):
        columns = ["project_key", "gate", "planned", "held", "outcome"]
        matching = {"project_key": who.keys}
        rows = work.registers.state(facts.id, "gates", as_of, facts.minor_digits, columns, matching)
    return rows.sort_values(["planned", "held"], kind="stable").reset_index(drop=True)


def _known(value: Any) -> float | None:
    return None if value is None or np.isnan(value) else float(value)
