"""The one list of registers, derived from their classes."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Table

from data_access.schema.base import SYSTEM_COLUMNS, RegisterRow, table_of
from data_access.schema.control import (
    Communications,
    Contracts,
    Costs,
    Issues,
    ResourceCapacity,
    ResourceDemand,
    Risks,
    Stakeholders,
)
from data_access.schema.delivery import Changes, Dependencies, Documents, Lessons, Milestones, Quality, Reviews
from data_access.schema.fields import Field
from data_access.schema.projects import Projects
from data_access.schema.strategy import Benefits, BenefitValues, Decisions, Gates, Impacts, Objectives


@dataclass(frozen=True)
class Register:
    """A register as uploads, templates, validation and the dictionary see it."""

    name: str
    title: str
    meaning: str
    fields: tuple[Field, ...]
    row_class: type[RegisterRow]

    @property
    def table(self) -> Table:
        """The table that holds its rows."""
        return table_of(self.row_class)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that identify a row within a snapshot."""
        return tuple(field.name for field in self.fields if field.key)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Its fields by column name."""
        return {field.name: field for field in self.fields}

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """Return the names of its columns of the given kinds, in order."""
        return tuple(field.name for field in self.fields if field.kind in kinds)


def _register(row_class: type[RegisterRow]) -> Register:
    table = table_of(row_class)
    fields = tuple(
        Field(name=column.name, **column.info["field"]) for column in table.columns if column.name not in SYSTEM_COLUMNS
    )
    meaning = (row_class.__doc__ or "").strip().splitlines()[0]
    return Register(row_class.__tablename__, getattr(row_class, "label"), meaning, fields, row_class)  # noqa: B009


REGISTERS: dict[str, Register] = {
    row_class.__tablename__: _register(row_class)
    for row_class in (
        Projects,
        Objectives,
        Impacts,
        Milestones,
        Costs,
        Benefits,
        BenefitValues,
        Risks,
        Issues,
        Changes,
        Dependencies,
        ResourceDemand,
        ResourceCapacity,
        Contracts,
        Gates,
        Decisions,
        Reviews,
        Quality,
        Documents,
        Stakeholders,
        Communications,
        Lessons,
    )
}
