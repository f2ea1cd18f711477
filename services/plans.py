"""The plan of an upload: what each date of a file would change, kept as a draft until its commit."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from data_access import UnitOfWork
from data_access.intake import lineage
from data_access.intake.compare import Comparison, applied, compare, covered, digest
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.schema.registers import Register
from data_access.states import Coverage
from services import upload_doubts

Progress = Callable[[int, int, str], None]
SHOWN_KEYS = 500


@dataclass(frozen=True, eq=False)
class Meeting:
    """The rows of one date, the state that they meet, and what they speak for at that date."""

    as_of: date
    state: pd.DataFrame
    rows: pd.DataFrame
    coverage: Coverage


def silent(_done: int, _total: int, _text: str) -> None:
    """Report progress to nobody."""


def meetings(
    work: UnitOfWork, facts: PortfolioFacts, register: str, rows: Mapping[date, pd.DataFrame], coverage: Coverage
) -> Iterator[Meeting]:
    """Yield the dates of a file in order, each meeting the state that the earlier ones leave."""
    found = REGISTERS[register]
    in_use = work.uploads.in_use(facts.id, register)
    state: pd.DataFrame | None = None
    previous: date | None = None
    for as_of in sorted(rows):
        if state is None or any(previous < snapshot.as_of <= as_of for snapshot in in_use if previous):
            state = stored_state(work, facts, found, as_of)
        part, at = rows[as_of], coverage.at(as_of)
        yield Meeting(as_of, state, part, at)
        state = applied(found, state, part, at)
        previous = as_of


def parts(
    work: UnitOfWork,
    facts: PortfolioFacts,
    register: str,
    rows: Mapping[date, pd.DataFrame],
    coverage: Coverage,
    progress: Progress = silent,
    unmapped: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return per as-of date what the rows change, each date meeting the state the earlier ones leave.

    `unmapped` are the headers that the file keeps under their own names.
    """
    found = REGISTERS[register]
    in_use = work.uploads.in_use(facts.id, register)
    seen = work.registers.seen_keys(facts.id, register)
    out = []
    for number, met in enumerate(meetings(work, facts, register, rows, coverage)):
        progress(number, len(rows), f"Comparing {met.as_of.day} {met.as_of:%b %Y}")
        comparison = compare(found, met.state, met.rows, met.coverage, seen)
        content = digest(found, met.rows)
        there = [one for one in in_use if one.as_of == met.as_of and one.coverage.is_like(met.coverage)]
        same = [one for one in there if one.coverage.key == met.coverage.key]
        standing = "unchanged" if same and same[-1].content_hash == content else "revision" if there else "new"
        out.append(
            _described(met.as_of, met.rows, comparison, content, standing)
            | {"already": _already(same[-1]) if standing == "unchanged" else None}
            | {"proposals": _proposals(register, met.state, met.rows, comparison)}
            | {"not_reported": not_reported(met, coverage)}
            | upload_doubts.of_rows(facts, found, met.state, met.rows, unmapped)
        )
        seen = seen | set(comparison.new)
    return out


def not_reported(met: Meeting, coverage: Coverage) -> list[str]:
    """Return the projects of a state that would have left, did the file not name them in rows that were refused."""
    named = dict(coverage.refused).get(met.as_of.isoformat(), ())
    if not named:
        return []
    inside = met.state.loc[covered(met.state, replace(coverage, refused=())), "project_key"]
    return sorted(set(inside).intersection(named))


def stored_state(work: UnitOfWork, facts: PortfolioFacts, register: Register, as_of: date) -> pd.DataFrame:
    """Return the register's state as comparison needs it: money in minor units, `extra` as JSON text."""
    names = [field.name for field in register.fields]
    state = work.registers.state(facts.id, register.name, as_of, 0, [*names, "extra"])
    state["extra"] = [None if not value else canonical(value) for value in state["extra"]]
    return state


def canonical(value: Any) -> str:
    """Return JSON text that is the same for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def with_plain_extra(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with `extra` as JSON text, None where empty."""
    return rows.assign(
        extra=[value if isinstance(value, str) else canonical(value) if value else None for value in rows["extra"]]
    )


def plan_hash(plan: dict[str, Any]) -> str:
    """Return the short name by which exactly this plan is committed."""
    return hashlib.sha256(canonical(plan).encode()).hexdigest()[:16]


def _described(as_of: date, part: pd.DataFrame, comparison: Comparison, content: str, standing: str) -> dict[str, Any]:
    named = {kind: getattr(comparison, kind) for kind in ("new", "changed", "left", "returned")}
    return {
        "as_of": as_of.isoformat(),
        "standing": standing,
        "rows": len(part),
        "content_hash": content,
        "counts": {kind: len(keys) for kind, keys in named.items()} | {"unchanged": comparison.unchanged},
        "keys": {kind: ["  ".join(map(str, key)) for key in keys[:SHOWN_KEYS]] for kind, keys in named.items()},
        "changes_by_column": comparison.changes_by_column,
        "baseline_moves": comparison.baseline_moves,
    }


def _already(snapshot: Any) -> str:
    when = snapshot.received_at
    return f"already loaded on {when.day} {when:%b %Y} as {snapshot.file_name}"


def _proposals(register: str, state: pd.DataFrame, part: pd.DataFrame, comparison: Comparison) -> list[dict[str, Any]]:
    if register != "projects":
        return []
    left = [key[0] for key in comparison.left[:SHOWN_KEYS]]
    new = [key[0] for key in comparison.new[:SHOWN_KEYS]]
    return [proposal.to_dict() for proposal in lineage.proposals(state, part, left, new)]
