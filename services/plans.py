"""The plan of an upload: what each date of a file would change, kept as a draft until its commit."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from data_access import UnitOfWork
from data_access.intake import lineage
from data_access.intake.compare import Comparison, applied, compare, digest
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.schema.registers import Register
from data_access.states import Coverage

Progress = Callable[[int, int, str], None]
SHOWN_KEYS = 500


def silent(_done: int, _total: int, _text: str) -> None:
    """Report progress to nobody."""


def parts(
    work: UnitOfWork,
    facts: PortfolioFacts,
    register: str,
    rows: Mapping[date, pd.DataFrame],
    coverage: Coverage,
    progress: Progress = silent,
) -> list[dict[str, Any]]:
    """Return per as-of date what the rows change, each date meeting the state the earlier ones leave."""
    found = REGISTERS[register]
    in_use = work.uploads.in_use(facts.id, register)
    seen = work.registers.seen_keys(facts.id, register)
    state: pd.DataFrame | None = None
    previous: date | None = None
    out = []
    for number, as_of in enumerate(sorted(rows)):
        progress(number, len(rows), f"Comparing {as_of.day} {as_of:%b %Y}")
        part = rows[as_of]
        if state is None or any(previous < snapshot.as_of <= as_of for snapshot in in_use if previous):
            state = stored_state(work, facts, found, as_of)
        comparison = compare(found, state, part, coverage, seen)
        content = digest(found, part)
        same = [one for one in in_use if one.as_of == as_of and one.coverage.key == coverage.key]
        standing = "unchanged" if same and same[-1].content_hash == content else "revision" if same else "new"
        out.append(
            _described(as_of, part, comparison, content, standing)
            | {"already": _already(same[-1]) if standing == "unchanged" else None}
            | {"proposals": _proposals(register, state, part, comparison)}
        )
        seen = seen | set(comparison.new)
        state = applied(found, state, part, coverage)
        previous = as_of
    return out


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
