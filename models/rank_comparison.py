"""How far a ranking by value agrees with the priority that projects report.

Sources: Spearman (1904), the correlation of ranks; Kendall (1945), tau-b, which allows for ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import kendalltau


@dataclass(frozen=True, eq=False)
class RankComparison:
    """Two rankings of the same projects.

    Attributes
    ----------
    spearman, kendall : float or None
        -1 (reverse) to 1 (the same), both allowing for ties; None where fewer than two projects have both, or one of
        the two ranks them all equal.
    projects : int
        Projects that have both a rank and a reported priority.
    left_out : int
        Those that lack one or both.
    differences : DataFrame, one row per such project, the largest difference first
        rank and reported (both 1 to `projects`, equal ones sharing their mean), difference (rank - reported: above 0
        where the project reports a higher priority than its value gives).
    """

    spearman: float | None
    kendall: float | None
    projects: int
    left_out: int
    differences: pd.DataFrame


def compared(rank: pd.Series, reported: pd.Series) -> RankComparison:
    """The agreement of two rankings, and the projects on which they differ most.

    Parameters
    ----------
    rank : Series of float
        By project, 1 the first; missing where it has none.
    reported : Series of float
        Priority by project, low numbers first; any numbers, only their order counts.

    >>> compared(pd.Series([1, 2, 3]), pd.Series([10, 20, 20])).differences["difference"].tolist()
    [-0.5, 0.5, 0.0]
    """
    both = pd.DataFrame({"rank": rank.astype(float), "reported": reported.astype(float)})
    known = both.dropna().rank(method="average")
    spearman = kendall = None
    if len(known) > 1 and (known.nunique() > 1).all():
        spearman = float(known["rank"].corr(known["reported"]))
        kendall = float(kendalltau(known["rank"], known["reported"], variant="b").statistic)
    known["difference"] = known["rank"] - known["reported"]
    order = np.lexsort((known["rank"], -known["difference"].abs()))
    return RankComparison(spearman, kendall, len(known), len(both) - len(known), known.iloc[order])
