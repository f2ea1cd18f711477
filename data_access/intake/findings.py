"""What reading and checking a file can find: refusals, skipped rows, repairs, warnings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

SkippedKind = Literal["preamble", "blank", "total", "description"]
SHOWN = 200
LISTED = 5_000
"""So many findings of a kind are named one by one; more than that are only counted."""


@dataclass(frozen=True)
class Refusal:
    """Something that was not taken over, and how to repair it.

    `row` is the 1-based physical row of the file, 0 where the whole file is meant.
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    repair: str

    def to_dict(self) -> dict[str, str | int]:
        """Return the refusal as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Skipped:
    """A row that holds no data of its own."""

    row: int
    kind: SkippedKind
    text: str


@dataclass(frozen=True)
class Repair:
    """A row or header that was mended on the way in, and what was done."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Warning:
    """Something loaded as it is that a reader should know."""

    rule: str
    column: str
    text: str


class FileRefused(Exception):
    """Nothing of the file can be taken over; `refusals` says why and what to do."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("; ".join(f"{refusal.rule}: {refusal.repair}" for refusal in self.refusals))


def refuse_file(file: str, rule: str, repair: str, *, row: int = 0, column: str = "", value: str = "") -> FileRefused:
    """Return the exception for a file that breaks one rule."""
    return FileRefused([Refusal(file, row, column, value[:SHOWN], rule, repair)])
