"""Selection under one budget, exactly: all efficient selections at once, or only the best for one amount.

Source: Nemhauser and Ullmann (1969), Discrete dynamic programming and capital allocation, Management Science 15(9);
the bound by a price of money as in Pisinger (1997), A minimal algorithm for the 0-1 knapsack problem.
Candidates linked by rules are taken as one block with all of its allowed combinations.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.knapsack_blocks import SAME_VALUE, Block, blocks, efficient, walk_back
from models.selection_reduction import Reduced

LARGEST_LIST = 200_000


@dataclass(frozen=True, eq=False)
class ParetoList:
    """Efficient selections in order of cost.

    Attributes
    ----------
    cost : array of int64, shape (k,)
        Strictly rising.
    value : array of float, shape (k,)
        Strictly rising.
    taken : array of bool, shape (m, k)
        Open items of each selection.
    """

    cost: NDArray[np.int64]
    value: NDArray[np.float64]
    taken: NDArray[np.bool_]


def pareto(reduced: Reduced, cost: NDArray[np.int64], largest: int = LARGEST_LIST) -> ParetoList | None:
    """All efficient selections of the open items, or None where there are too many to list.

    Parameters
    ----------
    reduced : Reduced
        Open items; its own limits are not looked at.
    cost : array of int64, shape (m,)
        What each open item takes of the one budget.
    largest : int
        Give up when a list grows beyond this.
    """
    found = blocks(reduced, cost)
    if found is None:
        return None
    tolerance = float(np.abs(reduced.value).sum()) * SAME_VALUE
    costs, values = np.zeros(1, dtype=np.int64), np.zeros(1)
    trail: list[NDArray[np.int32]] = []
    for block in found:
        if len(costs) * len(block.cost) > 4 * largest:
            return None
        all_costs, all_values = _extended(costs, block.cost), _extended(values, block.value)
        kept = efficient(all_costs, all_values, tolerance)
        if len(kept) > largest:
            return None
        costs, values = all_costs[kept], all_values[kept]
        trail.append(kept.astype(np.int32))
    return ParetoList(costs, values, walk_back(found, trail, np.arange(len(costs)), len(reduced.members)))


@dataclass(frozen=True, eq=False)
class Best:
    """The best selection under one budget: open items taken (shape (m,)) and their value."""

    taken: NDArray[np.bool_]
    value: float


def best(
    reduced: Reduced,
    cost: NDArray[np.int64],
    room: int,
    start: NDArray[np.bool_],
    time_limit: float = np.inf,
    largest: int = LARGEST_LIST,
) -> Best | None:
    """The best selection of the open items under one budget, proven; None where the search grows too large.

    The same list as in `pareto`, but a selection is dropped as soon as its bound falls below a target: its value,
    plus the price of money times what is left, plus what the blocks still to come are worth above that price. The
    target starts close below the bound of the whole problem and is lowered until a selection reaches it; the value
    of `start`, a selection that obeys everything, is reached in any case.
    """
    deadline = time.monotonic() + time_limit
    found = blocks(reduced, cost)
    if found is None:
        return None
    price = _price_of_money(found, room)
    losses = [_losses(block, price) for block in found]
    bound = price * room + sum(float((block.value - price * block.cost).max()) for block in found)
    reached = float(reduced.value[start].sum())
    distance = max((bound - reached) / 64, abs(bound) * 1e-9)
    while True:
        slack = min(distance, bound - reached) + abs(bound) * SAME_VALUE * 10
        narrow = [_within(block, lost, slack) for block, lost in zip(found, losses, strict=True)]
        state = _search(narrow, len(reduced.members), room, slack, largest, deadline)
        if state is None or state.value >= bound - slack:
            return state
        if distance >= bound - reached:
            return Best(start, reached)
        distance *= 4


@dataclass(frozen=True, eq=False)
class _Choice:
    """The combinations of a block that can still be part of the best selection, and what each loses of the bound."""

    block: Block
    lost: NDArray[np.float64]


def _losses(block: Block, price: float) -> NDArray[np.float64]:
    surplus = block.value - price * block.cost
    return np.asarray(surplus.max() - surplus, dtype=np.float64)


def _within(block: Block, lost: NDArray[np.float64], slack: float) -> _Choice:
    kept = lost <= slack
    if kept.all():
        return _Choice(block, lost)
    return _Choice(Block(block.items, block.cost[kept], block.value[kept], block.member[kept]), lost[kept])


def _search(choices: list[_Choice], items: int, room: int, slack: float, largest: int, deadline: float) -> Best | None:
    """The best selection within a slack of the bound; one of value minus infinity where none is, None if too many."""
    settled = [choice.block for choice in choices if len(choice.lost) == 1]
    taken = np.zeros(items, dtype=bool)
    for block in settled:
        taken[block.items] = block.member[0]
    costs = np.array([sum(int(block.cost[0]) for block in settled)], dtype=np.int64)
    values = np.array([sum(float(block.value[0]) for block in settled)])
    losses = np.array([sum(float(choice.lost[0]) for choice in choices if len(choice.lost) == 1)])
    if int(costs[0]) > room:
        return Best(taken, -np.inf)
    open_choices = [choice for choice in choices if len(choice.lost) > 1]
    trail: list[NDArray[np.int32]] = []
    for choice in open_choices:
        all_costs, all_values = _extended(costs, choice.block.cost), _extended(values, choice.block.value)
        all_losses = _extended(losses, choice.lost)
        hopeful = np.flatnonzero((all_costs <= room) & (all_losses <= slack))
        if len(hopeful) > largest or time.monotonic() > deadline:
            return None
        if not len(hopeful):
            return Best(taken, -np.inf)
        kept = hopeful[efficient(all_costs[hopeful], all_values[hopeful], abs(float(values[-1])) * SAME_VALUE)]
        costs, values, losses = all_costs[kept], all_values[kept], all_losses[kept]
        trail.append(kept.astype(np.int32))
    last = np.array([len(costs) - 1])
    walked = walk_back([choice.block for choice in open_choices], trail, last, items)
    return Best(taken | walked[:, 0], float(values[-1]))


def _extended(before: NDArray[Any], options: NDArray[Any]) -> NDArray[Any]:
    """Every selection so far with every option, option by option."""
    return np.asarray((before[None, :] + options[:, None]).ravel())


def _price_of_money(found: list[Block], room: int) -> float:
    """Value per unit of money at which the relaxed problem spends the whole budget; 0 where money is left."""
    value = np.concatenate([np.diff(block.value) for block in found])
    cost = np.concatenate([np.diff(block.cost) for block in found]).astype(np.float64)
    efficiency = value / np.maximum(cost, 1e-9)
    order = np.argsort(-efficiency, kind="stable")
    spent = np.cumsum(cost[order])
    critical = int(np.searchsorted(spent, room, side="right"))
    return float(efficiency[order[critical]]) if critical < len(order) else 0.0
