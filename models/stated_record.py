"""What became of stated statuses and stated finishes, by group: how many moved later afterwards, and how far.

One project counts at many dates, and its outcomes are alike. So the share that moved has the interval of Wilson (1927)
for the effective number of outcomes (Rao and Scott 1992): the outcomes divided by the design effect of the projects as
clusters, at most the outcomes themselves; where all outcomes are the same, the number of projects. The typical move has
a bootstrap interval that draws whole projects anew (Efron 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from models.health import AMBER

Floats = npt.NDArray[np.float64]
LEAST_OUTCOMES: Final = 10
LEAST_PROJECTS: Final = 3
"""A group of one or two projects would be a record of whoever runs them."""

LEVEL: Final = 0.90
DRAWS: Final = 300
SEED: Final = 20190901
GREEN: Final = "green"
NOT_GREEN: Final = "amber or red"
NOT_STATED: Final = "no status"
ALL: Final = "all"
STATED: Final = (ALL, GREEN, NOT_GREEN, NOT_STATED)


@dataclass(frozen=True)
class StatedRecord:
    """The record by group.

    Attributes
    ----------
    groups
        One row per group and stated status: ``group`` ("" for the whole portfolio), ``stated`` (all, green, amber or
        red, no status; the last only beside others), ``outcomes``, ``projects``, ``moved`` (how many moved later by
        more than the days asked), ``share`` with ``low`` and ``high``, ``days`` (median move of the stated finish,
        positive later) with ``days_low`` and ``days_high``, ``days_80`` (eight in ten moved by no more). Only rows of
        at least ten outcomes of three projects or more.
    too_few
        The groups with too few outcomes of their own, counted together as ``others`` where they are enough together.
    others
        The label under which those are counted together, "" where they are not.
    """

    groups: pd.DataFrame
    too_few: tuple[str, ...]
    others: str


def record(pairs: pd.DataFrame, others: str = "Others together") -> StatedRecord:
    """Return the record of stated statuses and finishes.

    Parameters
    ----------
    pairs : DataFrame
        As `slip_pairs.pairs_of` gives them (``project_key, moved_days, slipped``) with ``group`` (text, missing where
        none is given) and ``said`` (status 1 to 5, missing where none was reported), both as they stood at the as-of
        date of the pair.
    others : str
        What the groups with too few outcomes are called together.
    """
    codes, _ = pd.factorize(pairs["project_key"])
    rows = pairs.assign(code=codes)[["code", "group", "said", "moved_days", "slipped"]]
    enough = rows[rows["group"].notna()].groupby("group", sort=True, observed=True)["code"].agg(["size", "nunique"])
    small = enough.index[(enough["size"] < LEAST_OUTCOMES) | (enough["nunique"] < LEAST_PROJECTS)]
    together = rows["group"].isin(set(small))
    told = _told("", rows)
    for group in enough.index.difference(small, sort=False):
        told += _told(str(group), rows[rows["group"] == group])
    pooled = _told(others, rows[together])
    columns = ["group", "stated", "outcomes", "projects", "moved", "share", "low", "high"]
    columns += ["days", "days_low", "days_high", "days_80"]
    groups = pd.DataFrame([*told, *pooled], columns=columns)
    return StatedRecord(groups, tuple(str(name) for name in small), others if pooled else "")


def wilson(share: float, effective: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of Wilson (1927) for a share seen in a number of outcomes, which need not be whole.

    >>> [round(end, 3) for end in wilson(0.5, 10, 0.95)]
    [0.237, 0.763]
    """
    z = float(norm.ppf((1 + level) / 2))
    centre = share + z * z / (2 * effective)
    reach = z * np.sqrt(share * (1 - share) / effective + z * z / (4 * effective**2))
    low, high = ((centre + side * reach) / (1 + z * z / effective) for side in (-1, 1))
    return max(float(low), 0.0), min(float(high), 1.0)


def effective_outcomes(slipped: npt.ArrayLike, codes: npt.ArrayLike) -> float:
    """Return how many independent outcomes these are worth, one project being one cluster (Rao and Scott 1992)."""
    y = np.asarray(slipped, dtype=np.float64)
    _, place = np.unique(np.asarray(codes), return_inverse=True)
    size, hits = np.bincount(place).astype(np.float64), np.bincount(place, weights=y)
    n, k, share = size.sum(), len(size), y.mean()
    if k < 2 or share in (0.0, 1.0):
        return float(k)
    clustered = k / (k - 1) * ((hits - share * size) ** 2).sum() / n**2
    alone = share * (1 - share) / n
    return float(n / max(clustered / alone, 1.0))


def _told(group: str, rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return the lines of one group, as far as each has enough outcomes."""
    parts = {
        ALL: rows,
        GREEN: rows[rows["said"] < AMBER],
        NOT_GREEN: rows[rows["said"] >= AMBER],
        NOT_STATED: rows[rows["said"].isna() & rows["said"].notna().any()],
    }
    return [
        {"group": group, "stated": stated, **_figures(part)}
        for stated, part in parts.items()
        if len(part) >= LEAST_OUTCOMES and part["code"].nunique() >= LEAST_PROJECTS
    ]


def _figures(rows: pd.DataFrame) -> dict[str, object]:
    slipped, codes = rows["slipped"].to_numpy(dtype=float), rows["code"].to_numpy()
    moved = rows["moved_days"].to_numpy(dtype=float)
    share = float(slipped.mean())
    low, high = wilson(share, effective_outcomes(slipped, codes))
    days_low, days_high = _median_interval(moved, codes)
    return {
        "outcomes": len(rows),
        "projects": int(rows["code"].nunique()),
        "moved": int(slipped.sum()),
        "share": share,
        "low": low,
        "high": high,
        "days": float(np.median(moved)),
        "days_low": days_low,
        "days_high": days_high,
        "days_80": float(np.quantile(moved, 0.8)),
    }


def _median_interval(moved: Floats, codes: npt.NDArray[np.intp]) -> tuple[float, float]:
    """Return the bootstrap interval of the median, drawing whole projects."""
    names, place = np.unique(codes, return_inverse=True)
    order = np.argsort(moved, kind="stable")
    values, place = moved[order], place[order]
    random = np.random.default_rng(SEED)
    drawn = np.empty(DRAWS)
    for number in range(DRAWS):
        weights = random.multinomial(len(names), np.full(len(names), 1 / len(names)))[place]
        reached = np.cumsum(weights)
        drawn[number] = values[np.searchsorted(reached, reached[-1] / 2)]
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
