"""Which row of a register holds at which date, from the sequence of its snapshots."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from data_access.frames import OPEN_END

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Coverage:
    """What a snapshot speaks for: the whole portfolio, or the projects with one of `values` in `kind`.

    `kind` is whole, department, programme, project or rows; `rows` speaks only for the keys it holds. It never speaks
    for the projects `but`, which whoever loaded it was not shown: their rows stay as they are. Nor does it for those
    `refused` at a date, (ISO date, keys): the file names them there, in rows that could not be taken over.
    """

    kind: str = "whole"
    values: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    refused: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """The coverage as one comparable text, which names nothing it does not speak for."""
        told = self.kind if not self.values else f"{self.kind}=" + "|".join(sorted(self.values))
        return f"{told} but {sha256('|'.join(sorted(self.but)).encode()).hexdigest()[:12]}" if self.but else told

    @property
    def is_whole(self) -> bool:
        """Whether it speaks for every project."""
        return self.kind == "whole" and not self.but and not self.refused

    def is_like(self, other: "Coverage") -> bool:
        """Return whether both speak for the same, but for projects left out by name."""
        return (self.kind, sorted(self.values)) == (other.kind, sorted(other.values))

    def at(self, as_of: date) -> "Coverage":
        """Return the coverage of one date: what was refused there is among what it does not speak for."""
        if not self.refused:
            return self
        named = dict(self.refused).get(as_of.isoformat(), ())
        return replace(self, but=tuple(sorted({*self.but, *named})), refused=())

    def to_dict(self) -> dict[str, Any]:
        """Return the coverage as plain JSON."""
        told: dict[str, Any] = {"kind": self.kind, "values": list(self.values)}
        told |= {"but": list(self.but)} if self.but else {}
        return told | {"refused": {day: list(keys) for day, keys in self.refused}} if self.refused else told

    @staticmethod
    def from_dict(given: Mapping[str, Any]) -> "Coverage":
        """Return the coverage that `to_dict` described."""
        refused = tuple((day, tuple(keys)) for day, keys in sorted(given.get("refused", {}).items()))
        return Coverage(str(given["kind"]), tuple(given["values"]), tuple(given.get("but", ())), refused)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the replay sees it. `belongs` holds its value of each coverage kind."""

    row: int
    key: Key
    belongs: Mapping[str, str | None]
    removed: bool = False


@dataclass(frozen=True)
class Batch:
    """The rows of one snapshot in use, in sequence."""

    as_of: date
    coverage: Coverage
    lines: Iterable[Line]


def intervals(batches: Iterable[Batch], held: Iterable[tuple[Line, date]] = ()) -> dict[int, tuple[date, date]]:
    """Return valid_from and valid_to of every row, replaying snapshots in order.

    Parameters
    ----------
    batches
        Snapshots by as-of date, then by order of arrival.
    held
        Rows in force before the first batch, with the date each came into force.

    Returns
    -------
    dict
        Row number to (first date in force, first date no longer in force). A row replaced on its own date has both
        equal and so is never in force. Rows still in force end on 9999-12-31.
    """
    out: dict[int, tuple[date, date]] = {}
    state: dict[Key, tuple[Line, date]] = {}
    for line, since in held:
        state[line.key] = (line, since)
        out[line.row] = (since, OPEN_END)
    for batch in batches:
        covers = _covers(batch.coverage)
        for key in [key for key, (line, _) in state.items() if covers(line)]:
            line, since = state.pop(key)
            out[line.row] = (since, batch.as_of)
        for line in batch.lines:
            before = state.pop(line.key, None)
            if before is not None:
                out[before[0].row] = (before[1], batch.as_of)
            if line.removed:
                out[line.row] = (batch.as_of, batch.as_of)
            else:
                state[line.key] = (line, batch.as_of)
                out[line.row] = (batch.as_of, OPEN_END)
    return out


def _covers(coverage: Coverage) -> Callable[[Line], bool]:
    if coverage.but:
        away, others = set(coverage.but), _covers(replace(coverage, but=()))
        return lambda line: line.belongs.get("project") not in away and others(line)
    if coverage.kind == "whole":
        return lambda line: True
    if coverage.kind == "rows":
        return lambda line: False
    spoken_for = set(coverage.values)
    return lambda line: line.belongs.get(coverage.kind) in spoken_for
