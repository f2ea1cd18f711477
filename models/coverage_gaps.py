"""Objectives that no live project serves, and live projects that serve no objective."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models import strategic_value
from models.strategic_value import NO_OBJECTIVE, NOT_RATED


@dataclass(frozen=True, eq=False)
class CoverageGaps:
    """Who serves what.

    Attributes
    ----------
    objectives : DataFrame, one row per objective, in the order of the weights
        weight (share); live_projects (live, with an impact above none); strong_projects (of those, strong or extreme);
        other_projects (not live, with an impact); unrated (live projects not rated on it); uncovered (True where no
        live project has an impact on it).
    projects : DataFrame, one row per live project that serves no objective
        reason (`NO_OBJECTIVE`: rated, none everywhere it is rated; `NOT_RATED`: rated nowhere); unrated (objectives on
        which it is not rated).
    uncovered_weight : float
        Share of all weight on objectives without a live project.
    """

    objectives: pd.DataFrame
    projects: pd.DataFrame
    uncovered_weight: float


def found(weights: pd.Series, ratings: pd.DataFrame, live: pd.Series) -> CoverageGaps:
    """The gaps on both sides.

    Parameters
    ----------
    weights : Series
        Points or shares by objective.
    ratings : DataFrame
        Projects x objectives, as for `strategic_value.scores`.
    live : Series of bool
        By project; one that `ratings` does not list is not rated, one that `live` does not list is not live.
    """
    shares = strategic_value.shares_from_points(weights)
    if unknown := [str(name) for name in ratings.columns if name not in shares.index]:
        raise ValueError("no weight for the objective " + ", ".join(unknown))
    projects = live.index.union(ratings.index, sort=False)
    impacts = strategic_value.impact_values(ratings.reindex(index=projects, columns=shares.index))
    is_live = live.reindex(projects, fill_value=False).astype(bool)
    serves = impacts > strategic_value.NONE_UNTIL
    strong = impacts > strategic_value.STRONG_ABOVE
    objectives = pd.DataFrame(
        {
            "weight": shares,
            "live_projects": serves[is_live].sum(),
            "strong_projects": strong[is_live].sum(),
            "other_projects": serves[~is_live].sum(),
            "unrated": impacts[is_live].isna().sum(),
        }
    )
    objectives["uncovered"] = objectives["live_projects"] == 0
    without = impacts[is_live & ~serves.any(axis=1)]
    reasons = np.where(without.isna().all(axis=1), NOT_RATED, NO_OBJECTIVE)
    listed = pd.DataFrame({"reason": reasons, "unrated": without.isna().sum(axis=1)}, index=without.index)
    return CoverageGaps(objectives, listed, float(shares[objectives["uncovered"]].sum()))
