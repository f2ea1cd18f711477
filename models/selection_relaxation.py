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

_SAFE = 1e-7


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The optimum when items may be taken in part.

    Attributes
    ----------
    bound : float
        No selection of the open items is worth more.
    share : array of float, shape (m,)
        How much of each item is taken, 0 to 1.
    gain : array of float, shape (m,)
        Reduced value: what one more of the item would add to the bound (above zero for items taken whole), or take
        from it.
    """

    bound: float
    share: NDArray[np.float64]
    gain: NDArray[np.float64]


def relax(reduced: Reduced) -> Relaxed | None:
    """The relaxation of the open items; None where not even parts of items obey limits, leasts and rules."""
    m = len(reduced.members)
    if not m:
        return Relaxed(0.0, np.zeros(0), np.zeros(0))
    scale = 1.0 / max(float(np.abs(reduced.value).max()), 1e-300)
    matrix, upper = inequalities(reduced)
    answer = linprog(
        -reduced.value * scale,
        A_ub=matrix if len(upper) else None,
        b_ub=upper if len(upper) else None,
        bounds=(0.0, 1.0),
        method="highs",
    )
    if answer.status == 2:
        return None
    if answer.status != 0:
        everything = np.ones(m)
        return Relaxed(float(np.maximum(reduced.value, 0).sum()), everything, np.maximum(reduced.value, 0))
    gain = -(answer.lower.marginals + answer.upper.marginals) / scale
    # What the solver rounds may hide the last digits: the bound is raised by more than it can be wrong.
    bound = -float(answer.fun) / scale + _SAFE / scale
    return Relaxed(bound, np.asarray(answer.x, dtype=np.float64), np.asarray(gain, dtype=np.float64))


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
