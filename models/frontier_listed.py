"""All steps of a staircase at once, where one budget is the only limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import knapsack
from models.selection_problem import Problem
from models.selection_reduction import Reduced


@dataclass(frozen=True, eq=False)
class Listed:
    """Every best selection in order of cost: budgets (int64), values (float), candidates packed to bits (uint8)."""

    budget: NDArray[np.int64]
    value: NDArray[np.float64]
    packed: NDArray[np.uint8]


def every_step(problem: Problem, reduced: Reduced) -> Listed | None:
    """Every step of a problem whose only limit is the budget; None where there are too many to list."""
    costs = problem.total_cost
    item_cost = np.array([int(costs[member].sum()) for member in reduced.members], dtype=np.int64)
    listed = knapsack.pareto(reduced, item_cost)
    if listed is None:
        return None
    chosen = np.broadcast_to(reduced.fixed, (len(listed.cost), len(problem.keys))).copy()
    for number, member in enumerate(reduced.members):
        chosen[:, member] = listed.taken[number][:, None]
    return Listed(
        budget=listed.cost + int(costs[reduced.fixed].sum()),
        value=listed.value + float(problem.value[reduced.fixed].sum()),
        packed=np.packbits(chosen, axis=1),
    )
