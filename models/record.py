"""How well probabilities did once the outcomes were known: discrimination, error, calibration, with their noise.

Every function takes ``outcomes`` (bool or 0/1) and ``probabilities`` (0 to 1), arrays of shape (n,). A measure that is
undefined (no rows, or one kind of outcome only where two are needed) is NaN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
BINS = 10
TOP_SHARE = 0.20
NEWTON_STEPS = 25


@dataclass(frozen=True)
class Scores:
    """The measures of one method over one set of pairs.

    ``skill`` is 1 - Brier / Brier of the base rate of these very pairs, known only afterwards; ``skill_known`` is the
    same against the base rate known when each prediction was made. ``calibration_error`` is the mean distance of
    predicted and observed rate over bins of equal size, weighted by rows; ``calibration_noise`` is what it would be,
    on average, if every probability were right. ``precision_top`` is the share of slips in the fifth ranked highest.
    ``calibration_slope`` and ``calibration_intercept`` are those of a logistic regression of the outcomes on the
    log-odds said (Cox 1958): 1 and 0 are right, a slope below 1 means too sure of itself, above 1 too timid.
    """

    n: int
    base_rate: float
    auc: float
    average_precision: float
    brier: float
    skill: float
    skill_known: float
    calibration_error: float
    calibration_noise: float
    precision_top: float
    calibration_slope: float = float("nan")
    calibration_intercept: float = float("nan")


def scores(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, known_base_rates: npt.ArrayLike) -> Scores:
    """Return all measures; ``known_base_rates`` (n,) is the base rate known when each prediction was made."""
    y, p = _floats(outcomes), _floats(probabilities)
    bins = calibration(y, p)
    weight = bins["n"] / max(len(y), 1)
    slope, intercept = calibration_line(y, p)
    return Scores(
        n=len(y),
        base_rate=float(y.mean()) if len(y) else float("nan"),
        auc=auc(y, p),
        average_precision=average_precision(y, p),
        brier=brier(y, p),
        skill=skill(y, p, np.full(len(y), y.mean() if len(y) else np.nan)),
        skill_known=skill(y, p, known_base_rates),
        calibration_error=float((weight * (bins["predicted"] - bins["observed"]).abs()).sum()),
        calibration_noise=float((weight * bins["noise"]).sum()),
        precision_top=precision_top(y, p),
        calibration_slope=slope,
        calibration_intercept=intercept,
    )


def auc(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Return the chance that a slip was ranked above a project that held, ties counting half."""
    y, p = _floats(outcomes), _floats(probabilities)
    w = np.ones(len(y)) if weights is None else _floats(weights)
    _, place = np.unique(p, return_inverse=True)
    return _auc_of_places(y, place, w)


def average_precision(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike) -> float:
    """Return the precision averaged over the recalls reached, rows with one probability reached together.

    The sum over thresholds of (recall gained) x precision, as scikit-learn defines it.
    """
    y, p = _floats(outcomes), _floats(probabilities)
    if not y.sum() > 0:
        return float("nan")
    order = np.argsort(-p, kind="stable")
    last = np.append(np.flatnonzero(np.diff(p[order])), len(p) - 1)
    slips = np.cumsum(y[order])[last]
    return float((np.diff(slips, prepend=0.0) * slips / (last + 1)).sum() / y.sum())


def brier(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike) -> float:
    """Return the mean squared distance of probability and outcome (Brier 1950, two classes, 0 to 1)."""
    errors = (_floats(outcomes) - _floats(probabilities)) ** 2
    return float(errors.mean()) if len(errors) else float("nan")


def skill(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, reference: npt.ArrayLike) -> float:
    """Return the Brier skill against the probabilities of a reference: 1 is perfect, 0 no better, below 0 worse."""
    against = brier(outcomes, reference)
    return 1 - brier(outcomes, probabilities) / against if against > 0 else float("nan")


def precision_top(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, share: float = TOP_SHARE) -> float:
    """Return the share of slips among the ``share`` of rows ranked highest (rounded up).

    Rows tied at the border are counted at their mean, so that the order of the rows does not matter.
    """
    y, p = _floats(outcomes), _floats(probabilities)
    if not len(y):
        return float("nan")
    top = int(np.ceil(share * len(y)))
    border = np.partition(p, len(p) - top)[len(p) - top]
    above, tied = p > border, p == border
    return float((y[above].sum() + (top - above.sum()) * y[tied].mean()) / top)


def calibration(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, bins: int = BINS) -> pd.DataFrame:
    """Return predicted against observed rates over bins of equal size, lowest predictions first.

    Rows with one probability stay in one bin, so there may be fewer bins than asked for.

    Returns
    -------
    DataFrame
        ``n``, ``predicted`` and ``observed`` (mean rates) and ``noise``: the mean distance of the two that chance alone
        would cause were the predictions right (normal approximation, sqrt(2/pi) of the standard error).
    """
    y, p = _floats(outcomes), _floats(probabilities)
    order = np.argsort(p, kind="stable")
    _, first, place = np.unique(p[order], return_index=True, return_inverse=True)
    _, label = np.unique((first * bins // max(len(p), 1))[place], return_inverse=True)
    n = np.bincount(label)
    means = {name: np.bincount(label, weights=v[order]) / n for name, v in (("predicted", p), ("observed", y))}
    noise = np.sqrt(2 / np.pi * np.bincount(label, weights=(p * (1 - p))[order])) / n
    return pd.DataFrame({"n": n, **means, "noise": noise})


def calibration_line(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike) -> tuple[float, float]:
    """Return slope and intercept of the logistic regression of the outcomes on the log-odds said.

    ``outcomes`` may also be the true probabilities, where they are known. NaN where all outcomes are of one kind or all
    log-odds are the same. Newton's method; a chance of 0 or 1 counts as one in a million.
    """
    y, p = _floats(outcomes), np.clip(_floats(probabilities), 1e-6, 1 - 1e-6)
    said = np.log(p) - np.log1p(-p)
    if not len(y) or y.min() == y.max() or said.std() < 1e-9:
        return float("nan"), float("nan")
    design = np.column_stack([said, np.ones(len(y))])
    line = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        fitted = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        weight = np.maximum(fitted * (1 - fitted), 1e-9)
        step = np.linalg.solve((design * weight[:, None]).T @ design, design.T @ (y - fitted))
        line = line + np.clip(step, -2, 2)
    return float(line[0]), float(line[1])


def difference_by_project(
    outcomes: npt.ArrayLike,
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    projects: npt.ArrayLike,
    draws: int = 200,
    level: float = 0.90,
    seed: int = 20190901,
) -> dict[str, tuple[float, float]]:
    """Return bootstrap intervals of how much ``first`` exceeds ``second`` in ``auc`` and ``skill``, by project."""
    y = _floats(outcomes)
    places = [(values, np.unique(values, return_inverse=True)[1]) for values in (_floats(first), _floats(second))]
    drawn = []
    for weights in _draws(projects, draws, seed):
        one, other = ((_auc_of_places(y, at, weights), _weighted_skill(y, p, weights)) for p, at in places)
        drawn.append((one[0] - other[0], one[1] - other[1]))
    return _intervals(drawn, level)


def interval_by_project(
    outcomes: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    projects: npt.ArrayLike,
    draws: int = 200,
    level: float = 0.90,
    seed: int = 20190901,
) -> dict[str, tuple[float, float]]:
    """Return bootstrap intervals of ``auc`` and ``skill``, drawing whole projects, since rows of one are alike.

    Percentile intervals (Efron 1979); ``skill`` is against the base rate of the rows drawn. Seeded, so repeatable.
    """
    y, p = _floats(outcomes), _floats(probabilities)
    _, place = np.unique(p, return_inverse=True)
    drawn = [(_auc_of_places(y, place, w), _weighted_skill(y, p, w)) for w in _draws(projects, draws, seed)]
    return _intervals(drawn, level)


def _draws(projects: npt.ArrayLike, draws: int, seed: int) -> Iterator[Floats]:
    """Yield the weight of each row when whole projects are drawn with replacement; none with fewer than two."""
    codes, names = pd.factorize(np.asarray(projects))
    random = np.random.default_rng(seed)
    for _ in range(draws if len(names) > 1 else 0):
        yield random.multinomial(len(names), np.full(len(names), 1 / len(names)))[codes].astype(np.float64)


def _intervals(drawn: list[tuple[float, float]], level: float) -> dict[str, tuple[float, float]]:
    ends = [(1 - level) / 2, (1 + level) / 2]
    columns = np.array(drawn).reshape(-1, 2)
    return {name: _quantiles(columns[:, at], ends) for at, name in enumerate(("auc", "skill"))}


def _quantiles(values: Floats, ends: list[float]) -> tuple[float, float]:
    kept = values[~np.isnan(values)]
    if not len(kept):
        return float("nan"), float("nan")
    low, high = np.quantile(kept, ends)
    return float(low), float(high)


def _weighted_skill(y: Floats, p: Floats, weights: Floats) -> float:
    rate = np.average(y, weights=weights)
    against = np.average((y - rate) ** 2, weights=weights)
    return float(1 - np.average((y - p) ** 2, weights=weights) / against) if against > 0 else float("nan")


def _auc_of_places(y: Floats, place: npt.NDArray[np.intp], w: Floats) -> float:
    slips, held = np.bincount(place, weights=w * y), np.bincount(place, weights=w * (1 - y))
    total = slips.sum() * held.sum()
    below = np.cumsum(held) - held
    return float((slips * (below + held / 2)).sum() / total) if total > 0 else float("nan")


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
