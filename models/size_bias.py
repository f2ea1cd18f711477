"""Whether the size of projects explains a choice better than their score does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

BANDS = ("smallest quarter", "second quarter", "third quarter", "largest quarter")
FEWEST = 8
"""With fewer candidates, or fewer than two on either side, nothing is said."""


@dataclass(frozen=True, eq=False)
class SizeBias:
    """A choice by size.

    Attributes
    ----------
    bands : DataFrame, smallest first
        band, low and high (cost), candidates, chosen (numbers), share_of_number, money, money_chosen, share_of_money.
    by_size : float
        How well cost tells the chosen from the others: the chance that of one of each the chosen is the cheaper (or
        the dearer, where that is more), 0.5 to 1 (the area under the ROC curve); NaN where nothing can be said.
    small_first : bool
        Whether it is the small ones that are chosen.
    by_score : float
        The same for score: the chance that the chosen has the higher one, 0 to 1.
    """

    bands: pd.DataFrame
    by_size: float
    small_first: bool
    by_score: float

    @property
    def explains_better(self) -> bool:
        """Whether size explains the choice better than score."""
        return bool(self.by_size > self.by_score)


def size_bias(cost: ArrayLike, score: ArrayLike, chosen: ArrayLike) -> SizeBias:
    """How a choice falls on small and large projects, and whether size or score explains it better.

    Parameters
    ----------
    cost, score : array, shape (n,)
        Of the candidates that could be chosen freely, without those decided in advance.
    chosen : array of bool, shape (n,)

    Notes
    -----
    The bands are quarters of the candidates by cost; equal costs stand in one band.
    """
    money, worth = np.asarray(cost, dtype=np.float64), np.asarray(score, dtype=np.float64)
    inside = np.asarray(chosen, dtype=bool)
    larger = auc(money, inside)
    enough = len(money) >= FEWEST and 2 <= int(inside.sum()) <= len(money) - 2
    return SizeBias(
        bands=_bands(money, inside),
        by_size=max(larger, 1 - larger) if enough else np.nan,
        small_first=bool(larger < 0.5),
        by_score=auc(worth, inside) if enough else np.nan,
    )


def auc(number: NDArray[np.float64], chosen: NDArray[np.bool_]) -> float:
    """Chance that a chosen one has the higher number of a pair, ties counting half; 0.5 where there is no pair.

    Source: Mann and Whitney (1947); U / (n1 n2).

    >>> auc(np.array([1.0, 2.0, 3.0]), np.array([False, True, True]))
    1.0
    """
    ins, outs = int(chosen.sum()), int((~chosen).sum())
    if not ins or not outs:
        return 0.5
    ranks = pd.Series(number).rank(method="average").to_numpy()
    return float((ranks[chosen].sum() - ins * (ins + 1) / 2) / (ins * outs))


def _bands(cost: NDArray[np.float64], chosen: NDArray[np.bool_]) -> pd.DataFrame:
    if not len(cost):
        columns = ["band", "low", "high", "candidates", "chosen", "share_of_number"]
        return pd.DataFrame(columns=[*columns, "money", "money_chosen", "share_of_money"])
    below = pd.Series(cost).rank(method="min").to_numpy() - 1
    number = np.minimum((below * len(BANDS) / len(cost)).astype(int), len(BANDS) - 1)
    rows = pd.DataFrame({"number": number, "cost": cost, "chosen": chosen, "spent": np.where(chosen, cost, 0.0)})
    found = rows.groupby("number").agg(
        low=("cost", "min"),
        high=("cost", "max"),
        candidates=("cost", "size"),
        chosen=("chosen", "sum"),
        money=("cost", "sum"),
        money_chosen=("spent", "sum"),
    )
    table = found.assign(
        band=[BANDS[place] for place in found.index],
        share_of_number=found["chosen"] / found["candidates"],
        share_of_money=np.where(
            found["money"] > 0, found["money_chosen"] / found["money"].where(found["money"] > 0, 1), 0
        ),
    ).reset_index(drop=True)
    order = [
        "band",
        "low",
        "high",
        "candidates",
        "chosen",
        "share_of_number",
        "money",
        "money_chosen",
        "share_of_money",
    ]
    return pd.DataFrame(table[order])
