"""The past cases most like a state, and what became of them.

Likeness is a distance in the inputs: each number counts by its difference over the spread of the past cases, each word
by whether it differs; inputs of one group are averaged, and groups weigh as much as the method uses them
(`slip_contributions.importance`). Only cases whose outcome was known at the date are compared, at most one per project
and none of the project itself; its own past stands apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_numeric_dtype

Floats = npt.NDArray[np.float64]
COUNT: Final = 5
FARTHEST: Final = 2.0
"""A single input never counts for more than this many spreads, so that one far date does not decide alone."""

NORMAL_IQR: Final = 1.349
TOLD: Final = ("project_key", "as_of", "outcome_date", "moved_days", "slipped", "phase", "time_left_days")


def similar(
    state: pd.Series,
    pairs: pd.DataFrame,
    as_of: pd.Timestamp,
    groups: Mapping[str, Sequence[str]],
    weights: Mapping[str, float] | None = None,
    count: int = COUNT,
) -> pd.DataFrame:
    """Return the past cases most like a state, the most similar first.

    Parameters
    ----------
    state : Series
        ``project_key`` and the inputs of one state.
    pairs : DataFrame
        As `slip_pairs.pairs_of` gives them, all projects; cases whose ``outcome_date`` lies after ``as_of`` and cases
        of the project itself are passed over.
    groups : mapping of str to sequence of str
        The inputs of each group; those that the pairs lack are passed over.
    weights : mapping of str to float, optional
        Of the groups; all alike unless given.
    count : int
        How many cases at most, each of another project.

    Returns
    -------
    DataFrame
        ``project_key, as_of, outcome_date, moved_days, slipped, phase, time_left_days, distance`` (0: alike in all
        that counts; in spreads), at most ``count`` rows.
    """
    others = pairs.loc[_known(pairs, as_of) & (pairs["project_key"].astype(object) != state["project_key"]).to_numpy()]
    far = _distance(state, others, groups, weights)
    # Of equally near cases the newer: it tells more of how things go now.
    order = np.lexsort((-others["as_of"].to_numpy().astype("datetime64[s]").astype(np.int64), far))
    ranked = _told(others.iloc[order]).assign(distance=far[order])
    return ranked.drop_duplicates("project_key").head(count).reset_index(drop=True)


def own_past(state: pd.Series, pairs: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the project's own past cases whose outcome was known at a date, the newest first; columns of `similar`
    without the distance."""
    own = _known(pairs, as_of) & (pairs["project_key"].astype(object) == state["project_key"]).to_numpy()
    return _told(pairs.loc[own].sort_values("as_of", ascending=False)).reset_index(drop=True)


def _known(pairs: pd.DataFrame, as_of: pd.Timestamp) -> npt.NDArray[np.bool_]:
    return np.asarray(pairs["outcome_date"] <= pd.Timestamp(as_of), dtype=np.bool_)


def _told(cases: pd.DataFrame) -> pd.DataFrame:
    kept = cases[[name for name in TOLD if name in cases.columns]].copy()
    for name in ("project_key", "phase"):
        if name in kept.columns:
            kept[name] = kept[name].astype(object)
    return kept


def _distance(
    state: pd.Series,
    cases: pd.DataFrame,
    groups: Mapping[str, Sequence[str]],
    weights: Mapping[str, float] | None,
) -> Floats:
    """Return the distance of each case, shape (cases,): the weighted mean over the groups that say anything."""
    total, weight = np.zeros(len(cases)), 0.0
    for group, members in groups.items():
        seen = [name for name in members if name in cases.columns and name in state.index]
        share = 1.0 if weights is None else float(weights.get(group, 0.0))
        if seen and share > 0:
            total += share * np.mean([_apart(state[name], cases[name]) for name in seen], axis=0)
            weight += share
    return total / weight if weight > 0 else total


def _apart(value: object, cases: pd.Series) -> Floats:
    """Return how far each case lies from a value in one input, 0 to ``FARTHEST``.

    A value missing on one side alone is as far as one spread; missing on both sides is no difference.
    """
    if not is_numeric_dtype(cases.dtype) or isinstance(cases.dtype, pd.CategoricalDtype):
        text = cases.astype(object).fillna("").to_numpy()
        return np.asarray(text != ("" if pd.isna(value) else value), dtype=np.float64)
    known = cases.to_numpy(dtype=np.float64)
    asked = float(value)  # type: ignore[arg-type]
    gap = np.abs(known - asked) / _spread(known)
    missing = np.isnan(known)
    if np.isnan(asked):
        return np.where(missing, 0.0, 1.0)
    return np.where(missing, 1.0, np.minimum(gap, FARTHEST))


def _spread(values: Floats) -> float:
    """Return the interquartile range as a standard deviation, or the standard deviation where most values agree."""
    kept = values[~np.isnan(values)]
    if not len(kept):
        return 1.0
    low, high = np.quantile(kept, [0.25, 0.75])
    spread = float(high - low) / NORMAL_IQR or float(kept.std())
    return spread if spread > 0 else 1.0
