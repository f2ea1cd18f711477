"""Weights from comparisons with the best and with the worst objective only: 2 n - 3 answers.

Sources: Rezaei (2016), Best-worst multi-criteria decision-making method: some properties and a linear model: min xi,
|w_B - a_Bj w_j| <= xi, |w_j - a_jW w_W| <= xi, sum w = 1. Liang, Brunelli, Rezaei (2020), Consistency issues in the
best worst method: the input-based ratio, max over j of |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

_SCALE = (1.0, 9.0)


@dataclass(frozen=True, eq=False)
class BestWorst:
    """Weights of the best-worst method.

    Attributes
    ----------
    weights : array of float, shape (n,)
        Sum 1.
    xi : float
        Largest deviation in the optimum, in units of weight; 0 where the answers agree fully.
    input_ratio : float
        Consistency of the answers themselves, 0 (full) to 1; 0 where best and worst are equally important.
    best, worst : int
        Places of the two objectives.
    """

    weights: NDArray[np.float64]
    xi: float
    input_ratio: float
    best: int
    worst: int


def weights(
    best_to_others: Sequence[float], others_to_worst: Sequence[float], best: int | None = None, worst: int | None = None
) -> BestWorst:
    """The weights and their consistency from both rows of answers.

    Parameters
    ----------
    best_to_others : sequence of float, shape (n,)
        How many times as important the best objective is as each, 1 to 9; 1 for itself.
    others_to_worst : sequence of float, shape (n,)
        How many times as important each is as the worst, 1 to 9; 1 for itself.
    best, worst : int, optional
        Their places; where not given, the only 1 of each row.

    Raises
    ------
    ValueError
        Where answers are outside 1 to 9, the rows do not name one best and one worst, or differ on best to worst.

    >>> found = weights([8, 2, 1], [1, 5, 8])
    >>> found.weights.round(4).tolist(), round(found.xi, 4)
    ([0.0714, 0.3214, 0.6071], 0.0357)
    """
    over, under = np.asarray(best_to_others, dtype=np.float64), np.asarray(others_to_worst, dtype=np.float64)
    if over.ndim != 1 or over.shape != under.shape or len(over) < 2:
        raise ValueError("both rows hold one answer for each of two objectives or more")
    if not np.all((over >= _SCALE[0]) & (over <= _SCALE[1]) & (under >= _SCALE[0]) & (under <= _SCALE[1])):
        raise ValueError("every answer is a number from 1 to 9")
    first, last = _place(over, best, "best"), _place(under, worst, "worst")
    if first == last:
        raise ValueError("the best and the worst objective are two")
    if over[last] != under[first]:
        raise ValueError(f"best to worst is {over[last]:g} in one row and {under[first]:g} in the other")
    found, xi = _programme(over, under, first, last)
    whole = over[last]
    ratio = float(np.max(np.abs(over * under - whole)) / (whole**2 - whole)) if whole > 1 else 0.0
    return BestWorst(found, xi, ratio, first, last)


def _place(row: NDArray[np.float64], given: int | None, name: str) -> int:
    """The place of the best or the worst objective: where it is given, else where the row holds its only 1."""
    ones = np.flatnonzero(row == 1)
    if given is not None and given in ones:
        return given
    if given is not None:
        raise ValueError(f"the {name} objective compared with itself is 1")
    if len(ones) != 1:
        raise ValueError(f"the row of the {name} objective holds {len(ones)} times 1; say which one is the {name}")
    return int(ones[0])


def _programme(
    over: NDArray[np.float64], under: NDArray[np.float64], best: int, worst: int
) -> tuple[NDArray[np.float64], float]:
    """The linear programme over (w, xi)."""
    n = len(over)
    rows = []
    for j in range(n):
        for left, right, times in ((best, j, over[j]), (j, worst, under[j])):
            if left != right:
                row = np.zeros(n + 1)
                row[left], row[right] = 1.0, -times
                rows.extend([row, -row])
    limits = np.array(rows)
    limits[:, n] = -1.0
    solved = linprog(
        np.eye(n + 1)[n], limits, np.zeros(len(limits)), np.append(np.ones((1, n)), [[0.0]], axis=1), [1.0]
    )
    if not solved.success:
        raise ValueError(f"no weights were found: {solved.message}")
    return np.asarray(solved.x[:n] / solved.x[:n].sum(), dtype=np.float64), float(solved.fun)
