"""Which rows of a register are a project's, and what they may refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.schema.registers import Register
from services import edits, row_keys
from services.lineage import same_projects

ENDS: Final = ("predecessor", "successor")
REFERRED: Final = {
    "objective_key": "objectives",
    "risk_key": "risks",
    "benefit_key": "benefits",
    "predecessor": "projects",
    "successor": "projects",
}
"""Columns that name a row of another register."""
OF_PROJECT: Final = ("risks", "benefits")
"""Registers of which only rows of the same project are referred to."""
OWNER: Final = {"stakeholders": "subject"}
Key = tuple[Any, ...]
Values = dict[str, Any]


def owner_column(register: Register) -> str:
    """Return the column that says whose a row is; empty where another key does."""
    name = OWNER.get(register.name, "project_key")
    return name if name in register.by_name else ""


@dataclass(frozen=True)
class Place:
    """A register of one project at a date, inside a transaction."""

    work: UnitOfWork
    facts: PortfolioFacts
    register: Register
    as_of: date
    project: str

    @cached_property
    def keys(self) -> set[str]:
        """Every key the project ever had."""
        return same_projects(self.work, self.facts.id, [self.project])

    @cached_property
    def rows(self) -> dict[Key, Values]:
        """The rows of the project, as stored."""
        return {key: row for key, row in self._all.items() if self._holds(row)}

    @property
    def period_kinds(self) -> set[str]:
        """The kinds of period among the rows of the project."""
        return {str(kind) for row in self.rows.values() if (kind := row.get("period_kind"))}

    def takes(self, key: Key) -> bool:
        """Return whether a row with this key is there, under whichever key the project had."""
        at = self._owner_at
        keys = [key] if at is None else [(*key[:at], one, *key[at + 1 :]) for one in {*self.keys, key[at]}]
        if any(one in self._all for one in keys):
            return True
        return self.register.name == "benefits" and str(key[-1]) in {str(one[-1]) for one in self._all}

    def refers(self, column: str) -> bool:
        """Return whether a column names a row of another register."""
        return REFERRED.get(column, self.register.name) != self.register.name

    def known(self, column: str) -> set[str]:
        """Return the keys that a column may refer to."""
        return self._known[column]

    def next_key(self, given: set[str]) -> str:
        """Return the number of the next row, beyond those just given."""
        column, first = row_keys.NUMBERED[self.register.name]
        place, whose = self.register.key.index(column), self._owner_at
        used = self.work.registers.seen_keys(self.facts.id, self.register.name)
        ours = {str(key[place]) for key in used if whose is not None and key[whose] in self.keys} | given
        theirs = [str(key[place]) for key in used if whose is None or key[whose] not in self.keys]
        once = whose is None or self.register.name == "benefits"
        return row_keys.following(_ordered(ours), _ordered(theirs), {*ours, *(theirs if once else ())}, first)

    def in_units(self, column: str, value: Any) -> Any:
        """Return a stored value as people read it: money in units of the currency."""
        is_money = self.register.by_name[column].kind == "money" and isinstance(value, int)
        return value / 10**self.facts.minor_digits if is_money else value

    @property
    def _owner_at(self) -> int | None:
        """Where the project stands in the key of a row, None where it is no part of it."""
        owner = owner_column(self.register)
        return self.register.key.index(owner) if owner in self.register.key else None

    def _holds(self, row: Mapping[str, Any]) -> bool:
        """Return whether a row is the project's."""
        if self.register.name == "benefit_values":
            return row["benefit_key"] in self.known("benefit_key")
        if self.register.name == "dependencies":
            return any(row[end] in self.keys for end in ENDS)
        return row[owner_column(self.register)] in (self._names if self.register.name in OWNER else self.keys)

    @cached_property
    def _all(self) -> dict[Key, Values]:
        return edits.present(self.work, self.facts, self.register, self.as_of)

    @cached_property
    def _names(self) -> set[str]:
        wanted = {"project_key": sorted(self.keys)}
        rows = self.work.registers.state(self.facts.id, "projects", self.as_of, 0, ["name"], wanted)
        return self.keys | {str(name) for name in rows["name"].dropna()}

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        found = {}
        for column in (column for column in REFERRED if column in self.register.by_name and self.refers(column)):
            other = REFERRED[column]
            named = "project_key" if other == "projects" else column
            mine = {"project_key": sorted(self.keys)} if other in OF_PROJECT else None
            rows = self.work.registers.state(self.facts.id, other, self.as_of, 0, [named], mine)
            found[column] = {str(key) for key in rows[named]} | (self.keys if other == "projects" else set())
        return found


def _ordered(keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (len(key), key))
