"""Projects that are not open to whoever loads or withdraws a file: it neither speaks for them nor writes to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork
from data_access.intake.findings import Refusal
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.states import Coverage
from services.access import Actor, scope_within
from services.errors import Explained, NotFound

PROJECT: Final = "project_key"
RULE: Final = "the project is not open to you"
REPAIR: Final = "Leave the row out, or ask an administrator to open the project to you."


def of(work: UnitOfWork, actor: Actor, facts: PortfolioFacts, register: str) -> frozenset[str]:
    """Return the keys of projects that are kept from the actor, for a register whose rows belong to projects."""
    if PROJECT not in REGISTERS[register].by_name:
        return frozenset()
    return scope_within(work, actor, facts).hidden


def spoken_for(coverage: Coverage, away: Collection[str]) -> Coverage:
    """Return the coverage without those projects: what is stored of them stays as it is.

    >>> spoken_for(Coverage("project", ("A", "B")), {"B"})
    Coverage(kind='project', values=('A',), but=('B',))
    """
    values = coverage.values
    if coverage.kind == "project":
        values = tuple(value for value in values if value not in away)
    return replace(coverage, values=values, but=tuple(sorted(away)))


def without(parts: Mapping[date, pd.DataFrame], away: Collection[str]) -> Mapping[date, pd.DataFrame]:
    """Return the rows by date but for those of these projects; dates on which none is left are left out."""
    if not away:
        return parts
    kept = {as_of: rows[~rows[PROJECT].isin(away)] for as_of, rows in parts.items()}
    return {as_of: rows for as_of, rows in kept.items() if len(rows)}


def refused(file_name: str, parts: Mapping[date, pd.DataFrame], away: Collection[str]) -> list[Refusal]:
    """Return the rows of these projects, each as refused."""
    if not away:
        return []
    found = [rows[rows[PROJECT].isin(away)] for rows in parts.values()]
    return [
        Refusal(file_name, int(row.source_row), PROJECT, str(row.project_key), RULE, REPAIR)
        for rows in found
        for row in rows.itertuples()
    ]


def must_leave_alone(lineage: Sequence[Mapping[str, Any]], away: Collection[str]) -> None:
    """Refuse to say of a project kept away that it became another one, or another one it."""
    for step in lineage:
        for key in (step["from_key"], step["to_key"]):
            if key in away:
                raise NotFound(f'There is no project "{key}".')


def must_hold_none(
    work: UnitOfWork, actor: Actor, facts: PortfolioFacts, upload: int, register: str, file_name: str
) -> None:
    """Refuse an upload that holds rows of projects kept from the actor."""
    away = of(work, actor, facts, register)
    if away and work.registers.holds(facts.id, register, upload, away):
        raise Explained(
            f"{file_name} cannot be withdrawn by you.",
            "It also speaks for projects that are not open to you.",
            "Ask an administrator to withdraw it.",
        )
