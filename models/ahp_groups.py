"""Judgments or priorities of several people brought together.

Source: Forman and Peniwati (1998), Aggregating individual judgments and priorities with the AHP: AIJ is the weighted
geometric mean of the judgments, AIP that of the priorities, renormalised; with geometric mean priorities both agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models import ahp, ahp_incomplete
from models.ahp_answers import Judgments, Pair, checked, connected


@dataclass(frozen=True, eq=False)
class GroupJudgments:
    """Judgments of a group of whom not everyone answered every pair.

    Attributes
    ----------
    judgments : dict of (i, j), i < j, to float
        Weighted geometric mean of those who answered the pair.
    answers : dict of (i, j) to int
        How many people with a weight above 0 answered it.
    spread : dict of (i, j) to float
        Weighted standard deviation of the logarithms of their judgments; 0 where one person answered.
    """

    judgments: dict[Pair, float]
    answers: dict[Pair, int]
    spread: dict[Pair, float]


def aij(matrices: Sequence[ArrayLike], weights: ArrayLike | None = None) -> NDArray[np.float64]:
    """One full matrix of judgments, shape (n, n): the weighted geometric mean of those of several people.

    Parameters
    ----------
    matrices : sequence of array_like, shape (n, n)
        Full matrices, see `ahp.validated`.
    weights : array_like, shape (people,), optional
        Zero or more each, of any sum above 0; alike where not given.

    >>> aij([[[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]]).round(3).tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    each = [ahp.validated(matrix) for matrix in matrices]
    shares = voting_shares(len(each), weights)
    if len({len(matrix) for matrix in each}) > 1:
        raise ValueError("all matrices judge the same objectives")
    upper = np.triu(np.tensordot(shares, np.log(np.array(each)), axes=1), k=1)
    return np.asarray(np.exp(upper - upper.T), dtype=np.float64)


def aip(priorities: ArrayLike, weights: ArrayLike | None = None) -> NDArray[np.float64]:
    """One set of priorities, shape (n,), sum 1: the weighted geometric mean of those of several people.

    Parameters
    ----------
    priorities : array_like, shape (people, n)
        Each above 0: a geometric mean with a 0 would be 0 whatever the others say.
    weights : array_like, shape (people,), optional
        As for `aij`.

    >>> aip([[0.5, 0.5], [0.9, 0.1]]).round(3).tolist()
    [0.75, 0.25]
    """
    each = np.asarray(priorities, dtype=np.float64)
    if each.ndim != 2 or not np.all(np.isfinite(each)) or np.any(each <= 0):
        raise ValueError("priorities are positive numbers, one row per person")
    mean = np.exp(voting_shares(len(each), weights) @ np.log(each))
    return np.asarray(mean / mean.sum(), dtype=np.float64)


def combined(n: int, people: Sequence[Judgments], weights: ArrayLike | None = None) -> GroupJudgments:
    """The judgments of several people who each answered some of the pairs, with the number of answers per pair.

    Each pair is the geometric mean of those who answered it, weighted among them; people who did not answer a pair
    say nothing about it.

    >>> combined(2, [{(0, 1): 2}, {(1, 0): 1 / 8}, {}]).answers
    {(0, 1): 2}
    """
    shares = voting_shares(len(people), weights)
    said: dict[Pair, list[tuple[float, float]]] = {}
    for person, share in zip(people, shares, strict=True):
        for pair, value in checked(n, person).items():
            if share > 0:
                said.setdefault(pair, []).append((float(np.log(value)), float(share)))
    judgments, spread = {}, {}
    for pair in sorted(said):
        logs, parts = np.array(said[pair]).T
        mean = float(np.average(logs, weights=parts))
        judgments[pair] = float(np.exp(mean))
        spread[pair] = float(np.sqrt(np.average((logs - mean) ** 2, weights=parts)))
    return GroupJudgments(judgments, {pair: len(said[pair]) for pair in judgments}, spread)


def without_each(
    n: int, people: Sequence[Judgments], weights: ArrayLike | None = None, method: ahp.Method = "eigenvector"
) -> NDArray[np.float64]:
    """The priorities that the joint judgments would give without each person, shape (people, n), each row of sum 1.

    A row far from the priorities of all shows a ballot that pulls the result alone. Missing where the judgments of the
    others do not connect all objectives, or only the person has a vote.
    """
    shares = voting_shares(len(people), weights)
    table = "Saaty 1980" if n <= 10 else ahp.ALONSO_LAMATA
    found = np.full((len(people), n), np.nan)
    for place in range(len(people)):
        others = np.delete(shares, place)
        if not others.sum() > 0:
            continue
        joint = combined(n, [*people[:place], *people[place + 1 :]], others).judgments
        if connected(n, joint):
            found[place] = ahp_incomplete.weights(n, joint, method, table).weights
    return found


def voting_shares(people: int, weights: ArrayLike | None) -> NDArray[np.float64]:
    """Share of each person, sum 1, from weights of any size; alike where not given.

    Raises
    ------
    ValueError
        Where there is nobody, or weights are missing, negative, all zero, or not one per person.
    """
    if not people:
        raise ValueError("nobody has judged")
    each = np.ones(people) if weights is None else np.asarray(weights, dtype=np.float64)
    if each.shape != (people,) or not np.all(np.isfinite(each)) or np.any(each < 0) or not each.sum() > 0:
        raise ValueError(f"weights are {people} numbers of zero or more, not all zero")
    return np.asarray(each / each.sum(), dtype=np.float64)
