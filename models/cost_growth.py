"""How forecast costs grew over the horizon of a slip question, by how far the finish moved meanwhile.

Growth is the forecast cost when the outcome became known over the forecast cost of the state. Its distribution is the
history's own, per class of move (earlier or held, up to 30, up to 90, above 90 days), each drawn towards that of all
pairs: a class worth n pairs counts n / (n + ``STRENGTH``). No shape is assumed; overruns have tails that a triangle
cuts off. Each pair weighs what it costs, because a sum of money is asked for: the mean growth is that of the money, and
a small project that grew a hundredfold does not lend its growth to a large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.history import days_between

Floats = npt.NDArray[np.float64]
EDGES_DAYS: Final = (0.0, 30.0, 90.0)
ATOMS: Final = 200
"""Equally likely growths that stand for a class; the outermost quarter of a hundredth is cut off on either side."""

STRENGTH: Final = 20.0
MINIMUM_PAIRS: Final = 50


@dataclass(frozen=True)
class CostGrowth:
    """The growth of forecast cost per class of move.

    Attributes
    ----------
    atoms : array of shape (4, ATOMS)
        Equally likely growths (1: unchanged) per class of ``EDGES_DAYS``, ascending.
    n : tuple of int
        Pairs seen in each class.
    """

    atoms: Floats
    n: tuple[int, ...]

    def at(self, moved_days: Floats, u: Floats) -> Floats:
        """Return the growth at the ranks ``u`` (0 to 1) given the moves; any one shape, the same for both."""
        kind = np.zeros(moved_days.shape, dtype=np.int64)
        for edge in EDGES_DAYS:
            kind += moved_days > edge
        place = np.minimum((u * ATOMS).astype(np.int64), ATOMS - 1)
        return np.asarray(self.atoms.reshape(-1)[kind * ATOMS + place])


def growths(history: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return ``moved_days``, ``cost`` and its ``growth`` for the pairs with a forecast cost above zero at both ends.

    Parameters
    ----------
    history : DataFrame
        Fresh reports: ``project_key, as_of`` and, where the register has it, ``forecast_cost``.
    pairs : DataFrame
        As `slip_pairs.pairs_of` gives them; the cost at the outcome is that of the project's newest report after the
        state and at or before ``outcome_date``.
    """
    if "forecast_cost" not in history.columns or pairs.empty:
        return pd.DataFrame({"moved_days": [], "cost": [], "growth": []}, dtype=np.float64)
    told = history.loc[pd.to_numeric(history["forecast_cost"]) > 0, ["project_key", "as_of", "forecast_cost"]]
    told = told.assign(project_key=told["project_key"].astype(str), as_of=_dates(told["as_of"])).sort_values("as_of")
    asked = pd.DataFrame(
        {
            "project_key": pairs["project_key"].astype(str),
            "as_of": _dates(pairs["as_of"]),
            "outcome_date": _dates(pairs["outcome_date"]),
            "moved_days": pairs["moved_days"].astype(float),
        }
    )
    before = asked.merge(told, on=["project_key", "as_of"]).sort_values("outcome_date")
    after = told.rename(columns={"as_of": "reported", "forecast_cost": "later_cost"})
    both = pd.merge_asof(before, after, left_on="outcome_date", right_on="reported", by="project_key")
    both = both.loc[days_between(both["reported"], both["as_of"]) > 0]
    cost, later = (both[name].astype(float) for name in ("forecast_cost", "later_cost"))
    return pd.DataFrame({"moved_days": both["moved_days"], "cost": cost, "growth": later / cost}).reset_index(drop=True)


def fit(seen: pd.DataFrame) -> CostGrowth | None:
    """Return the growth per class of move; None where fewer than ``MINIMUM_PAIRS`` pairs have a cost."""
    if len(seen) < MINIMUM_PAIRS:
        return None
    ordered = seen.sort_values("growth", kind="stable")
    growth = ordered["growth"].to_numpy(dtype=np.float64)
    kind = np.digitize(ordered["moved_days"].to_numpy(dtype=np.float64), EDGES_DAYS, right=True)
    cost = ordered["cost"].to_numpy(dtype=np.float64)
    n = np.bincount(kind, minlength=len(EDGES_DAYS) + 1)
    rows = [_atoms(growth, _shares(cost, kind == at)) for at in range(len(n))]
    return CostGrowth(np.array(rows), tuple(int(count) for count in n))


def _shares(cost: Floats, inside: npt.NDArray[np.bool_]) -> Floats:
    """Return the weights of all pairs for one class, as shares of one; n is Kish's effective number of its pairs."""
    own = cost * inside
    total = own.sum()
    n = total**2 / (own**2).sum() if total > 0 else 0.0
    trust = n / (n + STRENGTH)
    return np.asarray(trust * own / max(total, 1e-300) + (1 - trust) * cost / cost.sum())


def _atoms(values: Floats, shares: Floats) -> Floats:
    reached = np.cumsum(shares)
    place = np.searchsorted(reached / reached[-1], (np.arange(ATOMS) + 0.5) / ATOMS)
    return np.asarray(values[np.minimum(place, len(values) - 1)])


def _dates(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values).astype("datetime64[s]")
