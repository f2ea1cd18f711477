"""The judgment that fits the others least, what would fit, and whether it matters.

Sources: Harker (1987); Saaty (2003), Decision-making with the AHP: why is the principal eigenvector necessary. The
worst judgment has the largest a_ij w_j / w_i (or its inverse); its suggestion is w_i / w_j of the matrix with
a_ij = a_ji = 0 and a_ii = a_jj = 2. A missing answer is taken the same way: 0, and one more on the diagonal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import ahp_incomplete
from models.ahp import Method
from models.ahp_answers import Judgments, Pair, checked, connected
from models.verbal_scale import on_scale


@dataclass(frozen=True, eq=False)
class Repair:
    """One judgment, what the others suggest in its place, and what that would change.

    Attributes
    ----------
    pair : (i, j), i < j
    judgment : float
        As given, i over j.
    error : float
        a_ij w_j / w_i or its inverse, whichever is 1 or more; 1 fits exactly.
    suggestion : float
        What the other judgments say of the pair.
    on_scale : float
        The judgment of the scale 1/9 to 9 nearest to the suggestion.
    cr, cr_after : float
        Consistency ratio now, and with `on_scale` in place of the judgment.
    weights_after : array of float, shape (n,)
        With `on_scale` in place.
    alters_ranking : bool
        True where two objectives would change places; equal ones that part, or meet, do not count.
    """

    pair: Pair
    judgment: float
    error: float
    suggestion: float
    on_scale: float
    cr: float
    cr_after: float
    weights_after: NDArray[np.float64]
    alters_ranking: bool


def worst(n: int, judgments: Judgments, method: Method = "eigenvector", table: str = "Saaty 1980") -> Repair | None:
    """The judgment with the largest error, by the rule of Saaty (2003); None where no judgment can be checked.

    Judgments without which objectives would be unconnected are left out: the others say nothing of them.

    Raises
    ------
    ValueError
        As `ahp_incomplete.weights`.
    """
    known = checked(n, judgments)
    weights = ahp_incomplete.weights(n, known, method, table).weights
    pairs = checkable(n, known)
    if not pairs:
        return None
    pair = min(pairs, key=lambda each: (-round(_error(known, weights, each), 9), each))
    return repair(n, known, pair, method, table)


def most_helpful(
    n: int, judgments: Judgments, method: Method = "eigenvector", table: str = "Saaty 1980"
) -> Repair | None:
    """The judgment whose replacement by its suggestion lowers the consistency ratio most; None where none does."""
    known = checked(n, judgments)
    tried = [repair(n, known, pair, method, table) for pair in checkable(n, known)]
    better = [each for each in tried if each.cr_after < each.cr - 1e-9]
    return min(better, key=lambda each: (round(each.cr_after, 9), each.pair), default=None)


def repair(
    n: int, judgments: Judgments, pair: Pair, method: Method = "eigenvector", table: str = "Saaty 1980"
) -> Repair:
    """What the other judgments suggest for one pair, and what would change.

    Raises
    ------
    ValueError
        Where the pair is not answered, or no other judgments connect its objectives.
    """
    known = checked(n, judgments)
    pair = (min(pair), max(pair))
    if pair not in checkable(n, known):
        raise ValueError(f"no other judgments say anything of {pair}")
    before = ahp_incomplete.weights(n, known, method, table)
    level = _harker(n, {each: value for each, value in known.items() if each != pair})
    suggestion = float(level[pair[0]] / level[pair[1]])
    nearest = float(on_scale(suggestion))
    after = ahp_incomplete.weights(n, {**known, pair: nearest}, method, table)
    error, altered = _error(known, before.weights, pair), _reordered(before.weights, after.weights)
    return Repair(pair, known[pair], error, suggestion, nearest, before.cr, after.cr, after.weights, altered)


def checkable(n: int, judgments: Judgments) -> list[Pair]:
    """The pairs answered, sorted, without which the answers would still connect all objectives."""
    return sorted(pair for pair in judgments if connected(n, {each: 1.0 for each in judgments if each != pair}))


def disagreeing(n: int, judgments: Judgments, among: Pair | None = None) -> tuple[Pair, Pair, Pair] | None:
    """The three pairs (i, j), (j, k), (i, k) whose answers disagree most; None where no three agree less than fully.

    The answer to (i, k) should be the product of the other two; the distance is taken in ratio. `among` names a pair
    that has to be one of the three.
    """
    known = checked(n, judgments)
    found: list[tuple[float, tuple[Pair, Pair, Pair]]] = []
    for i, k in known:
        for j in range(i + 1, k):
            three = ((i, j), (j, k), (i, k))
            if (i, j) in known and (j, k) in known and (among is None or among in three):
                distance = abs(np.log(known[i, j] * known[j, k] / known[i, k]))
                found.append((-round(float(distance), 9), three))
    first = min(found, default=None)
    return first[1] if first and first[0] < 0 else None


def _error(known: Judgments, weights: NDArray[np.float64], pair: Pair) -> float:
    ratio = float(known[pair] * weights[pair[1]] / weights[pair[0]])
    return max(ratio, 1 / ratio)


def _harker(n: int, known: Judgments) -> NDArray[np.float64]:
    """The principal eigenvector with 0 for each missing answer and one more on the diagonal."""
    matrix = np.eye(n) * n
    for (i, j), value in known.items():
        matrix[i, j], matrix[j, i] = value, 1.0 / value
        matrix[[i, j], [i, j]] -= 1
    values, vectors = np.linalg.eig(matrix)
    return np.asarray(np.abs(vectors[:, int(np.argmax(values.real))].real), dtype=np.float64)


def _reordered(before: NDArray[np.float64], after: NDArray[np.float64]) -> bool:
    first, second = before[:, None] - before, after[:, None] - after
    return bool(np.any((first > 1e-9) & (second < -1e-9)))
