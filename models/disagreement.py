"""Where the evidence says something else than the status that a project reports, and how strongly.

Each check gives a status of its own, 1 (green) to 5 (red), by the portfolio's tolerances. Facts alone make up the
strength; a prediction can disagree too, but is never added to facts.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from models import health
from models.health import AMBER, GREEN, RED

CHECKS: Final = ("late", "moves", "progress", "over", "spending", "risk", "assured")
"""Finish against the approved one; forecast moved later since the status last changed; SPI(t), else SPI; forecast cost
over the budget; CPI; risk exposure; the opinion of the PMO."""

BETTER: Final = "better"
"""Reported green while evidence says amber or worse."""
WORSE: Final = "worse"
"""Reported amber or worse while nothing known supports it."""
LEAST_CHECKS: Final = 2
"""So many checks must be known before silence of the evidence counts against a report."""


def verdicts(found: pd.DataFrame, investment_class: pd.Series, thresholds: Mapping[str, Any]) -> pd.DataFrame:
    """Return what each check says of each project, one column per name in ``CHECKS``; missing where it is not known.

    Parameters
    ----------
    found : DataFrame
        The evidence of `health.evidence` that `health.computed` reads, and ``moved_since_days`` (of `steady_status`),
        ``spi_t`` (SPI in time) and ``rag_assured`` (1 to 5), each missing where unknown.
    investment_class, thresholds
        As for `health.computed`.
    """
    # Each question is the computed status with all other evidence left out; asked together, which is quicker.
    plain = found.assign(spi=np.nan, cpi=np.nan)
    indices = found.assign(late_days=np.nan, over_budget_share=np.nan, spi=found["spi_t"].fillna(found["spi"]))
    moved = plain.assign(late_days=found["moved_since_days"])
    asked = pd.concat([plain, indices, moved], ignore_index=True)
    classes = pd.concat([investment_class] * 3, ignore_index=True)
    told = health.computed(asked, classes, thresholds)
    dates, rates, moves = (told.iloc[part * len(found) : (part + 1) * len(found)] for part in range(3))
    return pd.DataFrame(
        {
            "late": dates["schedule"].to_numpy(),
            "moves": moves["schedule"].to_numpy(),
            "progress": rates["schedule"].to_numpy(),
            "over": dates["cost"].to_numpy(),
            "spending": rates["cost"].to_numpy(),
            "risk": dates["risk"].to_numpy(),
            "assured": found["rag_assured"].to_numpy(dtype=float),
        },
        index=found.index,
    )


def against(said: pd.Series, checks: pd.DataFrame, predicted: pd.Series) -> pd.DataFrame:
    """Return where a reported status and the evidence differ, and how strongly.

    Parameters
    ----------
    said : Series
        The status reported, 1 to 5, missing where none is.
    checks : DataFrame
        As `verdicts` gives it.
    predicted : Series
        The status that the chance to slip stands for, as `predicted_status.predicted` gives it.

    Returns
    -------
    DataFrame
        ``disagrees`` ("better", "worse" or ""); ``points``; ``known`` (checks that say anything) and ``worst`` (their
        worst status). A report is *better* where it is green and any check stands at amber or worse, or the prediction
        at red; its points are the steps of those checks, amber one and red two. It is *worse* where it is amber or
        worse, two checks or more are known, and all of them and the prediction stand at least one colour below it; its
        points are the steps between the report and the worst check.
    """
    worst, known = checks.max(axis=1), checks.notna().sum(axis=1)
    against_it = checks.where(checks >= AMBER)
    better = (said < AMBER) & ((worst >= AMBER) | (predicted >= RED))
    most = np.fmax(worst, predicted)
    worse = (said >= AMBER) & (known >= LEAST_CHECKS) & (most <= said - (AMBER - GREEN))
    steps = ((against_it - GREEN) / (AMBER - GREEN)).sum(axis=1)
    return pd.DataFrame(
        {
            "disagrees": np.select([better, worse], [BETTER, WORSE], default=""),
            "points": np.select([better, worse], [steps, (said - worst) / (AMBER - GREEN)], default=np.nan),
            "known": known,
            "worst": worst,
        },
        index=said.index,
    )


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the projects, those first whose evidence disagrees most strongly.

    By points; among equals those reported better than the evidence by chance to slip, those reported worse by how many
    checks are known; then by cost to go, and by name. `rows` holds what `against` returns, ``probability``,
    ``cost_to_go`` and ``name``.
    """
    weight = rows["probability"].where(rows["disagrees"] == BETTER, rows["known"].astype(float))
    order = rows.assign(weight=weight).sort_values(
        ["disagrees", "points", "weight", "cost_to_go", "name"],
        ascending=[True, False, False, False, True],
        na_position="last",
        kind="stable",
    )
    return order.drop(columns="weight").reset_index(drop=True)


def ranks(probability: pd.Series) -> pd.Series:
    """Return the place of each chance to slip among those known, 1 the likeliest; missing where all are alike.

    >>> ranks(pd.Series([0.2, 0.9, None, 0.9])).tolist()
    [3.0, 1.0, nan, 1.0]
    """
    if probability.nunique() < 2:
        return pd.Series(np.nan, index=probability.index)
    return probability.rank(ascending=False, method="min")
