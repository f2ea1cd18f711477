"""How well probabilities did once the outcomes were known: discrimination, error, calibration, with their noise.

Every function takes ``outcomes`` (bool or 0/1) and ``probabilities`` (0 to 1), arrays of shape (n,). A measure that is
undefined (no rows, or one kind of outcome only where two are needed) is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
BINS = 10
TOP_SHARE = 0.20


@dataclass(frozen=True)
class Scores:
    """The measures of one method over one set of pairs.

    ``skill`` is 1 - Brier / Brier of the base rate of these very pairs, known only afterwards; ``skill_known`` is the
    same against the base rate known when each prediction was made. ``calibration_error`` is the mean distance of
    predicted and observed rate over bins of equal size, weighted by rows; ``calibration_noise`` is what it would be,
    on average, if every probability were right. ``precision_top`` is the share of slips in the fifth ranked highest.
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


def scores(outcomes: npt.ArrayLike, probabilities: npt.ArrayLike, known_base_rates: npt.ArrayLike) -> Scores:
    """Return all measures; ``known_base_rates`` (n,) is the base rate known when each prediction was made."""
    y, p = _floats(outcomes), _floats(probabilities)
    bins = calibration(y, p)
    weight = bins["n"] / max(len(y), 1)
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
    codes, names = pd.factorize(np.asarray(projects))
    _, place = np.unique(p, return_inverse=True)
    random = np.random.default_rng(seed)
    drawn: list[tuple[float, float]] = []
    for _ in range(draws if len(names) > 1 else 0):
        weights = random.multinomial(len(names), np.full(len(names), 1 / len(names)))[codes].astype(np.float64)
        drawn.append((_auc_of_places(y, place, weights), _weighted_skill(y, p, weights)))
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
