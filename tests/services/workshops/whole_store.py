"""Everything a database holds, read without knowing what it is: what somebody finds who looks for who said what."""

import json
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from data_access import database, sqlite

Cell = tuple[int, int]


@dataclass(frozen=True)
class Store:
    """All rows of all tables, by table."""

    tables: dict[str, list[dict[str, Any]]]

    def texts(self, *without: str) -> str:
        """Return all that stands in the tables, but for some, as one text."""
        kept = {name: rows for name, rows in self.tables.items() if name not in without}
        return json.dumps(kept, default=str)

    def patterns(self) -> dict[str, frozenset[Cell]]:
        """Return by key of ballots the questions and rounds in which it occurs."""
        found = defaultdict(set)
        for ballot in self.tables["workshop_ballot"]:
            found[ballot["key_hash"]].add((ballot["question_id"], ballot["round"]))
        return {key: frozenset(cells) for key, cells in found.items()}

    def turnout(self) -> dict[int, frozenset[Cell]]:
        """Return by place the questions and rounds in which it has answered."""
        found = defaultdict(set)
        for row in self.tables["workshop_turnout"]:
            if row["voted"]:
                found[row["seat_id"]].add((row["question_id"], row["round"]))
        return {seat: frozenset(cells) for seat, cells in found.items()}

    def given_away(self, smallest: int) -> set[str]:
        """Return the keys that fewer than so many places can belong to, by which questions both answered.

        A key that occurs once says only that somebody answered that question; those of a question are counted.
        """
        places = Counter(self.turnout().values())
        keys = self.patterns()
        single = Counter(next(iter(cells)) for cells in keys.values() if len(cells) == 1)
        return {
            key
            for key, cells in keys.items()
            if (single[next(iter(cells))] if len(cells) == 1 else places[cells]) < smallest
        }


def read() -> Store:
    """Return all that the database of the settings holds."""
    engine = database.engine()
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return Store(
            {
                name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
                for name in names
            }
        )


def order_kept(table: str, columns: str) -> list[tuple[Any, ...]]:
    """Return columns of a table in the order in which the database keeps its rows."""
    engine = database.engine()
    place = "ctid" if engine.dialect.name == "postgresql" else "rowid"
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY {place}"))]


def writers(table: str, where: str = "true") -> set[int]:
    """Return the transactions that wrote the rows of a table; PostgreSQL keeps them beside each row."""
    with database.engine().connect() as connection:
        return {int(row[0]) for row in connection.execute(text(f"SELECT xmin::text FROM {table} WHERE {where}"))}


def packed(backup: Path) -> bytes:
    """Return all that a backup holds, unpacked, one member after another."""
    with zipfile.ZipFile(backup) as opened:
        return b"\n".join(opened.read(name) for name in opened.namelist())


def ballots_within(backup: Path, folder: Path) -> list[dict[str, Any]]:
    """Return the ballots in a backup of a SQLite file."""
    with zipfile.ZipFile(backup) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith((".db", ".sqlite"))]
        file = opened.extract(name, folder)
    found = sqlite.driver().connect(file).execute("SELECT * FROM workshop_ballot")
    return [dict(zip([column[0] for column in found.description], row, strict=True)) for row in found]
