"""Rows edited in the app: each edit is a partial snapshot of the rows it changes, and nothing is overwritten."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork
from data_access.intake.compare import digest
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.schema.registers import Register
from data_access.states import Coverage
from services import derived, edit_values, slip_history
from services.access import Actor, Scope, writing
from services.errors import DatabaseFault, Explained, Moved
from services.plans import stored_state
from services.restatements import Restatement, watching
from services.rights import Right
from services.states import renamed

Key = tuple[Any, ...]
Values = dict[str, Any]
WHOLE = ("whole", "rag", "money")
KEPT_BY_DECISION: Final = dict.fromkeys(("objectives", "impacts", "dependencies", "gates", "decisions"), Right.DECIDE)
"""Registers that hold what was decided: a contributor does not write them, not even for their own projects."""


def edit_rows(
    actor: Actor,
    scope: Scope,
    register: str,
    as_of: date,
    rows: Sequence[Mapping[str, Any]],
    *,
    removed: bool = False,
    restatement: Restatement | None = None,
) -> int:
    """Change, add or remove rows of a register as of a date; return how many really change.

    Parameters
    ----------
    rows
        Each the natural key and the columns to change; columns that are not named keep the value they have at that
        date. Money in currency units (int, str or Decimal; a float is read as it prints), dates as dates, None empties.
    removed
        The rows named leave the register from that date on; only their keys count.
    restatement
        Why and by whose approval, where a published period would change.

    All or nothing, audited with before and after. The rows count from that date until a later whole snapshot.
    Raises Explained for a value the register cannot hold, Moved where the data changed since `scope` was read, and
    IsPublished where something published would change and no restatement is given.
    """
    right = KEPT_BY_DECISION.get(register, Right.KEEP if "project_key" in REGISTERS[register].key else Right.DECIDE)
    projects = [str(row.get("project_key")) for row in rows] if "project_key" in REGISTERS[register].key else None
    with writing(actor, scope, right, projects) as (work, facts):
        if facts.data_version != scope.data_version:
            raise Moved(
                "The data changed while you were editing; nothing was saved.", repair="Look at it again, then save."
            )
        changed, _ = edited(work, facts, actor, register, as_of, rows, removed=removed, restatement=restatement)
    if changed:
        _refresh(actor, scope)
    return changed


def _refresh(actor: Actor, scope: Scope) -> None:
    """Work out what rests on the rows; they are saved by now, and where this fails it is made good with the next."""
    try:
        derived.refresh_and_train(actor, scope.portfolio)
    except DatabaseFault:
        logging.getLogger(__name__).warning("The figures of %s are still to be worked out.", scope.portfolio)


def edited(
    work: UnitOfWork,
    facts: PortfolioFacts,
    actor: Actor,
    register: str,
    as_of: date,
    rows: Sequence[Mapping[str, Any]],
    *,
    removed: bool = False,
    restatement: Restatement | None = None,
) -> tuple[int, int | None]:
    """Change rows inside a transaction that holds the portfolio; return how many change, and the snapshot made."""
    known = REGISTERS[register]
    before = present(work, facts, known, as_of)
    given = _given(work, facts, known, rows)
    after = {key: {**before.get(key, {}), **values} for key, values in given.items()}
    changed = _leaving(before, after) if removed else _changed(before, after)
    if not changed:
        return 0, None
    _complete(known, changed)
    with watching(work, facts, actor, as_of, f"{register}: rows edited", restatement):
        snapshot = _store(work, facts, actor, known, as_of, changed, removed)
    _audit(work, facts, actor, known, as_of, before, changed, removed)
    work.derived.forget(facts.id, as_of, predictions=register in slip_history.REGISTERS)
    return len(changed), snapshot


def present(work: UnitOfWork, facts: PortfolioFacts, register: Register, as_of: date) -> dict[Key, Values]:
    """Return the rows in force as plain values: money in minor units, None where empty."""
    state = stored_state(work, facts, register, as_of)
    names = [*(field.name for field in register.fields), "extra"]
    rows = state[names].astype(object).where(state[names].notna(), None).to_dict("records")
    whole = register.of_kind(*WHOLE)
    for row in rows:
        row.update({name: int(row[name]) for name in whole if row[name] is not None})
    return {tuple(row[name] for name in register.key): row for row in rows}


def _given(
    work: UnitOfWork, facts: PortfolioFacts, register: Register, rows: Sequence[Mapping[str, Any]]
) -> dict[Key, Values]:
    """Return the values asked for as stored, by key; a renamed project's rows bear the key they came with."""
    earlier = {new: old for old, new in renamed(work, facts).items()} if "project_key" in register.key else {}
    held = set(work.registers.seen_keys(facts.id, register.name)) if earlier else set()
    out: dict[Key, Values] = {}
    for row in rows:
        if unknown := set(row) - set(register.by_name):
            raise Explained(f"{register.title} has no column {', '.join(sorted(unknown))}.")
        values = {name: edit_values.stored(register.by_name[name], given, facts) for name, given in row.items()}
        if missing := [register.by_name[name].title for name in register.key if values.get(name) is None]:
            raise Explained(f"A row of {register.title} lacks {', '.join(missing)}.", repair="Fill it in.")
        key = tuple(values[name] for name in register.key)
        if key not in held and values.get("project_key") in earlier:
            older = {**values, "project_key": earlier[values["project_key"]]}
            old_key = tuple(older[name] for name in register.key)
            key, values = (old_key, older) if old_key in held else (key, values)
        out[key] = {**out.get(key, {}), **values}
    return out


def _changed(before: dict[Key, Values], after: dict[Key, Values]) -> dict[Key, Values]:
    return {key: row for key, row in after.items() if any(before.get(key, {}).get(n) != v for n, v in row.items())}


def _leaving(before: dict[Key, Values], after: dict[Key, Values]) -> dict[Key, Values]:
    return {key: before[key] for key in after if key in before}


def _complete(register: Register, rows: dict[Key, Values]) -> None:
    """Refuse new rows that lack what the register requires."""
    for row in rows.values():
        missing = [field.title for field in register.fields if field.required and row.get(field.name) is None]
        if missing:
            raise Explained(f"A row of {register.title} lacks {', '.join(missing)}.", repair="Fill it in.")


def _store(
    work: UnitOfWork,
    facts: PortfolioFacts,
    actor: Actor,
    register: Register,
    as_of: date,
    rows: dict[Key, Values],
    removed: bool,
) -> int:
    """Store the rows as one upload, put them in force, raise the data version; return the snapshot made."""
    frame = _frame(register, rows)
    content = digest(register, frame)
    named = hashlib.sha256("\n".join(sorted(map(str, rows))).encode()).hexdigest()[:16]
    # Edits of other rows on the same date stay in use: only an edit of exactly these rows is a revision of this one.
    coverage = Coverage("rows", (named,))
    told = {"register": register.name, "origin": "edit", "file_name": f"Edited by {actor.name}", "sha256": content}
    more = {"size": 0, "choices": {}, "report": {"rows": {"loaded": len(rows)}}, "received_by": actor.name}
    upload = work.uploads.add(facts.id, {**told, **more}, coverage)
    snapshot = work.uploads.add_snapshot(facts.id, upload, register.name, as_of, coverage.key, len(rows), content)
    work.registers.append(facts.id, register.name, snapshot, as_of, frame.assign(removed=removed))
    work.registers.settle(facts.id, register.name, as_of)
    work.portfolios.raise_version(facts.id)
    return snapshot


def _frame(register: Register, rows: dict[Key, Values]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for field in register.fields:
        values = [row.get(field.name) for row in rows.values()]
        if field.kind in WHOLE:
            columns[field.name] = pd.array(values, dtype="Int64")
        elif field.kind in ("date", "period"):
            columns[field.name] = pd.to_datetime(pd.Series(values, dtype=object)).astype("datetime64[s]")
        else:
            columns[field.name] = pd.Series(values, dtype=object)
    frame = pd.DataFrame(columns)
    frame["extra"] = pd.Series([row.get("extra") for row in rows.values()], dtype=object)
    return frame.assign(source_row=range(1, len(frame) + 1))


def _audit(
    work: UnitOfWork,
    facts: PortfolioFacts,
    actor: Actor,
    register: Register,
    as_of: date,
    before: dict[Key, Values],
    rows: dict[Key, Values],
    removed: bool,
) -> None:
    """Write who changed what from what to what, by row; only the columns that change."""
    was, now = {}, {}
    for key, row in rows.items():
        names = [name for name in row if removed or before.get(key, {}).get(name) != row[name]]
        words = "  ".join(map(str, key))
        was[words] = {name: _plain(before.get(key, {}).get(name)) for name in names}
        now[words] = None if removed else {name: _plain(row[name]) for name in names}
    action = "rows removed" if removed else "rows edited"
    work.journal.record(facts.id, actor.name, action, f"{register.name} as of {as_of.isoformat()}", was, now)


def _plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
