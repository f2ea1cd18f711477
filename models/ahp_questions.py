"""Which pair to ask next, and when further answers cannot plausibly change the ranking.

The answers are read as the differences of logarithmic weights with independent errors of one size, so that the least
squares weights of some pairs are normally distributed around those that all pairs would give. The size of the error
is that of the person's own contradictions, held near the usual one while there are few of them.

Simulated with eight objectives and consistency ratios of .05 to .10: some 16 of 28 answers on average give the first
three objectives of all 28 in over 80 of 100 cases, and weights .016 off on average; the same simulated person asked
all 28 again gives the first three in under 50 of 100, and weights .022 off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from models.ahp_answers import Judgments, Pair, checked, connected, laplacian, log_weights, parts, unanswered

USUAL_ERROR = 0.5
"""Standard deviation of the logarithm of a judgment; with eight objectives the consistency ratio is about .07."""
USUAL_ANSWERS = 6
"""For so many superfluous answers the usual error counts, beside those of the person."""
PLAUSIBLE = 0.10
"""A reversal less likely than this is not plausible."""
CLOSE = 0.02
"""Two weights whose difference stays below this share of all weight may stay in either order."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """What further answers could still change.

    Attributes
    ----------
    stable : bool
        True where no pair of objectives is open.
    open_pairs : tuple of (i, j)
        Objectives whose order could still plausibly change, i now before j; the likeliest reversal first.
    reversal : array of float, shape (n, n)
        Chance that all pairs answered would put j before i, where i is now before j; 0 elsewhere.
    error : float
        Standard deviation of the logarithm of a judgment, as taken.
    weights : array of float, shape (n,)
        Least squares weights of the answers given, sum 1.
    """

    stable: bool
    open_pairs: tuple[Pair, ...]
    reversal: NDArray[np.float64]
    error: float
    weights: NDArray[np.float64]


def next_pair(n: int, judgments: Judgments, top: int | None = None) -> Pair | None:
    """The pair (i, j), i < j, to ask next; None where every pair is answered.

    Until the answers connect all objectives: the pair that joins two parts and whose objectives have the fewest
    answers. Then, while an objective has a single answer, a pair with such an objective about which the answers say
    least. Then the pair whose answer is expected to reverse the orders with the most weight: the chance of each
    reversal times the mean weight of the two (only orders with one of the first `top`, where it is given). Among
    equals, the pair about which the answers say least, then the first.
    """
    known = checked(n, judgments)
    missing = unanswered(n, known)
    if not missing:
        return None
    if not connected(n, known):
        return _joining(n, known, missing)
    answers = np.diag(laplacian(n, known))
    single = [pair for pair in missing if min(answers[list(pair)]) == 1]
    asked = single or missing
    gains = np.zeros(len(asked)) if single else _expected_reversals(n, known, asked, top)
    doubts = _doubts(_inverse(n, known), asked)
    ranked = zip(-gains.round(12), -doubts.round(9), asked, strict=True)
    return min(ranked)[2]


def outlook(n: int, judgments: Judgments, top: int | None = None, chance: float = PLAUSIBLE) -> Outlook:
    """Which orders further answers could still plausibly change.

    Two objectives are open where all pairs answered would reverse them with more than `chance`, and by more than
    `CLOSE` of all weight at that chance. With `top`, only pairs of which one is now among the first `top` count. With
    three objectives or more, an objective with a single answer is open against all others, as nothing checks that
    answer.

    Raises
    ------
    ValueError
        Where the answers do not connect all objectives.
    """
    known = checked(n, judgments)
    if not connected(n, known):
        raise ValueError("the answers do not connect all objectives")
    levels, error = log_weights(n, known), judgment_error(n, known)
    weights = np.exp(levels) / np.exp(levels).sum()
    spread = error * np.sqrt(np.maximum(_to_come(n, known), 0.0))
    gap = levels[:, None] - levels
    before = _before(levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        reversal = np.where(before & (spread > 1e-9), ndtr(-gap / spread), 0.0)
    reach = -float(ndtri(chance)) * spread - gap
    shift = reach * (weights[:, None] + weights) / 2
    single = (np.diag(laplacian(n, known)) == 1) & (n > 2)
    is_open = before & _counted(levels, top) & ((shift > CLOSE) & (reversal > chance) | (single[:, None] | single))
    found = sorted(zip(*np.nonzero(is_open), strict=True), key=lambda pair: (-reversal[pair], pair))
    return Outlook(not found, tuple((int(i), int(j)) for i, j in found), reversal, error, weights)


def stable(n: int, judgments: Judgments, top: int | None = None, chance: float = PLAUSIBLE) -> bool:
    """True where further answers cannot plausibly change the ranking, by the rule of `outlook`."""
    return connected(n, checked(n, judgments)) and outlook(n, judgments, top, chance).stable


def plausible_weights(n: int, judgments: Judgments, draws: int, seed: int = 0) -> NDArray[np.float64]:
    """Weights that all pairs answered could plausibly give, shape (draws, n), rows of sum 1; the same for one seed.

    For asking whether something that follows from the weights, such as the funded set, could still change.
    """
    known = checked(n, judgments)
    covariance = judgment_error(n, known) ** 2 * (_inverse(n, known) - _full_inverse(n))
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn = np.exp(log_weights(n, known) + np.random.default_rng(seed).standard_normal((draws, n)) @ root.T)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True), dtype=np.float64)


def judgment_error(n: int, judgments: Judgments) -> float:
    """Standard deviation of the logarithm of a judgment: the person's own, held near the usual one.

    Squared errors of the least squares weights, and of `USUAL_ANSWERS` answers of the usual error, over their number.
    """
    known = checked(n, judgments)
    levels = log_weights(n, known)
    errors = sum((np.log(value) - levels[i] + levels[j]) ** 2 for (i, j), value in known.items())
    superfluous = len(known) - (n - 1)
    return float(np.sqrt((errors + USUAL_ANSWERS * USUAL_ERROR**2) / (superfluous + USUAL_ANSWERS)))


def _joining(n: int, known: Judgments, missing: list[Pair]) -> Pair:
    """The pair between two parts whose objectives have the fewest answers, the most answered of them first."""
    part = {place: number for number, group in enumerate(parts(n, known)) for place in group}
    answers = np.diag(laplacian(n, known))
    between = [(i, j) for i, j in missing if part[i] != part[j]]
    return min(between, key=lambda pair: (max(answers[list(pair)]), sum(answers[list(pair)]), pair))


def _expected_reversals(n: int, known: Judgments, missing: list[Pair], top: int | None) -> NDArray[np.float64]:
    """The weight of the orders that the answer to each missing pair is expected to reverse, shape (pairs,).

    An answer moves the difference of a and b by a normal amount of standard deviation
    error * |(e_a - e_b)' L+ (e_i - e_j)| / sqrt(1 + (e_i - e_j)' L+ (e_i - e_j)).
    """
    levels, inverse = log_weights(n, known), _inverse(n, known)
    rows, columns = np.array(missing).T
    moved = inverse[:, rows] - inverse[:, columns]
    moved = moved * judgment_error(n, known) / np.sqrt(1 + _doubts(inverse, missing))
    spread = np.abs(moved[:, None, :] - moved[None, :, :])
    gap = (levels[:, None] - levels)[:, :, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = np.where(spread > 1e-9, ndtr(-gap / spread), 0.0)
    weights = np.exp(levels) / np.exp(levels).sum()
    matters = (weights[:, None] + weights) / 2 * (_before(levels) & _counted(levels, top))
    return np.asarray((chance * matters[:, :, None]).sum(axis=(0, 1)))


def _doubts(inverse: NDArray[np.float64], pairs: list[Pair]) -> NDArray[np.float64]:
    """Variance of the difference of each pair's weights, in units of the squared error."""
    rows, columns = np.array(pairs).T
    return np.asarray(inverse[rows, rows] + inverse[columns, columns] - 2 * inverse[rows, columns])


def _to_come(n: int, known: Judgments) -> NDArray[np.float64]:
    """Variance of what all pairs answered would add to each difference, in units of the squared error."""
    left = _inverse(n, known) - _full_inverse(n)
    return np.asarray(np.diag(left)[:, None] + np.diag(left) - 2 * left)


def _inverse(n: int, known: Judgments) -> NDArray[np.float64]:
    """Covariance of the logarithmic weights, sum 0, in units of the squared error: the Laplacian's pseudoinverse."""
    return np.asarray(np.linalg.inv(laplacian(n, known) + 1 / n) - 1 / n, dtype=np.float64)


def _full_inverse(n: int) -> NDArray[np.float64]:
    return (np.eye(n) - 1 / n) / n


def _before(levels: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which objective stands before which, shape (n, n); of equal ones the first."""
    place = np.argsort(np.argsort(-levels.round(12), kind="stable"))
    return np.asarray(place[:, None] < place)


def _counted(levels: NDArray[np.float64], top: int | None) -> NDArray[np.bool_]:
    """Which orders count, shape (n, n): all, or those with one of the first `top`."""
    place = np.argsort(np.argsort(-levels.round(12), kind="stable"))
    first = place < (len(levels) if top is None else top)
    return np.asarray(first[:, None] | first)
