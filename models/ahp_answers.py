"""Pairwise judgments as a graph: which pairs are answered, what they connect, and their least squares weights.

Source: Bozoki, Fulop, Ronyai (2010): the logarithmic least squares weights solve a linear system with the Laplacian
of the graph of answers, and are unique where the graph is connected.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Judgments = Mapping[Pair, float]
"""How many times as important the first objective of a pair is as the second; objectives are numbered from 0."""


def checked(n: int, judgments: Judgments) -> dict[Pair, float]:
    """The judgments with i < j in every pair.

    Raises
    ------
    ValueError
        Where a pair is outside the n objectives, given twice, or not judged by a positive number.
    """
    found: dict[Pair, float] = {}
    for (i, j), value in judgments.items():
        if not (0 <= i < n and 0 <= j < n) or i == j:
            raise ValueError(f"({i}, {j}) is no pair of {n} objectives")
        if not (np.isfinite(value) and value > 0):
            raise ValueError(f"({i}, {j}): every judgment is a positive number, not {value}")
        pair = (min(i, j), max(i, j))
        if pair in found:
            raise ValueError(f"({i}, {j}) is judged twice")
        found[pair] = float(value) if i < j else 1.0 / float(value)
    return found


def unanswered(n: int, judgments: Judgments) -> list[Pair]:
    """The pairs without a judgment, in the order of the upper triangle."""
    answered = {(min(pair), max(pair)) for pair in judgments}
    return [(i, j) for i in range(n) for j in range(i + 1, n) if (i, j) not in answered]


def parts(n: int, judgments: Judgments) -> list[list[int]]:
    """The groups of objectives that answers connect, each sorted, the one with the lowest number first.

    >>> parts(4, {(0, 2): 3, (1, 3): 5})
    [[0, 2], [1, 3]]
    """
    group = list(range(n))
    for i, j in judgments:
        old, new = group[j], group[i]
        group = [new if found == old else found for found in group]
    return sorted([place for place in range(n) if group[place] == name] for name in set(group))


def connected(n: int, judgments: Judgments) -> bool:
    """True where the answers connect all objectives, so that weights can be found."""
    return len(parts(n, judgments)) == 1


def laplacian(n: int, judgments: Judgments) -> NDArray[np.float64]:
    """The Laplacian of the graph of answers, shape (n, n): answers per objective less the adjacency."""
    found = np.zeros((n, n))
    for i, j in judgments:
        found[[i, j], [i, j]] += 1
        found[[i, j], [j, i]] -= 1
    return found


def log_weights(n: int, judgments: Judgments) -> NDArray[np.float64]:
    """Logarithms of the least squares weights, shape (n,), sum 0; the answers must connect all objectives."""
    sums = np.zeros(n)
    for (i, j), value in judgments.items():
        sums[i] += np.log(value)
        sums[j] -= np.log(value)
    # Adding 1/n everywhere makes the Laplacian regular and picks the solution whose sum is 0.
    return np.asarray(np.linalg.solve(laplacian(n, judgments) + 1 / n, sums), dtype=np.float64)
