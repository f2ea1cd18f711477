"""Whether a slip model still meets what it was made for: drift of its inputs, and of its record.

The population stability index (PSI; Lewis 1994, Siddiqi 2006) compares the shares p and q of two samples over the same
bins: sum of (q - p) ln(q / p). By custom 0.1 is a shift to watch and 0.25 a marked one. With few projects chance alone
reaches that: under equal distributions PSI / (1/n + 1/m) follows a chi-square law with (bins - 1) degrees of freedom
(Yurdakul and Naranjo 2020), and a shift counts only above the 95 % point of that law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from models.record import brier, interval_by_project, skill

WATCH: Final = 0.10
SHIFTED: Final = 0.25
BINS: Final = 10
MOST_LEVELS: Final = 12
NOISE_LEVEL: Final = 0.95
MISSING: Final = "missing"
Verdict = Literal["steady", "watch", "shifted", "within chance", "too new"]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Drift:
    """The PSI of one input; ``noise`` is what chance alone reaches in one case of twenty, ``bins`` those compared."""

    psi: float
    noise: float
    bins: int
    verdict: Verdict


@dataclass(frozen=True)
class RecordDrift:
    """The last origins of a rolling record against those before.

    ``n`` counts predictions; ``skill`` is against the base rate of the very rows; ``gap`` is the share that moved less
    the mean chance that was said, with a 90 % bootstrap interval by project. ``verdict`` is "worse" where the recent
    skill's interval lies below the earlier skill, "off" where the gap's interval leaves out 0, "" where neither.
    """

    since: pd.Timestamp | None
    origins: int
    n_before: int
    n_recent: int
    skill_before: float
    skill_recent: float
    skill_interval: tuple[float, float]
    gap_before: float
    gap_recent: float
    gap_interval: tuple[float, float]
    verdict: Literal["worse", "off", "", "too little"]


def inputs_drift(
    training: pd.DataFrame, states: pd.DataFrame, numeric: Sequence[str], categorical: Sequence[str]
) -> pd.DataFrame:
    """Return how far each input has moved between the pairs a model was fitted on and the states it now meets.

    Parameters
    ----------
    training, states : DataFrame
        Both with ``project_key`` and the inputs; rows of one project are alike, so projects are counted for the noise.
        Where ``training`` has ``as_of``, an input counts from the first date at which any case holds it: earlier ones
        lack it because nobody kept it then, as with a register that began late, which is no shift. What has begun only
        after the last case is too new to be judged.
    numeric, categorical : sequence of str
        Names of the inputs; those missing from either frame are left out.

    Returns
    -------
    DataFrame
        One row per input, largest shift first: ``input, psi, noise, bins, verdict``.
    """
    rows = []
    for names, split in ((numeric, number_shares), (categorical, level_shares)):
        for name in names:
            if name in training and name in states:
                since = _since_kept(training, name)
                if since.empty and _is_held(states[name]).any():
                    rows.append({"input": name, **vars(Drift(float("nan"), float("nan"), 0, "too new"))})
                    continue
                sizes = since["project_key"].nunique(), states["project_key"].nunique()
                rows.append({"input": name, **vars(drift(*split(since[name], states[name]), *sizes))})
    table = pd.DataFrame(rows, columns=["input", "psi", "noise", "bins", "verdict"])
    return table.sort_values("psi", ascending=False, kind="stable", ignore_index=True)


def drift(before: Counts, now: Counts, n: int | None = None, m: int | None = None) -> Drift:
    """Return the PSI of two samples counted over the same bins, with its noise and a verdict.

    ``n`` and ``m`` are how many independent rows the counts stand for, their sums unless given. Half a row is added
    to each bin, so that an empty one gives a large shift and not an infinite one.
    """
    held = (before + now) > 0
    first, second = before[held].astype(float), now[held].astype(float)
    bins = len(first)
    if bins < 2 or not first.sum() or not second.sum():
        return Drift(0.0, 0.0, bins, "steady")
    p = (first + 0.5) / (first.sum() + 0.5 * bins)
    q = (second + 0.5) / (second.sum() + 0.5 * bins)
    psi = float(((q - p) * np.log(q / p)).sum())
    sizes = (n or first.sum(), m or second.sum())
    noise = float(chi2.ppf(NOISE_LEVEL, bins - 1) * (1 / sizes[0] + 1 / sizes[1]))
    return Drift(psi, noise, bins, _verdict(psi, noise))


def number_shares(before: pd.Series, now: pd.Series, bins: int = BINS) -> tuple[Counts, Counts]:
    """Return the counts of two samples over the quantiles of the first, missing values in a bin of their own."""
    first, second = before.to_numpy(dtype=float), now.to_numpy(dtype=float)
    known = first[np.isfinite(first)]
    edges = np.unique(np.quantile(known, np.linspace(0, 1, bins + 1)[1:-1])) if len(known) else np.array([])
    return _counts(first, edges), _counts(second, edges)


def level_shares(before: pd.Series, now: pd.Series, most: int = MOST_LEVELS) -> tuple[Counts, Counts]:
    """Return the counts of two samples over the commonest levels of the first, all others together, missing alone."""
    first, second = (
        part.astype(object).where(part.notna() & (part != ""), MISSING).astype(str) for part in (before, now)
    )
    levels = pd.Index(first.value_counts().index[:most])
    both = [np.bincount(levels.get_indexer(part) + 1, minlength=len(levels) + 1) for part in (first, second)]
    return both[0], both[1]


def record_drift(scored: pd.DataFrame, probability: str, recent_share: float = 0.25, draws: int = 200) -> RecordDrift:
    """Return how the last origins of a rolling record did against those before.

    Parameters
    ----------
    scored : DataFrame
        ``project_key, as_of, slipped`` and the probability, one row per prediction whose outcome is known.
    probability
        Its column.
    recent_share
        The share of origins that count as recent, at least one; fewer than four origins are too little.
    """
    origins = np.sort(scored["as_of"].unique())
    recent = max(int(np.ceil(len(origins) * recent_share)), 1)
    if len(origins) < 4:
        missing, none = float("nan"), (float("nan"), float("nan"))
        return RecordDrift(
            None, len(origins), len(scored), 0, missing, missing, none, missing, missing, none, "too little"
        )
    since = pd.Timestamp(origins[-recent])
    late = scored["as_of"] >= since
    before, now = scored.loc[~late], scored.loc[late]
    interval = interval_by_project(now["slipped"], now[probability], now["project_key"].astype(str), draws)["skill"]
    gaps = _gap_interval(now, probability, draws)
    earlier = _skill(before, probability)
    worse, off = interval[1] < earlier, gaps[0] > 0 or gaps[1] < 0
    return RecordDrift(
        since,
        recent,
        len(before),
        len(now),
        earlier,
        _skill(now, probability),
        interval,
        _gap(before, probability),
        _gap(now, probability),
        gaps,
        "worse" if worse else "off" if off else "",
    )


def _since_kept(training: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the cases from the first date on at which any of them holds an input."""
    if "as_of" not in training:
        return training
    held = training.loc[_is_held(training[name]), "as_of"]
    return training[training["as_of"] >= held.min()] if len(held) else training.iloc[:0]


def _is_held(values: pd.Series) -> pd.Series:
    return values.notna() & (values != "")


def _verdict(psi: float, noise: float) -> Verdict:
    if psi < WATCH:
        return "steady"
    if psi <= noise:
        return "within chance"
    return "shifted" if psi >= SHIFTED else "watch"


def _counts(values: npt.NDArray[np.float64], edges: npt.NDArray[np.float64]) -> Counts:
    place = np.searchsorted(edges, values, side="left")
    place = np.where(np.isfinite(values), place, len(edges) + 1)
    return np.bincount(place, minlength=len(edges) + 2)


def _skill(rows: pd.DataFrame, probability: str) -> float:
    y, p = rows["slipped"].to_numpy(dtype=float), rows[probability].to_numpy(dtype=float)
    return (
        skill(y, p, np.full(len(y), y.mean())) if len(y) and brier(y, np.full(len(y), y.mean())) > 0 else float("nan")
    )


def _gap(rows: pd.DataFrame, probability: str) -> float:
    return float((rows["slipped"].astype(float) - rows[probability]).mean())


def _gap_interval(rows: pd.DataFrame, probability: str, draws: int, seed: int = 20190901) -> tuple[float, float]:
    """Return the 5 % and 95 % points of the gap, drawing whole projects with replacement."""
    gaps = (
        (rows["slipped"].astype(float) - rows[probability])
        .groupby(rows["project_key"].astype(str))
        .agg(["sum", "size"])
    )
    weights = np.random.default_rng(seed).multinomial(len(gaps), np.full(len(gaps), 1 / len(gaps)), size=draws)
    means = (weights @ gaps["sum"].to_numpy()) / (weights @ gaps["size"].to_numpy())
    low, high = np.quantile(means, [0.05, 0.95])
    return float(low), float(high)
