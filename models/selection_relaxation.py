"""The linear relaxation of the open part of a problem: a bound on every selection, and what each item gains by it.

Source: the bound of branch and bound for the 0-1 knapsack problem with several limits (Dantzig, 1957; Freville, 2004).
Solved by HiGHS through SciPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from models.selection_reduction import Reduced

_ROUNDING = 1e-12
_INFEASIBLE, _SOLVED = 2, 0


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The optimum when items may be taken in part.

    Attributes
    ----------
    bound : float
        No selection of the open items is worth more.
    share : array of float, shape (m,)
        How much of each item is taken, 0 to 1.
    lost_in, lost_out : array of float, shape (m,)
        How far the bound falls at least when an item is taken, and when it is left: by what it gains less or more
        than the prices of all that it takes, and by the same of all that rules then force in or out.
    """

    bound: float
    share: NDArray[np.float64]
    lost_in: NDArray[np.float64]
    lost_out: NDArray[np.float64]

    @property
    def lean(self) -> NDArray[np.float64]:
        """What speaks for each item, shape (m,): above zero for taking it, below zero for leaving it."""
        return self.lost_out - self.lost_in


def relax(reduced: Reduced) -> Relaxed | None:
    """The relaxation of the open items; None where not even parts of items obey limits, leasts and rules.

    The solver gives prices that are right but for its tolerance. The bound is worked out anew from them: any prices
    that are not below zero bound every selection, so no tolerance of the solver can make it wrong.
    """
    m = len(reduced.members)
    if not m:
        return Relaxed(0.0, np.zeros(0), np.zeros(0), np.zeros(0))
    scale = 1.0 / max(float(np.abs(reduced.value).max()), 1e-300)
    matrix, upper = inequalities(reduced)
    free = (reduced.value > 0).astype(np.float64)
    if not len(upper):
        return _priced(reduced, reduced.value, free, 0.0)
    # Simplifying first takes longer than solving: 0.46 s in place of 0.02 s for 10,000 items under one limit.
    answer = linprog(
        -reduced.value * scale,
        A_ub=matrix,
        b_ub=upper,
        bounds=(0.0, 1.0),
        method="highs",
        options={"presolve": False},
    )
    if answer.status == _INFEASIBLE:
        return None
    if answer.status != _SOLVED:
        return _priced(reduced, reduced.value, free, 0.0)
    prices = np.maximum(-answer.ineqlin.marginals, 0.0) / scale
    share = np.asarray(answer.x, dtype=np.float64)
    return _priced(reduced, reduced.value - matrix.T @ prices, share, float(prices @ upper))


def _priced(reduced: Reduced, gain: NDArray[np.float64], share: NDArray[np.float64], paid: float) -> Relaxed:
    """The bound under given prices: what the limits are worth, and what items gain above their prices."""
    above, below = np.maximum(gain, 0), np.maximum(-gain, 0)
    lost_in, lost_out = below.copy(), above.copy()
    a, b = np.array(reduced.requires, dtype=np.int64).reshape(-1, 2).T
    np.add.at(lost_in, a, below[b])
    np.add.at(lost_out, b, above[a])
    a, b = np.array(reduced.excludes, dtype=np.int64).reshape(-1, 2).T
    np.add.at(lost_in, a, above[b])
    np.add.at(lost_in, b, above[a])
    lost_out += _lost_by_replacement(reduced, below)
    gained = float(above.sum())
    return Relaxed(paid + gained + _ROUNDING * (abs(paid) + gained), share, lost_in, lost_out)


def _lost_by_replacement(reduced: Reduced, below: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is lost at least when an item is left of which, with others, at least one has to be taken: the next best."""
    lost = np.zeros(len(reduced.members))
    for amounts, need in zip(reduced.least, reduced.need.tolist(), strict=True):
        if need != 1:
            continue
        items = np.flatnonzero(amounts)
        order = items[np.argsort(below[items], kind="stable")]
        best, second = float(below[order[0]]), float(below[order[1]]) if len(order) > 1 else np.inf
        lost[items] = np.maximum(lost[items], best)
        lost[order[0]] = max(float(lost[order[0]]), second)
    return lost


def inequalities(reduced: Reduced) -> tuple[csr_array, NDArray[np.float64]]:
    """All limits, leasts and rules as rows of one matrix (r, m) and their upper ends (r,), coefficients up to 1."""
    dense = [(row, room, 1.0) for row, room in zip(reduced.cost, reduced.room, strict=True)]
    dense += [(row, need, -1.0) for row, need in zip(reduced.least, reduced.need, strict=True)]
    rows, columns, entries, upper = [], [], [], []
    for number, (amounts, end, sign) in enumerate(dense):
        used = np.flatnonzero(amounts)
        largest = float(max(amounts.max(), 1))
        rows.append(np.full(len(used), number))
        columns.append(used)
        entries.append(sign * amounts[used] / largest)
        upper.append(sign * int(end) / largest)
    for pairs, signs, end in ((reduced.requires, (1.0, -1.0), 0.0), (reduced.excludes, (1.0, 1.0), 1.0)):
        if pairs:
            rows.append(np.repeat(np.arange(len(upper), len(upper) + len(pairs)), 2))
            columns.append(np.array(pairs, dtype=np.int64).ravel())
            entries.append(np.tile(signs, len(pairs)))
            upper += [end] * len(pairs)
    shape = (len(upper), len(reduced.members))
    if not rows:
        return csr_array(shape), np.zeros(0)
    place = (np.concatenate(rows), np.concatenate(columns))
    return csr_array((np.concatenate(entries), place), shape=shape), np.array(upper)
