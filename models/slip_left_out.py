"""What a fit says of projects that it was not fitted on: every pair once, whole projects left out at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from models.slip_terms import Floats

Tell = Callable[[pd.DataFrame, pd.DataFrame], Floats]
"""Called as ``tell(kept, asked)``: fits on the first pairs and says something of each of the others."""


def told_of_others(pairs: pd.DataFrame, folds: int, tell: Tell) -> Floats | None:
    """Return what was said of each pair by a fit without its project, on the rows of the pairs; None where the projects
    are too few to leave some out, or leaving them out leaves outcomes of one kind.

    Parameters
    ----------
    pairs : DataFrame
        ``project_key``, ``slipped`` and whatever ``tell`` reads.
    folds : int
        Parts into which the projects are divided; each is left out once.
    """
    groups = pairs["project_key"].astype(str).to_numpy()
    if len(np.unique(groups)) < 2 * folds:
        return None
    rows, told = [], []
    for train, test in GroupKFold(folds).split(groups, groups=groups):
        kept = pairs.iloc[train]
        if kept["slipped"].nunique() < 2:
            return None
        rows.append(test)
        told.append(tell(kept, pairs.iloc[test]))
    return np.asarray(np.concatenate(told)[np.argsort(np.concatenate(rows))], dtype=np.float64)
