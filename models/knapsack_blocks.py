"""Open items in blocks that no rule links, each with its allowed and efficient combinations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.selection_reduction import Reduced

LARGEST_BLOCK = 12
SAME_VALUE = 1e-12
_NO_OR_YES = np.array([[False], [True]])


@dataclass(frozen=True, eq=False)
class Block:
    """Items decided together, and their efficient combinations in order of cost.

    Attributes
    ----------
    items : array of int, shape (k,)
    cost : array of int64, shape (o,)
        Strictly rising.
    value : array of float, shape (o,)
        Strictly rising.
    member : array of bool, shape (o, k)
        Items taken by each combination.
    """

    items: NDArray[np.int64]
    cost: NDArray[np.int64]
    value: NDArray[np.float64]
    member: NDArray[np.bool_]


def blocks(reduced: Reduced, cost: NDArray[np.int64]) -> list[Block] | None:
    """Every open item in one block, best value for money first; None where rules link more than 12 items.

    Parameters
    ----------
    reduced : Reduced
        Its limits are not looked at.
    cost : array of int64, shape (m,)
        What each item takes of the one budget.
    """
    found = []
    for items in _linked(len(reduced.members), (*reduced.requires, *reduced.excludes)):
        if len(items) > LARGEST_BLOCK:
            return None
        block = _one(reduced, cost, items) if len(items) == 1 else _several(reduced, cost, items)
        found.append(block)
    return sorted(found, key=_order)


def efficient(cost: NDArray[np.int64], value: NDArray[np.float64], tolerance: float) -> NDArray[np.int64]:
    """Positions of the pairs that no other pair beats, in order of cost; values within tolerance are the same."""
    order = np.argsort(cost, kind="stable")
    ranked = value[order]
    better = np.ones(len(order), dtype=bool)
    better[1:] = ranked[1:] > np.maximum.accumulate(ranked)[:-1] + tolerance
    kept = order[better]
    last_of_its_cost = np.ones(len(kept), dtype=bool)
    last_of_its_cost[:-1] = cost[kept[1:]] > cost[kept[:-1]]
    return kept[last_of_its_cost]


def walk_back(
    blocks: list[Block], trail: list[NDArray[np.int32]], wanted: NDArray[np.int64], items: int
) -> NDArray[np.bool_]:
    """Items taken by the wanted final selections, shape (items, wanted), followed back through the blocks.

    `trail` holds for each block, per selection kept after it, option x (selections before) + selection before.
    """
    position = wanted
    taken = np.zeros((items, len(wanted)), dtype=bool)
    for number in range(len(blocks) - 1, -1, -1):
        came_from = trail[number][position].astype(np.int64)
        before = len(trail[number - 1]) if number else 1
        option, position = np.divmod(came_from, before)
        taken[blocks[number].items] = blocks[number].member[option].T
    return taken


def _order(block: Block) -> tuple[float, int, float]:
    last_cost, last_value = int(block.cost[-1]), float(block.value[-1])
    return -last_value / max(last_cost, 1e-9), last_cost, last_value


def _one(reduced: Reduced, cost: NDArray[np.int64], items: list[int]) -> Block:
    """Nothing or the item; only one of the two where the other is never better."""
    amount, worth = int(cost[items[0]]), float(reduced.value[items[0]])
    useful = slice(0, 1) if worth <= 0 else slice(1, 2) if amount == 0 else slice(0, 2)
    return Block(
        np.array(items, dtype=np.int64),
        np.array([0, amount], dtype=np.int64)[useful],
        np.array([0.0, worth])[useful],
        _NO_OR_YES[useful],
    )


def _several(reduced: Reduced, cost: NDArray[np.int64], items: list[int]) -> Block:
    """All combinations of a few linked items that rules allow and no other beats."""
    k = len(items)
    member = ((np.arange(2**k)[:, None] >> np.arange(k)) & 1).astype(bool)
    place = {item: i for i, item in enumerate(items)}
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
    kept = efficient(costs, values, float(np.abs(reduced.value[items]).sum()) * SAME_VALUE)
    return Block(np.array(items, dtype=np.int64), costs[kept], values[kept], member[kept])


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
