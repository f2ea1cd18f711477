"""Whether a database holds what it says it holds: pages, references, counts of rows, control totals."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, inspect, select

from data_access.schema import REGISTERS, Base, core
from data_access.schema.base import table_of

UPLOAD = table_of(core.Upload)
SNAPSHOT = table_of(core.Snapshot)


class Soundness:
    """Examination of all that is stored, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tables(self) -> dict[str, int]:
        """Return the rows of every table, by its name."""
        present = set(inspect(self._connection).get_table_names())
        return {
            name: int(self._connection.execute(select(func.count()).select_from(table)).scalar_one())
            for name, table in sorted(Base.metadata.tables.items())
            if name in present
        }

    def findings(self) -> list[str]:
        """Return what is wrong, a sentence each; nothing where all is as it should be."""
        missing = list(_missing_tables(self._connection))
        if missing:
            return missing
        looks = (_pages, _orphans, _counts, _totals)
        return [finding for look in looks for finding in look(self._connection)]


def _pages(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                yield f"SQLite says: {row[0]}."


def _missing_tables(connection: Connection) -> Iterator[str]:
    present = set(inspect(connection).get_table_names())
    for name in sorted(set(Base.metadata.tables) - present):
        yield f"The table {name} is missing."


def _orphans(connection: Connection) -> Iterator[str]:
    """Tell of rows that refer to rows which are not there."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            parent = key.referred_table.alias("parent")
            pairs = [(element.parent, parent.c[element.column.name]) for element in key.elements]
            present = select(1).where(*(own == other for own, other in pairs)).exists()
            own_given = [own.is_not(None) for own, _ in pairs]
            lost = connection.execute(select(func.count()).select_from(table).where(*own_given, ~present)).scalar_one()
            if lost:
                yield f"{lost:,} rows of {table.name} refer to rows of {key.referred_table.name} that are not there."


def _counts(connection: Connection) -> Iterator[str]:
    """Compare each snapshot's rows with the number it was stored with."""
    for name, register in REGISTERS.items():
        told = {
            row.id: row.rows
            for row in connection.execute(select(SNAPSHOT.c.id, SNAPSHOT.c.rows).where(SNAPSHOT.c.register == name))
        }
        owner = register.table.c.snapshot_id
        counted = {row[0]: row[1] for row in connection.execute(select(owner, func.count()).group_by(owner))}
        for snapshot in sorted(told.keys() | counted.keys()):
            if told.get(snapshot, 0) != counted.get(snapshot, 0):
                yield (
                    f"Snapshot {snapshot} of {name} holds {counted.get(snapshot, 0):,} rows, "
                    f"and was stored with {told.get(snapshot, 0):,}."
                )


def _totals(connection: Connection) -> Iterator[str]:
    """Compare the money of every file that was stored in whole with the control totals it was planned with."""
    wanted = select(UPLOAD.c.id, UPLOAD.c.register, UPLOAD.c.report).where(UPLOAD.c.origin == "file")
    for upload in connection.execute(wanted):
        register = REGISTERS.get(upload.register)
        told: dict[str, Any] = upload.report.get("totals") or {}
        snapshots = _snapshots(connection, upload.id)
        if register is None or not told or len(snapshots) != len(upload.report.get("parts") or []):
            continue
        columns = [register.table.c[name] for name in told if name in register.table.c]
        sums = connection.execute(
            select(*(func.coalesce(func.sum(column), 0) for column in columns)).where(
                register.table.c.snapshot_id.in_(snapshots)
            )
        ).one()
        for column, stored in zip(columns, sums, strict=True):
            if int(stored) != int(told[column.name]):
                yield (
                    f"{column.name} of upload {upload.id} adds up to {int(stored)} minor units, "
                    f"and its file to {told[column.name]}."
                )


def _snapshots(connection: Connection, upload: int) -> list[int]:
    return list(connection.execute(select(SNAPSHOT.c.id).where(SNAPSHOT.c.upload_id == upload)).scalars())
