"""Rows of registers as a reader sees them: without the projects, subjects and dates kept from them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, case, false, func, not_, or_, select

from data_access.frames import OPEN_END
from data_access.registers import SNAPSHOT, Registers
from data_access.scenarios import SCENARIO
from data_access.schema import REGISTERS
from data_access.sight import Sight

PROJECT_COLUMNS: Final = ("project_key", "predecessor", "successor")
"""Columns that bear the key of a project; `subject` bears a key, a project's name or a programme."""
PROJECTS: Final = REGISTERS["projects"].table
BENEFITS: Final = REGISTERS["benefits"].table


class SeenRegisters(Registers):
    """The rows of registers that a reader sees.

    A row that sums a hidden project is hidden with it, for its amounts would give the project away.
    """

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight
        self.hidden = cache(self._hidden)
        self._secret_decisions = cache(self._decisions_hidden)

    def rows_of(self, portfolio_id: int, register: str) -> ColumnElement[bool]:
        """Return the condition that every read of a register's rows obeys."""
        table = REGISTERS[register].table
        wanted = super().rows_of(portfolio_id, register)
        if register in self._sight.unseen:
            return and_(wanted, false())
        if self._sight.until is not None:
            wanted = and_(wanted, table.c.as_of <= self._sight.until)
        told = self.told_of_hidden(portfolio_id, register)
        return wanted if told is None else and_(wanted, not_(told))

    def dates(self, portfolio_id: int, register: str = "projects") -> list[date]:
        """Return the as-of dates on which the reader sees the register reported, ascending."""
        if register in self._sight.unseen:
            return []
        away = self.apart(portfolio_id, register)[1]
        statement = select(SNAPSHOT.c.as_of).distinct().where(
            SNAPSHOT.c.portfolio_id == portfolio_id,
            SNAPSHOT.c.register == register,
            SNAPSHOT.c.is_current,
            SNAPSHOT.c.id.not_in(away),
        )  # fmt: skip
        days = self._connection.execute(statement.order_by(SNAPSHOT.c.as_of)).scalars()
        return [day for day in days if self._sight.shows(day)]

    def state(
        self,
        portfolio_id: int,
        register: str,
        as_of: date,
        digits: int,
        columns: Sequence[str] | None = None,
        matching: Mapping[str, Sequence[str]] | None = None,
    ) -> pd.DataFrame:
        """Return the register's state at a date, or at the last date shown; see `Registers.state`.

        `source_row` is empty where projects are kept from the reader, or rows of the register.
        """
        day = self._sight.day(as_of)
        rows = super().state(portfolio_id, register, day, digits, columns, matching)
        return self._masked(portfolio_id, register, rows)

    def history(
        self,
        portfolio_id: int,
        register: str,
        until: date,
        digits: int,
        columns: Sequence[str] | None = None,
        keys: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """Return every row in use reported up to a date that is shown; see `Registers.history`."""
        rows = super().history(portfolio_id, register, until, digits, columns, keys)
        return self._masked(portfolio_id, register, rows)

    def spans(self, portfolio_id: int, register: str, finished: Sequence[str]) -> list[tuple[date, date, int, int]]:
        """Return how many rows were in force from when until when; see `Registers.spans`."""
        spans = super().spans(portfolio_id, register, finished)
        return [
            (start, end if self._sight.shows(end) else OPEN_END, rows, still_open)
            for start, end, rows, still_open in spans
        ]

    def apart(self, portfolio_id: int, register: str) -> tuple[dict[int, int], set[int]]:
        """Return how many hidden rows each snapshot of a register holds, and which snapshots hold nothing else."""
        told = self.told_of_hidden(portfolio_id, register)
        if told is None:
            return {}, set()
        table = REGISTERS[register].table
        mine = Registers.rows_of(self, portfolio_id, register)
        reported = func.sum(case((table.c.removed, 0), else_=1))
        statement = select(table.c.snapshot_id, reported).where(mine, told).group_by(table.c.snapshot_id)
        held = {int(row[0]): int(row[1]) for row in self._connection.execute(statement)}
        others = select(table.c.snapshot_id).distinct().where(mine, not_(told), table.c.snapshot_id.in_(list(held)))
        return held, set(held) - set(self._connection.execute(others).scalars())

    def told_of_hidden(self, portfolio_id: int, register: str) -> ColumnElement[bool] | None:
        """Return the condition on rows of a register that are kept from the reader, None where there can be none."""
        columns = REGISTERS[register].table.c
        told: list[ColumnElement[bool]] = []
        if "contingency" in self._sight.unseen and register == "costs":
            told.append(columns.line == "contingency")
        if self._sight.hidden:
            keys, names = self.hidden(portfolio_id)
            told += [columns[name].in_(sorted(keys)) for name in PROJECT_COLUMNS if name in columns]
            if "subject" in columns:
                told.append(columns.subject.in_(sorted(keys | names)))
            if register == "benefit_values":
                mine = and_(BENEFITS.c.portfolio_id == portfolio_id, BENEFITS.c.project_key.in_(sorted(keys)))
                told.append(columns.benefit_key.in_(select(BENEFITS.c.benefit_key).where(mine)))
            if register == "decisions":
                told.append(columns.decision_key.in_(sorted(self._secret_decisions(portfolio_id))))
        # An empty column is not among hidden keys; without this the row would be neither shown nor hidden.
        return or_(*(func.coalesce(one, false()) for one in told)) if told else None

    def _masked(self, portfolio_id: int, register: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows without what is kept: among lines of a file, a number that is left out tells of a row there."""
        if self._sight.hidden or self.told_of_hidden(portfolio_id, register) is not None:
            rows["source_row"] = np.nan
        for column in [column for column in self._sight.columns_unseen() if column in rows]:
            rows[column] = np.nan
        if "parent_key" in rows and self._sight.hidden:
            rows["parent_key"] = rows["parent_key"].mask(rows["parent_key"].isin(self.hidden(portfolio_id)[0]), None)
        if "valid_to" in rows and self._sight.until is not None:
            later = rows["valid_to"] > pd.Timestamp(self._sight.until)
            rows["valid_to"] = rows["valid_to"].mask(later, pd.Timestamp(OPEN_END.isoformat()))
        return rows

    def _hidden(self, portfolio_id: int) -> tuple[set[str], set[str]]:
        """Return the keys of hidden projects and of all rows that sum them, and the names of the projects."""
        keys, added = set(self._sight.hidden), set(self._sight.hidden)
        mine = PROJECTS.c.portfolio_id == portfolio_id
        while added:
            above = select(PROJECTS.c.parent_key).distinct().where(mine, PROJECTS.c.project_key.in_(sorted(added)))
            added = {str(key) for key in self._connection.execute(above).scalars() if key} - keys
            keys |= added
        named = select(PROJECTS.c.name).distinct().where(mine, PROJECTS.c.project_key.in_(sorted(keys)))
        return keys, {str(name) for name in self._connection.execute(named).scalars() if name}

    def _decisions_hidden(self, portfolio_id: int) -> set[str]:
        """Return the decisions that were taken with a plan that names a hidden project: their words tell its money."""
        statement = select(SCENARIO.c.statement, SCENARIO.c.decision).where(
            SCENARIO.c.portfolio_id == portfolio_id, SCENARIO.c.decision.is_not(None)
        )
        return {
            str(decision["decision_key"])
            for told, decision in self._connection.execute(statement)
            if decision and self._sight.names(told)
        }
