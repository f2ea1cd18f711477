"""Weights from pairwise judgments (analytic hierarchy process), with their consistency.

Source: Saaty (1980), The analytic hierarchy process: A w = lambda_max w, sum w = 1;
CI = (lambda_max - n) / (n - 1); CR = CI / RI(n).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Method = Literal["eigenvector", "geometric"]
ACCEPTED_RATIO = 0.10
RANDOM_INDEX: dict[str, tuple[float, ...]] = {
    "Saaty 1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "Saaty 2007": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
}
ALONSO_LAMATA = "Alonso and Lamata 2006"
TABLES = (*RANDOM_INDEX, ALONSO_LAMATA)
_RECIPROCAL = 1e-6


@dataclass(frozen=True, eq=False)
class Priorities:
    """Weights and their consistency.

    Attributes
    ----------
    weights : array of float, shape (n,)
        Sum 1.
    lambda_max : float
        Largest eigenvalue of the matrix for the eigenvector; mean of (A w)_i / w_i for the geometric mean.
    ci, cr : float
        Consistency index and ratio; both 0 for n <= 2, where judgments cannot contradict each other.
    ri : float
        Random index used; 0 for n <= 2.
    table : str
        Whose random index.
    method : {"eigenvector", "geometric"}
    """

    weights: NDArray[np.float64]
    lambda_max: float
    ci: float
    cr: float
    ri: float
    table: str
    method: Method

    @property
    def acceptable(self) -> bool:
        """True where the ratio is at most 0.10, the usual acceptance."""
        return self.cr <= ACCEPTED_RATIO


def priorities(matrix: ArrayLike, method: Method = "eigenvector", table: str = "Saaty 1980") -> Priorities:
    """Weights of a full matrix of judgments, with eigenvalue and consistency.

    Raises
    ------
    ValueError
        Where the matrix is not square, positive and reciprocal, or method or table are not known.
    """
    judgments = validated(matrix)
    found = weights(judgments, method)
    largest = float(np.mean((judgments @ found) / found))
    n = len(judgments)
    ci = (largest - n) / (n - 1) if n > 2 else 0.0
    ri = random_index(n, table)
    return Priorities(found, largest, ci, ci / ri if ri else 0.0, ri, table, method)


def weights(matrix: ArrayLike, method: Method = "eigenvector") -> NDArray[np.float64]:
    """Weights (sum 1, shape (n,)) of a full matrix: principal eigenvector, or geometric mean of the rows.

    >>> weights([[1, 3], [1 / 3, 1]]).round(2).tolist()
    [0.75, 0.25]
    """
    judgments = validated(matrix)
    if method == "eigenvector":
        values, vectors = np.linalg.eig(judgments)
        raw = np.abs(vectors[:, int(np.argmax(values.real))].real)
    elif method == "geometric":
        raw = np.exp(np.log(judgments).mean(axis=1))
    else:
        raise ValueError(f"no method {method}; use eigenvector or geometric")
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def random_index(n: int, table: str = "Saaty 1980") -> float:
    """Mean consistency index of random matrices of size n by the named author; 0 for n <= 2.

    Alonso and Lamata (2006) give the mean eigenvalue 2.7699 n - 4.3513 for any n.

    Raises
    ------
    ValueError
        Where the table is not known, or ends before n.
    """
    if table not in TABLES:
        raise ValueError(f"no random index {table}; use {', '.join(TABLES)}")
    if n <= 2:
        return 0.0
    if table == ALONSO_LAMATA:
        return (2.7699 * n - 4.3513 - n) / (n - 1)
    listed = RANDOM_INDEX[table]
    if n - 3 >= len(listed):
        raise ValueError(f"{table} ends at {len(listed) + 2} objectives; use {ALONSO_LAMATA} for {n}")
    return listed[n - 3]


def from_upper_triangle(judgments: Sequence[float]) -> NDArray[np.float64]:
    """The full matrix from its upper triangle, row by row: a12, a13, ..., a1n, a23, ...

    Raises
    ------
    ValueError
        Where their number is not n (n - 1) / 2 for any n, or one is not a positive number.

    >>> from_upper_triangle([3, 7, 3]).round(2).tolist()
    [[1.0, 3.0, 7.0], [0.33, 1.0, 3.0], [0.14, 0.33, 1.0]]
    """
    count = len(judgments)
    n = round((1 + (1 + 8 * count) ** 0.5) / 2)
    if n * (n - 1) // 2 != count:
        raise ValueError(f"{count} judgments are not the upper triangle of any matrix (1, 3, 6, 10, 15, ...)")
    upper = np.asarray(judgments, dtype=np.float64)
    if not np.all(np.isfinite(upper)) or np.any(upper <= 0):
        raise ValueError("every judgment is a positive number")
    matrix = np.ones((n, n))
    rows, columns = np.triu_indices(n, k=1)
    matrix[rows, columns] = upper
    matrix[columns, rows] = 1.0 / upper
    return matrix


def validated(matrix: ArrayLike) -> NDArray[np.float64]:
    """The matrix as float array, shape (n, n), if it is one of pairwise judgments.

    Rounded reciprocals such as 0.33 for 1/3 are refused with the pair that does not fit, never mended silently.

    Raises
    ------
    ValueError
        Naming the first cell that is not positive, not 1 on the diagonal, or not the reciprocal of its mirror.
    """
    judgments = np.asarray(matrix, dtype=np.float64)
    if judgments.ndim != 2 or judgments.shape[0] != judgments.shape[1] or not len(judgments):
        raise ValueError(f"a matrix of judgments has as many rows as columns, not shape {judgments.shape}")
    bad = np.argwhere(~np.isfinite(judgments) | (judgments <= 0))
    if len(bad):
        raise ValueError(f"row {bad[0][0] + 1}, column {bad[0][1] + 1}: every judgment is a positive number")
    if np.any(diagonal := np.abs(np.diag(judgments) - 1) > _RECIPROCAL):
        place = int(np.argmax(diagonal)) + 1
        raise ValueError(f"row {place}, column {place}: an objective compared with itself is 1")
    bad = np.argwhere(np.abs(judgments * judgments.T - 1) > _RECIPROCAL)
    if len(bad):
        row, column = bad[0]
        pair = f"{judgments[row, column]:g} and {judgments[column, row]:g}"
        raise ValueError(f"row {row + 1}, column {column + 1}: {pair} are not reciprocal")
    return judgments
