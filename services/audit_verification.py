"""Whether the chain of the audit is whole, and if not, where it breaks and how."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Literal

from data_access.audit_chain import GENESIS, Head, is_own

Kind = Literal["", "changed", "removed", "inserted", "reordered", "cut tail", "head missing", "rewritten"]
Entry = dict[str, Any]
Follower = Callable[[str, int], int | None]


@dataclass(frozen=True)
class Verdict:
    """What was found: `head` is the last entry that follows the one before, `entries` how many were looked at.

    Where it is broken, `sequence` is the first entry concerned and `kind` how: changed; removed; inserted; reordered;
    cut tail (entries are missing at the end); head missing; rewritten (the chain is whole in itself but is not the one
    a kept head belongs to: something at or before `sequence` was changed and everything after hashed anew).
    """

    entries: int
    head: Head
    kind: Kind = ""
    sequence: int | None = None
    kept: Head | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return not self.kind


def verdict(
    entries: Iterable[Entry], head: Head | None, kept: Head | None, highest: int, follower: Follower
) -> Verdict:
    """Return what a walk along the chain finds.

    Parameters
    ----------
    entries : by their number; `head` is what the database holds of its end, `kept` a head kept outside, if any.
    highest : number up to which a moved entry's former place is looked for.
    follower : the number of the entry that names a hash as the one before it, but for one; None without any.
    """
    last, met = Head(0, GENESIS), None if kept is None or kept.sequence else GENESIS
    for entry, following in pairwise(chain(entries, [None])):
        assert entry is not None
        expected = last.sequence + 1
        if entry["sequence"] != expected or entry["previous"] != last.hash or not is_own(entry):
            kind, where = _break(entry, following, last, highest, follower)
            return Verdict(expected, last, kind, where, kept)
        last = Head(expected, entry["hash"])
        if kept is not None and expected == kept.sequence:
            met = last.hash
    return Verdict(last.sequence, last, *_end(last, head, kept, met), kept)


def _break(entry: Entry, following: Entry | None, last: Head, highest: int, follower: Follower) -> tuple[Kind, int]:
    """Return how the chain breaks at an entry that does not follow the last one, and the first entry concerned.

    The entry that truly follows the last one names its hash: where another does, it stands elsewhere now.
    """
    expected, sequence = last.sequence + 1, int(entry["sequence"])
    if sequence < expected:
        return "inserted", sequence
    elsewhere = follower(last.hash, sequence) is not None
    if sequence > expected:
        return ("reordered" if elsewhere else "removed"), expected
    if not is_own(entry):
        place = _former_place(entry, highest)
        if place is None:
            return ("inserted" if elsewhere else "changed"), expected
        if place < expected:
            return "inserted", expected - 1
        return ("reordered" if elsewhere else "removed"), expected
    if elsewhere:
        return "reordered", expected
    # It is what its hash says: the one before was changed and hashed anew, unless what follows does not know this one.
    known = following is not None and following["previous"] == entry["hash"]
    return "changed", max(1, last.sequence if known else expected)


def _former_place(entry: Entry, highest: int) -> int | None:
    """Return the number with which an entry is what its hash says."""
    return next((place for place in range(1, highest + 1) if is_own({**entry, "sequence": place})), None)


def _end(last: Head, head: Head | None, kept: Head | None, met: str | None) -> tuple[Kind, int | None]:
    """Return how the end of a chain that is whole in itself differs from its head and from a kept one."""
    if head is None:
        return "head missing", None
    if last.sequence < head.sequence:
        return "cut tail", last.sequence + 1
    if last.sequence > head.sequence:
        return "inserted", head.sequence + 1
    if last.hash != head.hash:
        return "changed", last.sequence
    if kept is not None and kept.sequence > last.sequence:
        return "cut tail", last.sequence + 1
    if kept is not None and met != kept.hash:
        return "rewritten", kept.sequence
    return "", None
