"""Ballots and turnout: two things that are written so that nobody can put them together again.

A vote takes two transactions. The first notes that a place has answered; the second stores the answer under the hash of
a key that only the voter's device holds, in a place of the table that chance decides, and without a time. An answer
under a new key is taken only while there are fewer ballots than places that have answered, so that nobody answers
twice; where the server dies between the two, the voter's device sends the same again and is let through. When a
question is closed, both tables are written anew, so that not even the order in which a database keeps its rows tells
anything. When a workshop is over, ballots no longer bear one key for each person where that would give somebody away,
see `data_access.ballot_links`.
"""

import secrets
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from data_access.ballot_links import given_up
from data_access.schema import workshops
from data_access.schema.base import table_of

BALLOT = table_of(workshops.WorkshopBallot)
TURNOUT = table_of(workshops.WorkshopTurnout)
QUESTION = table_of(workshops.WorkshopQuestion)


class Ballots:
    """Reads and writes of ballots inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_round(self, question: int, number: int, seats: Iterable[int]) -> None:
        """Make the rows in which is noted who has answered; nobody has so far."""
        rows = [{"question_id": question, "round": number, "seat_id": seat, "voted": False} for seat in seats]
        if rows:
            self._connection.execute(TURNOUT.insert(), rows)

    def carry_over(self, question: int, number: int, *, only_answered: bool = False) -> None:
        """Begin the next round with the answers of the one before: who changes nothing keeps theirs.

        Where only those who answered may answer again, the new round holds nobody else's answer: added to what was
        shown, it would be known whose it is.
        """
        before = {seat: v for seat, v in self.turnout(question, number - 1).items() if v or not only_answered}
        rows = [{"question_id": question, "round": number, "seat_id": seat, "voted": v} for seat, v in before.items()]
        if rows:
            self._connection.execute(TURNOUT.insert(), rows)
        self._write(question, number, self._stored(question, number - 1))

    def bar(self, question: int, number: int, seat: int) -> None:
        """Take away the row of a place that has not answered, so that it may not."""
        where = (TURNOUT.c.question_id == question, TURNOUT.c.round == number, TURNOUT.c.seat_id == seat)
        self._connection.execute(delete(TURNOUT).where(*where, TURNOUT.c.voted.is_(False)))

    def claim(self, question: int, number: int, seat: int) -> bool:
        """Note that a place has answered; return whether it may answer at all."""
        where = (TURNOUT.c.question_id == question, TURNOUT.c.round == number, TURNOUT.c.seat_id == seat)
        return self._connection.execute(update(TURNOUT).where(*where).values(voted=True)).rowcount == 1

    def cast(self, question: int, number: int, key_hash: str, group: str, answer: int | None) -> bool:
        """Store an answer, or change the one under the same key; return False where it would be one too many.

        The question must be held by this transaction (`Workshops.hold_question`).
        """
        mine = (BALLOT.c.question_id == question, BALLOT.c.round == number, BALLOT.c.key_hash == key_hash)
        if self._connection.execute(update(BALLOT).where(*mine).values(answer=answer)).rowcount == 1:
            return True
        if self._count(BALLOT, question, number) >= self._count(TURNOUT, question, number, TURNOUT.c.voted):
            return False
        values = {"question_id": question, "round": number, "key_hash": key_hash, "voter_group": group}
        self._write(question, number, [{**values, "answer": answer}])
        return True

    def turnout(self, question: int, number: int) -> dict[int, bool]:
        """Return for each place that may answer whether it has."""
        where = (TURNOUT.c.question_id == question, TURNOUT.c.round == number)
        rows = self._connection.execute(select(TURNOUT.c.seat_id, TURNOUT.c.voted).where(*where))
        return {int(row.seat_id): bool(row.voted) for row in rows}

    def answered(self, question: int, number: int) -> int:
        """Return how many ballots there are."""
        return self._count(BALLOT, question, number)

    def of_question(self, question: int, number: int) -> list[dict[str, Any]]:
        """Return key_hash, voter_group and answer of the ballots of a round, in an order that tells nothing."""
        return self._stored(question, number)

    def of_workshop(self, workshop: int) -> list[dict[str, Any]]:
        """Return question_id, key_hash, voter_group and answer of the last round of every question that was shown."""
        joined = BALLOT.join(QUESTION, QUESTION.c.id == BALLOT.c.question_id)
        wanted = (BALLOT.c.question_id, BALLOT.c.key_hash, BALLOT.c.voter_group, BALLOT.c.answer)
        where = (QUESTION.c.workshop_id == workshop, QUESTION.c.revealed, BALLOT.c.round == QUESTION.c.round)
        statement = select(*wanted).select_from(joined).where(*where).order_by(BALLOT.c.question_id, BALLOT.c.id)
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def shuffle(self, question: int, number: int, smallest: int = 1) -> None:
        """Write the ballots and the turnout of a round anew, each all at once.

        A group with fewer than the smallest number of ballots is no longer told on them, nor the next larger one where
        those without a group would be too few.
        """
        held = self._stored(question, number)
        told = _told(Counter(ballot["voter_group"] for ballot in held), smallest)
        held = [{**each, "voter_group": each["voter_group"] if each["voter_group"] in told else ""} for each in held]
        where = (BALLOT.c.question_id == question, BALLOT.c.round == number)
        self._connection.execute(delete(BALLOT).where(*where))
        self._write(question, number, held)
        mine = (TURNOUT.c.question_id == question, TURNOUT.c.round == number)
        self._connection.execute(update(TURNOUT).where(*mine).values(voted=TURNOUT.c.voted))

    def part(self, workshop: int, smallest: int) -> None:
        """Write all ballots and turnout of a workshop that is over anew, so that nobody is given away by them.

        Groups are told as `shuffle` does, also where answers were never shown; keys are parted.
        """
        asked = select(QUESTION.c.id).where(QUESTION.c.workshop_id == workshop)
        held = [
            dict(row)
            for row in self._connection.execute(select(BALLOT).where(BALLOT.c.question_id.in_(asked))).mappings()
        ]
        rounds: dict[tuple[int, int], Counter[str]] = {}
        for each in held:
            rounds.setdefault((each["question_id"], each["round"]), Counter())[each["voter_group"]] += 1
        told = {place: _told(sizes, smallest) for place, sizes in rounds.items()}
        cells: dict[str, set[tuple[int, int, str]]] = {}
        for each in held:
            place = (each["question_id"], each["round"])
            each["voter_group"] = each["voter_group"] if each["voter_group"] in told[place] else ""
            cells.setdefault(each["key_hash"], set()).add((*place, each["voter_group"]))
        parted = given_up(cells, smallest)
        for each in held:
            each["key_hash"] = secrets.token_hex(32) if each["key_hash"] in parted else each["key_hash"]
            each["id"] = secrets.randbits(62)
        self._connection.execute(delete(BALLOT).where(BALLOT.c.question_id.in_(asked)))
        if held:
            self._connection.execute(BALLOT.insert(), sorted(held, key=lambda row: row["id"]))
        mine = TURNOUT.c.question_id.in_(asked)
        self._connection.execute(update(TURNOUT).where(mine).values(voted=TURNOUT.c.voted))

    def _stored(self, question: int, number: int) -> list[dict[str, Any]]:
        columns = (BALLOT.c.key_hash, BALLOT.c.voter_group, BALLOT.c.answer)
        where = (BALLOT.c.question_id == question, BALLOT.c.round == number)
        statement = select(*columns).where(*where).order_by(BALLOT.c.id)
        return [dict(row) for row in self._connection.execute(statement).mappings()]

    def _write(self, question: int, number: int, ballots: list[dict[str, Any]]) -> None:
        rows = [{**held, "question_id": question, "round": number, "id": secrets.randbits(62)} for held in ballots]
        if rows:
            self._connection.execute(BALLOT.insert(), sorted(rows, key=lambda row: row["id"]))

    def _count(self, table: Any, question: int, number: int, *where: Any) -> int:
        mine = (table.c.question_id == question, table.c.round == number, *where)
        return int(self._connection.execute(select(func.count()).select_from(table).where(*mine)).scalar_one())


def _told(sizes: Counter[str], smallest: int) -> set[str]:
    """Return the groups that can be told on ballots, so that also those without one are enough."""
    told = {group for group, size in sizes.items() if group and size >= smallest}
    while told and 0 < sizes.total() - sum(sizes[group] for group in told) < smallest:
        told.remove(min(told, key=lambda group: (sizes[group], group)))
    return told
