"""The part of a problem that can still make a selection better: all else is settled by the prices of the relaxation.

Source: variable fixing by reduced cost (Balas and Zemel, 1980, An algorithm for large zero-one knapsack problems,
Operations Research 28(5)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.selection_links import Links
from models.selection_reduction import Reduced
from models.selection_relaxation import Relaxed


@dataclass(frozen=True, eq=False)
class Core:
    """Items still undecided among the open ones of a problem.

    Attributes
    ----------
    reduced : Reduced
        Of the undecided items alone.
    kept : array of int, shape (k,)
        Their numbers among the open items of the problem.
    settled : array of bool, shape (m,)
        Open items that are taken in any case.
    """

    reduced: Reduced
    kept: NDArray[np.int64]
    settled: NDArray[np.bool_]

    def expand(self, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Open items taken, shape (m,), for undecided items taken, shape (k,)."""
        found = self.settled.copy()
        found[self.kept] = taken
        return found

    def narrowed(self, taken: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """Undecided items taken, shape (k,), for open items taken; None where those differ in what is settled."""
        if taken is None or not np.array_equal(self.expand(taken[self.kept]), taken):
            return None
        return np.asarray(taken[self.kept], dtype=np.bool_)


def core(reduced: Reduced, relaxed: Relaxed, floor: float) -> Core | None:
    """What is undecided in every selection worth more than `floor`; None where there is no such selection.

    An item is settled where the bound without it (or with it) does not lie above the floor, and where limits and
    rules then leave no choice.
    """
    margin = relaxed.bound - floor
    if margin <= 0:
        return None
    spread = _spread(Links(reduced), relaxed.lost_out > margin, relaxed.lost_in > margin)
    while spread is not None:
        inside, out = spread
        room = reduced.room - reduced.cost[:, inside].sum(axis=1)
        if np.any(room < 0):
            return None
        too_dear = ~inside & ~out & (reduced.cost > room[:, None]).any(axis=0)
        if not too_dear.any():
            return _kept(reduced, inside, np.flatnonzero(~inside & ~out), room)
        spread = _spread(Links(reduced), inside, out | too_dear)
    return None


def _spread(
    links: Links, inside: NDArray[np.bool_], out: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """Items in and out with all that follows from the rules; None where that contradicts itself."""
    inside, out = inside.copy(), out.copy()
    waiting = [*np.flatnonzero(inside).tolist(), *np.flatnonzero(out).tolist()]
    while waiting:
        item = waiting.pop()
        if inside[item] and out[item]:
            return None
        follows_in = links.requires.get(item, ()) if inside[item] else ()
        follows_out = links.excludes.get(item, ()) if inside[item] else links.required_by.get(item, ())
        for other in follows_in:
            if not inside[other]:
                inside[other] = True
                waiting.append(other)
        for other in follows_out:
            if not out[other]:
                out[other] = True
                waiting.append(other)
    return inside, out


def _kept(reduced: Reduced, inside: NDArray[np.bool_], kept: NDArray[np.int64], room: NDArray[np.int64]) -> Core | None:
    need = reduced.need - reduced.least[:, inside].sum(axis=1)
    least = reduced.least[:, kept]
    if np.any(least.sum(axis=1) < need):
        return None
    binding = reduced.cost[:, kept].sum(axis=1) > room
    place = {item: i for i, item in enumerate(kept.tolist())}
    left = replace(
        reduced,
        members=tuple(reduced.members[i] for i in kept.tolist()),
        value=reduced.value[kept],
        cost=reduced.cost[binding][:, kept],
        room=room[binding],
        requires=tuple((place[a], place[b]) for a, b in reduced.requires if a in place and b in place),
        excludes=tuple((place[a], place[b]) for a, b in reduced.excludes if a in place and b in place),
        least=least[need > 0],
        need=need[need > 0],
    )
    return Core(left, kept, inside)
