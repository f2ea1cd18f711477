"""Scenarios as stored: a statement with a version that rises with every change, and the snapshots it rests on."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from data_access.schema import core, scenarios
from data_access.schema.base import table_of

SCENARIO = table_of(scenarios.Scenario)
PIN = table_of(scenarios.ScenarioPin)
SNAPSHOT = table_of(core.Snapshot)
UPLOAD = table_of(core.Upload)
COMMITTED: Final = "committed"
LIGHT = [column for column in SCENARIO.c if column.name != "statement"]


class Scenarios:
    """Reads and writes of scenarios inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, portfolio_id: int, actor: str, values: dict[str, Any], pins: Collection[int]) -> int:
        """Store a scenario (name, note, status, statement, summary, copied_from_id) and return its number."""
        now = datetime.now(UTC)
        made = {"created_at": now, "created_by": actor, "edited_at": now, "edited_by": actor, "version": 1}
        statement = SCENARIO.insert().values(portfolio_id=portfolio_id, **values, **made).returning(SCENARIO.c.id)
        number = int(self._connection.execute(statement).scalar_one())
        self._pin(number, pins)
        return number

    def listing(self, portfolio_id: int) -> list[dict[str, Any]]:
        """Return all scenarios without their statements, the one changed last first; deleted ones are left out."""
        statement = (
            select(*LIGHT)
            .where(SCENARIO.c.portfolio_id == portfolio_id, SCENARIO.c.deleted_at.is_(None))
            .order_by(SCENARIO.c.edited_at.desc(), SCENARIO.c.id.desc())
        )
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def get(self, portfolio_id: int, number: int) -> dict[str, Any] | None:
        """Return one scenario with its statement; None where there is none or it was deleted."""
        statement = select(SCENARIO).where(
            SCENARIO.c.portfolio_id == portfolio_id, SCENARIO.c.id == number, SCENARIO.c.deleted_at.is_(None)
        )
        row = self._connection.execute(statement).mappings().one_or_none()
        return None if row is None else dict(row)

    def change(
        self, number: int, seen: int, actor: str, values: dict[str, Any], pins: Collection[int] | None = None
    ) -> bool:
        """Change a scenario and raise its version; return False, with nothing written, where it is not `seen`."""
        told = {"edited_at": datetime.now(UTC), "edited_by": actor, "version": seen + 1}
        statement = update(SCENARIO).where(SCENARIO.c.id == number, SCENARIO.c.version == seen)
        if self._connection.execute(statement.values(**values, **told)).rowcount != 1:
            return False
        if pins is not None:
            self._connection.execute(delete(PIN).where(PIN.c.scenario_id == number))
            self._pin(number, pins)
        return True

    def pin(self, number: int, snapshot: int) -> None:
        """Let a scenario rest on one more snapshot."""
        self._pin(number, [snapshot])

    def remove(self, number: int, actor: str) -> None:
        """Take a scenario out of every list; it stays stored."""
        told = {"deleted_at": datetime.now(UTC), "deleted_by": actor}
        self._connection.execute(update(SCENARIO).where(SCENARIO.c.id == number).values(told))

    def committed_on(self, upload_id: int) -> list[tuple[int, str]]:
        """Return number and name of the committed scenarios that rest on a snapshot of an upload."""
        statement = (
            select(SCENARIO.c.id, SCENARIO.c.name)
            .join(PIN, PIN.c.scenario_id == SCENARIO.c.id)
            .join(SNAPSHOT, SNAPSHOT.c.id == PIN.c.snapshot_id)
            .where(SNAPSHOT.c.upload_id == upload_id, SCENARIO.c.status == COMMITTED)
            .distinct()
            .order_by(SCENARIO.c.id)
        )
        return [(row.id, row.name) for row in self._connection.execute(statement)]

    def withdrawn_pins(self, number: int) -> list[str]:
        """Return the names of the files withdrawn since, whose snapshots a scenario rests on."""
        statement = (
            select(UPLOAD.c.file_name)
            .join(SNAPSHOT, SNAPSHOT.c.upload_id == UPLOAD.c.id)
            .join(PIN, PIN.c.snapshot_id == SNAPSHOT.c.id)
            .where(PIN.c.scenario_id == number, UPLOAD.c.withdrawn_at.is_not(None))
            .distinct()
            .order_by(UPLOAD.c.file_name)
        )
        return [str(row.file_name) for row in self._connection.execute(statement)]

    def _pin(self, number: int, pins: Collection[int]) -> None:
        rows = [{"scenario_id": number, "snapshot_id": snapshot} for snapshot in sorted(set(pins))]
        if rows:
            self._connection.execute(PIN.insert(), rows)
