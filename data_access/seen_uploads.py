"""Uploads as a reader sees them: without the rows, registers and dates kept from them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from data_access.schema import REGISTERS
from data_access.seen_registers import SeenRegisters
from data_access.sight import Sight
from data_access.uploads import SnapshotFacts, Uploads


class SeenUploads(Uploads):
    """The uploads and snapshots that a reader sees, their rows counted without hidden ones."""

    def __init__(self, connection: Connection, sight: Sight, registers: SeenRegisters) -> None:
        super().__init__(connection)
        self._sight, self._registers = sight, registers

    def in_use(self, portfolio_id: int, register: str, since: date | None = None) -> list[SnapshotFacts]:
        """Return the snapshots that count and are shown; see `Uploads.in_use`."""
        if register in self._sight.unseen:
            return []
        away = self._registers.apart(portfolio_id, register)[1]
        known = super().in_use(portfolio_id, register, since)
        return [one for one in known if self._sight.shows(one.as_of) and one.id not in away]

    def listing(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return the uploads that hold anything the reader sees; see `Uploads.listing`."""
        found = [one for one in super().listing(portfolio_id) if one["register"] not in self._sight.unseen]
        held: dict[int, int] = {}
        away: set[int] = set()
        for register in {one["register"] for one in found}:
            rows, alone = self._registers.apart(portfolio_id, register)
            held |= rows
            away |= alone
        return [seen for one in found if (seen := self._seen(one, held, away)) is not None]

    def notes(self, snapshot_id: int, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the value notes of a project's row, but for columns that are not shown."""
        unseen, seen = self._sight.columns_unseen(), set(keys) - self._sight.hidden
        return {name: told for name, told in super().notes(snapshot_id, seen).items() if name not in unseen}

    def _seen(self, upload: dict[str, Any], held: dict[int, int], away: set[int]) -> dict[str, Any] | None:
        kept = [
            snapshot | {"rows": max(snapshot["rows"] - held.get(snapshot["id"], 0), 0)}
            for snapshot in upload["snapshots"]
            if self._sight.shows(snapshot["as_of"]) and snapshot["id"] not in away
        ]
        if upload["snapshots"] and not kept:
            return None
        report, coverage = dict(upload["report"]), dict(upload["coverage"])
        kept_lines = self._lines(upload) if report.get("emptied") else set()
        for name in ("refused", "emptied"):
            listed = [one for one in report.get(name, ()) if not self._sight.names(one)]
            report[name] = [one for one in listed if one.get("row") not in kept_lines]
        coverage["values"] = [value for value in coverage["values"] if value not in self._sight.hidden]
        coverage.pop("but", None)
        return upload | {"snapshots": kept, "report": report, "coverage": coverage}

    def _lines(self, upload: dict[str, Any]) -> set[int]:
        """Return the lines of the file that hold hidden rows."""
        told = self._registers.told_of_hidden(upload["portfolio_id"], upload["register"])
        if told is None:
            return set()
        table = REGISTERS[upload["register"]].table
        mine = [snapshot["id"] for snapshot in upload["snapshots"]]
        wanted = select(table.c.source_row).where(table.c.snapshot_id.in_(mine), told)
        return set(self._connection.execute(wanted).scalars())
