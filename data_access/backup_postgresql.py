"""Backups of a PostgreSQL database: every table as one transaction sees it, put back in one transaction."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, MetaData, Table, func, select

from data_access import database
from data_access.archive import Counted, Manifest, Pack, chunks
from data_access.database import Standing

COLUMNS: Final = "columns.json"
OWN: Final = "alembic_version"
Settle = Callable[[Connection, Standing, str], None]


def write(pack: Pack, url: str | None) -> tuple[Standing, dict[str, Counted]]:
    """Write every table as of one moment; return how the database stands and what its tables hold."""
    made = database.engine(url).execution_options(isolation_level="REPEATABLE READ")
    out: dict[str, Counted] = {}
    with made.begin() as connection:
        # Rather an error than a backup that lacks the rows which a policy hides.
        connection.exec_driver_sql("SET LOCAL row_security = off")
        tables = _tables(connection)
        columns = {table.name: [column.name for column in table.columns] for table in tables}
        pack.add(COLUMNS, [json.dumps(columns, sort_keys=True).encode()])
        for table in tables:
            digest = pack.add(_member(table.name), _rows(connection, table, columns[table.name]))
            rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
            out[table.name] = Counted(int(rows), digest)
        return database.standing(connection), out


def restore(packed: zipfile.ZipFile, manifest: Manifest, settle: Settle, url: str | None) -> None:
    """Put the tables of a backup in force in one transaction; the present schema is kept under another name."""
    columns: dict[str, list[str]] = json.loads(packed.read(COLUMNS))
    with database.engine(url).execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("SET LOCAL row_security = off")
        before, kept = _set_aside(connection)
        database.upgrade_within(connection, manifest.revision)
        for table in _tables(connection):
            _fill(connection, packed, table, columns[table.name])
            _compare(connection, manifest.tables[table.name], table, columns[table.name])
        if {table.name for table in _tables(connection)} != set(columns):
            raise ValueError("its tables are not those of its schema revision")
        settle(connection, before, kept)


def _set_aside(connection: Connection) -> tuple[Standing, str]:
    """Give the present schema another name and make an empty one; return how it stood and that name."""
    schema = str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    present = _tables(connection)
    if present:
        named = ", ".join(f'"{table.name}"' for table in present)
        # Whoever wrote before is done by now, and whoever comes waits and then finds the restored tables.
        connection.exec_driver_sql(f"LOCK TABLE {named} IN ACCESS EXCLUSIVE MODE")
    before = database.standing(connection)
    kept = f"before_restore_{datetime.now(UTC):%Y%m%dt%H%M%S%f}"
    connection.exec_driver_sql(f'ALTER SCHEMA "{schema}" RENAME TO "{kept}"')
    connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    return before, kept if present else ""


def _fill(connection: Connection, packed: zipfile.ZipFile, table: Table, columns: list[str]) -> None:
    """Load a table, in place of what its migrations put there, and let its numbers go on after the highest."""
    quoted = f'"{table.name}"'
    connection.exec_driver_sql(f"ALTER TABLE {quoted} DISABLE TRIGGER USER")
    connection.exec_driver_sql(f"DELETE FROM {quoted}")
    told = f"COPY {quoted} ({_quoted(columns)}) FROM STDIN"
    with packed.open(_member(table.name)) as member, _cursor(connection) as cursor, cursor.copy(told) as copy:
        for chunk in chunks(member):
            copy.write(chunk)
    connection.exec_driver_sql(f"ALTER TABLE {quoted} ENABLE TRIGGER USER")
    for key in table.primary_key.columns:
        if isinstance(key.type, Integer):
            _go_on(connection, table, key)


def _go_on(connection: Connection, table: Table, key: Any) -> None:
    named = select(func.pg_get_serial_sequence(f'"{table.name}"', key.name))
    sequence = connection.execute(named).scalar()
    highest = connection.execute(select(func.max(key))).scalar()
    if sequence is not None and highest is not None:
        connection.execute(select(func.setval(sequence, highest)))


def _compare(connection: Connection, wanted: Counted, table: Table, columns: list[str]) -> None:
    """Raise ValueError where a restored table does not hold exactly what the backup was made of."""
    digest = hashlib.sha256()
    for chunk in _rows(connection, table, columns):
        digest.update(chunk)
    rows = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    if Counted(rows, digest.hexdigest()) != wanted:
        raise ValueError(f"{table.name} did not come back as it was")


def _rows(connection: Connection, table: Table, columns: list[str]) -> Iterator[bytes | memoryview]:
    """Yield a table in the text form of COPY, in the order of its key."""
    ordered = _quoted([column.name for column in table.primary_key.columns])
    order = f"ORDER BY {ordered}" if ordered else ""
    told = f'COPY (SELECT {_quoted(columns)} FROM "{table.name}" {order}) TO STDOUT'
    with _cursor(connection) as cursor, cursor.copy(told) as copy:
        yield from copy


def _tables(connection: Connection) -> list[Table]:
    """Return the tables as they are, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != OWN]


def _cursor(connection: Connection) -> Any:
    driver: Any = connection.connection.driver_connection
    return driver.cursor()


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _member(table: str) -> str:
    return f"tables/{table}.copy"
