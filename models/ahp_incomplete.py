"""Weights from pairwise judgments of which some are not given.

Sources: Bozoki, Fulop, Ronyai (2010), On optimal completion of incomplete pairwise comparison matrices: the missing
entries are those that make lambda_max least, and the incomplete logarithmic least squares weights are the solution of
a linear system; both are unique where the answers connect all objectives. Agoston and Csato (2022), Inconsistency
thresholds for incomplete pairwise comparison matrices: the random index of n objectives with m pairs missing is about
(1 - 2 m / ((n - 1) (n - 2))) RI(n).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import ahp
from models.ahp import Method
from models.ahp_answers import Judgments, Pair, checked, log_weights, parts, unanswered

SCALED = "Agoston and Csato 2022"
_STEPS = 60
_FLAT = 1e-11


@dataclass(frozen=True, eq=False)
class IncompletePriorities:
    """Weights of a matrix in which some pairs may be missing, and their consistency.

    Attributes
    ----------
    weights : array of float, shape (n,)
        Sum 1.
    lambda_max : float
        As in `ahp.Priorities`, of the completed matrix.
    cr : float
        Consistency ratio, with the random index `ri`; 0 where no answer could contradict another.
    ri : float
        Random index scaled to the number of missing pairs; 0 where the answers form a tree.
    table : str
        Whose random index, and who scaled it.
    complete : bool
        True where every pair is answered; all figures are then those of `ahp.priorities`.
    answers, pairs : int
        Pairs answered, and pairs in all.
    completed_matrix : array of float, shape (n, n)
        The answers, and the entries found for the missing pairs.
    method : {"eigenvector", "geometric"}
    """

    weights: NDArray[np.float64]
    lambda_max: float
    cr: float
    ri: float
    table: str
    complete: bool
    answers: int
    pairs: int
    completed_matrix: NDArray[np.float64]
    method: Method

    @property
    def acceptable(self) -> bool:
        """True where the ratio is at most 0.10, the usual acceptance."""
        return self.cr <= ahp.ACCEPTED_RATIO


def weights(
    n: int, judgments: Judgments, method: Method = "eigenvector", table: str = "Saaty 1980"
) -> IncompletePriorities:
    """Weights of n objectives from the pairs that are answered.

    Parameters
    ----------
    n : int
        Objectives, numbered from 0.
    judgments : mapping of (i, j) to float
        How many times as important i is as j; each pair once, in either order.
    method : {"eigenvector", "geometric"}
        Least lambda_max, or logarithmic least squares.
    table : str
        Random index of the full matrix, see `ahp.random_index`.

    Raises
    ------
    ValueError
        Where a judgment is not one, or the answers leave objectives unconnected (the parts are named).

    >>> weights(3, {(0, 1): 2, (1, 2): 2}).weights.round(4).tolist()
    [0.5714, 0.2857, 0.1429]
    """
    known = checked(n, judgments)
    apart = parts(n, known)
    if len(apart) > 1:
        raise ValueError("no answers connect the objectives " + " with ".join(map(_numbered, apart)))
    missing = unanswered(n, known)
    index = random_index(n, len(missing), table)
    matrix = _completed(n, known, missing, method)
    if matrix is None:
        raise ValueError(f"no method {method}; use eigenvector or geometric")
    full = ahp.priorities(matrix, method, table)
    name = f"{table}, scaled as {SCALED}" if missing else table
    ratio = full.ci / index if index else 0.0
    pairs = n * (n - 1) // 2
    return IncompletePriorities(
        full.weights, full.lambda_max, ratio, index, name, not missing, len(known), pairs, matrix, method
    )


def random_index(n: int, missing: int, table: str = "Saaty 1980") -> float:
    """Random index of n objectives with so many pairs missing, by the straight line of Agoston and Csato (2022).

    0 where the answers form a tree: they then cannot contradict each other.

    >>> round(random_index(4, 1), 3)
    0.6
    """
    full = ahp.random_index(n, table)
    return full * max(0.0, 1 - 2 * missing / ((n - 1) * (n - 2))) if missing else full


def _numbered(part: list[int]) -> str:
    return "{" + ", ".join(str(place) for place in part) + "}"


def _completed(n: int, known: dict[Pair, float], missing: list[Pair], method: Method) -> NDArray[np.float64] | None:
    """The answers and, for the missing pairs, the entries that the method finds; None where it is not known."""
    if method not in ("eigenvector", "geometric"):
        return None
    level = log_weights(n, known)
    expected = level[:, None] - level
    logs = np.zeros((n, n))
    for (i, j), value in known.items():
        logs[i, j], logs[j, i] = np.log(value), -np.log(value)
    if missing:
        rows, columns = np.array(missing).T
        found = expected[rows, columns]
        if method == "eigenvector":
            # Both sides divided by the least squares weights: the same eigenvalue, and no entry far from 1.
            found = found + _least_eigenvalue(logs - expected, rows, columns)
        logs[rows, columns], logs[columns, rows] = found, -found
    matrix = np.exp(logs)
    for (i, j), value in known.items():
        matrix[i, j], matrix[j, i] = value, 1.0 / value
    return matrix


def _least_eigenvalue(
    logs: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Logarithms of the missing entries that make the largest eigenvalue least.

    lambda_max is strictly convex in them where the graph is connected, so Newton's method with halved steps ends at
    the only minimum, from 0 in a handful of steps.
    """
    at = np.zeros(len(rows))
    value, slope, curvature = _eigenvalue(logs, rows, columns, at)
    for _ in range(_STEPS):
        step = np.linalg.solve(curvature, -slope)
        if -float(slope @ step) < _FLAT:
            return at + step
        size = 1.0
        while True:
            following = _eigenvalue(logs, rows, columns, at + size * step)
            if following[0] <= value + 1e-4 * size * float(slope @ step) or size < 1e-6:
                break
            size /= 2
        at = at + size * step
        value, slope, curvature = following
    return at


def _eigenvalue(
    logs: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64], at: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """The largest eigenvalue with its first and second derivatives by the logarithms of the missing entries."""
    logs = logs.copy()
    logs[rows, columns], logs[columns, rows] = at, -at
    matrix = np.exp(logs)
    n, places = len(matrix), np.arange(len(at))
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    value, right = float(values[largest].real), np.abs(vectors[:, largest].real)
    others, mirrored = np.linalg.eig(matrix.T)
    left = np.abs(mirrored[:, int(np.argmax(others.real))].real)
    left = left / (left @ right)
    there, back = matrix[rows, columns], matrix[columns, rows]
    after, before = np.zeros((n, len(at))), np.zeros((len(at), n))
    after[rows, places], after[columns, places] = there * right[columns], -back * right[rows]
    before[places, columns], before[places, rows] = left[rows] * there, -left[columns] * back
    outer = np.outer(right, left)
    reduced = np.linalg.inv(value * np.eye(n) - matrix + outer) - outer
    half = before @ reduced @ after
    forward, backward = left[rows] * there * right[columns], left[columns] * back * right[rows]
    return value, forward - backward, half + half.T + np.diag(forward + backward)
