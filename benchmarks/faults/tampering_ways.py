"""Ways to tamper with the audit, by somebody who has the database itself and can work out any hash."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from data_access import audit_chain
from data_access.journal import AUDIT, HEAD


@dataclass
class Attack:
    """One tampering under way: the transaction, the entries as they were, and the dice."""

    connection: Connection
    rows: list[dict[str, Any]]
    dice: random.Random

    def some(self, least: int = 0) -> int:
        """Return the place of an entry by chance."""
        return self.dice.randrange(least, len(self.rows))

    def write(self, row: dict[str, Any], sequence: int) -> None:
        """Put an entry in place of the one with that number."""
        self.connection.execute(AUDIT.update().where(AUDIT.c.sequence == sequence).values(**row))

    def delete(self, sequence: int) -> None:
        """Delete an entry."""
        self.connection.execute(AUDIT.delete().where(AUDIT.c.sequence == sequence))

    def move(self, first: int, by: int) -> None:
        """Renumber the entries from a number on."""
        for way in (-1, 1):  # Over negative numbers, for a number is never there twice.
            moved = AUDIT.update().where(AUDIT.c.sequence >= first if way < 0 else AUDIT.c.sequence < 0)
            self.connection.execute(moved.values(sequence=-AUDIT.c.sequence - (by if way < 0 else 0)))

    def end(self, row: dict[str, Any]) -> None:
        """Let the database's own head be that entry."""
        self.connection.execute(HEAD.update().values(sequence=row["sequence"], hash=row["hash"]))


Way = Callable[[Attack], None]


def hashed(row: dict[str, Any], **other: Any) -> dict[str, Any]:
    """Return an entry with other values and its hash worked out anew."""
    row = {**row, **other}
    return {**row, "hash": audit_chain.digest(row)}


def another(attack: Attack, name: str, value: Any) -> Any:
    """Return a value of a column that differs from the one given."""
    if name == "sequence":
        return len(attack.rows) + attack.dice.randrange(1, 9)
    if name == "at":
        return value + timedelta(microseconds=attack.dice.choice([-1, 1, 3_600_000_000]))
    if name in ("before", "after"):
        return {**value, "amount": value["amount"] + 1} if value else {"amount": 1}
    if name in ("previous", "hash"):
        return f"{attack.dice.getrandbits(256):064x}"
    if value is None:
        return "req" if name == "request_id" else attack.dice.randrange(1, 9)
    return value + 1 if isinstance(value, int) else value[:-1] + chr(ord(value[-1]) + 1)


def change(attack: Attack) -> None:
    """Change a column of an entry."""
    row, name = attack.rows[attack.some()], attack.dice.choice([*audit_chain.COVERED, "previous", "hash"])
    attack.write({**row, name: another(attack, name, row[name])}, row["sequence"])


def _changed(attack: Attack, row: dict[str, Any]) -> dict[str, Any]:
    name = attack.dice.choice(("actor", "action", "subject", "at", "before", "after", "data_version", "person_id"))
    return hashed(row, **{name: another(attack, name, row[name])})


def change_and_hash(attack: Attack) -> None:
    """Change an entry and work its own hash out anew."""
    row = attack.rows[attack.some()]
    attack.write(_changed(attack, row), row["sequence"])


def change_hash_and_link(attack: Attack) -> None:
    """Change an entry, hash it anew, and let the next one name that hash."""
    place = attack.dice.randrange(len(attack.rows) - 1)
    row = _changed(attack, attack.rows[place])
    attack.write(row, row["sequence"])
    attack.write({**attack.rows[place + 1], "previous": row["hash"]}, row["sequence"] + 1)


def delete(attack: Attack) -> None:
    """Delete an entry that is not the last."""
    attack.delete(attack.dice.randrange(1, len(attack.rows)))


def delete_and_close(attack: Attack) -> None:
    """Delete an entry and renumber those after it; the head follows."""
    gone = attack.dice.randrange(1, len(attack.rows))
    attack.delete(gone)
    attack.move(gone + 1, -1)
    attack.end({"sequence": len(attack.rows) - 1, "hash": attack.rows[-1]["hash"]})


def swap(attack: Attack) -> None:
    """Let two entries change places; half of the time each with its hash worked out for its new place."""
    first, second = attack.dice.sample(attack.rows, 2)
    anew = attack.dice.random() < 0.5
    for row, place in ((first, second["sequence"]), (second, first["sequence"])):
        moved = hashed(row, sequence=place) if anew else row
        attack.write({**moved, "sequence": -place}, row["sequence"])
    attack.connection.execute(AUDIT.update().where(AUDIT.c.sequence < 0).values(sequence=-AUDIT.c.sequence))


def insert(attack: Attack) -> None:
    """Put a well hashed entry between others and renumber those after it; the head follows."""
    place = attack.some(1)
    made = hashed({**attack.rows[place], "subject": "made up"}, previous=attack.rows[place - 1]["hash"])
    attack.move(made["sequence"], 1)
    attack.connection.execute(AUDIT.insert().values(**made))
    attack.end({"sequence": len(attack.rows) + 1, "hash": attack.rows[-1]["hash"]})


def append(attack: Attack) -> None:
    """Add a well hashed entry at the end, past the head."""
    last = attack.rows[-1]
    made = hashed(last, sequence=last["sequence"] + 1, previous=last["hash"], subject="made up")
    attack.connection.execute(AUDIT.insert().values(**made))


def cut(attack: Attack) -> None:
    """Cut entries off the end."""
    attack.connection.execute(AUDIT.delete().where(AUDIT.c.sequence > attack.some()))


def cut_with_head(attack: Attack) -> None:
    """Cut entries off the end and let the head say so; only a head kept outside tells."""
    kept = attack.some(1)
    attack.connection.execute(AUDIT.delete().where(AUDIT.c.sequence > kept))
    attack.end(attack.rows[kept - 1])


def rewrite(attack: Attack) -> None:
    """Change an entry and work out every hash from there to the head; only a head kept outside tells."""
    place = attack.some()
    row = _changed(attack, attack.rows[place])
    attack.write(row, row["sequence"])
    for after in attack.rows[place + 1 :]:
        row = hashed(after, previous=row["hash"])
        attack.write(row, row["sequence"])
    attack.end(row)


def behead(attack: Attack) -> None:
    """Delete the head."""
    attack.connection.execute(HEAD.delete())


WAYS: tuple[Way, ...] = (
    change,
    change_and_hash,
    change_hash_and_link,
    delete,
    delete_and_close,
    swap,
    insert,
    append,
    cut,
    cut_with_head,
    rewrite,
    behead,
)
NEED_A_KEPT_HEAD = (cut_with_head, rewrite)
