"""A file is read and its plan drawn up: what it would change, before it does."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from data_access import UnitOfWork, reading
from data_access.intake import apart, propose, read_table
from data_access.intake.check import Checked
from data_access.intake.findings import FileRefused, Refusal
from data_access.intake.mapping import AS_OF, Mapping, signature
from data_access.intake.source import Source
from data_access.intake.tables import RawTable
from data_access.intake.values import PortfolioFacts as IntakeFacts
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.states import Coverage
from services import away, named_in_vain, plans, upload_ahead, upload_doubts, upload_notices
from services.access import Actor, Scope, found, refuse_without, writing
from services.errors import Explained, NotFound
from services.plans import Progress, silent
from services.rights import Right
from services.seen import looking

DateOrder = Literal["day first", "month first"]


@dataclass(frozen=True)
class FileRead:
    """A file as read, with the proposal of how to take it over."""

    source: Source
    raw: RawTable
    register: str
    mapping: Mapping
    remembered: bool
    coverage: Coverage

    @property
    def has_dates(self) -> bool:
        """Whether a column of the file holds the as-of dates."""
        return self.mapping.of_column(AS_OF) is not None

    def with_mapping(self, mapping: Mapping) -> "FileRead":
        """Return the file with a corrected mapping."""
        return replace(self, mapping=mapping)


def expect() -> None:
    """Start the process that reads files, so that the first file need not wait for it."""
    apart.expect()


def read(
    actor: Actor,
    scope: Scope,
    source: Source,
    register: str = "projects",
    date_order: DateOrder | None = None,
    *,
    here: bool = False,
    progress: Progress = silent,
) -> FileRead:
    """Return the file's table and the proposed mapping and coverage; raises FileRefused where it cannot be read.

    A process of its own reads and later checks the file, within limits; with `here` this one does, without, as suits
    the command line and files of our own.
    """
    refuse_without(actor, scope, Right.UPLOAD)
    if register not in REGISTERS:
        raise NotFound(f'There is no register "{register}".', repair=f"Use one of: {', '.join(REGISTERS)}.")
    with reading() as work:
        kept = work.drafts.remembered(found(work, scope.portfolio).id, register)
    remembered = {one["signature"]: one["choices"] for one in reversed(kept)}
    read_by = _read_here if here else apart.read
    raw, mapping, is_remembered = read_by(source, register, remembered, date_order, progress)
    if not len(raw.source_rows) and not raw.refused:
        raise _nothing(source.file_name, "The file holds column names but no rows.")
    with looking(scope) as (work, facts):
        coverage = _proposed_coverage(work, facts, raw, mapping, register)
    return FileRead(source, raw, register, mapping, is_remembered, coverage)


def _read_here(
    source: Source,
    register: str,
    remembered: Table[str, dict[str, Any]],
    date_order: DateOrder | None,
    _progress: Progress,
) -> tuple[RawTable, Mapping, bool]:
    """Return what `apart.read` does, read by this process."""
    raw = read_table(source)
    kept = remembered.get(signature(raw.headers))
    mapping = propose(raw, REGISTERS[register], Mapping.from_dict(kept) if kept else None, date_order)
    return raw, mapping, kept is not None


def intake_facts(facts: PortfolioFacts) -> IntakeFacts:
    """Return what reading values needs to know of the portfolio."""
    return IntakeFacts(facts.currency, facts.minor_digits, facts.fiscal_start_month, facts.fiscal_label)


def _proposed_coverage(
    work: UnitOfWork, facts: PortfolioFacts, raw: RawTable, mapping: Mapping, register: str
) -> Coverage:
    """Return departments where the file holds only some of those known, else the whole portfolio."""
    column = mapping.of_column("department")
    dates = work.registers.dates(facts.id)
    if register != "projects" or column is None or not dates:
        return Coverage()
    known = work.registers.state(facts.id, "projects", dates[-1], facts.minor_digits, ["department"])
    departments = {value.strip() for value in raw.frame[column.header].unique() if value.strip()}
    if departments and departments < set(known["department"].dropna()):
        return Coverage("department", tuple(sorted(departments)))
    return Coverage()


def plan(
    actor: Actor,
    scope: Scope,
    file: FileRead,
    *,
    as_of: date | None = None,
    coverage: Coverage | None = None,
    lineage: Sequence[Table[str, Any]] = (),
    progress: Progress = silent,
) -> dict[str, Any]:
    """Return what loading the file would change, kept as a draft under `plan["hash"]`; writes no data.

    `lineage` holds the decisions on keys that became others: from_key, to_key, kind, as_of.
    Raises FileRefused where nothing of the file can be loaded.
    """
    refuse_without(actor, scope, Right.UPLOAD)
    with reading() as work:
        facts = found(work, scope.portfolio)
    progress(0, 1, "Checking every value")
    checked = apart.check(file.raw, file.mapping, REGISTERS[file.register], intake_facts(facts), as_of, progress)
    return keep_plan(actor, scope, file, checked, coverage or file.coverage, lineage, progress)


def keep_plan(
    actor: Actor,
    scope: Scope,
    file: FileRead,
    checked: Checked,
    coverage: Coverage,
    lineage: Sequence[Table[str, Any]],
    progress: Progress,
) -> dict[str, Any]:
    """Compare checked rows with the portfolio, store the draft, and return the plan."""
    with writing(actor, scope, Right.UPLOAD) as (work, facts):
        rows, coverage, refused = _taken(work, actor, facts, file, checked, coverage, lineage)
        parts = plans.parts(work, facts, file.register, rows, coverage, progress, file.mapping.unmapped)
        noticed = upload_notices.noticed(work, facts, file.mapping, file.raw.encoding, rows.distinct)
        noticed += [*upload_ahead.warnings(rows), *named_in_vain.warnings(parts), *upload_doubts.gathered(parts)]
        told: dict[str, Any] = {
            "portfolio": facts.key,
            "file": file.source.file_name,
            "sha256": file.source.sha256,
            "size": file.source.size,
            "register": file.register,
            "signature": signature(file.raw.headers),
            "choices": file.mapping.to_dict(),
            "coverage": coverage.to_dict(),
            "lineage": [dict(step) for step in lineage],
            "parts": parts,
            "projects": len(rows.distinct(REGISTERS[file.register].key[0])),
            **upload_notices.findings(checked, refused, parts, noticed),
        }
        told["hash"] = plans.plan_hash({**told, "base": facts.data_version})
        draft = work.drafts.add(
            {
                "plan_hash": told["hash"],
                "portfolio_id": facts.id,
                "register": file.register,
                "base_data_version": facts.data_version,
                "made_by": actor.name,
                "plan": told,
            }
        )
        for as_of in sorted(rows):
            work.drafts.add_part(draft, as_of, rows[as_of], checked.notes.get(as_of, NO_NOTES))
        return told


def _taken(
    work: UnitOfWork,
    actor: Actor,
    facts: PortfolioFacts,
    file: FileRead,
    checked: Checked,
    coverage: Coverage,
    lineage: Sequence[Table[str, Any]],
) -> tuple["_Stored", Coverage, list[Refusal]]:
    """Return the rows that the actor may load, what they speak for, and the rows refused to them."""
    name, kept_away = file.source.file_name, away.of(work, actor, facts, file.register)
    away.must_leave_alone(lineage, kept_away)
    rows = away.without(checked.parts, kept_away)
    if not rows:
        raise _none_left(name, checked)
    refused = away.refused(name, checked.parts, kept_away)
    coverage = away.spoken_for(coverage, kept_away)
    return _Stored(rows), named_in_vain.spared(work, facts, coverage, checked.named, rows, kept_away), refused


def _none_left(name: str, checked: Checked) -> Exception:
    """Return why nothing of a file that held rows can be loaded."""
    if checked.parts:
        return Explained(f"Nothing of {name} can be loaded.", f"Of each row, {away.RULE}.", away.REPAIR)
    if checked.refused:
        return FileRefused(checked.refused)
    return _nothing(name, "All rows below the column names are empty, or totals.")


def _nothing(name: str, why: str) -> Explained:
    return Explained(f"Nothing of {name} can be loaded.", why, "Add the rows of the projects, or take another file.")


NO_NOTES = pd.DataFrame(columns=["source_row", "column", "original", "reason"])


class _Stored(Table[date, pd.DataFrame]):
    """The checked parts with `extra` as JSON text, made one date at a time."""

    def __init__(self, parts: Table[date, pd.DataFrame]) -> None:
        self._parts = parts

    def __getitem__(self, as_of: date) -> pd.DataFrame:
        return plans.with_plain_extra(self._parts[as_of])

    def distinct(self, column: str) -> set[str]:
        """Return the different values that the column holds over all dates."""
        return set().union(*(self._parts[as_of][column] for as_of in self._parts))

    def __iter__(self) -> Any:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
