"""Rows of registers: the state at a date, the history, and how snapshots are put in force."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, and_, case, func, or_, select, update

from data_access import frames
from data_access.frames import OPEN_END
from data_access.schema import REGISTERS, core
from data_access.schema.base import table_of
from data_access.schema.registers import Register
from data_access.states import Batch, Line, intervals
from data_access.uploads import Uploads

SNAPSHOT = table_of(core.Snapshot)
ROWS_AT_ONCE = 20_000
BELONGING = ("department", "programme", "project_key")


class Registers:
    """Reads and writes of register rows inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows_of(self, portfolio_id: int, register: str) -> ColumnElement[bool]:
        """Return the condition that every read of a register's rows obeys."""
        return REGISTERS[register].table.c.portfolio_id == portfolio_id

    def dates(self, portfolio_id: int, register: str = "projects") -> list[date]:
        """Return the as-of dates the register has snapshots in use for, ascending."""
        statement = (
            select(SNAPSHOT.c.as_of)
            .distinct()
            .where(SNAPSHOT.c.portfolio_id == portfolio_id, SNAPSHOT.c.register == register, SNAPSHOT.c.is_current)
            .order_by(SNAPSHOT.c.as_of)
        )
        return list(self._connection.execute(statement).scalars())

    def state(
        self,
        portfolio_id: int,
        register: str,
        as_of: date,
        digits: int,
        columns: Sequence[str] | None = None,
        matching: Mapping[str, Sequence[str]] | None = None,
    ) -> pd.DataFrame:
        """Return the register's state at a date: one row per natural key, in the order they were reported.

        `matching` keeps only rows with one of the values given for a column.

        Columns are those asked for (default: all of the register) and row_as_of, snapshot_id, source_row.
        Money is in currency units as floats, dates datetime64. Keys are as the file wrote them.
        """
        table = REGISTERS[register].table
        in_force = and_(self.rows_of(portfolio_id, register), table.c.valid_from <= as_of, table.c.valid_to > as_of)
        if matching is not None:
            in_force = and_(in_force, or_(*(table.c[name].in_(list(values)) for name, values in matching.items())))
        return self._read(register, columns, digits, lambda statement: statement.where(in_force))

    def history(
        self,
        portfolio_id: int,
        register: str,
        until: date,
        digits: int,
        columns: Sequence[str] | None = None,
        keys: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """Return every row in use reported up to a date, by as-of date; optionally of some projects only."""
        table = REGISTERS[register].table
        wanted = and_(self.rows_of(portfolio_id, register), table.c.as_of <= until)
        wanted = and_(wanted, table.c.valid_to > table.c.valid_from)
        if keys is not None:
            wanted = and_(wanted, table.c.project_key.in_(list(keys)))
        return self._read(register, columns, digits, lambda statement: statement.where(wanted))

    def reported(self, portfolio_id: int, register: str, digits: int) -> pd.DataFrame:
        """Return every row ever reported, whether it counts now or not, with `removed` and the snapshot it came in."""
        names = [*(field.name for field in REGISTERS[register].fields), "removed"]
        wanted = self.rows_of(portfolio_id, register)
        return self._read(register, names, digits, lambda statement: statement.where(wanted))

    def _read(self, register: str, columns: Sequence[str] | None, digits: int, query: Any) -> pd.DataFrame:
        table = REGISTERS[register].table
        names = columns if columns is not None else [field.name for field in REGISTERS[register].fields]
        wanted: list[Column[Any]] = [table.c[name] for name in names]
        wanted += [table.c.as_of, table.c.snapshot_id, table.c.source_row]
        found = frames.read(self._connection, wanted, query, digits).rename(columns={"as_of": "row_as_of"})
        # Sorted here: in an order asked of the database, SQLite reads by the wrong index.
        order = np.lexsort((found["source_row"], found["snapshot_id"], found["row_as_of"]))
        return found.iloc[order].reset_index(drop=True)

    def seen_keys(self, portfolio_id: int, register: str) -> set[tuple[Any, ...]]:
        """Return every natural key ever in use."""
        found = REGISTERS[register]
        statement = (
            select(*(found.table.c[name] for name in found.key))
            .distinct()
            .where(self.rows_of(portfolio_id, register), found.table.c.valid_from.is_not(None))
        )
        return {tuple(row) for row in self._connection.execute(statement)}

    def count(self, portfolio_id: int, register: str) -> int:
        """Return how many rows the register stores for the portfolio."""
        table = REGISTERS[register].table
        statement = select(func.count()).select_from(table).where(self.rows_of(portfolio_id, register))
        return int(self._connection.execute(statement).scalar_one())

    def spans(self, portfolio_id: int, register: str, finished: Sequence[str]) -> list[tuple[date, date, int, int]]:
        """Return (in force from, no longer from, rows, rows whose status is not among `finished`) of all rows in use.

        A row's first date in force is the date it was reported as of.
        """
        table = REGISTERS[register].table
        still_open = func.sum(case((table.c.status.in_(finished), 0), else_=1))
        statement = (
            select(table.c.valid_from, table.c.valid_to, func.count(), still_open)
            .where(self.rows_of(portfolio_id, register), table.c.valid_to > table.c.valid_from)
            .group_by(table.c.valid_from, table.c.valid_to)
        )
        return [(row[0], row[1], int(row[2]), int(row[3])) for row in self._connection.execute(statement)]

    def append(
        self,
        portfolio_id: int,
        register: str,
        snapshot_id: int,
        as_of: date,
        rows: pd.DataFrame,
        until: date | None = None,
    ) -> None:
        """Append typed rows of a snapshot; in force from its date until `until`, or as `settle` works out."""
        stored = rows.assign(portfolio_id=portfolio_id, snapshot_id=snapshot_id, as_of=pd.Timestamp(as_of))
        removed = stored.get("removed", False)
        stored["removed"] = removed if self._connection.dialect.name == "postgresql" else np.asarray(removed, dtype=int)
        if until is not None:
            stored = stored.assign(valid_from=as_of.isoformat(), valid_to=until.isoformat())
        frames.write(self._connection, REGISTERS[register].table, stored)

    def settle(self, portfolio_id: int, register: str, since: date) -> None:
        """Work out anew which rows are in force from a date on; call after snapshots come or go."""
        found = REGISTERS[register]
        snapshots = Uploads(self._connection).in_use(portfolio_id, register, since)
        numbers = [snapshot.id for snapshot in snapshots]
        table = found.table
        held_before = and_(table.c.as_of < since, table.c.valid_to >= since, table.c.valid_from < since)
        rows = self._lines(found, portfolio_id, or_(held_before, table.c.as_of >= since))
        by_snapshot: dict[int, list[Line]] = {number: [] for number in numbers}
        held: list[tuple[Line, date]] = []
        before: dict[int, tuple[date | None, date | None]] = {}
        unused: list[int] = []
        for line, snapshot_id, row_as_of, valid_from, valid_to in rows:
            before[line.row] = (valid_from, valid_to)
            if row_as_of < since and valid_from is not None:
                held.append((line, valid_from))
            elif snapshot_id in by_snapshot:
                by_snapshot[snapshot_id].append(line)
            else:
                unused.append(line.row)
        after: dict[int, tuple[date | None, date | None]] = dict.fromkeys(unused, (None, None))
        batches = [Batch(snapshot.as_of, snapshot.coverage, by_snapshot[snapshot.id]) for snapshot in snapshots]
        after.update(intervals(batches, held))
        by_span: dict[tuple[date | None, date | None], list[int]] = {}
        for row, span in after.items():
            if before[row] != span:
                by_span.setdefault(span, []).append(row)
        for (start, end), changed in by_span.items():
            for first in range(0, len(changed), ROWS_AT_ONCE):
                some = table.c.id.in_(changed[first : first + ROWS_AT_ONCE])
                self._connection.execute(update(table).where(some).values(valid_from=start, valid_to=end))

    def is_newest(self, portfolio_id: int, register: str, since: date) -> bool:
        """Return whether no snapshot in use is dated on or after that date: what comes then only adds on."""
        dates = self.dates(portfolio_id, register)
        return not dates or dates[-1] < since

    def holds(self, portfolio_id: int, register: str, upload_id: int, projects: Collection[str]) -> bool:
        """Return whether an upload holds rows of any of these projects."""
        table = REGISTERS[register].table
        mine = select(SNAPSHOT.c.id).where(SNAPSHOT.c.upload_id == upload_id)
        held = select(table.c.id).where(
            table.c.portfolio_id == portfolio_id, table.c.snapshot_id.in_(mine), table.c.project_key.in_(projects)
        )
        return self._connection.execute(held.limit(1)).first() is not None

    def close(self, portfolio_id: int, register: str, on: date) -> None:
        """End every row in force: from that date on whole snapshots take their place."""
        table = REGISTERS[register].table
        in_force = and_(table.c.portfolio_id == portfolio_id, table.c.valid_to == OPEN_END, table.c.as_of < on)
        self._connection.execute(update(table).where(in_force).values(valid_to=on))

    def _lines(
        self, register: Register, portfolio_id: int, wanted: Any
    ) -> list[tuple[Line, int, date, date | None, date | None]]:
        """Return the rows a replay needs, in the order they were stored."""
        table = register.table
        keys = [table.c[name] for name in register.key]
        belonging = [name for name in BELONGING if name in table.c and name not in register.key]
        statement = (
            select(
                table.c.id,
                table.c.snapshot_id,
                table.c.as_of,
                table.c.valid_from,
                table.c.valid_to,
                table.c.removed,
                *keys,
                *(table.c[name] for name in belonging),
            )
            .where(table.c.portfolio_id == portfolio_id, wanted)
            .order_by(table.c.id)
        )
        owners = {} if "department" in table.c else self._owners(portfolio_id)
        position = register.key.index("project_key") if "project_key" in register.key else None
        out = []
        for row in self._connection.execute(statement):
            key = tuple(row[6 : 6 + len(keys)])
            belongs = dict(zip(belonging, row[6 + len(keys) :], strict=True))
            project = belongs.get("project_key") or (key[position] if position is not None else None)
            belongs["project"] = project
            if project is not None and owners:
                belongs.update(owners.get(project, {}))
            out.append((Line(row[0], key, belongs, bool(row[5])), row[1], row[2], row[3], row[4]))
        return out

    def _owners(self, portfolio_id: int) -> dict[str, dict[str, str | None]]:
        """Return department and programme of each project as last reported."""
        table = REGISTERS["projects"].table
        statement = select(table.c.project_key, table.c.department, table.c.programme).where(
            table.c.portfolio_id == portfolio_id, table.c.valid_to == OPEN_END
        )
        return {row[0]: {"department": row[1], "programme": row[2]} for row in self._connection.execute(statement)}
