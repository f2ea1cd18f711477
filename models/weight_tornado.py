"""How the scores and ranks of projects answer to each weight.

One weight moves, the others keep their proportions: w_j (1 - w) / (1 - w0). Each score is then linear in the weight.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import strategic_value

MOVE = 0.10
"""Usual move of a weight, in share of all weight."""


def intervals(weights: pd.Series, ratings: pd.DataFrame) -> pd.DataFrame:
    """The interval of each weight in which the ranking holds, see `strategic_value.ranking_holds`.

    Returns
    -------
    DataFrame, one row per objective of `weights`
        weight, lowest, highest (0 to 1); lowest and highest are missing where the objective holds all of the weight.
    """
    shares = strategic_value.shares_from_points(weights)
    rows = []
    for objective, share in shares.items():
        if share >= 1:
            rows.append((1.0, np.nan, np.nan))
            continue
        found = strategic_value.ranking_holds(weights, ratings, str(objective))
        rows.append((found.weight, found.lowest, found.highest))
    return pd.DataFrame(rows, index=shares.index, columns=["weight", "lowest", "highest"], dtype=float)


def swings(weights: pd.Series, ratings: pd.DataFrame, move: float = MOVE) -> pd.DataFrame:
    """Score and rank of each project when each weight moves down and up by `move`, within 0 to 1.

    An objective that holds all of the weight does not move, as nothing says how the others would share the rest.

    Returns
    -------
    DataFrame, one row per objective and project, objectives in the order of `weights`, projects in that of `ratings`
        objective, project, weight, weight_low, weight_high; score, score_low, score_high (at those weights), swing
        (the distance of the last two); rank, rank_low, rank_high (1 the first, equal scores share the better one).

    Raises
    ------
    ValueError
        Where `move` is not above 0 and at most 1, or weights or ratings are none.
    """
    if not 0 < move <= 1:
        raise ValueError(f"a weight moves by more than 0 and at most 1, not {move}")
    shares = strategic_value.shares_from_points(weights)
    impacts = strategic_value.impact_values(ratings.reindex(columns=shares.index)).fillna(0.0).to_numpy()
    now = shares.to_numpy(dtype=float)
    score = impacts @ now
    tables = []
    for place, objective in enumerate(shares.index):
        fixed = now[place] >= 1
        low, high = (1.0, 1.0) if fixed else (max(0.0, now[place] - move), min(1.0, now[place] + move))
        below, above = (impacts @ moved(now, place, weight) for weight in (low, high))
        tables.append(
            pd.DataFrame(
                {
                    "objective": objective,
                    "project": ratings.index,
                    "weight": now[place],
                    "weight_low": low,
                    "weight_high": high,
                    "score": score,
                    "score_low": below,
                    "score_high": above,
                    "swing": np.abs(above - below),
                    "rank": _ranks(score),
                    "rank_low": _ranks(below),
                    "rank_high": _ranks(above),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def by_objective(moves: pd.DataFrame) -> pd.DataFrame:
    """What each weight does to the ranking, the weight that moves most projects first.

    Parameters
    ----------
    moves : DataFrame
        As `swings` gives it.

    Returns
    -------
    DataFrame, one row per objective
        largest_swing (of a score), projects_moved (whose rank differs at either end), largest_move (of a rank).
    """
    places = np.maximum((moves["rank_low"] - moves["rank"]).abs(), (moves["rank_high"] - moves["rank"]).abs())
    grouped = moves.assign(places=places, moves=places > 0).groupby("objective", sort=False)
    found = pd.DataFrame(
        {
            "largest_swing": grouped["swing"].max(),
            "projects_moved": grouped["moves"].sum(),
            "largest_move": grouped["places"].max(),
        }
    )
    return found.sort_values(["projects_moved", "largest_swing"], ascending=False, kind="stable")


def moved(shares: NDArray[np.float64], place: int, weight: float) -> NDArray[np.float64]:
    """The weights, sum 1, with the one at `place` set to `weight` and the others in their proportions.

    >>> moved(np.array([0.5, 0.3, 0.2]), 0, 0.0).tolist()
    [0.0, 0.6, 0.4]
    """
    if shares[place] >= 1:
        return shares
    found = shares * (1 - weight) / (1 - shares[place])
    found[place] = weight
    return np.asarray(found, dtype=np.float64)


def _ranks(score: NDArray[np.float64]) -> NDArray[np.int64]:
    # Rounded, so that scores that are equal in exact numbers share their rank.
    ranked = pd.Series(score.round(9)).rank(ascending=False, method="min")
    return np.asarray(ranked.to_numpy(), dtype=np.int64)
