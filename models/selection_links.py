"""Rules between open items, looked up item by item."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from models.selection_reduction import Reduced


class Links:
    """What each open item requires, is required by and excludes.

    Attributes
    ----------
    requires, required_by, excludes : dict from item to list of items
        Items that no such rule names are left out.
    named : tuple of int
        Items that any rule names, in order.
    """

    def __init__(self, reduced: Reduced) -> None:
        self.requires: dict[int, list[int]] = {}
        self.required_by: dict[int, list[int]] = {}
        self.excludes: dict[int, list[int]] = {}
        for a, b in reduced.requires:
            self.requires.setdefault(a, []).append(b)
            self.required_by.setdefault(b, []).append(a)
        for a, b in reduced.excludes:
            self.excludes.setdefault(a, []).append(b)
            self.excludes.setdefault(b, []).append(a)
        self.named = tuple(sorted({*self.requires, *self.required_by, *self.excludes}))

    def hindered(self, taken: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many rules stand against taking each item beside those taken, shape (m,)."""
        against = np.zeros(len(taken), dtype=np.int64)
        for item, needed in self.requires.items():
            against[item] += sum(not taken[other] for other in needed)
        for item, barred in self.excludes.items():
            against[item] += sum(bool(taken[other]) for other in barred)
        return against

    def allow(self, taken: NDArray[np.bool_], changed: Iterable[int]) -> bool:
        """Whether items taken obey every rule that names one of the changed items."""
        for item in changed:
            if taken[item]:
                if not all(taken[other] for other in self.requires.get(item, ())):
                    return False
                if any(taken[other] for other in self.excludes.get(item, ())):
                    return False
            elif any(taken[other] for other in self.required_by.get(item, ())):
                return False
        return True

    def everything_required(self) -> dict[int, list[int]]:
        """Items that have to come along with each item that requires any, the item itself first."""
        found = {}
        for start in self.requires:
            reached = [start]
            seen = {start}
            for item in reached:
                for other in self.requires.get(item, ()):
                    if other not in seen:
                        seen.add(other)
                        reached.append(other)
            found[start] = reached
        return found
