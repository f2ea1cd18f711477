"""The rows that other registers hold of one project, each with the file and row it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.schema.fields import Field
from services.access import Scope
from services.seen import looking

SHOWN: Final = (
    "milestones",
    "gates",
    "risks",
    "issues",
    "changes",
    "decisions",
    "contracts",
    "benefits",
    "benefit_values",
    "costs",
    "dependencies",
    "impacts",
    "quality",
    "reviews",
    "documents",
    "lessons",
    "resource_demand",
    "stakeholders",
)
LINKS: Final = {"dependencies": ("predecessor", "successor"), "stakeholders": ("subject",)}
NEWEST_FIRST: Final = {
    "milestones": "forecast_date",
    "gates": "planned",
    "risks": "raised",
    "issues": "raised",
    "changes": "requested",
    "decisions": "asked",
    "reviews": "date",
    "costs": "period_start",
    "resource_demand": "period_start",
    "benefit_values": "period_start",
}
ASCENDING: Final = ("milestones", "gates", "costs", "resource_demand", "benefit_values")


@dataclass(frozen=True)
class RegisterTable:
    """What one register says of a project.

    `fields` are the columns with at least one value, in the register's order, without the project's own key; `rows`
    also holds `file` and `source_row`, which is empty where rows of the register may be kept from the reader.
    """

    name: str
    title: str
    meaning: str
    as_of: date
    fields: tuple[Field, ...]
    rows: pd.DataFrame


def tables(scope: Scope, keys: Sequence[str], name: str, as_of: date) -> list[RegisterTable]:
    """Return the registers that hold anything of a project as of a date, in the order pages show them."""
    with looking(scope) as (work, facts):
        made = []
        benefits: list[str] = []
        for register in SHOWN:
            matching = _matching(register, keys, name, benefits)
            rows = work.registers.state(facts.id, register, as_of, facts.minor_digits, None, matching)
            if register == "benefits":
                benefits = rows["benefit_key"].tolist()
            if len(rows):
                made.append(_table(work, facts, register, rows))
    return made


def _matching(register: str, keys: Sequence[str], name: str, benefits: list[str]) -> dict[str, Sequence[str]]:
    if register == "benefit_values":
        return {"benefit_key": benefits}
    if register == "stakeholders":
        return {"subject": [*keys, name]}
    return dict.fromkeys(LINKS.get(register, ("project_key",)), keys)


def _table(work: UnitOfWork, facts: PortfolioFacts, register: str, rows: pd.DataFrame) -> RegisterTable:
    described = REGISTERS[register]
    sources = work.uploads.sources(facts.id, {int(number) for number in rows["snapshot_id"]})
    fields = tuple(
        field for field in described.fields if field.name != "project_key" and bool(rows[field.name].notna().any())
    )
    rows = rows.assign(file=[sources[int(number)].file_name for number in rows["snapshot_id"]])
    if register in NEWEST_FIRST:
        rows = rows.sort_values(NEWEST_FIRST[register], ascending=register in ASCENDING, kind="stable")
    newest = max(source.as_of for source in sources.values())
    return RegisterTable(register, described.title, described.meaning, newest, fields, rows.reset_index(drop=True))
