"""Cells of a heatmap: one measure over two dimensions, each cell a ratio of sums with the size of its base.

Every measure is sum(numerator) / sum(denominator) over the projects of the cell that have both, so that a row's total
is the same ratio over the row and never a mean of percentages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

FEW: Final = 5
OTHER: Final = "Other"
NOT_STATED: Final = "Not stated"
Kind = Literal["share", "count", "days", "variance"]


@dataclass(frozen=True)
class Measure:
    """What a cell says: `kind` tells how its value reads; `more_is_worse` which end of it comes first."""

    name: str
    kind: Kind
    more_is_worse: bool = True


MEASURES: Final[dict[str, Measure]] = {
    measure.name: measure
    for measure in (
        Measure("money_amber", "share"),
        Measure("projects_amber", "share"),
        Measure("expected_slips", "count"),
        Measure("weighted_slip", "days"),
        Measure("variance", "variance"),
        Measure("alignment", "share", more_is_worse=False),
    )
}


def parts(measure: str, projects: pd.DataFrame, status: pd.Series) -> pd.DataFrame:
    """Return each project's share in a measure: numerator, denominator, hit (1 where it has what is counted).

    Parameters
    ----------
    measure : str
        money_amber: cost to go amber or worse / cost to go with a status. projects_amber: the same by number.
        expected_slips: sum of the chances / projects with a prediction. weighted_slip: slip days x cost to go / cost
        to go. variance: (forecast cost - approved budget) / approved budget. alignment: cost to go that serves a top
        objective / cost to go.
    projects : DataFrame
        cost_to_go, probability, slip_days, forecast_cost, approved_budget, on_top.
    status : Series
        1 to 5 per project, NaN where unknown, aligned with `projects`.

    Returns
    -------
    DataFrame
        Missing in both sums where the project cannot be counted.
    """
    money = projects["cost_to_go"]
    bad = (status >= 3).astype(float).where(status.notna())
    if measure == "money_amber":
        table = {"numerator": bad * money, "denominator": money, "hit": bad}
    elif measure == "projects_amber":
        table = {"numerator": bad, "denominator": bad.notna().astype(float), "hit": bad}
    elif measure == "expected_slips":
        chance = projects["probability"]
        table = {"numerator": chance, "denominator": chance.notna().astype(float), "hit": chance}
    elif measure == "weighted_slip":
        slip = projects["slip_days"]
        table = {"numerator": slip * money, "denominator": money, "hit": (slip > 0).astype(float)}
    elif measure == "variance":
        over = projects["forecast_cost"] - projects["approved_budget"]
        table = {"numerator": over, "denominator": projects["approved_budget"], "hit": (over > 0).astype(float)}
    elif measure == "alignment":
        top = projects["on_top"].astype(float)
        table = {"numerator": top * money, "denominator": money, "hit": top}
    else:
        raise ValueError(f"no measure {measure}")
    found = pd.DataFrame(table, index=projects.index)
    return found.where(found[["numerator", "denominator"]].notna().all(axis=1) & (found["denominator"] > 0))


def cells(placed: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell that holds a project.

    Parameters
    ----------
    placed : DataFrame
        One row per project and cell it belongs to: row, column, project_key, numerator, denominator, hit, money.

    Returns
    -------
    DataFrame
        row, column, value (NaN where nothing can be counted), numerator, denominator, hits, base (projects counted),
        projects (in the cell), money (their cost to go).
    """
    kept = placed.assign(base=placed["numerator"].notna().astype(int))
    sums = {
        "numerator": ("numerator", "sum"),
        "denominator": ("denominator", "sum"),
        "hits": ("hit", "sum"),
        "base": ("base", "sum"),
        "projects": ("project_key", "nunique"),
        "money": ("money", "sum"),
    }
    found = kept.groupby(["row", "column"], sort=False).agg(**sums).reset_index()
    value = found["numerator"] / found["denominator"].where(found["denominator"] > 0)
    return found.assign(value=value)[["row", "column", "value", *sums]]


def worst_first(totals: pd.DataFrame, measure: str) -> list[str]:
    """Return the rows of a heatmap, the worst first.

    `totals` holds one cell per row: all its projects. A row of fewer than five proves little: it stands where its
    value would, were it filled up with `FEW` projects of the whole heatmap's mean. "Other", "Not stated" and rows
    without a value stand last.
    """
    totals = totals.copy()
    mean = totals["numerator"].sum() / max(totals["denominator"].sum(), 1e-12)
    filled = (totals["base"] * totals["value"] + FEW * mean) / (totals["base"] + FEW)
    place = totals["value"].where(totals["base"] >= FEW, filled)
    sign = -1 if MEASURES[measure].more_is_worse else 1
    totals["last"] = totals["row"].isin([OTHER, NOT_STATED]).astype(int) + totals["value"].isna()
    totals["order"] = sign * place.fillna(0)
    return list(totals.sort_values(["last", "order", "row"], kind="stable")["row"])


def pooled(labels: pd.Series, most: int) -> pd.Series:
    """Return the labels with the rarest brought together as "Other", so that at most `most` remain.

    >>> pooled(pd.Series(["a", "a", "b", "b", "c", "d"]), 3).tolist()
    ['a', 'a', 'b', 'b', 'Other', 'Other']
    """
    counts = labels.value_counts()
    if len(counts) <= most:
        return labels
    kept = set(counts.index[: most - 1])
    return labels.where(labels.isin(kept), OTHER)


def ordered(labels: pd.Series, by: pd.Series | None, fixed: Sequence[str] = ()) -> list[str]:
    """Return the distinct labels in reading order: the fixed ones first, the others by the mean of `by`, falling.

    Without `by` the most frequent come first. "Other" and "Not stated" stand last.
    """
    present = list(dict.fromkeys(labels))
    rank: Mapping[str, float] = (
        labels.value_counts().to_dict() if by is None else by.groupby(labels).mean().fillna(-np.inf).to_dict()
    )

    def place(label: str) -> tuple[int, float, float, str]:
        last = 2 if label == NOT_STATED else 1 if label == OTHER else 0
        known = fixed.index(label) if label in fixed else len(fixed)
        return last, float(known), -float(rank.get(label, -np.inf)), str(label)

    return sorted(present, key=place)
