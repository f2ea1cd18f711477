"""Strategic value of projects from objective weights and impact ratings, and where the money goes by objective.

Source: the method of Microsoft Project portfolio analysis: none, low, moderate, strong, extreme = 0, 1, 3, 6, 9;
score_i = sum over objectives of weight x impact; priority_i = score_i / sum of scores. The scale is fixed, so a
project added or removed never changes the scores of the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

RATING_SCALE: dict[str, int] = {"none": 0, "low": 1, "moderate": 3, "strong": 6, "extreme": 9}
NONE_UNTIL, STRONG_ABOVE = 0.5, 4.5
"""A measured value up to the first is nearest to none, one above the second to strong or extreme."""
NO_OBJECTIVE = "No objective"
NOT_RATED = "Not rated"


def shares_from_points(points: pd.Series) -> pd.Series:
    """Share of each objective (sum 1) from points of any size.

    Raises
    ------
    ValueError
        Where points are missing, negative, or all zero.

    >>> shares_from_points(pd.Series({"growth": 60, "safety": 20})).to_dict()
    {'growth': 0.75, 'safety': 0.25}
    """
    numbers = points.astype(float)
    if not np.all(np.isfinite(numbers)) or (numbers < 0).any():
        raise ValueError("points of an objective are numbers of zero or more")
    if not numbers.sum() > 0:
        raise ValueError("at least one objective needs more than zero points")
    return numbers / numbers.sum()


def impact_values(ratings: pd.DataFrame) -> pd.DataFrame:
    """Impact 0 to 9 of each project (rows) on each objective (columns); missing where it is not rated.

    Parameters
    ----------
    ratings : DataFrame
        Words of `RATING_SCALE` throughout, or numbers from 0 to 9 throughout (where some are measured).

    Raises
    ------
    ValueError
        Where a cell holds a word outside the scale, or a number beyond its ends.
    """
    if all(is_numeric_dtype(kind) for kind in ratings.dtypes):
        numbers = ratings.astype(float)
        if ((numbers < 0) | (numbers > RATING_SCALE["extreme"])).to_numpy().any():
            raise ValueError(f"an impact is a number from 0 to {RATING_SCALE['extreme']}")
        return numbers
    words = ratings.astype(object).where(ratings.notna(), None)
    unknown = {word for word in words.to_numpy().ravel().tolist() if word is not None} - set(RATING_SCALE)
    if unknown:
        raise ValueError(f"not a rating: {', '.join(sorted(map(str, unknown)))}; use {', '.join(RATING_SCALE)}")
    values: pd.DataFrame = words.apply(lambda column: column.map(RATING_SCALE)).astype(float)
    return values


def contributions(weights: pd.Series, ratings: pd.DataFrame) -> pd.DataFrame:
    """Weighted impact of each project (rows) by objective (columns of `weights`); missing where it is not rated.

    Parameters
    ----------
    weights : Series
        Points or shares by objective; brought to shares here.
    ratings : DataFrame
        Projects x objectives, as for `impact_values`. An objective without a column counts as not
        rated for every project; a column without a weight raises ValueError.
    """
    if unknown := [str(name) for name in ratings.columns if name not in weights.index]:
        raise ValueError("no weight for the objective " + ", ".join(unknown))
    return impact_values(ratings.reindex(columns=weights.index)) * shares_from_points(weights)


def scores(weights: pd.Series, ratings: pd.DataFrame) -> pd.DataFrame:
    """Strategic value per project, in the order of `ratings`.

    A cell that is not rated adds nothing, but it is counted, and `highest_score` is what the project would reach if
    each of them were extreme.

    Returns
    -------
    DataFrame, one row per project
        score (0 to 9), priority (share of all scores; 0 where all scores are 0), rated and unrated (number of
        objectives), highest_score (0 to 9, at least `score`).
    """
    missing = contributions(weights, ratings).isna()
    impacts = impact_values(ratings.reindex(columns=weights.index))
    score = _weighted_sum(weights, impacts.fillna(0.0))
    total = float(score.sum())
    return pd.DataFrame(
        {
            "score": score,
            "priority": score / total if total > 0 else score * 0.0,
            "rated": (~missing).sum(axis=1),
            "unrated": missing.sum(axis=1),
            "highest_score": _weighted_sum(weights, impacts.fillna(float(RATING_SCALE["extreme"]))),
        }
    )


def _weighted_sum(weights: pd.Series, impacts: pd.DataFrame) -> pd.Series:
    """Impacts (projects x objectives, none missing) times weights, per project.

    Objectives are added one after the other and divided by the sum of points at the end, so that a row gives the
    same number whatever rows stand beside it, and equal scores stay equal.
    """
    found = pd.Series(0.0, index=impacts.index)
    for objective, points in weights.astype(float).items():
        found = found + points * impacts[objective]
    return found / float(weights.astype(float).sum())


def alignment(weights: pd.Series, ratings: pd.DataFrame, cost: pd.Series) -> pd.DataFrame:
    """Importance of each objective against its share of the money.

    The cost of each project is split over the objectives in proportion to its impacts, without the weights. Money of
    projects rated without any impact stands under `NO_OBJECTIVE`, that of projects without any rating under
    `NOT_RATED`. Projects of unknown cost are left out.

    Parameters
    ----------
    weights, ratings
        As for `scores`.
    cost : Series
        Money by project, zero or more; projects that `ratings` does not list are not rated.

    Returns
    -------
    DataFrame, one row per objective and the two rows named above
        importance (share of the weights), cost (money), cost_share (share of the money; 0 where there is none).
    """
    importance = shares_from_points(weights)
    known = cost.dropna().astype(float)
    if (known < 0).any():
        raise ValueError("a cost below zero cannot be split")
    impacts = impact_values(ratings.reindex(index=known.index, columns=weights.index))
    total_impact = impacts.sum(axis=1)
    has_impact = (impacts > NONE_UNTIL).any(axis=1)
    split = impacts.fillna(0.0).div(total_impact.where(has_impact, 1.0), axis=0).mul(known, axis=0).sum()
    unrated = impacts.isna().all(axis=1)
    split[NO_OBJECTIVE] = float(known[~has_impact & ~unrated].sum())
    split[NOT_RATED] = float(known[unrated].sum())
    money = float(known.sum())
    return pd.DataFrame(
        {
            "importance": importance.reindex(split.index, fill_value=0.0),
            "cost": split,
            "cost_share": split / money if money > 0 else split * 0.0,
        }
    )


@dataclass(frozen=True)
class WeightRange:
    """The weights of one objective, others in proportion, between which the ranking stays as it is."""

    weight: float
    lowest: float
    highest: float


def ranking_holds(weights: pd.Series, ratings: pd.DataFrame, objective: str) -> WeightRange:
    """The interval of one weight (0 to 1) in which no two projects change places.

    The other weights are scaled by (1 - w) / (1 - w0), so each score is linear in w and two scores cross at most
    once. Projects with equal scores now have no order that could change.

    Raises
    ------
    ValueError
        Where the objective is unknown or holds all of the weight.
    """
    shares = shares_from_points(weights)
    if objective not in shares.index:
        raise ValueError(f"no objective {objective}")
    now = float(shares[objective])
    if now >= 1:
        raise ValueError("the objective holds all of the weight; there is nothing to scale against it")
    impacts = impact_values(ratings.reindex(columns=shares.index)).fillna(0.0)
    alone = impacts[objective].to_numpy()
    others = impacts.drop(columns=objective).to_numpy() @ (shares.drop(objective).to_numpy() / (1 - now))
    ranked = np.argsort(-(now * alone + (1 - now) * others), kind="stable")
    gap = -np.diff(others[ranked])
    slope = -np.diff((alone - others)[ranked])
    apart = np.abs(gap + now * slope) > 1e-12
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = -gap / slope
    below = crossing[apart & (slope > 0)]
    above = crossing[apart & (slope < 0)]
    return WeightRange(now, lowest=max([0.0, *below.tolist()]), highest=min([1.0, *above.tolist()]))
