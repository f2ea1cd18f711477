"""Workshops as stored: their steps, places and questions. Ballots are apart, in `data_access.ballots`."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select, text, update

from data_access.schema import workshops
from data_access.schema.base import table_of

WORKSHOP = table_of(workshops.Workshop)
SEAT = table_of(workshops.WorkshopSeat)
QUESTION = table_of(workshops.WorkshopQuestion)
DISSENT = table_of(workshops.WorkshopDissent)
SEATS: Final = {"lock": 20_260}
"""Names the lock on the places of a workshop among the advisory locks of PostgreSQL."""
Row = dict[str, Any]


class Workshops:
    """Reads and writes of workshops inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, portfolio_id: int, actor: str, values: Mapping[str, Any]) -> int:
        """Store a workshop that is being prepared and return its number."""
        made = {"made_by": actor, "made_at": datetime.now(UTC), "version": 1, "stage": "draft"}
        statement = WORKSHOP.insert().values(portfolio_id=portfolio_id, **values, **made).returning(WORKSHOP.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def listing(self, portfolio_id: int) -> list[Row]:
        """Return the workshops of a portfolio, the newest first."""
        return self._rows(
            select(WORKSHOP).where(WORKSHOP.c.portfolio_id == portfolio_id).order_by(WORKSHOP.c.id.desc())
        )

    def get(self, number: int, portfolio_id: int | None = None) -> Row | None:
        """Return one workshop, or None; of that portfolio, where one is named."""
        where = [WORKSHOP.c.id == number]
        if portfolio_id is not None:
            where.append(WORKSHOP.c.portfolio_id == portfolio_id)
        return self._one(select(WORKSHOP).where(*where))

    def by_code(self, code: str) -> Row | None:
        """Return the workshop that is joined by a code, or None."""
        return self._one(select(WORKSHOP).where(WORKSHOP.c.code == code))

    def change(self, number: int, seen: int, values: Mapping[str, Any]) -> bool:
        """Change a workshop and raise its version; return False, with nothing written, where it is not `seen`."""
        statement = update(WORKSHOP).where(WORKSHOP.c.id == number, WORKSHOP.c.version == seen)
        return self._connection.execute(statement.values(**values, version=seen + 1)).rowcount == 1

    def hold_seats(self, number: int) -> None:
        """Let nobody else take or make places at a workshop until the transaction ends."""
        # A lock of its own: one on the workshop's row would wait for steps that wait for the places.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock, :number)"), {**SEATS, "number": number})

    def seats(self, number: int) -> list[Row]:
        """Return the places at a workshop, in the order of their making."""
        return self._rows(select(SEAT).where(SEAT.c.workshop_id == number).order_by(SEAT.c.id))

    def seat_of(self, token_hash: str) -> Row | None:
        """Return the place a token belongs to, or None."""
        return self._one(select(SEAT).where(SEAT.c.token_hash == token_hash))

    def add_seat(self, number: int, values: Mapping[str, Any]) -> int:
        """Store a place and return its number."""
        statement = SEAT.insert().values(workshop_id=number, **values).returning(SEAT.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def change_seat(self, seat: int, values: Mapping[str, Any], *where: ColumnElement[bool]) -> bool:
        """Change a place where a condition still holds; return whether it did."""
        return self._connection.execute(update(SEAT).where(SEAT.c.id == seat, *where).values(**values)).rowcount == 1

    def sit(self, seat: int, token_hash: str) -> bool:
        """Let a device sit at a place that nobody sits at; return False where somebody does."""
        values = {"token_hash": token_hash, "joined_at": datetime.now(UTC)}
        return self.change_seat(seat, values, SEAT.c.token_hash.is_(None))

    def remove_seat(self, seat: int) -> None:
        """Take away a place at which nobody ever sat."""
        self._connection.execute(SEAT.delete().where(SEAT.c.id == seat, SEAT.c.joined_at.is_(None)))

    def questions(self, number: int) -> list[Row]:
        """Return the questions of a workshop in their order."""
        statement = select(QUESTION).where(QUESTION.c.workshop_id == number).order_by(QUESTION.c.position)
        return self._rows(statement)

    def question(self, number: int) -> Row | None:
        """Return one question, or None."""
        return self._one(select(QUESTION).where(QUESTION.c.id == number))

    def hold_question(self, number: int) -> Row | None:
        """Return one question, kept from other writers until the transaction ends."""
        return self._one(select(QUESTION).where(QUESTION.c.id == number).with_for_update())

    def add_question(self, number: int, values: Mapping[str, Any]) -> int:
        """Store a question and return its number."""
        told = {"round": 1, "revealed": False, "shown": False, "stake": None, **values}
        statement = QUESTION.insert().values(workshop_id=number, **told).returning(QUESTION.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def change_question(self, question: int, values: Mapping[str, Any]) -> None:
        """Change a question."""
        self._connection.execute(update(QUESTION).where(QUESTION.c.id == question).values(**values))

    def dissent(self, number: int, words: str, name: str, key: str) -> None:
        """Store a view for the minutes, once for each device and wording; sent again, it bears the name given last.

        Its number follows from the words and a random key that only the device holds and that is stored nowhere, so
        that neither the number nor the order of these tells anything.
        """
        told = f"{number} {key} {' '.join(words.split()).casefold()}"
        identity = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8]) >> 2
        again = update(DISSENT).where(DISSENT.c.id == identity).values(given_name=name)
        if self._connection.execute(again).rowcount == 0:
            values = {"id": identity, "workshop_id": number, "words": words, "given_name": name}
            self._connection.execute(DISSENT.insert().values(**values))

    def dissents(self, number: int) -> list[Row]:
        """Return the views for the minutes."""
        return self._rows(select(DISSENT).where(DISSENT.c.workshop_id == number).order_by(DISSENT.c.id))

    def _rows(self, statement: Any) -> list[Row]:
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def _one(self, statement: Any) -> Row | None:
        row = self._connection.execute(statement).mappings().one_or_none()
        return None if row is None else dict(row)
