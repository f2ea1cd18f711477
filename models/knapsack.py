"""Every efficient selection under one budget at once: the exact list of cost and value pairs nothing beats.

Source: Nemhauser and Ullmann (1969), Discrete dynamic programming and capital allocation, Management Science 15(9).
Candidates linked by rules are taken as one block with all of its allowed combinations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.selection_reduction import Reduced

LARGEST_LIST = 200_000
LARGEST_BLOCK = 12
_SAME_VALUE = 1e-12


@dataclass(frozen=True, eq=False)
class ParetoList:
    """Efficient selections in order of cost.

    Attributes
    ----------
    cost : array of int64, shape (k,)
        Strictly rising.
    value : array of float, shape (k,)
        Strictly rising.
    taken : array of uint8, shape (k, ceil(m / 8))
        Open items of each selection, packed to bits.
    """

    cost: NDArray[np.int64]
    value: NDArray[np.float64]
    taken: NDArray[np.uint8]

    def items(self, position: int, count: int) -> NDArray[np.bool_]:
        """Open items taken by one selection, shape (count,)."""
        return np.unpackbits(self.taken[position], count=count).astype(bool)


@dataclass(frozen=True, eq=False)
class _Block:
    items: NDArray[np.int64]
    cost: NDArray[np.int64]
    value: NDArray[np.float64]
    member: NDArray[np.bool_]


def pareto(
    reduced: Reduced, cost: NDArray[np.int64], room: int | None = None, largest: int = LARGEST_LIST
) -> ParetoList | None:
    """All efficient selections of the open items, or None where there are too many to list.

    Parameters
    ----------
    reduced : Reduced
        Open items; its own limits are not looked at.
    cost : array of int64, shape (m,)
        What each open item takes of the one budget.
    room : int or None
        Selections that cost more are left out.
    largest : int
        Give up when a list grows beyond this.
    """
    blocks = _blocks(reduced, cost)
    if blocks is None:
        return None
    tolerance = float(np.abs(reduced.value).sum()) * _SAME_VALUE
    costs, values = np.zeros(1, dtype=np.int64), np.zeros(1)
    trail: list[NDArray[np.int32]] = []
    for block in blocks:
        if len(costs) * len(block.cost) > 4 * largest:
            return None
        all_costs = np.concatenate([costs + c for c in block.cost])
        all_values = np.concatenate([values + v for v in block.value])
        kept = _efficient(all_costs, all_values, tolerance, room)
        if len(kept) > largest:
            return None
        costs, values = all_costs[kept], all_values[kept]
        trail.append(kept.astype(np.int32))
    return ParetoList(costs, values, _walk_back(blocks, trail, len(costs), len(reduced.members)))


def _efficient(
    cost: NDArray[np.int64], value: NDArray[np.float64], tolerance: float, room: int | None
) -> NDArray[np.int64]:
    """Positions of the pairs that no other pair beats, in order of cost."""
    order = np.argsort(cost, kind="stable")
    if room is not None:
        order = order[: int(np.searchsorted(cost[order], room, side="right"))]
    ranked = value[order]
    better = np.ones(len(order), dtype=bool)
    better[1:] = ranked[1:] > np.maximum.accumulate(ranked)[:-1] + tolerance
    kept = order[better]
    last_of_its_cost = np.ones(len(kept), dtype=bool)
    last_of_its_cost[:-1] = cost[kept[1:]] > cost[kept[:-1]]
    return kept[last_of_its_cost]


def _walk_back(blocks: list[_Block], trail: list[NDArray[np.int32]], count: int, items: int) -> NDArray[np.uint8]:
    """Items taken by each final selection, packed, by following each selection back through the blocks."""
    taken = np.zeros((items, count), dtype=bool)
    position = np.arange(count)
    for number in range(len(blocks) - 1, -1, -1):
        came_from = trail[number][position].astype(np.int64)
        before = len(trail[number - 1]) if number else 1
        option, position = np.divmod(came_from, before)
        taken[blocks[number].items] = blocks[number].member[option].T
    return np.packbits(taken.T, axis=1)


def _blocks(reduced: Reduced, cost: NDArray[np.int64]) -> list[_Block] | None:
    """Open items in blocks that no rule links, dearest value for money first; None where a block is too large."""
    found = []
    for items in _linked(len(reduced.members), (*reduced.requires, *reduced.excludes)):
        if len(items) > LARGEST_BLOCK:
            return None
        found.append(_combinations(reduced, cost, np.array(items, dtype=np.int64)))
    return sorted(found, key=lambda block: (-_worth(block), int(block.cost[-1]), float(block.value[-1])))


def _worth(block: _Block) -> float:
    return float(block.value[-1]) / max(float(block.cost[-1]), 1e-9)


def _combinations(reduced: Reduced, cost: NDArray[np.int64], items: NDArray[np.int64]) -> _Block:
    """The allowed and efficient combinations of a few linked items."""
    k = len(items)
    member = ((np.arange(2**k)[:, None] >> np.arange(k)) & 1).astype(bool)
    place = {int(item): i for i, item in enumerate(items)}
    allowed = np.ones(2**k, dtype=bool)
    for a, b in reduced.requires:
        if a in place:
            allowed &= ~member[:, place[a]] | member[:, place[b]]
    for a, b in reduced.excludes:
        if a in place:
            allowed &= ~(member[:, place[a]] & member[:, place[b]])
    member = member[allowed]
    costs = member.astype(np.int64) @ cost[items]
    values = member @ reduced.value[items]
    kept = _efficient(costs, values, float(np.abs(reduced.value[items]).sum()) * _SAME_VALUE, None)
    return _Block(items, costs[kept], values[kept], member[kept])


def _linked(count: int, pairs: tuple[tuple[int, int], ...]) -> list[list[int]]:
    """Items split into sets that rules connect, in order of their first item."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    seen = [False] * count
    found: list[list[int]] = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        reached = [start]
        for item in reached:
            for other in neighbours[item]:
                if not seen[other]:
                    seen[other] = True
                    reached.append(other)
        found.append(sorted(reached))
    return found
