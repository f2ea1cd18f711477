"""The chain of the audit: what an entry's hash covers, and the head that tells where the chain ends."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

GENESIS: Final = "0" * 64
"""What the first entry has for a previous hash."""

COVERED: Final = (
    "sequence",
    "portfolio_id",
    "data_version",
    "at",
    "actor",
    "person_id",
    "session_id",
    "request_id",
    "action",
    "subject",
    "before",
    "after",
    "previous",
)
"""The columns of an entry that its hash covers: all but the hash itself."""


@dataclass(frozen=True)
class Head:
    """The last entry of the chain and its hash; written as "12:1f0a..." where it is kept outside the database."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        """Return the head as an operator keeps it."""
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the head that was written as text; raises ValueError for anything else.

        >>> Head.read("0:" + "0" * 64).sequence
        0
        """
        sequence, _, digest = text.strip().partition(":")
        if not sequence.isdecimal() or len(digest) != 64 or not set(digest.lower()) <= set("0123456789abcdef"):
            raise ValueError(f'"{text}" is not a head such as 12: followed by 64 hexadecimal digits')
        return cls(int(sequence), digest.lower())


def settled(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return values as they come back from the database: lists for tuples, text for keys.

    >>> settled({1: ("a", None)})
    {'1': ['a', None]}
    """
    return None if values is None else dict(json.loads(json.dumps(values)))


def digest(entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an entry: of the canonical JSON of all that is covered, the previous hash among it.

    Keys are sorted, moments are UTC with microseconds, letters beyond ASCII are escaped. Raises TypeError or
    ValueError where a value cannot have been written by this program.
    """
    told = {name: entry[name] for name in COVERED}
    told["at"] = _moment(entry["at"])
    return digest_of(told)


def digest_of(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON of plain values; see `digest`.

    >>> digest_of({"b": 1, "a": None}) == digest_of({"a": None, "b": 1})
    True
    """
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def is_own(entry: Mapping[str, Any]) -> bool:
    """Return whether an entry is what its own hash says."""
    try:
        return bool(digest(entry) == entry["hash"])
    except (TypeError, ValueError, AttributeError):
        return False


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
